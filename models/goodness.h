/* goodness: does a family of distributions suit a sample?
 *
 * Anderson and Darling's statistic of the completed lengths against the family fitted to them,
 *     A2 = -n - 1/n sum (2i - 1) (log F(x_i) + log(1 - F(x_(n+1-i)))),
 * and its p-value by parametric bootstrap: samples of the same size are drawn from the fitted
 * distribution and fitted again, so that the p-value is right although the parameters come from the
 * sample (Stephens 1974; Stute, Gonzalez Manteiga, Presedo Quindimil 1993). A small p says that
 * such a sample would be rare if the family were right. Of a larger sample every k-th length is
 * taken, since with thousands any family is refused for differences that do not matter.
 */
#ifndef MODELS_GOODNESS_H
#define MODELS_GOODNESS_H

#include "models/lifetime.h"

enum { GOODNESS_SAMPLES = 199, GOODNESS_LENGTHS_MAX = 500, GOODNESS_LENGTHS_MIN = 5 };

struct goodness {
    size_t count; /* of lengths compared; 0: fewer than GOODNESS_LENGTHS_MIN, nothing is said */
    double anderson_darling, p;
};

/* Censored lengths do not count. */
struct goodness goodness_of(struct arena *arena, enum distribution_kind kind,
                            const struct lifetime *lifetimes, size_t count);

#endif
