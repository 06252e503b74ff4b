#include "models/lifetime.h"

#include "models/maximize.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#define LOG_LEAST (-700.0) /* the logarithm of what underflows */
#define SPREAD_LEAST 1e-3  /* of log length */
#define SPREAD_MOST 20.0
#define SPREAD_EXPECTED 0.3

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

/* sd(log T): of a lognormal sigma, of a Weibull pi / (k sqrt 6), of a gamma about 1 / sqrt k. */
static double log_spread(enum distribution_kind kind, double shape)
{
    switch (kind) {
    case DISTRIBUTION_GAMMA:
        return -0.5 * shape;
    case DISTRIBUTION_WEIBULL:
        return log(M_PI / sqrt(6)) - shape;
    default:
        return shape;
    }
}

/* Its inverse. */
static double shape_of(enum distribution_kind kind, double log_spread)
{
    switch (kind) {
    case DISTRIBUTION_GAMMA:
        return -2 * log_spread;
    case DISTRIBUTION_WEIBULL:
        return log(M_PI / sqrt(6)) - log_spread;
    default:
        return log_spread;
    }
}

static double within_limits(enum distribution_kind kind, double shape)
{
    double spread = log_spread(kind, shape);
    return shape_of(kind, fmax(fmin(spread, log(SPREAD_MOST)), log(SPREAD_LEAST)));
}

static double log_likelihood(const double *at, const void *context)
{
    const struct sample *sample = context;
    double sum = 0, shape = within_limits(sample->kind, at[1]), beyond = at[1] - shape;
    double off = log_spread(sample->kind, shape) - log(SPREAD_EXPECTED);
    for (size_t i = 0; i < sample->count; i++)
        sum += sample->lifetimes[i].weight *
               lifetime_log_density(sample->kind, at[0], shape, &sample->lifetimes[i]);
    return sum - off * off / 2 - beyond * beyond; /* which leads back from beyond the limits */
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

struct lifetime_fit lifetime_fit(struct arena *arena, enum distribution_kind kind,
                                 const struct lifetime *lifetimes, size_t count)
{
    struct sample sample = {kind, lifetimes, count};
    struct log_moments moments = moments_of(lifetimes, count);
    double start[2] = {moments.mean, shape_of(kind, log(fmax(moments.sd, 0.05)))};
    struct maximum best;
    maximize(arena, log_likelihood, &sample, 2, start, 0.2, &best);
    return (struct lifetime_fit){.kind = kind,
                                 .location = best.at[0],
                                 .shape = within_limits(kind, best.at[1]),
                                 .location_variance = best.covariance.at[0][0],
                                 .shape_variance = best.covariance.at[1][1],
                                 .log_likelihood = best.value,
                                 .aic = 2 * 2 - 2 * best.value};
}

static double completed(const struct lifetime *lifetimes, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += lifetimes[i].censored ? 0 : lifetimes[i].weight;
    return sum;
}

struct lifetime_fit lifetime_fit_best(struct arena *arena, const struct lifetime *lifetimes,
                                      size_t count)
{
    struct lifetime_fit best = lifetime_fit(arena, lifetime_families[0], lifetimes, count);
    if (completed(lifetimes, count) < LIFETIME_CHOICE_MIN)
        return best;
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
