/* gamma_beta: distribution function and quantile of the gamma and the beta distribution.
 *
 * The distribution functions are GSL's. Its inverses give up for shapes that planners write (a
 * gamma with a standard deviation below 1 % of its mean, Beta(1, 1000)), so the quantile is found
 * here: Newton's method on the logarithm of the nearer tail, in log x or logit x, where both tails
 * are concave and the method cannot cycle.
 *
 * Beyond shapes of 1e5 GSL's functions fail too; there the Wilson-Hilferty cube (gamma) and a
 * normal logit (beta) are exact to more digits than anybody's estimate has. No GSL error is ever
 * raised. Safe in threads.
 */
#ifndef MODELS_GAMMA_BETA_H
#define MODELS_GAMMA_BETA_H

/* Gamma with this shape and scale 1. 0 < u < 1, shape > 0. */
double gamma_quantile(double u, double shape);
double gamma_cdf(double x, double shape);

/* Beta(a, b) on [0, 1]. 0 < u < 1, a > 0, b > 0. */
double beta_quantile(double u, double a, double b);
double beta_cdf(double x, double a, double b);

#endif
