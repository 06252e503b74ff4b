/* statistics: order-statistic quantiles and binomial intervals.
 *
 * A quantile of n outcomes is the ceil(qn)-th smallest; its 95 % interval is [x(l), x(u)] with
 * equal binomial tails; an end beyond the sample is missing. A probability carries the Wilson score
 * interval (Wilson 1927). Both speak of simulation error only. Source: reports/README.md; David and
 * Nagaraja, Order Statistics, 7.1.
 */
#ifndef MODELS_STATISTICS_H
#define MODELS_STATISTICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CONFIDENCE 0.95

/* Ranks count from 1; low_rank 0 or high_rank n + 1: that end is beyond the sample. */
struct quantile_ranks {
    size_t rank, low_rank, high_rank;
};

/* n >= 1. */
struct quantile_ranks quantile_ranks(double q, size_t n);

/* The middle one alone, ceil(qn): cheap, where no interval is wanted. n >= 1. */
size_t quantile_rank(double q, size_t n);

/* Instants or lengths in seconds. INSTANT_NEVER is "infinite": an empty cell. low_s INT64_MIN: no
 * lower end. */
struct quantile {
    int64_t value_s, low_s, high_s;
};

/* `sorted` ascending, INSTANT_NEVER last. n = 0 gives INSTANT_NEVER. */
struct quantile quantile_of_sorted(const int64_t *sorted, size_t n, double q);

/* The same with ranks found before, for many samples of one size n >= 1. */
struct quantile quantile_at(const int64_t *sorted, size_t n, struct quantile_ranks ranks);

struct proportion {
    uint64_t hits, n;
    double value, low, high; /* 0..1; for n = 0: 0, 0, 1 */
};

struct proportion proportion_of(uint64_t hits, uint64_t n);

#endif
