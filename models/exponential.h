/* exponential: e to the power of x, written so that many are computed side by side.
 *
 * x = k ln 2 + r with k whole and |r| <= ln 2 / 2; e^r by its series up to r^13, 2^k in the
 * exponent bits. Relative error below 4e-16, as good as the library's in all that is rounded
 * afterwards; the same on every machine.
 */
#ifndef MODELS_EXPONENTIAL_H
#define MODELS_EXPONENTIAL_H

#include <stddef.h>

/* Any x; beyond +-700 it is the library's. */
double exponential(double x);

/* x[i] becomes exponential(x[i]), bit for bit. */
void exponentials(double *x, size_t n);

#endif
