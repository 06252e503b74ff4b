#include "models/distribution.h"
#include "models/gamma_beta.h"
#include "models/normal.h"

#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

static const double levels[] = {1e-15, 1e-9, 1e-4,  0.01,  0.07, 0.075,  0.0750001, 0.3,        0.5,
                                0.7,   0.92, 0.925, 0.926, 0.99, 0.9999, 1 - 1e-9,  1 - 0x1p-53};
enum { LEVELS = sizeof levels / sizeof *levels };

static const double samples[] = {2, 3, 3, 3, 10};

/* One of each kind, and what else is worth it. */
static const struct distribution kinds[] = {
    {.kind = DISTRIBUTION_CONSTANT, .a = 7},
    {.kind = DISTRIBUTION_UNIFORM, .a = 2, .b = 10},
    {.kind = DISTRIBUTION_TRIANGULAR, .a = 1, .b = 2, .c = 6},
    {.kind = DISTRIBUTION_TRIANGULAR, .a = 1, .b = 1, .c = 6},
    {.kind = DISTRIBUTION_TRIANGULAR, .a = 1, .b = 6, .c = 6},
    {.kind = DISTRIBUTION_PERT, .a = 1, .b = 2, .c = 6},
    {.kind = DISTRIBUTION_PERT, .a = 1, .b = 1, .c = 6},
    {.kind = DISTRIBUTION_EXPONENTIAL, .a = 3},
    {.kind = DISTRIBUTION_NORMAL, .a = 10, .b = 2},
    {.kind = DISTRIBUTION_LOGNORMAL, .a = 4, .b = 0.5},
    {.kind = DISTRIBUTION_GAMMA, .a = 0.4, .b = 2},
    {.kind = DISTRIBUTION_GAMMA, .a = 9, .b = 2},
    {.kind = DISTRIBUTION_WEIBULL, .a = 1.7, .b = 5},
    {.kind = DISTRIBUTION_EMPIRICAL, .samples = samples, .sample_count = 5}};
enum { KINDS = sizeof kinds / sizeof *kinds };

static void assert_close(double found, double wanted, double relative, const char *what, double u)
{
    cr_assert(fabs(found - wanted) <= relative * fabs(wanted), "%s at %.17g: %.17g, not %.17g",
              what, u, found, wanted);
}

Test(distribution, normal_quantile_agrees_with_gsl)
{
    for (int i = 0; i < LEVELS; i++)
        assert_close(normal_quantile(levels[i]), gsl_cdf_ugaussian_Pinv(levels[i]), 1e-12, "normal",
                     levels[i]);
    for (int i = 1; i < 10000; i++)
        assert_close(normal_quantile(i / 10000.0), gsl_cdf_ugaussian_Pinv(i / 10000.0), 1e-12,
                     "normal", i / 10000.0);
    cr_assert_eq(normal_quantile(0.5), 0);
}

/* Check values published with the algorithm: Applied Statistics 37 (1988). */
Test(distribution, normal_quantile_gives_the_published_values)
{
    assert_close(normal_quantile(0.25), -0.6744897501960817, 1e-15, "AS241", 0.25);
    assert_close(normal_quantile(0.001), -3.090232306167814, 1e-15, "AS241", 0.001);
    assert_close(normal_quantile(1e-20), -9.262340089798408, 1e-15, "AS241", 1e-20);
}

Test(distribution, many_quantiles_at_once_are_the_same_bits)
{
    for (int kind = 0; kind < KINDS; kind++)
        for (size_t n = 0; n <= LEVELS; n++) {
            double x[LEVELS];
            distribution_quantiles(&kinds[kind], levels, n, x);
            for (size_t i = 0; i < n; i++)
                cr_assert_eq(x[i], distribution_quantile(&kinds[kind], levels[i]), "%s at %.17g",
                             distribution_name(kinds[kind].kind), levels[i]);
        }
}

Test(distribution, lognormal_agrees_with_gsl)
{
    struct distribution d = {.kind = DISTRIBUTION_LOGNORMAL, .a = log(60), .b = 0.5};
    for (int i = 0; i < LEVELS; i++)
        assert_close(distribution_quantile(&d, levels[i]),
                     gsl_cdf_lognormal_Pinv(levels[i], d.a, d.b), 1e-12, "lognormal", levels[i]);
}

