#include "models/paired.h"

#include "models/bootstrap.h"

#include <math.h>

#define Z_TAIL 1.959963984540054 /* normal quantile of 0.975 */

struct mean_difference paired_mean(const int64_t *base, const int64_t *alternative, uint32_t n)
{
    double sum = 0, squares = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += (double)(alternative[i] - base[i]);
    double mean = sum / n;
    for (uint32_t i = 0; i < n; i++) {
        double apart = (double)(alternative[i] - base[i]) - mean;
        squares += apart * apart;
    }
    double half = n > 1 ? Z_TAIL * sqrt(squares / (n - 1.0) / n) : 0;
    return (struct mean_difference){mean, mean - half, mean + half};
}

struct paired_share paired_share(const int64_t *base, const int64_t *alternative, uint32_t n,
                                 int64_t tolerance, bool less_is_better)
{
    uint64_t less = 0, more = 0;
    for (uint32_t i = 0; i < n; i++) {
        int64_t difference = bootstrap_difference(base[i], alternative[i]);
        less += difference < -tolerance;
        more += difference > tolerance;
    }
    uint64_t better = less_is_better ? less : more, worse = less_is_better ? more : less;
    return (struct paired_share){proportion_of(better, n), proportion_of(n - less - more, n),
                                 proportion_of(worse, n)};
}
