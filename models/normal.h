/* normal: quantiles of the standard normal distribution.
 *
 * Wichura's algorithm AS241, PPND16 (Applied Statistics 37, 1988): relative error below 1e-15, by
 * ratios of polynomials, one near the middle and two for the tails.
 */
#ifndef MODELS_NORMAL_H
#define MODELS_NORMAL_H

#include <stddef.h>

/* 0 < u < 1. */
double normal_quantile(double u);

/* The same, bit for bit, of many at once, in half the time; u and z do not overlap. */
void normal_quantiles(const double *restrict u, size_t n, double *restrict z);

#endif
