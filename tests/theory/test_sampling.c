/* What is drawn of each distribution against what GSL and the text books say of it: mean, variance
 * and three quantiles, within 4 standard errors. */
#include "models/distribution.h"
#include "models/random.h"
#include "tests/lib/theory.h"

#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdio.h>

enum { DRAWS = 40000 };

static void check(const char *name, struct distribution distribution, double mean, double variance,
                  const double quantiles[3])
{
    static const double levels[] = {0.1, 0.5, 0.9};
    struct estimate first = {0}, second = {0}, below[3] = {{0}};
    char what[64];
    for (uint32_t i = 0; i < DRAWS; i++) {
        struct random_address at = {
            .entity = entity_hash(name), .trial = i, .purpose = PURPOSE_TEST};
        double x = distribution_quantile(&distribution, random_uniforms(1, at).u[0]);
        estimate_add(&first, x);
        estimate_add(&second, (x - mean) * (x - mean));
        for (int q = 0; q < 3; q++)
            estimate_add(&below[q], x <= quantiles[q]);
    }
    snprintf(what, sizeof what, "mean of %s", name);
    estimate_check(&first, mean, what);
    snprintf(what, sizeof what, "variance of %s", name);
    estimate_check(&second, variance, what);
    for (int q = 0; q < 3; q++) {
        snprintf(what, sizeof what, "P%g of %s", 100 * levels[q], name);
        estimate_check(&below[q], levels[q], what);
    }
}

#define QUANTILES(p_inverse_)                                                                      \
    (const double[])                                                                               \
    {                                                                                              \
        p_inverse_(0.1), p_inverse_(0.5), p_inverse_(0.9)                                          \
    }

static double uniform(double p)
{
    return gsl_cdf_flat_Pinv(p, 10, 30);
}

static double exponential(double p)
{
    return gsl_cdf_exponential_Pinv(p, 20);
}

static double normal(double p)
{
    return 50 + gsl_cdf_gaussian_Pinv(p, 8);
}

static double lognormal(double p)
{
    return gsl_cdf_lognormal_Pinv(p, 2, 0.5);
}

static double gamma_of(double p)
{
    return gsl_cdf_gamma_Pinv(p, 2.5, 4);
}

static double weibull(double p)
{
    return gsl_cdf_weibull_Pinv(p, 12, 1.8);
}

/* min 0, mode 2, max 10: beta with shapes 1 + 4 * 2 / 10 and 1 + 4 * 8 / 10, times 10. */
static double pert(double p)
{
    return 10 * gsl_cdf_beta_Pinv(p, 1.8, 4.2);
}

/* min 0, mode 3, max 10. */
static double triangular(double p)
{
    return p < 0.3 ? sqrt(p * 30) : 10 - sqrt((1 - p) * 70);
}

Test(sampling, moments_and_quantiles_are_those_of_the_distribution)
{
    double g1 = gsl_sf_gamma(1 + 1 / 1.8), g2 = gsl_sf_gamma(1 + 2 / 1.8);
    check("uniform", (struct distribution){.kind = DISTRIBUTION_UNIFORM, .a = 10, .b = 30}, 20,
          400 / 12.0, QUANTILES(uniform));
    check("exponential", (struct distribution){.kind = DISTRIBUTION_EXPONENTIAL, .a = 20}, 20, 400,
          QUANTILES(exponential));
    check("normal", (struct distribution){.kind = DISTRIBUTION_NORMAL, .a = 50, .b = 8}, 50, 64,
          QUANTILES(normal));
    check("lognormal", (struct distribution){.kind = DISTRIBUTION_LOGNORMAL, .a = 2, .b = 0.5},
          exp(2.125), expm1(0.25) * exp(4.25), QUANTILES(lognormal));
    check("gamma", (struct distribution){.kind = DISTRIBUTION_GAMMA, .a = 2.5, .b = 4}, 10, 40,
          QUANTILES(gamma_of));
    check("weibull", (struct distribution){.kind = DISTRIBUTION_WEIBULL, .a = 1.8, .b = 12},
          12 * g1, 144 * (g2 - g1 * g1), QUANTILES(weibull));
    check("pert", (struct distribution){.kind = DISTRIBUTION_PERT, .a = 0, .b = 2, .c = 10}, 3,
          100 * 1.8 * 4.2 / (36 * 7), QUANTILES(pert));
    check("triangular",
          (struct distribution){.kind = DISTRIBUTION_TRIANGULAR, .a = 0, .b = 3, .c = 10}, 13 / 3.0,
          (0 + 9 + 100 - 0 - 0 - 30) / 18.0, QUANTILES(triangular));
}
