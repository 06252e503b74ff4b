/* Blocked drains against closed forms, within 4 standard errors at a fixed seed. */
#include "models/drain.h"
#include "models/surge.h"

#include "tests/lib/theory.h"

#include <criterion/criterion.h>
#include <math.h>

enum { TRIALS = 40000 };

static struct distribution constant(double minutes)
{
    return (struct distribution){.kind = DISTRIBUTION_CONSTANT, .a = minutes};
}

static struct drain_delay draw(const struct drain_model *model, const struct pool *pool,
                               uint32_t trial)
{
    struct attempt attempt = {.seed = 1, .entity = 2, .trial = trial};
    return drain_delay(model, pool, pool_at_once(pool, pool_surge(pool)), 10, &attempt, 3);
}

/* n nodes, each blocked with probability p beyond the time-out: the pool fails with
 * 1 - (1 - p)^n, in the round of the first blocked node. */
Test(drain, schedule_fails_with_the_first_node_that_times_out)
{
    struct drain_model model = {.blocked_probability = 0.01, .blocked = constant(1e9)};
    struct pool pool = {.node_count = 60, .max_surge = {5, false}, .drain_timeout_minutes = 30};
    struct estimate fails = {0}, round = {0};
    double expected_rounds = 0, spared = pow(0.99, 5);
    for (int r = 0; r < 12; r++)
        expected_rounds += r * pow(spared, r) * (1 - spared) / (1 - pow(spared, 12));
    for (uint32_t trial = 0; trial < TRIALS; trial++) {
        struct drain_delay delay = draw(&model, &pool, trial);
        estimate_add(&fails, !isinf(delay.failed_minutes));
        if (!isinf(delay.failed_minutes))
            estimate_add(&round, (delay.failed_minutes - 30) / 10);
    }
    estimate_check(&fails, 1 - pow(0.99, 60), "P(failed)");
    estimate_check(&round, expected_rounds, "the round it fails in");
}

/* One node at a time: each is late by min(block, time-out) on its own, so the delay's mean is
 * n p E[min(X, t)], exponential X of mean m: m (1 - exp(-t / m)). It fails with
 * 1 - (1 - p exp(-t / m))^n. */
Test(drain, delays_add_up_where_one_node_goes_at_a_time)
{
    struct drain_model model = {.blocked_probability = 0.2,
                                .blocked = {.kind = DISTRIBUTION_EXPONENTIAL, .a = 20}};
    struct pool pool = {.node_count = 12, .max_surge = {1, false}, .drain_timeout_minutes = 30};
    struct estimate minutes = {0}, fails = {0};
    for (uint32_t trial = 0; trial < TRIALS; trial++) {
        struct drain_delay delay = draw(&model, &pool, trial);
        estimate_add(&minutes, delay.minutes);
        estimate_add(&fails, !isinf(delay.failed_minutes));
    }
    estimate_check(&minutes, 12 * 0.2 * 20 * (1 - exp(-1.5)), "delay");
    estimate_check(&fails, 1 - pow(1 - 0.2 * exp(-1.5), 12), "P(failed)");
}

/* A round of m nodes is late by its longest block: E[max of m, each X with probability p] =
 * integral of 1 - (1 - p (1 - F(x)))^m; for X uniform on [0, c]:
 * c (1 - (1 - (1 - p)^(m + 1)) / ((m + 1) p)). */
Test(drain, nodes_of_a_round_wait_for_one_another)
{
    double p = 0.3, c = 20;
    struct drain_model model = {.blocked_probability = p,
                                .blocked = {.kind = DISTRIBUTION_UNIFORM, .a = 0, .b = c}};
    struct pool pool = {.node_count = 40, .max_surge = {4, false}, .drain_timeout_minutes = 30};
    struct estimate minutes = {0};
    for (uint32_t trial = 0; trial < TRIALS; trial++) {
        struct drain_delay delay = draw(&model, &pool, trial);
        cr_assert(isinf(delay.failed_minutes));
        estimate_add(&minutes, delay.minutes);
    }
    estimate_check(&minutes, 10 * c * (1 - (1 - pow(1 - p, 5)) / (5 * p)), "delay");
}

/* Up to maxBlockedNodes stay behind: it gives up with P(Binomial(n, p) > max), and each round with
 * one costs the time-out. */
Test(drain, cordon_goes_on_until_too_many_are_behind)
{
    struct drain_model model = {.blocked_probability = 0.05, .blocked = constant(1e9)};
    struct pool pool = {.node_count = 40,
                        .max_surge = {2, false},
                        .drain_timeout_minutes = 30,
                        .cordons = true,
                        .max_blocked = {3, false},
                        .max_blocked_given = true};
    struct estimate fails = {0}, behind_fails = {0}, minutes = {0};
    for (uint32_t trial = 0; trial < TRIALS; trial++) {
        model.behind_fails = false;
        struct drain_delay goes_on = draw(&model, &pool, trial);
        model.behind_fails = true;
        struct drain_delay ends = draw(&model, &pool, trial);
        estimate_add(&fails, !isinf(goes_on.failed_minutes));
        estimate_add(&behind_fails, !isinf(ends.failed_minutes));
        estimate_add(&minutes, goes_on.minutes);
        /* It left nodes behind, but not too many: it fails when the pool is through. */
        if (isinf(goes_on.failed_minutes) && !isinf(ends.failed_minutes))
            cr_assert_float_eq(ends.failed_minutes, 20 * 10 + ends.minutes, 1e-9);
    }
    estimate_check(&fails, 1 - binomial_cdf(3, 40, 0.05), "P(failed)");
    estimate_check(&behind_fails, 1 - pow(0.95, 40), "P(failed), nodes behind counting");
    estimate_check(&minutes, 20 * 30 * (1 - pow(0.95, 2)), "delay");
}

Test(drain, every_node_blocked_is_every_round_late)
{
    struct drain_model model = {.blocked_probability = 1, .blocked = constant(7)};
    struct pool pool = {.node_count = 9, .max_surge = {2, false}, .drain_timeout_minutes = 30};
    struct drain_delay delay = draw(&model, &pool, 0);
    cr_assert_float_eq(delay.minutes, 5 * 7, 1e-9);
    cr_assert(isinf(delay.failed_minutes));
}
