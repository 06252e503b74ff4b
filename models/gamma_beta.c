#include "models/gamma_beta.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

#define SHAPE_EXACT_MAX 1e5
#define LOGIT_MAX 745.0 /* exp(-745) is the smallest double above 0 */
enum { STEPS_MAX = 200 };

/* A distribution on a scale where it is log-concave: y = log x or logit x. */
struct scale {
    double a, b;
    double log_norm; /* log of Gamma(a) or B(a, b) */
    struct tails (*at)(const struct scale *scale, double y);
};

struct tails {
    double lower, upper, density; /* P, 1 - P, dP/dy */
};

/* lgamma() itself writes a global. */
static double log_gamma(double x)
{
    int sign;
    return lgamma_r(x, &sign);
}

/* The y with P(y) = u in (low, high), from a first guess. Newton's steps halve the bracket where
 * they leave it. */
static double invert(const struct scale *scale, double u, double low, double high, double y)
{
    bool in_lower = u <= 0.5;
    double wanted = in_lower ? log(u) : log1p(-u);
    for (int i = 0; i < STEPS_MAX; i++) {
        if (!(y > low && y < high))
            y = low + (high - low) / 2;
        struct tails at = scale->at(scale, y);
        double tail = in_lower ? at.lower : at.upper;
        bool above = in_lower ? tail > u : tail < 1 - u;
        low = above ? low : y;
        high = above ? y : high;
        double step = (wanted - log(tail)) * tail / (in_lower ? at.density : -at.density);
        y += step;
        if (fabs(step) < 1e-8 || high - low < 1e-15 * (1 + fabs(low)))
            break; /* the error left is the step's square */
    }
    return y;
}

/* ---- Gamma. */

static struct tails gamma_tails(const struct scale *scale, double y)
{
    double x = exp(y);
    return (struct tails){gsl_cdf_gamma_P(x, scale->a, 1), gsl_cdf_gamma_Q(x, scale->a, 1),
                          exp(scale->a * y - x - scale->log_norm)};
}

/* Wilson and Hilferty, PNAS 17 (1931): the cube root is nearly normal. */
static double cube_quantile(double u, double shape)
{
    double root = 1 - 1 / (9 * shape) + gsl_cdf_ugaussian_Pinv(u) / (3 * sqrt(shape));
    return root > 0 ? shape * root * root * root : 0;
}

static double cube_cdf(double x, double shape)
{
    double z = (cbrt(x / shape) - 1 + 1 / (9 * shape)) * 3 * sqrt(shape);
    return 0.5 * erfc(-z * M_SQRT1_2);
}

/* Where the tail below is at most exp(-depth): P(x) <= x^a / Gamma(a + 1), or the sub-Gaussian
 * bound. */
static double gamma_low(double shape, double depth)
{
    double power = exp((log_gamma(shape + 1) - depth) / shape);
    double gauss = shape - sqrt(2 * shape * depth);
    return power > gauss ? power : gauss;
}

/* Likewise above (Boucheron, Lugosi, Massart, "Concentration Inequalities", 2.4). */
static double gamma_high(double shape, double depth)
{
    return shape + sqrt(2 * shape * depth) + depth;
}

double gamma_quantile(double u, double shape)
{
    assert(u > 0 && u < 1 && shape > 0);
    double guess = cube_quantile(u, shape);
    if (shape > SHAPE_EXACT_MAX)
        return guess;
    double low = gamma_low(shape, -log(u)), high = gamma_high(shape, -log1p(-u));
    if (!(low > 0x1p-1000))
        return low; /* x^a / Gamma(a + 1) is exact so close to 0 */
    struct scale scale = {.a = shape, .log_norm = log_gamma(shape), .at = gamma_tails};
    double start = guess > low && guess < high ? log(guess) : log(low) + 1e-3;
    return exp(invert(&scale, u, log(low), log(high), start));
}

/* Far tails are cut where GSL would raise an underflow. */
double gamma_cdf(double x, double shape)
{
    if (!(x > 0) || x <= gamma_low(shape, 300))
        return 0;
    if (x >= gamma_high(shape, 300))
        return 1;
    return shape > SHAPE_EXACT_MAX ? cube_cdf(x, shape) : gsl_cdf_gamma_P(x, shape, 1);
}

/* ---- Beta. */

/* Both tails by the smaller of x and 1 - x, so that nothing is lost near 1. */
static struct tails beta_tails(const struct scale *scale, double y)
{
    double e = exp(-fabs(y)), near = e / (1 + e);
    double a = y < 0 ? scale->a : scale->b, b = y < 0 ? scale->b : scale->a;
    double p = gsl_cdf_beta_P(near, a, b), q = gsl_cdf_beta_Q(near, a, b);
    double density = exp(-a * fabs(y) - (a + b) * log1p(e) - scale->log_norm);
    return y < 0 ? (struct tails){p, q, density} : (struct tails){q, p, density};
}

static double logistic(double y)
{
    return 1 / (1 + exp(-y));
}

double beta_quantile(double u, double a, double b)
{
    assert(u > 0 && u < 1 && a > 0 && b > 0);
    double guess = log(a / b) + gsl_cdf_ugaussian_Pinv(u) * sqrt(1 / a + 1 / b);
    if (a > SHAPE_EXACT_MAX && b > SHAPE_EXACT_MAX)
        return logistic(guess);
    struct scale scale = {.a = a,
                          .b = b,
                          .log_norm = log_gamma(a) + log_gamma(b) - log_gamma(a + b),
                          .at = beta_tails};
    return logistic(invert(&scale, u, -LOGIT_MAX, LOGIT_MAX, guess));
}

double beta_cdf(double x, double a, double b)
{
    if (!(x > 0))
        return 0;
    if (x >= 1)
        return 1;
    if (a > SHAPE_EXACT_MAX && b > SHAPE_EXACT_MAX)
        return 0.5 * erfc((log(a / b) - log(x / (1 - x))) / sqrt(2 * (1 / a + 1 / b)));
    return gsl_cdf_beta_P(x, a, b);
}
