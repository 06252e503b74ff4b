#include "sim/advice.h"

#include "sim/latest_start.h"
#include "sim/levers.h"
#include "sim/skips.h"

#include <assert.h>

/* One kind of advice. False: interrupted; then nothing of it is in the forecast. */
typedef bool (*finder)(struct arena *arena, const struct scenario *scenario,
                       const struct experiment_options *options, struct forecast *forecast);

static const finder finders[] = {levers_find, latest_start_find, skips_find};

bool advice_find(struct arena *arena, const struct scenario *scenario,
                 const struct experiment_options *options, struct forecast *forecast)
{
    assert(!forecast->interrupted && forecast->trials > 0);
    const struct forecast before = *forecast;
    for (size_t i = 0; i < sizeof finders / sizeof *finders; i++)
        if (!finders[i](arena, scenario, options, forecast)) {
            *forecast = before;
            return false;
        }
    return true;
}
