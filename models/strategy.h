/* strategy: stages and groups with their selectors, gates and limits, as written (R2, R5 to R7,
 * R19).
 *
 * This is what `az fleet updatestrategy create --stages` reads, checked but not yet resolved on a
 * fleet; models/plan.h does that.
 */
#ifndef MODELS_STRATEGY_H
#define MODELS_STRATEGY_H

#include "models/fleet.h"
#include "models/gate.h"
#include "models/selector.h"

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
    const struct selector *selector;   /* replaces its name as the way to choose; NULL: none */
    struct gates before, after;
};

struct strategy_stage {
    const char *name;
    struct strategy_group *groups;
    size_t group_count;              /* 0: one implicit group, all that the selector chooses */
    const struct selector *selector; /* with groups: who may be in them at all; NULL: anybody */
    struct gates before, after;
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
