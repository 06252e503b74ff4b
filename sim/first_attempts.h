/* first_attempts: how long a group's first attempts take in a trial, on the whole.
 *
 * The mean of the logarithm over the members with one duration model, by the members' own luck
 * alone: without what they share, and as if all of each were still to upgrade. It is what makes a
 * group slow or fast in a trial beyond the factors that are drawn for it.
 */
#ifndef SIM_FIRST_ATTEMPTS_H
#define SIM_FIRST_ATTEMPTS_H

#include "models/scenario.h"

#include <stdint.h>

struct first_attempts {
    const struct scenario *scenario;
    const struct update_run *run;
    const struct duration_model *model;
    uint32_t *members;  /* of the fleet */
    uint64_t *entities; /* of them in the run */
    uint32_t count;
};

/* Of the members with this duration model in a group of the run's plan. Arrays are in `arena`. */
void first_attempts_find(struct arena *arena, const struct scenario *scenario, uint32_t run,
                         uint32_t group, uint32_t duration_model, struct first_attempts *attempts);

/* There is at least one. */
double first_attempts_log_mean(const struct first_attempts *attempts, uint64_t seed,
                               uint32_t trial);

#endif
