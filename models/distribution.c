#include "models/distribution.h"

#include "models/exponential.h"
#include "models/gamma_beta.h"
#include "models/normal.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#define Z90 1.2815515655446004 /* normal_quantile(0.9) */

static double normal_cdf(double x, double mean, double sd)
{
    if (!(sd > 0))
        return x >= mean ? 1 : 0;
    return 0.5 * erfc((mean - x) / sd * M_SQRT1_2);
}

/* ---- Quantiles of single kinds, without truncation. */

static double triangular_quantile(const struct distribution *d, double u)
{
    double min = d->a, mode = d->b, max = d->c, width = max - min;
    if (u * width <= mode - min)
        return min + sqrt(u * width * (mode - min));
    return max - sqrt((1 - u) * width * (max - mode));
}

static double pert_shape(const struct distribution *d, double distance)
{
    return 1 + 4 * distance / (d->c - d->a);
}

static double pert_quantile(const struct distribution *d, double u)
{
    if (!(d->c > d->a))
        return d->a;
    return d->a +
           (d->c - d->a) * beta_quantile(u, pert_shape(d, d->b - d->a), pert_shape(d, d->c - d->b));
}

/* Type 7 of Hyndman and Fan (The American Statistician 50, 1996). */
static double empirical_quantile(const struct distribution *d, double u)
{
    double at = u * (double)(d->sample_count - 1);
    size_t below = (size_t)at;
    if (below + 1 >= d->sample_count)
        return d->samples[d->sample_count - 1];
    return d->samples[below] + (at - (double)below) * (d->samples[below + 1] - d->samples[below]);
}

static double whole_quantile(const struct distribution *d, double u)
{
    switch (d->kind) {
    case DISTRIBUTION_CONSTANT:
        return d->a;
    case DISTRIBUTION_UNIFORM:
        return d->a + u * (d->b - d->a);
    case DISTRIBUTION_TRIANGULAR:
        return triangular_quantile(d, u);
    case DISTRIBUTION_PERT:
        return pert_quantile(d, u);
    case DISTRIBUTION_EXPONENTIAL:
        return -d->a * log1p(-u);
    case DISTRIBUTION_NORMAL:
        return d->a + d->b * normal_quantile(u);
    case DISTRIBUTION_LOGNORMAL:
        return exponential(d->a + d->b * normal_quantile(u));
    case DISTRIBUTION_GAMMA:
        return d->b * gamma_quantile(u, d->a);
    case DISTRIBUTION_WEIBULL:
        return d->b * pow(-log1p(-u), 1 / d->a);
    case DISTRIBUTION_EMPIRICAL:
        return empirical_quantile(d, u);
    case DISTRIBUTION_KIND_COUNT:
        break;
    }
    abort();
}

/* The map to [F(low), F(high)] may round to 0 or 1, and the inverse of F to just outside. */
static double truncated_quantile(const struct distribution *d, double u)
{
    double inside = d->p_low + u * (d->p_high - d->p_low);
    inside = fmin(fmax(inside, 0x1p-1000), 1 - 0x1p-53);
    return fmin(fmax(whole_quantile(d, inside), d->low), d->high);
}

static void scale_samples(struct distribution *distribution, double factor, struct arena *arena)
{
    double *list = arena_array(arena, double, distribution->sample_count);
    for (size_t i = 0; i < distribution->sample_count; i++)
        list[i] = distribution->samples[i] * factor;
    distribution->samples = list;
}

