#include "models/duration.h"

#include "models/instant.h"

#include <math.h>

uint32_t pool_rounds(const struct pool *pool)
{
    if (pool->node_count == 0)
        return 0;
    uint32_t surge = amount_round_up(pool->max_surge, pool->node_count);
    surge = surge < pool->node_count ? surge : pool->node_count;
    uint32_t at_once = surge + amount_round_up(pool->max_unavailable, pool->node_count);
    at_once = at_once == 0 ? 1 : at_once;
    return (pool->node_count + at_once - 1) / at_once;
}

static const struct distribution *node_time(const struct duration_model *model,
                                            const struct pool *pool, enum upgrade_type type)
{
    if (pool->windows)
        return &model->windows_node;
    return type == UPGRADE_NODE_IMAGE_ONLY ? &model->node_image_node : &model->node;
}

/* Minutes of one pool: rounds times one drawn node time, and a smaller factor for what differs
 * between nodes. */
static double draw_pool(const struct duration_model *model, const struct upgrade_work *work,
                        const struct attempt *attempt, const struct pool *pool)
{
    uint32_t rounds = pool_rounds(pool);
    if (rounds == 0)
        return 0;
    struct uniforms luck = random_uniforms(
        attempt->seed,
        (struct random_address){.entity = entity_hash_pair(attempt->entity, pool->entity),
                                .trial = attempt->trial,
                                .attempt = attempt->attempt,
                                .purpose = PURPOSE_POOL});
    double minutes = distribution_quantile(node_time(model, pool, work->type), luck.u[0]);
    double spread = 1 + NODE_SPREAD / sqrt(rounds) * normal_quantile(luck.u[1]);
    return minutes * rounds * (spread > 0 ? spread : 0);
}

static double draw_built_up(const struct duration_model *model, const struct upgrade_work *work,
                            const struct attempt *attempt)
{
    struct uniforms luck =
        random_uniforms(attempt->seed, (struct random_address){.entity = attempt->entity,
                                                               .trial = attempt->trial,
                                                               .attempt = attempt->attempt,
                                                               .purpose = PURPOSE_CONTROL_PLANE});
    double minutes = distribution_quantile(&model->overhead, luck.u[1]);
    if (work->control_plane)
        minutes += distribution_quantile(&model->control_plane, luck.u[0]);
    for (uint32_t i = 0; i < work->pool_count; i++)
        if (i >= 64 || (work->pool_mask >> i & 1) != 0)
            minutes += draw_pool(model, work, attempt, &work->pools[i]);
    return minutes;
}

int64_t duration_draw(const struct duration_model *model, const struct upgrade_work *work,
                      const struct attempt *attempt, double u)
{
    double minutes = model->in_one_piece ? distribution_quantile(&model->member[work->type], u)
                                         : draw_built_up(model, work, attempt);
    double seconds = minutes * (double)MINUTE_S;
    return seconds < 1 ? 1 : (int64_t)(seconds + 0.5);
}
