/* levers: which changes of the plan would bring the finish forward, and by how much. */
#ifndef SIM_LEVERS_H
#define SIM_LEVERS_H

#include "sim/experiment.h"

#include <stdbool.h>

/* Fills forecast->levers. All levers together simulate about three times the forecast's trials, and
 * each at least LEVER_TRIALS_MIN, if the forecast has as many. False: interrupted; then there are
 * none. */
bool levers_find(struct arena *arena, const struct scenario *scenario,
                 const struct experiment_options *options, struct forecast *forecast);

enum { LEVER_TRIALS_MIN = 200 };

#endif
