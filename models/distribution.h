/* distribution: a quantity the forecast does not know exactly.
 *
 * Every draw is by inversion: one uniform in (0, 1), one value, monotone. So correlation,
 * antithetic pairs and stratification stay possible, and two scenarios that share a uniform share
 * their luck.
 *
 *     struct distribution d = {.kind = DISTRIBUTION_LOGNORMAL, .a = log(60), .b = 0.5};
 *     double minutes = distribution_quantile(&d, u);
 *
 * Parameters by kind (a, b, c):
 *     constant value | uniform min max | triangular min mode max | pert min mode max |
 *     exponential mean | normal mean sd | lognormal mu sigma (of the logarithm) | gamma shape scale
 * | weibull shape scale | empirical: samples, sorted Truncation to [low, high] keeps the shape
 * inside: the uniform is mapped to [F(low), F(high)]. Sources: lognormal and normal by Wichura's
 * AS241 (Applied Statistics 37, 1988); pert is the beta distribution with shapes 1 + 4 (mode - min)
 * / (max - min) and 1 + 4 (max - mode) / (max - min); gamma and beta: models/gamma_beta.h, on GSL's
 * functions; an empirical quantile interpolates linearly (type 7).
 */
#ifndef MODELS_DISTRIBUTION_H
#define MODELS_DISTRIBUTION_H

#include "models/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum distribution_kind {
    DISTRIBUTION_CONSTANT,
    DISTRIBUTION_UNIFORM,
    DISTRIBUTION_TRIANGULAR,
    DISTRIBUTION_PERT,
    DISTRIBUTION_EXPONENTIAL,
    DISTRIBUTION_NORMAL,
    DISTRIBUTION_LOGNORMAL,
    DISTRIBUTION_GAMMA,
    DISTRIBUTION_WEIBULL,
    DISTRIBUTION_EMPIRICAL,
    DISTRIBUTION_KIND_COUNT
};

struct distribution {
    enum distribution_kind kind;
    double a, b, c;
    bool truncated;
    double low, high;      /* the truncation's ends; -INFINITY and INFINITY when one is not given */
    double p_low, p_high;  /* F(low), F(high): set by distribution_truncate */
    const double *samples; /* empirical only: sorted, owned by the scenario's arena */
    size_t sample_count;
};

/* "lognormal", ...: the words of the scenario format. */
const char *distribution_name(enum distribution_kind kind);

/* A lognormal through two of its quantiles, or with a mean and standard deviation. All positive. */
struct distribution distribution_lognormal_p50_p90(double p50, double p90);
struct distribution distribution_lognormal_mean_sd(double mean, double sd);

/* Restricts to [low, high]. False when no probability is left inside. */
bool distribution_truncate(struct distribution *distribution, double low, double high);

/* Every value times `factor`, above 0: hours in seconds with 3600. Samples are copied into `arena`.
 */
void distribution_scale(struct distribution *distribution, double factor, struct arena *arena);

/* The value at probability u, 0 < u < 1. */
double distribution_quantile(const struct distribution *distribution, double u);

/* The same, bit for bit, of many at once; a lognormal takes a third of the time. u and x do not
 * overlap. */
void distribution_quantiles(const struct distribution *distribution, const double *restrict u,
                            size_t n, double *restrict x);

/* P(value <= x). */
double distribution_cdf(const struct distribution *distribution, double x);

/* Exact mean; of a truncated one by 4,096-point midpoint rule on the quantile function. */
double distribution_mean(const struct distribution *distribution);

#endif
