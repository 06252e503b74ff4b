/* maximize: the highest point of a smooth function of a few variables, and how sharp it is.
 *
 * For likelihoods: the observed information at the maximum gives the covariance of the estimates.
 * Nelder and Mead's simplex (GSL's nmsimplex2), then second differences.
 *
 *     struct maximum best;
 *     maximize(arena, log_likelihood, &data, 2, start, 0.3, &best);
 *     double error = sqrt(best.covariance.at[0][0]);
 */
#ifndef MODELS_MAXIMIZE_H
#define MODELS_MAXIMIZE_H

#include "models/arena.h"
#include "models/matrix.h"

#include <stdbool.h>
#include <stddef.h>

/* Of `at`, an array of as many numbers as there are variables; must be finite everywhere. */
typedef double maximize_function(const double *at, const void *context);

struct maximum {
    double at[MATRIX_MAX], value;
    struct matrix covariance; /* where the function is a log likelihood */
    bool is_sharp;            /* false: flat in some direction; the covariance is then all 0 */
};

/* Variables should be of about one size, such as logarithms. `step`: how far to look at first.
 * The arena's handler is called when memory runs out. */
void maximize(struct arena *arena, maximize_function *function, const void *context, size_t count,
              const double *start, double step, struct maximum *maximum);

#endif
