#include "models/surge.h"

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

uint32_t pool_surge(const struct pool *pool)
{
    return smaller(amount_round_up(pool->max_surge, pool->node_count), pool->node_count);
}

uint32_t pool_at_once(const struct pool *pool, uint32_t surge)
{
    uint32_t nodes = pool->node_count;
    uint32_t at_once = surge + smaller(amount_round_up(pool->max_unavailable, nodes), nodes);
    return at_once > 0 ? at_once : 1;
}

uint32_t pool_rounds(const struct pool *pool)
{
    uint32_t nodes = pool->node_count, at_once = pool_at_once(pool, pool_surge(pool));
    return nodes / at_once + (nodes % at_once > 0);
}

uint32_t pool_blocked_max(const struct pool *pool)
{
    return pool->max_blocked_given ? amount_round_up(pool->max_blocked, pool->node_count)
                                   : pool_surge(pool);
}

bool pool_is_too_large(const struct pool *pool)
{
    return (uint64_t)pool->node_count + pool_surge(pool) > POOL_NODES_MAX;
}
