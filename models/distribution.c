#include "models/distribution.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

static const char *const names[DISTRIBUTION_KIND_COUNT] = {
    [DISTRIBUTION_CONSTANT] = "constant",       [DISTRIBUTION_UNIFORM] = "uniform",
    [DISTRIBUTION_TRIANGULAR] = "triangular",   [DISTRIBUTION_PERT] = "pert",
    [DISTRIBUTION_EXPONENTIAL] = "exponential", [DISTRIBUTION_NORMAL] = "normal",
    [DISTRIBUTION_LOGNORMAL] = "lognormal",     [DISTRIBUTION_GAMMA] = "gamma",
    [DISTRIBUTION_WEIBULL] = "weibull",         [DISTRIBUTION_EMPIRICAL] = "empirical"};

const char *distribution_name(enum distribution_kind kind)
{
    assert(kind < DISTRIBUTION_KIND_COUNT);
    return names[kind];
}

/* AS241, PPND16, the tails: r = sqrt(-log of the smaller tail probability). */
static double normal_tail(double r)
{
    if (r <= 5) {
        r -= 1.6;
        return (((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r +
                     2.41780725177450611770e-1) *
                        r +
                    1.27045825245236838258) *
                       r +
                   3.64784832476320460504) *
                      r +
                  5.76949722146069140550) *
                     r +
                 4.63033784615654529590) *
                    r +
                1.42343711074968357734) /
               (((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r +
                     1.51986665636164571966e-2) *
                        r +
                    1.48103976427480074590e-1) *
                       r +
                   6.89767334985100004550e-1) *
                      r +
                  1.67638483018380384940) *
                     r +
                 2.05319162663775882187) *
                    r +
                1.0);
    }
    r -= 5;
    return (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r +
                 1.24266094738807843860e-3) *
                    r +
                2.65321895265761230930e-2) *
                   r +
               2.96560571828504891230e-1) *
                  r +
              1.78482653991729133580) *
                 r +
             5.46378491116411436990) *
                r +
            6.65790464350110377720) /
           (((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r +
                 1.84631831751005468180e-5) *
                    r +
                7.86869131145613259100e-4) *
                   r +
               1.48753612908506148525e-2) *
                  r +
              1.36929880922735805310e-1) *
                 r +
             5.99832206555887937690e-1) *
                r +
            1.0);
}

double normal_quantile(double u)
{
    double q = u - 0.5;
    if (fabs(q) <= 0.425) {
        double r = 0.180625 - q * q;
        return q *
               (((((((2509.0809287301226727 * r + 33430.575583588128105) * r +
                     67265.770927008700853) *
                        r +
                    45921.953931549871457) *
                       r +
                   13731.693765509461125) *
                      r +
                  1971.5909503065514427) *
                     r +
                 133.14166789178437745) *
                    r +
                3.3871328727963666080) /
               (((((((5226.4952788528545610 * r + 28729.085735721942674) * r +
                     39307.895800092710610) *
                        r +
                    21213.794301586595867) *
                       r +
                   5394.1960214247511077) *
                      r +
                  687.18700749205790830) *
                     r +
                 42.313330701600911252) *
                    r +
                1.0);
    }
    double r = sqrt(-log(q < 0 ? u : 1 - u));
    return q < 0 ? -normal_tail(r) : normal_tail(r);
}

struct distribution distribution_lognormal_p50_p90(double p50, double p90)
{
    double mu = log(p50);
    double sigma = (log(p90) - mu) / normal_quantile(0.9);
    return (struct distribution){.kind = DISTRIBUTION_LOGNORMAL, .a = mu, .b = sigma};
}

struct distribution distribution_lognormal_mean_sd(double mean, double sd)
{
    double variance = log1p(sd * sd / (mean * mean));
    return (struct distribution){
        .kind = DISTRIBUTION_LOGNORMAL, .a = log(mean) - variance / 2, .b = sqrt(variance)};
}

static void pert_shapes(const struct distribution *d, double *alpha, double *beta)
{
    *alpha = 1 + 4 * (d->b - d->a) / (d->c - d->a);
    *beta = 1 + 4 * (d->c - d->b) / (d->c - d->a);
}

static double triangular_quantile(const struct distribution *d, double u)
{
    double width = d->c - d->a, split = (d->b - d->a) / width;
    if (u < split)
        return d->a + sqrt(u * width * (d->b - d->a));
    return d->c - sqrt((1 - u) * width * (d->c - d->b));
}

static double triangular_cdf(const struct distribution *d, double x)
{
    double width = d->c - d->a;
    if (x <= d->a)
        return 0;
    if (x >= d->c)
        return 1;
    if (x < d->b)
        return (x - d->a) * (x - d->a) / (width * (d->b - d->a));
    return 1 - (d->c - x) * (d->c - x) / (width * (d->c - d->b));
}

/* Type 7: linear between the order statistics at (i - 1) / (n - 1). */
static double empirical_quantile(const struct distribution *d, double u)
{
    double at = u * (double)(d->sample_count - 1);
    size_t low = (size_t)at;
    if (low + 1 >= d->sample_count)
        return d->samples[d->sample_count - 1];
    return d->samples[low] + (at - (double)low) * (d->samples[low + 1] - d->samples[low]);
}

