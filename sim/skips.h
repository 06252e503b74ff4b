/* skips: the smallest set of members to skip so that a deadline is met often enough (models/
 * skip_set.h). */
#ifndef SIM_SKIPS_H
#define SIM_SKIPS_H

#include "sim/experiment.h"

#include <stdbool.h>

/* Fills forecast->skips, one set per deadline. The set is looked for on some of the trials (about
 * SKIP_SEARCH_FORECASTS times the forecast's trials for all deadlines together; in small fleets
 * more, up to SKIP_SEARCH_UPGRADES upgrades), and checked on all of them. False: interrupted; then
 * there are none. */
bool skips_find(struct arena *arena, const struct scenario *scenario,
                const struct experiment_options *options, struct forecast *forecast);

enum { SKIP_SEARCH_FORECASTS = 2, SKIP_SEARCH_UPGRADES = 2000000 };

#endif
