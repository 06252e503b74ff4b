#include "models/drain.h"

#include "models/surge.h"

#include <math.h>

/* The course of a pool, node by blocked node. */
struct course {
    const struct pool *pool;
    double round_minutes;
    uint32_t round;    /* the one of the last blocked node */
    double earlier;    /* minutes by which the rounds before it were late */
    double this_round; /* by which it is late so far */
    uint32_t behind;   /* nodes that were given up */
};

static void reach_round(struct course *course, uint32_t round)
{
    if (round == course->round)
        return;
    course->round = round;
    course->earlier += course->this_round;
    course->this_round = 0;
}

/* True when the upgrade fails at this node's time-out. */
static bool give_up(struct course *course)
{
    course->behind++;
    course->this_round = course->pool->drain_timeout_minutes;
    return !course->pool->cordons || course->behind > pool_blocked_max(course->pool);
}

/* A node of the current round is blocked. True when the upgrade fails of it. */
static bool block(struct course *course, double minutes)
{
    if (minutes > course->pool->drain_timeout_minutes)
        return give_up(course);
    if (minutes > course->this_round)
        course->this_round = minutes;
    return false;
}

/* Free nodes before the next blocked one, geometric; by inversion. */
static double free_nodes(double u, double blocked_probability)
{
    return floor(log(u) / log1p(-blocked_probability));
}

static double failed_at(const struct course *course)
{
    return course->round * course->round_minutes + course->earlier + course->this_round;
}

struct drain_delay drain_delay(const struct drain_model *model, const struct pool *pool,
                               uint32_t at_once, double round_minutes,
                               const struct attempt *attempt, uint64_t entity)
{
    struct course course = {.pool = pool, .round_minutes = round_minutes};
    struct drain_delay delay = {.failed_minutes = INFINITY};
    uint32_t node = 0;
    for (uint32_t number = 0; node < pool->node_count; number++, node++) {
        struct uniforms luck =
            attempt_uniforms(attempt, entity_hash_pair(entity, number), PURPOSE_DRAIN);
        double skip = free_nodes(luck.u[0], model->blocked_probability);
        if (!(skip < pool->node_count - node))
            break;
        node += (uint32_t)skip;
        reach_round(&course, node / at_once);
        bool fails = block(&course, distribution_quantile(&model->blocked, luck.u[1]));
        if (fails && isinf(delay.failed_minutes))
            delay.failed_minutes = failed_at(&course);
    }
    delay.minutes = course.earlier + course.this_round;
    uint32_t rounds = pool->node_count / at_once + (pool->node_count % at_once > 0);
    if (course.behind > 0 && model->behind_fails && isinf(delay.failed_minutes))
        delay.failed_minutes = rounds * round_minutes + delay.minutes;
    return delay;
}
