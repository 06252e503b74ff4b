/* verdict: whether a forecast meets its conditions. */
#ifndef MODELS_VERDICT_H
#define MODELS_VERDICT_H

#include "models/outcome.h"

#include <stdbool.h>
#include <stdint.h>

/* Decides by the estimate, not by its interval. What is infinite is greater than any limit; a
 * deadline beyond the horizon is not simulated, and so not met. Of several runs the first that
 * misses counts, else the last one. The forecast's runs and deadlines are filled in. */
struct verdict verdict_of(const struct condition *condition, const struct forecast *forecast);

/* All conditions hold; also when there are none. */
bool verdicts_met(const struct forecast *forecast);

/* P(deadline) that a plan must reach: the highest that the experiment's conditions ask of this
 * deadline; without any what is usual. */
#define VERDICT_CHANCE_USUAL 0.9
double verdict_required_chance(const struct scenario *scenario, uint32_t deadline);

#endif
