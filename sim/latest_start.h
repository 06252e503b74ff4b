/* latest_start: finds the last day on which a plan can begin and still meet its deadlines. */
#ifndef SIM_LATEST_START_H
#define SIM_LATEST_START_H

#include "sim/experiment.h"

#include <stdbool.h>

/* Fills forecast->latest_starts. Each day is simulated with as few trials as show that it is too
 * late; the answer with all of them, the day after with about a thousand. False: interrupted; then
 * there is none. */
bool latest_start_find(struct arena *arena, const struct scenario *scenario,
                       const struct experiment_options *options, struct forecast *forecast);

#endif
