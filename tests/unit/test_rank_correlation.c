/* Ranks with ties, Spearman's coefficient and its interval. */
#include "models/random.h"
#include "models/rank_correlation.h"

#include <criterion/criterion.h>
#include <math.h>

static struct rank_correlation correlate(const double *a, const double *b, uint32_t n)
{
    static uint32_t order[1000];
    static double ranks_a[1000], ranks_b[1000];
    cr_assert_leq(n, 1000);
    rank_order(a, n, order);
    rank_middle(a, order, n, ranks_a);
    rank_order(b, n, order);
    rank_middle(b, order, n, ranks_b);
    return rank_correlation_of(ranks_a, ranks_b, n);
}

Test(rank_correlation, ranks_equal_values_in_the_middle)
{
    const double values[] = {3, 1, 3, 2, 3, INFINITY, INFINITY};
    const double expected[] = {4, 1, 4, 2, 4, 6.5, 6.5};
    uint32_t order[7];
    double ranks[7];
    rank_order(values, 7, order);
    rank_middle(values, order, 7, ranks);
    cr_expect_eq(order[0], 1);
    cr_expect_eq(order[2], 0, "equal values keep their order");
    cr_expect_arr_eq(ranks, expected, sizeof ranks);
}

/* 1 - 6 * sum of squared differences of ranks / (n (n^2 - 1)), without ties. */
Test(rank_correlation, agrees_with_the_textbook)
{
    const double a[] = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
    const double b[] = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
    cr_expect_float_eq(correlate(a, b, 10).value, 1 - 6 * 194.0 / 990, 1e-12);
}

Test(rank_correlation, knows_only_the_order)
{
    double a[50], b[50], c[50], same[50];
    for (int i = 0; i < 50; i++) {
        a[i] = i;
        b[i] = exp(i);
        c[i] = -b[i];
        same[i] = 7;
    }
    cr_expect_float_eq(correlate(a, b, 50).value, 1, 1e-12);
    cr_expect_float_eq(correlate(a, c, 50).value, -1, 1e-12);
    struct rank_correlation nothing = correlate(a, same, 50);
    cr_expect_eq(nothing.value, 0);
    cr_expect_eq(nothing.low, -1);
    cr_expect_eq(nothing.high, 1);
}

/* Two normals of correlation r have Spearman's 6 / pi asin(r / 2); of 1,000 intervals about 950
 * hold it (standard error 7). */
Test(rank_correlation, intervals_hold_what_they_should)
{
    enum { N = 200, SAMPLES = 1000 };
    double a[N], b[N], r = 0.6, truth = 6 / M_PI * asin(r / 2);
    int held = 0;
    for (uint32_t sample = 0; sample < SAMPLES; sample++) {
        for (uint32_t i = 0; i < N; i++) {
            struct uniforms u = random_uniforms(
                3, (struct random_address){.trial = sample, .entity = i, .purpose = PURPOSE_TEST});
            double radius = sqrt(-2 * log(u.u[0])), angle = 2 * M_PI * u.u[1];
            a[i] = radius * cos(angle);
            b[i] = r * a[i] + sqrt(1 - r * r) * radius * sin(angle);
        }
        struct rank_correlation found = correlate(a, b, N);
        held += found.low <= truth && truth <= found.high;
    }
    cr_expect_geq(held, 950 - 28);
    cr_expect_leq(held, 950 + 28);
}