Test(distribution, other_kinds_agree_with_gsl)
{
    struct distribution weibull = {.kind = DISTRIBUTION_WEIBULL, .a = 1.7, .b = 5};
    struct distribution exponential = {.kind = DISTRIBUTION_EXPONENTIAL, .a = 3};
    struct distribution gamma = {.kind = DISTRIBUTION_GAMMA, .a = 4, .b = 2};
    struct distribution pert = {.kind = DISTRIBUTION_PERT, .a = 1, .b = 3, .c = 9};
    for (int i = 1; i < 200; i++) {
        double u = i / 200.0;
        assert_close(distribution_quantile(&weibull, u), gsl_cdf_weibull_Pinv(u, 5, 1.7), 1e-12,
                     "weibull", u);
        assert_close(distribution_quantile(&exponential, u), gsl_cdf_exponential_Pinv(u, 3), 1e-12,
                     "exponential", u);
        assert_close(distribution_quantile(&gamma, u), gsl_cdf_gamma_Pinv(u, 4, 2), 1e-10, "gamma",
                     u);
        assert_close(distribution_quantile(&pert, u), 1 + 8 * gsl_cdf_beta_Pinv(u, 2, 4), 1e-10,
                     "pert", u);
    }
}

Test(distribution, quantiles_grow_with_the_uniform)
{
    for (int k = 0; k < KINDS; k++) {
        double before = -INFINITY;
        for (int i = 0; i < LEVELS; i++) {
            double x = distribution_quantile(&kinds[k], levels[i]);
            cr_assert(isfinite(x) && x >= before, "%s at %g", distribution_name(kinds[k].kind),
                      levels[i]);
            before = x;
        }
    }
}

Test(distribution, cdf_is_the_inverse_of_the_quantile)
{
    for (int k = 0; k < KINDS; k++) {
        enum distribution_kind kind = kinds[k].kind;
        if (kind == DISTRIBUTION_CONSTANT || kind == DISTRIBUTION_EMPIRICAL)
            continue;
        for (int i = 1; i < 1000; i++) {
            double u = i / 1000.0;
            double back = distribution_cdf(&kinds[k], distribution_quantile(&kinds[k], u));
            cr_assert_float_eq(back, u, 1e-10, "%s at %g: %.17g", distribution_name(kind), u, back);
        }
    }
}

Test(distribution, means_agree_with_the_quantiles)
{
    enum { POINTS = 200000 };
    for (int k = 0; k < KINDS; k++) {
        double sum = 0;
        for (int i = 0; i < POINTS; i++)
            sum += distribution_quantile(&kinds[k], (i + 0.5) / POINTS);
        assert_close(sum / POINTS, distribution_mean(&kinds[k]), 1e-4,
                     distribution_name(kinds[k].kind), k);
    }
}

Test(distribution, means_are_those_of_the_text_book)
{
    cr_assert_float_eq(distribution_mean(&kinds[1]), 6, 1e-12);
    cr_assert_float_eq(distribution_mean(&kinds[2]), 3, 1e-12);
    cr_assert_float_eq(distribution_mean(&kinds[5]), 2.5, 1e-12);
    cr_assert_float_eq(distribution_mean(&kinds[9]), exp(4.125), 1e-10);
    cr_assert_float_eq(distribution_mean(&kinds[11]), 18, 1e-12);
    cr_assert_float_eq(distribution_mean(&kinds[13]), 3.75, 1e-12); /* (2.5 + 3 + 3 + 6.5) / 4 */
}

Test(distribution, empirical_interpolates_as_type_7)
{
    const struct distribution *d = &kinds[13];
    cr_assert_float_eq(distribution_quantile(d, 0.125), 2.5, 1e-12);
    cr_assert_float_eq(distribution_quantile(d, 0.25), 3, 1e-12);
    cr_assert_float_eq(distribution_quantile(d, 0.875), 6.5, 1e-12);
    cr_assert_float_eq(distribution_cdf(d, 2.5), 0.125, 1e-12);
    cr_assert_float_eq(distribution_cdf(d, 3), 0.75, 1e-12);
    cr_assert_float_eq(distribution_cdf(d, 6.5), 0.875, 1e-12);
    cr_assert_eq(distribution_cdf(d, 1.9), 0);
    cr_assert_eq(distribution_cdf(d, 10), 1);
    struct distribution one = {
        .kind = DISTRIBUTION_EMPIRICAL, .samples = samples, .sample_count = 1};
    cr_assert_eq(distribution_quantile(&one, 0.9), 2);
    cr_assert_eq(distribution_mean(&one), 2);
}

Test(distribution, lognormal_passes_through_its_quantiles)
{
    struct distribution d = distribution_lognormal_p50_p90(6, 9);
    assert_close(distribution_quantile(&d, 0.5), 6, 1e-14, "p50", 0.5);
    assert_close(distribution_quantile(&d, 0.9), 9, 1e-14, "p90", 0.9);
    d = distribution_lognormal_p50_p90(6, 6);
    assert_close(distribution_quantile(&d, 0.99), 6, 1e-14, "p99", 0.99);
}

Test(distribution, lognormal_has_the_mean_and_deviation_asked_for)
{
    struct distribution d = distribution_lognormal_mean_sd(60, 20);
    assert_close(distribution_mean(&d), 60, 1e-14, "mean", 0);
    double variance = expm1(d.b * d.b) * exp(2 * d.a + d.b * d.b);
    assert_close(sqrt(variance), 20, 1e-13, "sd", 0);
}

