/* strategy: stages and groups with their limits, as written (R2, R6, R7).
 *
 * This is what `az fleet updatestrategy create --stages` reads, checked but not yet resolved on a
 * fleet; models/plan.h does that. Gates and selectors will stand beside the limits.
 */
#ifndef MODELS_STRATEGY_H
#define MODELS_STRATEGY_H

#include "models/fleet.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* maxConcurrency or maxAllowedFailures. */
struct limit {
    struct amount amount;
    bool given;
};

struct strategy_group {
    const char *name;
    struct limit max_concurrency;      /* not given: 1 */
    struct limit max_allowed_failures; /* not given: 0 */
};

struct strategy_stage {
    const char *name;
    struct strategy_group *groups;
    size_t group_count;
    struct limit max_concurrency;      /* not given: 50 */
    struct limit max_allowed_failures; /* not given: 0 */
    int64_t after_stage_wait_s;
};

struct strategy {
    const char *name; /* NULL: written inside the run */
    struct strategy_stage *stages;
    size_t stage_count;
};

#endif
