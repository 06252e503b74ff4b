#include "models/lifetime.h"

#include "models/maximize.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#define LOG_LEAST (-700.0) /* the logarithm of what underflows */
#define SPREAD_LEAST 1e-3  /* relative; narrower samples are treated as this wide */
#define SHAPE_LOG_MAX 14.0 /* beyond, all families are a point */

const enum distribution_kind lifetime_families[LIFETIME_FAMILIES] = {
    DISTRIBUTION_LOGNORMAL, DISTRIBUTION_GAMMA, DISTRIBUTION_WEIBULL};

static double safe_log(double probability)
{
    return probability > 0 ? log(probability) : LOG_LEAST;
}

static double lognormal(double location, double shape, double length, bool censored)
{
    double sigma = exp(shape), z = (log(length) - location) / sigma;
    if (censored)
        return safe_log(gsl_cdf_ugaussian_Q(z));
    return -0.5 * z * z - shape - log(length) - 0.5 * log(2 * M_PI);
}

static double gamma_family(double location, double shape, double length, bool censored)
{
    double k = exp(shape), x = k * length * exp(-location); /* of the gamma with scale 1 */
    if (censored)
        return safe_log(gsl_cdf_gamma_Q(x, k, 1));
    return k * log(x) - x - lgamma(k) - log(length);
}

static double weibull(double location, double shape, double length, bool censored)
{
    double k = exp(shape), z = log(length) - location, hazard = exp(fmin(k * z, -LOG_LEAST));
    return censored ? -hazard : shape + k * z - log(length) - hazard;
}

double lifetime_log_density(enum distribution_kind kind, double location, double shape,
                            const struct lifetime *lifetime)
{
    switch (kind) {
    case DISTRIBUTION_GAMMA:
        return gamma_family(location, shape, lifetime->length, lifetime->censored);
    case DISTRIBUTION_WEIBULL:
        return weibull(location, shape, lifetime->length, lifetime->censored);
    default:
        return lognormal(location, shape, lifetime->length, lifetime->censored);
    }
}

struct sample {
    enum distribution_kind kind;
    const struct lifetime *lifetimes;
    size_t count;
};

static double log_likelihood(const double *at, const void *context)
{
    const struct sample *sample = context;
    double sum = 0, shape = fmax(fmin(at[1], SHAPE_LOG_MAX), -SHAPE_LOG_MAX);
    for (size_t i = 0; i < sample->count; i++)
        sum += sample->lifetimes[i].weight *
               lifetime_log_density(sample->kind, at[0], shape, &sample->lifetimes[i]);
    return sum - (at[1] - shape) * (at[1] - shape); /* leads back from beyond the limits */
}

struct log_moments {
    double mean, sd;
};

/* Of the logarithms, as if none were censored: where the search begins. */
static struct log_moments moments_of(const struct lifetime *lifetimes, size_t count)
{
    double weight = 0, sum = 0, squares = 0;
    for (size_t i = 0; i < count; i++) {
        weight += lifetimes[i].weight;
        sum += lifetimes[i].weight * log(lifetimes[i].length);
    }
    for (size_t i = 0; i < count; i++) {
        double off = log(lifetimes[i].length) - sum / weight;
        squares += lifetimes[i].weight * off * off;
    }
    return (struct log_moments){sum / weight, sqrt(squares / weight)};
}

/* sd(log T) of a lognormal is sigma, of a Weibull pi / (k sqrt 6), of a gamma about 1 / sqrt k. */
static double shape_of_spread(enum distribution_kind kind, double sd)
{
    switch (kind) {
    case DISTRIBUTION_GAMMA:
        return -2 * log(sd);
    case DISTRIBUTION_WEIBULL:
        return log(M_PI / sqrt(6) / sd);
    default:
        return log(sd);
    }
}

struct lifetime_fit lifetime_fit(struct arena *arena, enum distribution_kind kind,
                                 const struct lifetime *lifetimes, size_t count)
{
    struct sample sample = {kind, lifetimes, count};
    struct log_moments moments = moments_of(lifetimes, count);
    double start[2] = {moments.mean, shape_of_spread(kind, fmax(moments.sd, SPREAD_LEAST))};
    struct lifetime_fit fit = {kind, start[0], start[1], 0, 0, log_likelihood(start, &sample), 0};
    struct maximum best;
    if (moments.sd > SPREAD_LEAST) {
        maximize(arena, log_likelihood, &sample, 2, start, 0.2, &best);
        fit = (struct lifetime_fit){
            kind,       best.at[0], best.at[1], best.covariance.at[0][0], best.covariance.at[1][1],
            best.value, 0};
    }
    fit.aic = 2 * 2 - 2 * fit.log_likelihood;
    return fit;
}

struct lifetime_fit lifetime_fit_best(struct arena *arena, const struct lifetime *lifetimes,
                                      size_t count)
{
    struct lifetime_fit best = lifetime_fit(arena, lifetime_families[0], lifetimes, count);
    for (int i = 1; i < LIFETIME_FAMILIES; i++) {
        struct lifetime_fit other = lifetime_fit(arena, lifetime_families[i], lifetimes, count);
        if (other.aic < best.aic)
            best = other;
    }
    return best;
}

struct distribution lifetime_distribution(const struct lifetime_fit *fit, double factor)
{
    double location = fit->location + log(factor), shape = exp(fit->shape);
    struct distribution distribution = {.kind = fit->kind};
    switch (fit->kind) {
    case DISTRIBUTION_GAMMA:
        distribution.a = shape;
        distribution.b = exp(location) / shape;
        break;
    case DISTRIBUTION_WEIBULL:
        distribution.a = shape;
        distribution.b = exp(location);
        break;
    default:
        distribution.a = location;
        distribution.b = shape;
    }
    return distribution;
}
