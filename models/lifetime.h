/* lifetime: a distribution fitted to lengths of time, some of which are only known to be longer.
 *
 * Maximum likelihood for the lognormal, the gamma and the Weibull distribution. A length that had
 * not ended counts as right-censored: it contributes P(T > length), not a density. Each family has
 * two parameters, both fitted as logarithms, on which the likelihood is nearest to normal:
 *
 *     lognormal   location = mu (log of the median)   shape = log of sigma
 *     gamma       location = log of the mean          shape = log of the shape
 *     weibull     location = log of the scale         shape = log of the shape
 *
 * A few lengths say little about their spread, and a single one that ended nothing: the logarithm
 * of the spread (the standard deviation of log length) has a prior, normal around log 0.3 with
 * deviation 1, which weighs as much as half an upgrade.
 *
 * Source: Lawless, Statistical Models and Methods for Lifetime Data (2003), chapters 5 and 6.
 */
#ifndef MODELS_LIFETIME_H
#define MODELS_LIFETIME_H

#include "models/arena.h"
#include "models/distribution.h"

#include <stdbool.h>
#include <stddef.h>

/* length > 0; `weight` is how many observations it stands for. */
struct lifetime {
    double length, weight;
    bool censored;
};

enum { LIFETIME_FAMILIES = 3, LIFETIME_CHOICE_MIN = 10 };

extern const enum distribution_kind lifetime_families[LIFETIME_FAMILIES];

struct lifetime_fit {
    enum distribution_kind kind;
    double location, shape;                   /* logarithms, see above */
    double location_variance, shape_variance; /* of the estimates, by the observed information */
    double log_likelihood, aic;
};

/* At least one length is not censored. */
struct lifetime_fit lifetime_fit(struct arena *arena, enum distribution_kind kind,
                                 const struct lifetime *lifetimes, size_t count);

/* The family with the least AIC; the first of equals. Fewer than LIFETIME_CHOICE_MIN completed
 * lengths tell no family from another: then it is the lognormal. */
struct lifetime_fit lifetime_fit_best(struct arena *arena, const struct lifetime *lifetimes,
                                      size_t count);

/* log f(length), or log P(T > length) for a censored one. */
double lifetime_log_density(enum distribution_kind kind, double location, double shape,
                            const struct lifetime *lifetime);

/* The fitted distribution of `factor` times the quantity. */
struct distribution lifetime_distribution(const struct lifetime_fit *fit, double factor);

#endif
