/* duration: how long the upgrade of one member takes.
 *
 * In one piece (memberMinutes, from history, per upgrade type), or built up from what AKS does one
 * after the other:
 *
 *     overhead + control plane + for each pool to upgrade: rounds * node time
 *     rounds = ceil(nodes / (surge + unavailable))
 *
 * maxSurge and maxUnavailable round up (AKS); surge is at most the node count; both zero counts as
 * one node at a time. One node time is drawn per pool and attempt; what differs between nodes is a
 * smaller factor of its own, 1 + NODE_SPREAD / sqrt(rounds) * z, so that large pools are not
 * falsely certain. The cost of a draw does not grow with the node count. Only parts that are not
 * yet at target take time (R9).
 */
#ifndef MODELS_DURATION_H
#define MODELS_DURATION_H

#include "models/distribution.h"
#include "models/fleet.h"
#include "models/random.h"
#include "models/update_run.h"

#include <stdbool.h>
#include <stdint.h>

#define NODE_SPREAD 0.2 /* relative standard deviation between the nodes of a pool (assumed) */

/* Minutes everywhere. */
struct duration_model {
    const char *name;
    bool in_one_piece;
    struct distribution member[UPGRADE_TYPE_COUNT]; /* in one piece */
    struct distribution control_plane;
    struct distribution overhead;
    struct distribution node;            /* Linux, Kubernetes version and image */
    struct distribution node_image_node; /* Linux, image only */
    struct distribution windows_node;
};

/* What an upgrade has to do. Pools are given by their bit in a mask or, beyond 64, all of them. */
struct upgrade_work {
    enum upgrade_type type;
    bool control_plane;
    const struct pool *pools; /* the member's */
    uint32_t pool_count;
    uint64_t pool_mask; /* bit i: pool i is behind; pools from 64 on are always upgraded */
};

/* Where the luck of one attempt comes from. */
struct attempt {
    uint64_t seed;
    uint64_t entity; /* the member in its run */
    uint32_t trial;
    uint32_t attempt; /* from 0 */
};

/* Seconds, rounded once, at least 1. `u` is random_uniforms(PURPOSE_ATTEMPT).u[0] of the same
 * attempt, which a model in one piece uses; a built-up one draws its parts itself. */
int64_t duration_draw(const struct duration_model *model, const struct upgrade_work *work,
                      const struct attempt *attempt, double u);

/* Rounds of a rolling upgrade: ceil(nodes / (surge + unavailable)). */
uint32_t pool_rounds(const struct pool *pool);

#endif
