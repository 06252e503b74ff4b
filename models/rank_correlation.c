#include "models/rank_correlation.h"

#include <math.h>
#include <stdlib.h>

#define Z_TAIL 1.959963984540054 /* normal quantile of 0.975 */

static int compare_values(const void *left, const void *right, void *context)
{
    const double *values = context;
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    if (values[a] != values[b])
        return values[a] < values[b] ? -1 : 1;
    return a < b ? -1 : a > b;
}

void rank_order(const double *values, uint32_t n, uint32_t *order)
{
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    qsort_r(order, n, sizeof *order, compare_values, (void *)(uintptr_t)values);
}

void rank_middle(const double *values, const uint32_t *order, uint32_t n, double *ranks)
{
    for (uint32_t first = 0, next; first < n; first = next) {
        next = first + 1;
        while (next < n && values[order[next]] == values[order[first]])
            next++;
        for (uint32_t i = first; i < next; i++)
            ranks[order[i]] = 0.5 * (first + 1.0 + next);
    }
}

/* The mean of n mid-ranks is (n + 1) / 2, ties or not. */
struct rank_correlation rank_correlation_of(const double *a, const double *b, uint32_t n)
{
    double middle = 0.5 * (n + 1.0), product = 0, squares_a = 0, squares_b = 0;
    for (uint32_t i = 0; i < n; i++) {
        product += (a[i] - middle) * (b[i] - middle);
        squares_a += (a[i] - middle) * (a[i] - middle);
        squares_b += (b[i] - middle) * (b[i] - middle);
    }
    if (n < 4 || squares_a == 0 || squares_b == 0)
        return (struct rank_correlation){0, -1, 1};
    double r = product / sqrt(squares_a * squares_b);
    if (fabs(r) > 1 - 1e-12)
        return (struct rank_correlation){r, r, r};
    double half = Z_TAIL * sqrt((1 + r * r / 2) / (n - 3));
    return (struct rank_correlation){r, tanh(atanh(r) - half), tanh(atanh(r) + half)};
}
