#include "models/duration.h"

#include "models/instant.h"
#include "models/normal.h"
#include "models/surge.h"

#include <math.h>

#define NODE_FACTOR_MIN 0.1     /* nodes do not take less than a tenth of what was drawn */
#define DURATION_MAX_S 3.1536e9 /* a hundred years */

enum { POOLS_IN_MASK = 64 };

static const struct distribution *node_time(const struct duration_model *model,
                                            enum upgrade_type type, const struct pool *pool)
{
    if (pool->windows)
        return &model->windows_node;
    return type == UPGRADE_NODE_IMAGE_ONLY ? &model->node_image_node : &model->node;
}

bool work_has_pool(const struct upgrade_work *work, uint32_t pool)
{
    return pool >= POOLS_IN_MASK || (work->pool_mask >> pool & 1);
}

/* Of one round: the time of a node, those of a pool being alike but for a factor of their own. */
static double round_minutes(const struct duration_model *model, enum upgrade_type type,
                            const struct pool *pool, uint32_t rounds, struct uniforms luck,
                            double factor)
{
    double node = distribution_quantile(node_time(model, type, pool), luck.u[0]) * factor;
    double spread = 1 + model->node_spread / sqrt(rounds) * normal_quantile(luck.u[1]);
    return node * (spread > NODE_FACTOR_MIN ? spread : NODE_FACTOR_MIN) + pool->soak_minutes;
}

struct pool_time duration_of_pool(const struct duration_model *model, enum upgrade_type type,
                                  const struct pool *pool, uint32_t surge,
                                  const struct attempt *attempt, double factor)
{
    uint32_t at_once = pool_at_once(pool, surge);
    uint32_t rounds = pool->node_count / at_once + (pool->node_count % at_once > 0);
    struct pool_time time = {.failed_minutes = INFINITY};
    if (rounds == 0)
        return time;
    uint64_t entity = entity_hash_pair(attempt->entity, pool->entity);
    double round = round_minutes(model, type, pool, rounds,
                                 attempt_uniforms(attempt, entity, PURPOSE_POOL), factor);
    time.minutes = rounds * round;
    if (model->drain.blocked_probability > 0) {
        struct drain_delay delay =
            drain_delay(&model->drain, pool, at_once, round, attempt, entity);
        time.minutes += delay.minutes;
        time.failed_minutes = delay.failed_minutes;
    }
    return time;
}

static double before_pools(const struct duration_model *model, const struct upgrade_work *work,
                           const struct attempt *attempt, double factor)
{
    struct uniforms luck = attempt_uniforms(attempt, attempt->entity, PURPOSE_CONTROL_PLANE);
    double minutes = distribution_quantile(&model->overhead, luck.u[1]);
    if (work->control_plane)
        minutes += distribution_quantile(&model->control_plane, luck.u[0]);
    return minutes * factor;
}

/* An upgrade that nobody follows: its pools have the surge they ask for. */
struct unfollowed {
    const struct duration_model *model;
    const struct upgrade_work *work;
    const struct attempt *attempt;
    double factor;
};

static bool give_all_surge(void *context, uint32_t index, double begin_minutes,
                           struct pool_time *time)
{
    const struct unfollowed *upgrade = context;
    const struct pool *pool = &upgrade->work->pools[index];
    (void)begin_minutes;
    *time = duration_of_pool(upgrade->model, upgrade->work->type, pool, pool_surge(pool),
                             upgrade->attempt, upgrade->factor);
    return true;
}

int64_t duration_seconds(double minutes)
{
    double seconds = minutes * 60;
    if (!(seconds < DURATION_MAX_S))
        seconds = DURATION_MAX_S;
    return seconds < 1 ? 1 : (int64_t)(seconds + 0.5);
}

static struct duration rounded(const struct pool_time *time)
{
    return (struct duration){.length_s = duration_seconds(time->minutes),
                             .failed_s = isinf(time->failed_minutes)
                                             ? INSTANT_NEVER
                                             : duration_seconds(time->failed_minutes)};
}

struct duration duration_followed(const struct duration_model *model,
                                  const struct upgrade_work *work, const struct attempt *attempt,
                                  double factor, const struct duration_follower *follower)
{
    double before = before_pools(model, work, attempt, factor);
    struct pool_time all = {before, INFINITY};
    bool refused = false;
    for (uint32_t i = 0; i < work->pool_count && !refused; i++) {
        struct pool_time time;
        if (!work_has_pool(work, i))
            continue;
        double begin = model->pools_in_parallel ? before : all.minutes;
        if (follower->pool(follower->context, i, begin, &time)) {
            all.minutes = fmax(all.minutes, begin + time.minutes);
            all.failed_minutes = fmin(all.failed_minutes, begin + time.failed_minutes);
        } else if (begin < all.failed_minutes) {
            all.failed_minutes = begin;
            refused = true;
        }
    }
    struct duration duration = rounded(&all);
    duration.refused = refused;
    return duration;
}

struct duration duration_draw(const struct duration_model *model, const struct upgrade_work *work,
                              const struct attempt *attempt, struct duration_luck luck)
{
    if (model->in_one_piece) {
        double minutes = luck.minutes * luck.factor;
        return (struct duration){.length_s = duration_seconds(minutes), .failed_s = INSTANT_NEVER};
    }
    struct unfollowed upgrade = {model, work, attempt, luck.factor};
    struct duration_follower follower = {&upgrade, give_all_surge};
    return duration_followed(model, work, attempt, luck.factor, &follower);
}
