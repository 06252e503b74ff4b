#include "models/exponential.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define LIMIT 700.0                   /* results up to it are neither too large nor subnormal */
#define PER_LN2 0x1.71547652b82fep+0  /* 1 / ln 2 */
#define LN2_HIGH 0x1.62e42fefa0000p-1 /* its last bits are 0: k times it is exact */
#define LN2_LOW 0x1.cf79abc9e3b3ap-40
#define WHOLE 0x1.8p52 /* adding it leaves the whole part in the low bits */

enum { TOGETHER = 16 };

static uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static double of_bits(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* 1 + r + r^2 / 2! + ... + r^13 / 13!, in pairs (Estrin). */
static double series(double r)
{
    double r2 = r * r, r4 = r2 * r2;
    double low = (1 + r) + (1.0 / 2 + r * (1.0 / 6)) * r2;
    double middle = (1.0 / 24 + r * (1.0 / 120)) + (1.0 / 720 + r * (1.0 / 5040)) * r2;
    double high = (1.0 / 40320 + r * (1.0 / 362880)) + (1.0 / 3628800 + r * (1.0 / 39916800)) * r2;
    double top = 1.0 / 479001600 + r * (1.0 / 6227020800);
    return low + (middle + (high + top * r4) * r4) * r4;
}

/* 2^k, of k's shifted form, times y. */
static double scale(double y, double shifted)
{
    return of_bits(bits_of(y) + (bits_of(shifted) << 52));
}

static double shift(double x)
{
    return x * PER_LN2 + WHOLE;
}

static double remainder_series(double x, double shifted)
{
    double k = shifted - WHOLE;
    return series((x - k * LN2_HIGH) - k * LN2_LOW);
}

double exponential(double x)
{
    if (!(fabs(x) <= LIMIT))
        return exp(x);
    double shifted = shift(x);
    return scale(remainder_series(x, shifted), shifted);
}

static bool all_are_near(const double *x, size_t n)
{
    bool near = true;
    for (size_t i = 0; i < n; i++)
        near &= fabs(x[i]) <= LIMIT;
    return near;
}

/* What is computed with numbers goes side by side; the bits are put together one by one. */
static void together(double *restrict x, size_t n)
{
    double shifted[TOGETHER];
    for (size_t i = 0; i < n; i++)
        shifted[i] = shift(x[i]);
    for (size_t i = 0; i < n; i++)
        x[i] = remainder_series(x[i], shifted[i]);
    for (size_t i = 0; i < n; i++)
        x[i] = scale(x[i], shifted[i]);
}

void exponentials(double *x, size_t n)
{
    for (size_t first = 0; first < n; first += TOGETHER) {
        size_t count = n - first < TOGETHER ? n - first : TOGETHER;
        if (all_are_near(x + first, count))
            together(x + first, count);
        else
            for (size_t i = first; i < first + count; i++)
                x[i] = exponential(x[i]);
    }
}
