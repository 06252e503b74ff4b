/* rank_correlation: how far two quantities rise and fall together, by their ranks alone.
 *
 * Spearman's coefficient: the correlation of the ranks, equal values having the mean of theirs
 * (mid-ranks), so any rising change of scale leaves it as it is. Its 95 % interval is that of
 * Bonett and Wright (Sample size requirements for estimating Pearson, Kendall and Spearman
 * correlations, Psychometrika 65, 2000): Fisher's z with variance (1 + r^2 / 2) / (n - 3).
 *
 *     uint32_t *order = ...;
 *     rank_order(values, n, order);
 *     rank_middle(values, order, n, ranks);
 *     struct rank_correlation r = rank_correlation_of(ranks, finish_ranks, n);
 */
#ifndef MODELS_RANK_CORRELATION_H
#define MODELS_RANK_CORRELATION_H

#include <stdint.h>

struct rank_correlation {
    double value, low, high; /* -1..1; where one of the two never changes, or n < 4: 0, -1, 1 */
};

/* The indices of `values` from the smallest to the largest; equal ones in their order. */
void rank_order(const double *values, uint32_t n, uint32_t *order);

/* Mid-ranks, counted from 1, of values in this order. */
void rank_middle(const double *values, const uint32_t *order, uint32_t n, double *ranks);

/* Of two samples' mid-ranks. */
struct rank_correlation rank_correlation_of(const double *a, const double *b, uint32_t n);

#endif
