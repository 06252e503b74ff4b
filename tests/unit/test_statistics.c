#include "models/statistics.h"

#include "models/instant.h"

#include <criterion/criterion.h>
#include <math.h>

/* P(Bin(n, q) <= k), summed from its terms. */
static double binomial_sum(size_t k, size_t n, double q)
{
    double sum = 0;
    for (size_t i = 0; i <= k && i <= n; i++)
        sum += exp(lgamma((double)n + 1) - lgamma((double)i + 1) - lgamma((double)(n - i) + 1) +
                   (double)i * log(q) + (double)(n - i) * log1p(-q));
    return sum;
}

static const double levels[] = {0.01, 0.1, 0.5, 0.55, 0.8, 0.9, 0.95, 0.99};
enum { LEVELS = sizeof levels / sizeof *levels };

Test(statistics, a_quantile_is_the_ceil_qn_th_smallest)
{
    cr_assert_eq(quantile_ranks(0.5, 1).rank, 1);
    cr_assert_eq(quantile_ranks(0.5, 2).rank, 1);
    cr_assert_eq(quantile_ranks(0.5, 3).rank, 2);
    cr_assert_eq(quantile_ranks(0.8, 5000).rank, 4000);
    cr_assert_eq(quantile_ranks(0.8, 5001).rank, 4001);
    cr_assert_eq(quantile_ranks(0.55, 100).rank, 55); /* 0.55 * 100 > 55 in binary */
    cr_assert_eq(quantile_ranks(0.95, 20).rank, 19);
    cr_assert_eq(quantile_ranks(0.99, 10).rank, 10);
    cr_assert_eq(quantile_ranks(0.01, 10).rank, 1);
}

/* Each tail at most 2.5 %, and more than that one rank further in. */
Test(statistics, interval_ranks_have_equal_binomial_tails)
{
    for (size_t n = 1; n <= 400; n = n < 60 ? n + 1 : n * 2)
        for (int i = 0; i < LEVELS; i++) {
            double q = levels[i];
            struct quantile_ranks r = quantile_ranks(q, n);
            if (r.low_rank > 0)
                cr_assert_leq(binomial_sum(r.low_rank - 1, n, q), 0.025 + 1e-12, "n %zu q %g", n,
                              q);
            cr_assert_gt(binomial_sum(r.low_rank, n, q), 0.025 - 1e-12, "n %zu q %g", n, q);
            if (r.high_rank <= n)
                cr_assert_leq(1 - binomial_sum(r.high_rank - 1, n, q), 0.025 + 1e-12);
            if (r.high_rank > 1)
                cr_assert_gt(1 - binomial_sum(r.high_rank - 2, n, q), 0.025 - 1e-12);
            cr_assert(r.low_rank <= r.rank && r.rank <= r.high_rank && r.high_rank <= n + 1);
        }
}

/* The median of 10 lies in [x2, x9] with 1 - 2 * 11 / 1,024 = 97.9 %, in [x3, x8] with 89.1 %. */
Test(statistics, interval_of_a_median_by_hand)
{
    struct quantile_ranks r = quantile_ranks(0.5, 10);
    cr_assert(r.low_rank == 2 && r.high_rank == 9);
    r = quantile_ranks(0.5, 5);
    cr_assert(r.low_rank == 0 && r.high_rank == 6);
    r = quantile_ranks(0.5, 6);
    cr_assert(r.low_rank == 1 && r.high_rank == 6);
}

Test(statistics, interval_of_a_million_agrees_with_the_normal_limit)
{
    struct quantile_ranks r = quantile_ranks(0.8, 1000000);
    cr_assert(fabs((double)r.low_rank - (800000 - 1.959964 * 400)) < 2);
    cr_assert(fabs((double)r.high_rank - (800001 + 1.959964 * 400)) < 2);
}

Test(statistics, a_quantile_comes_with_its_interval)
{
    int64_t sorted[40];
    for (int i = 0; i < 40; i++)
        sorted[i] = i < 34 ? 100 * (i + 1) : INSTANT_NEVER;
    struct quantile_ranks r = quantile_ranks(0.5, 40);
    struct quantile q = quantile_of_sorted(sorted, 40, 0.5);
    cr_assert(q.value_s == 2000 && q.low_s == (int64_t)(100 * r.low_rank) &&
              q.high_s == (int64_t)(100 * r.high_rank));
    q = quantile_of_sorted(sorted, 40, 0.8);
    cr_assert(q.value_s == 3200 && q.high_s == INSTANT_NEVER);
    q = quantile_of_sorted(sorted, 40, 0.9);
    cr_assert(q.value_s == INSTANT_NEVER && q.low_s < INSTANT_NEVER);
}

Test(statistics, an_end_beyond_the_sample_is_missing)
{
    static const int64_t sorted[] = {10, 20, 30};
    struct quantile q = quantile_of_sorted(sorted, 3, 0.5);
    cr_assert(q.value_s == 20 && q.low_s == INT64_MIN && q.high_s == INSTANT_NEVER);
    q = quantile_of_sorted(sorted, 0, 0.5);
    cr_assert(q.value_s == INSTANT_NEVER && q.low_s == INT64_MIN && q.high_s == INSTANT_NEVER);
}

/* Hand values: 8 of 10 is Wilson's [0.4902, 0.9433]. */
Test(statistics, proportions_carry_wilsons_interval)
{
    struct proportion p = proportion_of(8, 10);
    cr_assert_eq(p.value, 0.8);
    cr_assert_float_eq(p.low, 0.490162, 1e-6);
    cr_assert_float_eq(p.high, 0.943318, 1e-6);
    p = proportion_of(0, 5000);
    cr_assert(p.value == 0 && p.low == 0);
    cr_assert_float_eq(p.high, 3.841459 / (5000 + 3.841459), 1e-9);
    p = proportion_of(5000, 5000);
    cr_assert(p.value == 1 && p.high == 1);
    cr_assert_float_eq(p.low, 5000 / (5000 + 3.841459), 1e-9);
    p = proportion_of(0, 0);
    cr_assert(p.value == 0 && p.low == 0 && p.high == 1 && p.n == 0);
}