static double empirical_cdf(const struct distribution *d, double x)
{
    size_t low = 0, high = d->sample_count; /* the samples <= x are [0, low) */
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (d->samples[middle] <= x)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return 0;
    if (low == d->sample_count)
        return 1;
    double gap = d->samples[low] - d->samples[low - 1];
    return ((double)(low - 1) + (x - d->samples[low - 1]) / gap) / (double)(d->sample_count - 1);
}

static double pert_quantile(const struct distribution *d, double u)
{
    double alpha, beta;
    pert_shapes(d, &alpha, &beta);
    return d->a + (d->c - d->a) * gsl_cdf_beta_Pinv(u, alpha, beta);
}

static double plain_quantile(const struct distribution *d, double u)
{
    switch (d->kind) {
    case DISTRIBUTION_LOGNORMAL:
        return exp(d->a + d->b * normal_quantile(u));
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
    case DISTRIBUTION_GAMMA:
        return gsl_cdf_gamma_Pinv(u, d->a, d->b);
    case DISTRIBUTION_WEIBULL:
        return d->b * pow(-log1p(-u), 1 / d->a);
    case DISTRIBUTION_EMPIRICAL:
        return empirical_quantile(d, u);
    case DISTRIBUTION_KIND_COUNT:
        break;
    }
    assert(!"a kind of distribution");
    return 0;
}

static double pert_cdf(const struct distribution *d, double x)
{
    double alpha, beta;
    pert_shapes(d, &alpha, &beta);
    double part = (x - d->a) / (d->c - d->a);
    return part <= 0 ? 0 : part >= 1 ? 1 : gsl_cdf_beta_P(part, alpha, beta);
}

static double plain_cdf(const struct distribution *d, double x)
{
    switch (d->kind) {
    case DISTRIBUTION_LOGNORMAL:
        return x <= 0 ? 0 : gsl_cdf_ugaussian_P((log(x) - d->a) / d->b);
    case DISTRIBUTION_CONSTANT:
        return x >= d->a;
    case DISTRIBUTION_UNIFORM:
        return x <= d->a ? 0 : x >= d->b ? 1 : (x - d->a) / (d->b - d->a);
    case DISTRIBUTION_TRIANGULAR:
        return triangular_cdf(d, x);
    case DISTRIBUTION_PERT:
        return pert_cdf(d, x);
    case DISTRIBUTION_EXPONENTIAL:
        return x <= 0 ? 0 : -expm1(-x / d->a);
    case DISTRIBUTION_NORMAL:
        return gsl_cdf_ugaussian_P((x - d->a) / d->b);
    case DISTRIBUTION_GAMMA:
        return x <= 0 ? 0 : gsl_cdf_gamma_P(x, d->a, d->b);
    case DISTRIBUTION_WEIBULL:
        return x <= 0 ? 0 : -expm1(-pow(x / d->b, d->a));
    case DISTRIBUTION_EMPIRICAL:
        return empirical_cdf(d, x);
    case DISTRIBUTION_KIND_COUNT:
        break;
    }
    assert(!"a kind of distribution");
    return 0;
}

bool distribution_truncate(struct distribution *d, double low, double high)
{
    d->truncated = true;
    d->low = low;
    d->high = high;
    d->p_low = low == -INFINITY ? 0 : plain_cdf(d, low);
    d->p_high = high == INFINITY ? 1 : plain_cdf(d, high);
    if (d->kind == DISTRIBUTION_CONSTANT)
        return low <= d->a && d->a <= high;
    return d->p_high > d->p_low;
}

double distribution_quantile(const struct distribution *d, double u)
{
    if (!d->truncated)
        return plain_quantile(d, u);
    double x = plain_quantile(d, d->p_low + u * (d->p_high - d->p_low));
    return x < d->low ? d->low : x > d->high ? d->high : x;
}

double distribution_cdf(const struct distribution *d, double x)
{
    if (!d->truncated)
        return plain_cdf(d, x);
    if (x < d->low)
        return 0;
    if (x >= d->high)
        return 1;
    if (d->kind == DISTRIBUTION_CONSTANT)
        return plain_cdf(d, x);
    return (plain_cdf(d, x) - d->p_low) / (d->p_high - d->p_low);
}

static double sample_mean(const struct distribution *d)
{
    double sum = 0; /* of the piecewise linear quantile function: ends count half */
    for (size_t i = 0; i < d->sample_count; i++)
        sum += d->samples[i] * (i == 0 || i + 1 == d->sample_count ? 0.5 : 1.0);
    return d->sample_count == 1 ? d->samples[0] : sum / (double)(d->sample_count - 1);
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
    case DISTRIBUTION_CONSTANT:
    case DISTRIBUTION_EXPONENTIAL:
    case DISTRIBUTION_NORMAL:
        return d->a;
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
        return sample_mean(d);
    case DISTRIBUTION_KIND_COUNT:
        break;
    }
    assert(!"a kind of distribution");
    return 0;
}
