/* theory: small experiments whose answer is known from a formula.
 *
 * A scenario's text, in which ' stands for ", goes through the loader and the real experiment; what
 * is measured must agree with the formula within 4 standard errors, at a fixed seed.
 */
#ifndef TESTS_LIB_THEORY_H
#define TESTS_LIB_THEORY_H

#include "sim/experiment.h"

#include <stdint.h>

struct theory {
    struct arena arena; /* everything lives in it */
    struct scenario scenario;
    struct forecast forecast;
};

/* A text that does not load fails the test. */
void theory_load(struct theory *theory, const char *text);

/* The forecast; may be made again with another seed. */
void theory_forecast(struct theory *theory, uint32_t trials, uint64_t seed);

void theory_clear(struct theory *theory);

/* One run in one trial of the forecast. */
const struct trial_outcome *theory_trial(const struct theory *theory, uint32_t trial, uint32_t run);

/* A mean being estimated. */
struct estimate {
    uint32_t count;
    double sum, sum_of_squares;
};

void estimate_add(struct estimate *estimate, double value);

/* Fails the test when the mean is more than 4 standard errors from what is expected. */
void estimate_check(const struct estimate *estimate, double expected, const char *what);

/* P(X <= k) of a binomial distribution. */
double binomial_cdf(uint32_t k, uint32_t n, double p);

#endif
