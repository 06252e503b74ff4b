#include "models/duration.h"

#include <math.h>

#define NODE_FACTOR_MIN 0.1     /* nodes do not take less than a tenth of what was drawn */
#define DURATION_MAX_S 3.1536e9 /* a hundred years: what a careless tail draws is cut here */

enum { POOLS_IN_MASK = 64, DEFAULT_SURGE_PERCENT = 10 };

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

uint32_t pool_rounds(const struct pool *pool)
{
    struct amount surge = {.value = DEFAULT_SURGE_PERCENT, .percent = true};
    if (pool->max_surge_given)
        surge = pool->max_surge;
    uint32_t nodes = pool->node_count;
    uint32_t at_once = smaller(amount_round_up(surge, nodes), nodes) +
                       smaller(amount_round_up(pool->max_unavailable, nodes), nodes);
    at_once = at_once > 0 ? at_once : 1;
    return nodes / at_once + (nodes % at_once > 0);
}

static struct uniforms draw(const struct attempt *attempt, uint64_t entity,
                            enum random_purpose purpose)
{
    return random_uniforms(attempt->seed, (struct random_address){.entity = entity,
                                                                  .trial = attempt->trial,
                                                                  .attempt = attempt->attempt,
                                                                  .purpose = purpose});
}

static const struct distribution *node_time(const struct duration_model *model,
                                            enum upgrade_type type, const struct pool *pool)
{
    if (pool->windows)
        return &model->windows_node;
    return type == UPGRADE_NODE_IMAGE_ONLY ? &model->node_image_node : &model->node;
}

static double pool_minutes(const struct duration_model *model, enum upgrade_type type,
                           const struct pool *pool, const struct attempt *attempt)
{
    uint32_t rounds = pool_rounds(pool);
    if (rounds == 0)
        return 0;
    struct uniforms luck =
        draw(attempt, entity_hash_pair(attempt->entity, pool->entity), PURPOSE_POOL);
    double node = distribution_quantile(node_time(model, type, pool), luck.u[0]);
    double factor = 1 + NODE_SPREAD / sqrt(rounds) * normal_quantile(luck.u[1]);
    return rounds * node * (factor > NODE_FACTOR_MIN ? factor : NODE_FACTOR_MIN);
}

static bool is_upgraded(const struct upgrade_work *work, uint32_t pool)
{
    return pool >= POOLS_IN_MASK || (work->pool_mask >> pool & 1);
}

static double built_up_minutes(const struct duration_model *model, const struct upgrade_work *work,
                               const struct attempt *attempt)
{
    struct uniforms luck = draw(attempt, attempt->entity, PURPOSE_CONTROL_PLANE);
    double minutes = distribution_quantile(&model->overhead, luck.u[1]);
    if (work->control_plane)
        minutes += distribution_quantile(&model->control_plane, luck.u[0]);
    for (uint32_t i = 0; i < work->pool_count; i++)
        if (is_upgraded(work, i))
            minutes += pool_minutes(model, work->type, &work->pools[i], attempt);
    return minutes;
}

int64_t duration_draw(const struct duration_model *model, const struct upgrade_work *work,
                      const struct attempt *attempt, double u)
{
    double minutes = model->in_one_piece ? distribution_quantile(&model->member[work->type], u)
                                         : built_up_minutes(model, work, attempt);
    double seconds = minutes * 60;
    if (!(seconds < DURATION_MAX_S))
        seconds = DURATION_MAX_S;
    return seconds < 1 ? 1 : (int64_t)(seconds + 0.5);
}
