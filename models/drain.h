/* drain: nodes that cannot be drained when their turn comes.
 *
 * Each node's drain is blocked with some probability (a disruption budget, a slow pod), on its own,
 * and then stays blocked for a time of its own. The nodes of a round wait for one another: a round
 * is late by its longest block. A block that outlasts the pool's drain time-out
 *
 *     Schedule (AKS's default): fails the upgrade at that instant;
 *     Cordon: is given up then; the node stays behind, and the pool's other nodes go on. One more
 *         than maxBlockedNodes fails the upgrade at once. An upgrade that left nodes behind ends in
 *         a failed state (AKS API, UndrainableNodeBehavior), here when its pool is through, unless
 *         the model says otherwise.
 *
 * Blocked nodes are found by skipping over the free ones (the gaps are geometric), so the cost is
 * that of the blocked ones.
 */
#ifndef MODELS_DRAIN_H
#define MODELS_DRAIN_H

#include "models/attempt.h"
#include "models/distribution.h"
#include "models/fleet.h"

#include <stdbool.h>

struct drain_model {
    double blocked_probability;  /* of one node; 0: drains are never blocked */
    struct distribution blocked; /* minutes until it would give way, were there no time-out */
    bool behind_fails;           /* nodes left behind by Cordon make the upgrade fail */
    uint16_t reason;             /* under which these failures count */
};

/* What is blocked in one pool. */
struct drain_delay {
    double minutes;        /* by which the pool is late, time-outs included */
    double failed_minutes; /* after the pool's begin it has failed; INFINITY: it has not */
};

/* One attempt at a pool that takes `round_minutes` for each round of `at_once` nodes. `entity` is
 * that of the pool in the attempt. */
struct drain_delay drain_delay(const struct drain_model *model, const struct pool *pool,
                               uint32_t at_once, double round_minutes,
                               const struct attempt *attempt, uint64_t entity);

#endif
