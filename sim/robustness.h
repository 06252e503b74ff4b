/* robustness: what the forecast would be if what it assumes were otherwise
 * (models/robustness.h).
 *
 * The scenario with an input at an end of its range is somebody else's to make: sim knows no files.
 *
 *     struct robustness_source source = {&context, load_at_end};
 *     whole = robustness_find(&arena, &source, &options, &forecast);
 */
#ifndef SIM_ROBUSTNESS_H
#define SIM_ROBUSTNESS_H

#include "sim/experiment.h"

#include <stdbool.h>

/* All ends together simulate at most about twice the forecast's trials. Where that is too few to
 * tell P80, ROBUSTNESS_TRIALS each, if the forecast has as many and all of them do not upgrade more
 * than ROBUSTNESS_UPGRADES members. */
enum { ROBUSTNESS_FORECASTS_MAX = 2, ROBUSTNESS_TRIALS = 100, ROBUSTNESS_UPGRADES = 2000000 };

struct robustness_source {
    const void *context;
    /* The forecast's scenario with this default (NULL: all that have a range) at an end of it, in
     * `arena`. False: it does not hold together. */
    bool (*load)(const void *context, struct arena *arena, const char *key, enum range_end end,
                 struct scenario *variant);
};

/* Fills forecast->robustness, in `arena`; leaves NULL where no assumption has a range. One that
 * moves the risk rating raises it. `options` are the forecast's. False: interrupted; then nothing
 * is changed. */
bool robustness_find(struct arena *arena, const struct robustness_source *source,
                     const struct experiment_options *options, struct forecast *forecast);

#endif
