/* epoch: what operations, joins and leaves make of the fleet in the course of a history.
 *
 * These changes come at known instants and are the same in every history, so they are worked out
 * once, when the scenario is loaded: an epoch is the fleet and the strategies as they stand from
 * its instant until the next one's. The first epoch begins with the scenario; without changes it is
 * the only one. Everything a fleet becomes at an instant holds for what is created at that instant.
 *
 * Members keep their numbers in every epoch: all who are ever there have one, and fleet_has says
 * who is there. A member whose node pools change gets new places in fleet.pools (the array is one
 * for all epochs), and a change says which pool goes on as which.
 */
#ifndef MODELS_EPOCH_H
#define MODELS_EPOCH_H

#include "models/fleet.h"
#include "models/plan.h"
#include "models/strategy.h"

#include <stdbool.h>
#include <stdint.h>

enum { EPOCHS_MAX = 2000 };

/* Where a pool of a changed member comes from. */
struct pool_origin {
    uint32_t from; /* index into fleet.pools: it goes on as this pool did; NONE: it is new */
    bool version_given, image_given; /* the change says what it has now, if that is later */
};

/* A member that is not what it was in the epoch before. */
struct member_change {
    uint32_t member;
    bool version_given; /* the change says what its control plane has now, if that is later */
    const struct pool_origin *pools; /* per pool of the member in this epoch */
};

struct epoch {
    int64_t at_s;
    struct fleet fleet;
    const struct strategy *strategies; /* parallel to scenario.strategies */
    const struct member_change *changes;
    uint32_t change_count;
    const uint32_t *leavers; /* members that leave at at_s */
    uint32_t leaver_count;
};

/* The plans a run may have, by the epoch in which it is created (R4); each is resolved once. */
struct run_plans {
    const struct plan *const *plans;
    uint32_t count;           /* at least 1 */
    const uint32_t *of_epoch; /* per epoch: index into plans; NULL: always the first */
};

/* The most slots, and the most gates, that a plan of the run has. */
uint32_t run_plans_slots(const struct run_plans *plans);
uint32_t run_plans_gates(const struct run_plans *plans);

/* The epoch at an instant: the last one that has begun. */
uint32_t epoch_at(const struct epoch *epochs, uint32_t epoch_count, int64_t at_s);

#endif
