#include "models/duration.h"
#include "models/instant.h"
#include "models/surge.h"

#include <criterion/criterion.h>
#include <math.h>

static struct distribution constant(double minutes)
{
    return (struct distribution){.kind = DISTRIBUTION_CONSTANT, .a = minutes};
}

/* All parts different powers, so that a sum names its parts. */
static struct duration_model built_up(void)
{
    return (struct duration_model){.control_plane = constant(10000),
                                   .overhead = constant(100000),
                                   .node = constant(100),
                                   .node_image_node = constant(10),
                                   .windows_node = constant(1),
                                   .node_spread = 0.2};
}

static struct duration_luck luck_in(const struct duration_model *model, enum upgrade_type type,
                                    double u)
{
    return (struct duration_luck){.minutes = distribution_quantile(&model->member[type], u),
                                  .factor = 1};
}

static int64_t draw(const struct duration_model *model, const struct upgrade_work *work,
                    const struct attempt *at, double u)
{
    return duration_draw(model, work, at, luck_in(model, work->type, u)).length_s;
}

static const struct attempt attempt = {.seed = 1, .entity = 2, .trial = 3};

static struct pool nodes(uint32_t count, struct amount surge, struct amount unavailable)
{
    return (struct pool){.node_count = count, .max_surge = surge, .max_unavailable = unavailable};
}

static struct amount plain(uint32_t value)
{
    return (struct amount){.value = value};
}

static struct amount percent(uint32_t value)
{
    return (struct amount){.value = value, .percent = true};
}

Test(duration, in_one_piece_uses_the_type_and_the_uniform)
{
    struct duration_model model = {
        .in_one_piece = true,
        .member = {[UPGRADE_FULL] = {.kind = DISTRIBUTION_UNIFORM, .a = 10, .b = 20},
                   [UPGRADE_NODE_IMAGE_ONLY] = {.kind = DISTRIBUTION_CONSTANT, .a = 5}}};
    struct upgrade_work work = {.type = UPGRADE_FULL};
    cr_assert_eq(draw(&model, &work, &attempt, 0.25), 750);
    work.type = UPGRADE_NODE_IMAGE_ONLY;
    cr_assert_eq(draw(&model, &work, &attempt, 0.25), 300);
}

Test(duration, is_rounded_once_and_at_least_a_second)
{
    struct duration_model model = {.in_one_piece = true, .member = {constant(1.01)}};
    struct upgrade_work work = {.type = UPGRADE_FULL};
    cr_assert_eq(draw(&model, &work, &attempt, 0.5), 61);
    model.member[0] = constant(0);
    cr_assert_eq(draw(&model, &work, &attempt, 0.5), 1);
    model.member[0] = constant(-50);
    cr_assert_eq(draw(&model, &work, &attempt, 0.5), 1);
    model.member[0] = constant(1e300);
    cr_assert_eq(draw(&model, &work, &attempt, 0.5), INT64_C(3153600000));
}

Test(duration, sums_overhead_control_plane_and_the_pools_behind)
{
    struct duration_model model = built_up();
    /* Two nodes at once: one round, whose spread is wide; so compare to what the pool alone takes.
     */
    struct pool pools[2] = {nodes(2, plain(2), plain(0)), nodes(3, plain(1), plain(0))};
    struct upgrade_work none = {.type = UPGRADE_FULL, .pools = pools, .pool_count = 2};
    pools[0].entity = 11;
    pools[1].entity = 12;
    cr_assert_eq(draw(&model, &none, &attempt, 0.5), 6000000);
    struct upgrade_work first = none, second = none, both = none;
    first.pool_mask = 1;
    second.pool_mask = 2;
    both.pool_mask = 3;
    both.control_plane = true;
    int64_t a = draw(&model, &first, &attempt, 0.5) - 6000000;
    int64_t b = draw(&model, &second, &attempt, 0.5) - 6000000;
    cr_assert(a > 600 && a < 12000);
    cr_assert(b > 1800 && b < 36000);
    cr_assert_float_eq((double)draw(&model, &both, &attempt, 0.5), (double)(6600000 + a + b), 1.0);
}

/* The same luck, so that only the node time differs. */
Test(duration, takes_the_node_time_of_system_and_type)
{
    struct duration_model model = built_up();
    struct pool pool = nodes(10, plain(1), plain(0));
    struct upgrade_work work = {
        .type = UPGRADE_FULL, .pools = &pool, .pool_count = 1, .pool_mask = 1};
    model.overhead = constant(0);
    double full = (double)draw(&model, &work, &attempt, 0.5);
    work.type = UPGRADE_NODE_IMAGE_ONLY;
    double image = (double)draw(&model, &work, &attempt, 0.5);
    pool.windows = true;
    double windows = (double)draw(&model, &work, &attempt, 0.5);
    cr_assert_float_eq(full / image, 10, 0.01);
    cr_assert_float_eq(image / windows, 10, 0.1);
}

