#include "models/statistics.h"

#include "models/instant.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

#define TAIL ((1 - CONFIDENCE) / 2)
#define Z_TAIL 1.959963984540054 /* normal quantile of 1 - TAIL */

/* Is P(fewer than `rank` of n samples lie below the quantile) within the tail? True up to some
 * rank. */
static bool low_is_safe(size_t rank, double q, size_t n)
{
    return rank == 0 || gsl_cdf_binomial_P((unsigned)rank - 1, q, (unsigned)n) <= TAIL;
}

/* Is P(`rank` or more of n samples lie below it) within the tail? True from some rank on. */
static bool high_is_safe(size_t rank, double q, size_t n)
{
    return rank > n || gsl_cdf_binomial_Q((unsigned)rank - 1, q, (unsigned)n) <= TAIL;
}

/* Where the normal approximation puts that rank; exact to about one. */
static size_t guess_rank(double q, size_t n, double sign)
{
    double mean = q * (double)n;
    double at = mean + 0.5 + sign * Z_TAIL * sqrt(mean * (1 - q));
    return at < 0 ? 0 : at > (double)n ? n : (size_t)at;
}

/* Steps from the guess double until the answer is enclosed; then the interval is halved. */
static size_t low_rank(double q, size_t n)
{
    size_t safe = guess_rank(q, n, -1), unsafe = safe + 1;
    for (size_t step = 1; safe > 0 && !low_is_safe(safe, q, n); step *= 2) {
        unsafe = safe;
        safe = safe > step ? safe - step : 0;
    }
    for (size_t step = 1; unsafe <= n && low_is_safe(unsafe, q, n); step *= 2) {
        safe = unsafe;
        unsafe = unsafe + step <= n ? unsafe + step : n + 1;
    }
    while (unsafe - safe > 1) {
        size_t middle = safe + (unsafe - safe) / 2;
        if (low_is_safe(middle, q, n))
            safe = middle;
        else
            unsafe = middle;
    }
    return safe;
}

static size_t high_rank(double q, size_t n)
{
    size_t safe = guess_rank(q, n, 1) + 1, unsafe = safe - 1;
    for (size_t step = 1; safe <= n && !high_is_safe(safe, q, n); step *= 2) {
        unsafe = safe;
        safe = safe + step <= n ? safe + step : n + 1;
    }
    for (size_t step = 1; unsafe > 0 && high_is_safe(unsafe, q, n); step *= 2) {
        safe = unsafe;
        unsafe = unsafe > step ? unsafe - step : 0;
    }
    while (safe - unsafe > 1) {
        size_t middle = unsafe + (safe - unsafe) / 2;
        if (high_is_safe(middle, q, n))
            safe = middle;
        else
            unsafe = middle;
    }
    return safe;
}

size_t quantile_rank(double q, size_t n)
{
    assert(q > 0 && q < 1 && n > 0);
    /* 0.55 * 100 is a little more than 55: what is whole but for rounding stays so. */
    double exact = ceil(q * (double)n - 1e-9);
    return exact < 1 ? 1 : (size_t)exact;
}

struct quantile_ranks quantile_ranks(double q, size_t n)
{
    assert(n > 0 && n < UINT32_MAX);
    return (struct quantile_ranks){quantile_rank(q, n), low_rank(q, n), high_rank(q, n)};
}

struct quantile quantile_at(const int64_t *sorted, size_t n, struct quantile_ranks ranks)
{
    return (struct quantile){sorted[ranks.rank - 1],
                             ranks.low_rank > 0 ? sorted[ranks.low_rank - 1] : INT64_MIN,
                             ranks.high_rank <= n ? sorted[ranks.high_rank - 1] : INSTANT_NEVER};
}

struct quantile quantile_of_sorted(const int64_t *sorted, size_t n, double q)
{
    if (n == 0)
        return (struct quantile){INSTANT_NEVER, INT64_MIN, INSTANT_NEVER};
    return quantile_at(sorted, n, quantile_ranks(q, n));
}

struct proportion proportion_of(uint64_t hits, uint64_t n)
{
    assert(hits <= n);
    if (n == 0)
        return (struct proportion){.high = 1};
    double count = (double)n, p = (double)hits / count, z2 = Z_TAIL * Z_TAIL;
    double middle = (p + z2 / (2 * count)) / (1 + z2 / count);
    double half = Z_TAIL / (1 + z2 / count) * sqrt(p * (1 - p) / count + z2 / (4 * count * count));
    return (struct proportion){.hits = hits,
                               .n = n,
                               .value = p,
                               .low = hits == 0 ? 0 : middle - half,
                               .high = hits == n ? 1 : middle + half};
}