Test(distribution, truncation_keeps_the_shape_inside)
{
    struct distribution whole = {.kind = DISTRIBUTION_NORMAL, .a = 10, .b = 2}, part = whole;
    cr_assert(distribution_truncate(&part, 9, 13));
    double low = distribution_cdf(&whole, 9), high = distribution_cdf(&whole, 13);
    for (int i = 0; i < LEVELS; i++) {
        double x = distribution_quantile(&part, levels[i]);
        cr_assert(x >= 9 && x <= 13);
        assert_close(x, distribution_quantile(&whole, low + levels[i] * (high - low)), 1e-9,
                     "inside", levels[i]);
    }
    cr_assert_float_eq(distribution_cdf(&part, 11),
                       (distribution_cdf(&whole, 11) - low) / (high - low), 1e-14);
    cr_assert(distribution_cdf(&part, 8.9) == 0 && distribution_cdf(&part, 13) == 1);
}

/* mean of a normal cut at a and b: m + s (phi(alpha) - phi(beta)) / (Phi(beta) - Phi(alpha)). */
Test(distribution, truncated_mean_agrees_with_its_formula)
{
    struct distribution d = {.kind = DISTRIBUTION_NORMAL, .a = 10, .b = 2};
    cr_assert(distribution_truncate(&d, 9, 13));
    double mass = gsl_cdf_ugaussian_P(1.5) - gsl_cdf_ugaussian_P(-0.5);
    double wanted = 10 + 2 * (exp(-0.125) - exp(-1.125)) / sqrt(2 * M_PI) / mass;
    assert_close(distribution_mean(&d), wanted, 1e-7, "mean", 0);
}

Test(distribution, truncation_may_have_one_end)
{
    for (int k = 0; k < KINDS; k++) {
        struct distribution d = kinds[k];
        cr_assert(distribution_truncate(&d, 3, INFINITY), "%s", distribution_name(d.kind));
        for (int i = 0; i < LEVELS; i++) {
            double x = distribution_quantile(&d, levels[i]);
            cr_assert(isfinite(x) && x >= 3, "%s at %g", distribution_name(d.kind), levels[i]);
        }
    }
}

Test(distribution, truncation_without_anything_inside_is_refused)
{
    struct distribution d = {.kind = DISTRIBUTION_UNIFORM, .a = 2, .b = 10};
    cr_assert_not(distribution_truncate(&d, 11, 12));
    d = (struct distribution){.kind = DISTRIBUTION_CONSTANT, .a = 7};
    cr_assert_not(distribution_truncate(&d, 8, INFINITY));
    cr_assert(distribution_truncate(&d, 7, 7));
    cr_assert_eq(distribution_quantile(&d, 0.5), 7);
    d = (struct distribution){.kind = DISTRIBUTION_LOGNORMAL, .a = 0, .b = 1};
    cr_assert_not(distribution_truncate(&d, -INFINITY, 0));
}

Test(distribution, a_repeated_sample_may_be_the_end)
{
    struct distribution d = kinds[13];
    cr_assert(distribution_truncate(&d, 3, 3));
    cr_assert_eq(distribution_quantile(&d, 0.01), 3);
    cr_assert_eq(distribution_quantile(&d, 0.99), 3);
}

/* GSL's own inverses fail on many of these, and its default handler would end this test. */
Test(distribution, gamma_and_beta_quantiles_hold_for_any_shape)
{
    for (double a = 1e-3; a < 1e7; a *= 10)
        for (int i = 0; i < LEVELS; i++) {
            double u = levels[i], x = gamma_quantile(u, a), back = gamma_cdf(x, a);
            cr_assert(isfinite(x) && x >= 0);
            if (x > 1e-300)
                cr_assert(fabs(back - u) < 1e-9 * fmin(u, 1 - u) + 2e-11, "%g %g: %.17g", a, u,
                          back);
            for (double b = 1e-3; b < 1e7; b *= 10) {
                x = beta_quantile(u, a, b);
                back = beta_cdf(x, a, b);
                cr_assert(x >= 0 && x <= 1);
                if (x > 1e-300 && x < 1 - 1e-5)
                    cr_assert(fabs(back - u) < 1e-9, "%g %g %g: %.17g", a, b, u, back);
            }
        }
}

Test(distribution, has_the_words_of_the_format)
{
    cr_assert_str_eq(distribution_name(DISTRIBUTION_CONSTANT), "constant");
    cr_assert_str_eq(distribution_name(DISTRIBUTION_EMPIRICAL), "empirical");
    for (int k = 0; k < DISTRIBUTION_KIND_COUNT; k++)
        cr_assert_not_null(distribution_name((enum distribution_kind)k));
}
