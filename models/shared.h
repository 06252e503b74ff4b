/* shared: what makes the upgrades of many members slow or fast together.
 *
 * A duration model may have a factor for each scope: one value per trial and unit (a slow region, a
 * release that drains badly) multiplies all durations of its members. The spread of the factor is
 * the strength of the correlation: with independent parts of variance v of the logarithm and a
 * shared part of variance s, logarithms of two members correlate with s / (s + v). The members' own
 * luck stays as it is without the factor. Models that have a factor for the same scope see the same
 * uniform.
 */
#ifndef MODELS_SHARED_H
#define MODELS_SHARED_H

#include "models/distribution.h"
#include "models/scope.h"

#include <stdbool.h>

struct shared_factors {
    bool any;
    bool given[SCOPE_COUNT];
    struct distribution factor[SCOPE_COUNT]; /* where given */
};

/* The product of the units' factors in this trial. */
double shared_factor(const struct shared_factors *shared, const struct scope_units *units,
                     uint64_t seed, uint32_t trial);

#endif