void distribution_scale(struct distribution *distribution, double factor, struct arena *arena)
{
    switch (distribution->kind) {
    case DISTRIBUTION_CONSTANT:
    case DISTRIBUTION_UNIFORM:
    case DISTRIBUTION_TRIANGULAR:
    case DISTRIBUTION_PERT:
    case DISTRIBUTION_EXPONENTIAL:
    case DISTRIBUTION_NORMAL:
        distribution->a *= factor;
        distribution->b *= factor;
        distribution->c *= factor;
        break;
    case DISTRIBUTION_LOGNORMAL:
        distribution->a += log(factor);
        break;
    case DISTRIBUTION_GAMMA:
    case DISTRIBUTION_WEIBULL:
        distribution->b *= factor;
        break;
    case DISTRIBUTION_EMPIRICAL:
        scale_samples(distribution, factor, arena);
        break;
    case DISTRIBUTION_KIND_COUNT:
        assert(false);
    }
    if (distribution->truncated) {
        distribution->low *= factor;
        distribution->high *= factor;
    }
}

double distribution_quantile(const struct distribution *d, double u)
{
    if (d->truncated)
        return truncated_quantile(d, u);
    return whole_quantile(d, u);
}

static void lognormal_quantiles(const struct distribution *d, const double *restrict u, size_t n,
                                double *restrict x)
{
    normal_quantiles(u, n, x);
    for (size_t i = 0; i < n; i++)
        x[i] = d->a + d->b * x[i];
    exponentials(x, n);
}

void distribution_quantiles(const struct distribution *d, const double *restrict u, size_t n,
                            double *restrict x)
{
    if (d->kind == DISTRIBUTION_LOGNORMAL && !d->truncated) {
        lognormal_quantiles(d, u, n, x);
        return;
    }
    for (size_t i = 0; i < n; i++)
        x[i] = distribution_quantile(d, u[i]);
}

/* ---- Distribution functions. */

static double triangular_cdf(const struct distribution *d, double x)
{
    double min = d->a, mode = d->b, max = d->c, width = max - min;
    if (x >= max)
        return 1;
    if (x <= min)
        return 0;
    return x <= mode ? (x - min) * (x - min) / (width * (mode - min))
                     : 1 - (max - x) * (max - x) / (width * (max - mode));
}

static double pert_cdf(const struct distribution *d, double x)
{
    if (x >= d->c)
        return 1;
    if (x <= d->a)
        return 0;
    return beta_cdf((x - d->a) / (d->c - d->a), pert_shape(d, d->b - d->a),
                    pert_shape(d, d->c - d->b));
}

/* The inverse of the interpolated quantile; at a value that repeats, its upper end. */
static double empirical_cdf(const struct distribution *d, double x)
{
    size_t low = 0, high = d->sample_count; /* the samples before low are <= x */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (d->samples[middle] <= x)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || low == d->sample_count)
        return low == 0 ? 0 : 1;
    double before = d->samples[low - 1];
    double part = (x - before) / (d->samples[low] - before);
    return ((double)(low - 1) + part) / (double)(d->sample_count - 1);
}

static double positive_cdf(const struct distribution *d, double x)
{
    switch (d->kind) {
    case DISTRIBUTION_EXPONENTIAL:
        return d->a > 0 ? -expm1(-x / d->a) : 1;
    case DISTRIBUTION_LOGNORMAL:
        return normal_cdf(log(x), d->a, d->b);
    case DISTRIBUTION_GAMMA:
        return gamma_cdf(x / d->b, d->a);
    default:
        assert(d->kind == DISTRIBUTION_WEIBULL);
        return -expm1(-pow(x / d->b, d->a));
    }
}

static double whole_cdf(const struct distribution *d, double x)
{
    switch (d->kind) {
    case DISTRIBUTION_CONSTANT:
        return x >= d->a ? 1 : 0;
    case DISTRIBUTION_UNIFORM:
        return x >= d->b ? 1 : x <= d->a ? 0 : (x - d->a) / (d->b - d->a);
    case DISTRIBUTION_TRIANGULAR:
        return triangular_cdf(d, x);
    case DISTRIBUTION_PERT:
        return pert_cdf(d, x);
    case DISTRIBUTION_NORMAL:
        return normal_cdf(x, d->a, d->b);
    case DISTRIBUTION_EMPIRICAL:
        return empirical_cdf(d, x);
    default:
        return x > 0 ? positive_cdf(d, x) : 0;
    }
}

