#include "models/statistics.h"

#include "models/instant.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <limits.h>
#include <math.h>

/* P(Bin(n, q) <= k) for k of any sign. */
static double binomial_cdf(long k, double q, size_t n)
{
    if (k < 0)
        return 0;
    return k >= (long)n ? 1 : gsl_cdf_binomial_P((unsigned)k, q, (unsigned)n);
}

/* The largest rank l with P(x(l) > quantile) = P(Bin(n, q) <= l - 1) <= tail; 0: none. */
static size_t low_rank(double q, size_t n, double tail)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high + 1) / 2;
        if (binomial_cdf((long)middle - 1, q, n) <= tail)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* The smallest rank u with P(x(u) < quantile) = P(Bin(n, q) >= u) <= tail; n + 1: none. */
static size_t high_rank(double q, size_t n, double tail)
{
    size_t low = 1, high = n + 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (1 - binomial_cdf((long)middle - 1, q, n) <= tail)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

size_t quantile_rank(double q, size_t n)
{
    double exact = q * (double)n;
    size_t rank = (size_t)ceil(exact - 1e-9 * (exact + 1));
    return rank < 1 ? 1 : rank > n ? n : rank;
}

struct quantile_ranks quantile_ranks(double q, size_t n)
{
    assert(q > 0 && q < 1 && n <= UINT_MAX);
    double tail = (1 - CONFIDENCE) / 2;
    return (struct quantile_ranks){.rank = n == 0 ? 0 : quantile_rank(q, n),
                                   .low_rank = low_rank(q, n, tail),
                                   .high_rank = high_rank(q, n, tail)};
}

struct quantile quantile_at(const int64_t *sorted, size_t n, struct quantile_ranks ranks)
{
    if (n == 0)
        return (struct quantile){INSTANT_NEVER, INT64_MIN, INSTANT_NEVER};
    return (struct quantile){.value_s = sorted[ranks.rank - 1],
                             .low_s = ranks.low_rank == 0 ? INT64_MIN : sorted[ranks.low_rank - 1],
                             .high_s =
                                 ranks.high_rank > n ? INSTANT_NEVER : sorted[ranks.high_rank - 1]};
}

struct quantile quantile_of_sorted(const int64_t *sorted, size_t n, double q)
{
    return quantile_at(sorted, n, quantile_ranks(q, n));
}

struct proportion proportion_of(uint64_t hits, uint64_t n)
{
    if (n == 0)
        return (struct proportion){.low = 0, .high = 1};
    double z = gsl_cdf_ugaussian_Pinv(1 - (1 - CONFIDENCE) / 2);
    double p = (double)hits / (double)n, count = (double)n;
    double centre = (p + z * z / (2 * count)) / (1 + z * z / count);
    double half = z / (1 + z * z / count) * sqrt(p * (1 - p) / count + z * z / (4 * count * count));
    return (struct proportion){.hits = hits,
                               .n = n,
                               .value = p,
                               .low = hits == 0 ? 0 : centre - half,
                               .high = hits == n ? 1 : centre + half};
}
