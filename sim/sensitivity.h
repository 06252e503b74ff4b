/* sensitivity: which of a scenario's uncertain inputs moved the finish of a forecast
 * (models/sensitivity.h).
 *
 * After the trials: their inputs are looked up again by address and held against their finishes.
 * The same for any number of jobs.
 */
#ifndef SIM_SENSITIVITY_H
#define SIM_SENSITIVITY_H

#include "models/outcome.h"

#include <stdint.h>

/* Fills forecast->sensitivity, in `arena`, from forecast->finish_rows; `seed` is the trials'. */
void sensitivity_find(struct arena *arena, uint64_t seed, uint32_t jobs, struct forecast *forecast);

#endif
