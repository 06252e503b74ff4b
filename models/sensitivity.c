#include "models/sensitivity.h"

#include "models/instant.h"

#include <assert.h>
#include <math.h>

const char *sensitivity_kind_name(enum sensitivity_kind kind)
{
    static const char *const names[SENSITIVITY_KIND_COUNT] = {
        [SENSITIVITY_SHARED_FACTOR] = "shared_factor",
        [SENSITIVITY_FAILURE_PROBABILITY] = "failure_probability",
        [SENSITIVITY_RISK_PROBABILITY] = "risk_probability",
        [SENSITIVITY_RISK] = "risk",
        [SENSITIVITY_ROLLOUT] = "rollout",
        [SENSITIVITY_ARRIVAL] = "arrival",
        [SENSITIVITY_RUN_DELAY] = "run_delay",
        [SENSITIVITY_GATE_DELAY] = "gate_delay",
        [SENSITIVITY_DURATION] = "duration"};
    assert((unsigned)kind < SENSITIVITY_KIND_COUNT);
    return names[kind];
}

bool sensitivity_is_clear(const struct sensitivity_row *row)
{
    return row->correlation.low > 0 || row->correlation.high < 0;
}

/* How far two ends that err apart from one another put their difference off. */
static int64_t together(int64_t a_s, int64_t b_s)
{
    return (int64_t)llround(hypot((double)a_s, (double)b_s));
}

struct swing swing_between(const struct quantile *lowest, const struct quantile *highest)
{
    struct swing swing = {.low_s = INT64_MIN, .high_s = INSTANT_NEVER};
    if (lowest->value_s == INSTANT_NEVER || highest->value_s == INSTANT_NEVER)
        return swing;
    swing.known = true;
    swing.value_s = highest->value_s - lowest->value_s;
    if (highest->low_s != INT64_MIN && lowest->high_s != INSTANT_NEVER)
        swing.low_s = swing.value_s -
                      together(highest->value_s - highest->low_s, lowest->high_s - lowest->value_s);
    if (highest->high_s != INSTANT_NEVER && lowest->low_s != INT64_MIN)
        swing.high_s = swing.value_s + together(highest->high_s - highest->value_s,
                                                lowest->value_s - lowest->low_s);
    return swing;
}