Test(duration, pools_beyond_the_mask_are_upgraded)
{
    enum { MANY = 66 };
    static struct pool pools[MANY];
    struct duration_model model = built_up();
    model.overhead = constant(0);
    for (int i = 0; i < MANY; i++) {
        pools[i] = nodes(1, plain(1), plain(0));
        pools[i].entity = (uint64_t)i;
    }
    struct upgrade_work work = {.type = UPGRADE_FULL, .pools = pools, .pool_count = MANY};
    int64_t last_two = draw(&model, &work, &attempt, 0.5);
    cr_assert(last_two > 2 * 600 && last_two < 2 * 12000);
    work.pool_count = 64;
    cr_assert_eq(draw(&model, &work, &attempt, 0.5), 1);
}

/* mean rounds * node, relative deviation node_spread / sqrt(rounds). */
Test(duration, nodes_differ_less_in_larger_pools)
{
    enum { TRIALS = 20000 };
    static const uint32_t counts[] = {4, 100};
    struct duration_model model = built_up();
    model.overhead = constant(0);
    for (int k = 0; k < 2; k++) {
        struct pool pool = nodes(counts[k], plain(1), percent(0));
        struct upgrade_work work = {
            .type = UPGRADE_FULL, .pools = &pool, .pool_count = 1, .pool_mask = 1};
        double sum = 0, squares = 0, mean = counts[k] * 6000.0, spread = 0.2 / sqrt(counts[k]);
        for (uint32_t trial = 0; trial < TRIALS; trial++) {
            struct attempt at = {.seed = 1, .entity = 2, .trial = trial};
            double x = (double)draw(&model, &work, &at, 0.5) / mean - 1;
            sum += x;
            squares += x * x;
        }
        cr_assert_float_eq(sum / TRIALS, 0, 4 * spread / sqrt(TRIALS), "%u nodes", counts[k]);
        cr_assert_float_eq(sqrt(squares / TRIALS), spread, 4 * spread / sqrt(2.0 * TRIALS));
    }
}

Test(duration, each_attempt_member_and_pool_has_its_own_luck)
{
    struct duration_model model = built_up();
    struct pool pool = nodes(10, plain(1), plain(0));
    struct upgrade_work work = {
        .type = UPGRADE_FULL, .pools = &pool, .pool_count = 1, .pool_mask = 1};
    int64_t base = draw(&model, &work, &attempt, 0.5);
    struct attempt again = attempt, other = attempt;
    again.attempt = 1;
    other.entity = 3;
    cr_assert_eq(draw(&model, &work, &attempt, 0.9), base);
    cr_assert_neq(draw(&model, &work, &again, 0.5), base);
    cr_assert_neq(draw(&model, &work, &other, 0.5), base);
    pool.entity = 1;
    cr_assert_neq(draw(&model, &work, &attempt, 0.5), base);
}

/* A factor stretches what is drawn; a soak is as long as it is set. */
Test(duration, factor_stretches_all_but_the_soak)
{
    struct duration_model model = built_up();
    struct pool pool = nodes(3, plain(1), plain(0));
    struct upgrade_work work = {
        .type = UPGRADE_FULL, .pools = &pool, .pool_count = 1, .pool_mask = 1};
    struct duration_luck luck = luck_in(&model, work.type, 0.5);
    double once = (double)duration_draw(&model, &work, &attempt, luck).length_s;
    luck.factor = 2;
    double twice = (double)duration_draw(&model, &work, &attempt, luck).length_s;
    cr_assert_float_eq(twice, 2 * once, 2);
    pool.soak_minutes = 5; /* in three rounds */
    cr_assert_float_eq((double)duration_draw(&model, &work, &attempt, luck).length_s,
                       twice + 3 * 5 * 60, 2);
}

/* Side by side the longest pool counts. */
Test(duration, pools_side_by_side_take_as_long_as_the_longest)
{
    struct duration_model model = built_up();
    struct pool pools[2] = {nodes(2, plain(1), plain(0)), nodes(30, plain(1), plain(0))};
    pools[0].entity = 11;
    pools[1].entity = 12;
    struct upgrade_work one = {.type = UPGRADE_FULL, .pools = pools, .pool_count = 2}, both = one;
    one.pool_mask = 2;
    both.pool_mask = 3;
    model.pools_in_parallel = true;
    cr_assert_eq(draw(&model, &both, &attempt, 0.5), draw(&model, &one, &attempt, 0.5));
    model.pools_in_parallel = false;
    cr_assert_gt(draw(&model, &both, &attempt, 0.5), draw(&model, &one, &attempt, 0.5) + 600);
}

/* A drain that is surely blocked and never gives way: the first pool with nodes fails. */
Test(duration, a_drain_that_stays_blocked_fails_at_its_time_out)
{
    struct duration_model model = built_up();
    struct pool pools[2] = {nodes(0, plain(1), plain(0)), nodes(3, plain(1), plain(0))};
    struct upgrade_work work = {
        .type = UPGRADE_FULL, .pools = pools, .pool_count = 2, .pool_mask = 3};
    model.drain = (struct drain_model){.blocked_probability = 1, .blocked = constant(1e6)};
    pools[1].drain_timeout_minutes = 30;
    struct duration duration =
        duration_draw(&model, &work, &attempt, (struct duration_luck){.factor = 1});
    cr_assert_eq(duration.failed_s, (100000 + 30) * 60);
    cr_assert_gt(duration.length_s, duration.failed_s);
    work.pool_mask = 1;
    duration = duration_draw(&model, &work, &attempt, (struct duration_luck){.factor = 1});
    cr_assert_eq(duration.failed_s, INSTANT_NEVER);
}
