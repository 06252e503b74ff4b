/* lever_failures: a scenario in which fewer upgrades fail. */
#ifndef MODELS_LEVER_FAILURES_H
#define MODELS_LEVER_FAILURES_H

#include "models/arena.h"
#include "models/scenario.h"

#include <stdbool.h>

/* The probability of each cause, of each blocked drain and of failing by a risk becomes `left`
 * (0..1) of what it is; of one that is uncertain, the mean does. False: nothing can fail. */
bool lever_failures_fewer(struct arena *arena, double left, struct scenario *scenario);

#endif