double distribution_cdf(const struct distribution *d, double x)
{
    if (!d->truncated)
        return whole_cdf(d, x);
    if (x < d->low)
        return 0;
    if (x >= d->high)
        return 1;
    return (whole_cdf(d, x) - d->p_low) / (d->p_high - d->p_low);
}

/* p_low leaves out what lies below `low` only: a value that has probability of its own may be the
 * end itself. */
bool distribution_truncate(struct distribution *d, double low, double high)
{
    d->low = low;
    d->high = high;
    d->p_low = whole_cdf(d, nextafter(low, -INFINITY));
    d->p_high = whole_cdf(d, high);
    d->truncated = true;
    return d->p_low < d->p_high;
}

/* ---- Means. */

static double empirical_mean(const struct distribution *d)
{
    const double *x = d->samples;
    size_t n = d->sample_count;
    if (n == 1)
        return x[0];
    double sum = 0;
    for (size_t i = 0; i + 1 < n; i++)
        sum += (x[i] + x[i + 1]) / 2;
    return sum / (double)(n - 1);
}

static double truncated_mean(const struct distribution *d)
{
    enum { POINTS = 4096 };
    double sum = 0;
    for (int i = 0; i < POINTS; i++)
        sum += distribution_quantile(d, (i + 0.5) / POINTS);
    return sum / POINTS;
}

double distribution_mean(const struct distribution *d)
{
    if (d->truncated)
        return truncated_mean(d);
    switch (d->kind) {
    case DISTRIBUTION_UNIFORM:
        return (d->a + d->b) / 2;
    case DISTRIBUTION_TRIANGULAR:
        return (d->a + d->b + d->c) / 3;
    case DISTRIBUTION_PERT:
        return (d->a + 4 * d->b + d->c) / 6;
    case DISTRIBUTION_LOGNORMAL:
        return exp(d->a + d->b * d->b / 2);
    case DISTRIBUTION_GAMMA:
        return d->a * d->b;
    case DISTRIBUTION_WEIBULL:
        return d->b * tgamma(1 + 1 / d->a);
    case DISTRIBUTION_EMPIRICAL:
        return empirical_mean(d);
    default: /* constant, exponential, normal */
        return d->a;
    }
}

/* ---- Names and other ways to write a lognormal. */

const char *distribution_name(enum distribution_kind kind)
{
    static const char *const names[DISTRIBUTION_KIND_COUNT] = {
        [DISTRIBUTION_CONSTANT] = "constant",       [DISTRIBUTION_UNIFORM] = "uniform",
        [DISTRIBUTION_TRIANGULAR] = "triangular",   [DISTRIBUTION_PERT] = "pert",
        [DISTRIBUTION_EXPONENTIAL] = "exponential", [DISTRIBUTION_NORMAL] = "normal",
        [DISTRIBUTION_LOGNORMAL] = "lognormal",     [DISTRIBUTION_GAMMA] = "gamma",
        [DISTRIBUTION_WEIBULL] = "weibull",         [DISTRIBUTION_EMPIRICAL] = "empirical",
    };
    assert((unsigned)kind < DISTRIBUTION_KIND_COUNT);
    return names[kind];
}

struct distribution distribution_lognormal_p50_p90(double p50, double p90)
{
    assert(p50 > 0 && p90 >= p50);
    return (struct distribution){
        .kind = DISTRIBUTION_LOGNORMAL, .a = log(p50), .b = log(p90 / p50) / Z90};
}

struct distribution distribution_lognormal_mean_sd(double mean, double sd)
{
    assert(mean > 0 && sd >= 0);
    double variance = log1p(sd / mean * (sd / mean));
    return (struct distribution){
        .kind = DISTRIBUTION_LOGNORMAL, .a = log(mean) - variance / 2, .b = sqrt(variance)};
}
