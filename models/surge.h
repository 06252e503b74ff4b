/* surge: how a rolling upgrade goes through the nodes of a pool.
 *
 * AKS adds surge nodes, then drains and reimages as many nodes at once as there are surge and
 * unavailable ones, round after round (azure-aks-docs, upgrade-aks-node-pools-rolling.md):
 *
 *     surge       = maxSurge, a percentage rounded up, at most the nodes to upgrade
 *     unavailable = maxUnavailable, likewise
 *     rounds      = ceil(nodes / (surge + unavailable))
 *
 * Both zero counts as one node at a time. An upgrade whose nodes and surge together exceed 1,000 in
 * a pool is refused.
 */
#ifndef MODELS_SURGE_H
#define MODELS_SURGE_H

#include "models/fleet.h"

enum { POOL_NODES_MAX = 1000 };

/* Extra nodes while the pool is upgraded. */
uint32_t pool_surge(const struct pool *pool);

/* Nodes that are upgraded at once when it has this many extra ones; at least 1. */
uint32_t pool_at_once(const struct pool *pool, uint32_t surge);

/* Rounds with as many extra nodes as it asks for. */
uint32_t pool_rounds(const struct pool *pool);

/* Nodes that may stay behind undrained before the upgrade gives up (undrainableNodeBehavior
 * Cordon); by default as many as surge. */
uint32_t pool_blocked_max(const struct pool *pool);

/* It has more nodes than AKS lets an upgrade reach. */
bool pool_is_too_large(const struct pool *pool);

#endif
