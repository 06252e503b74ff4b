/* paired: two samples of the same trials, value against value.
 *
 * Trial k of both met the same luck, so the mean of the differences is known far better than the
 * difference of two independent means: its interval is 1.96 standard errors of the differences.
 */
#ifndef MODELS_PAIRED_H
#define MODELS_PAIRED_H

#include "models/statistics.h"

#include <stdbool.h>
#include <stdint.h>

struct mean_difference {
    double value, low, high;
};

/* alternative - base. All values are finite, n >= 1. */
struct mean_difference paired_mean(const int64_t *base, const int64_t *alternative, uint32_t n);

/* In how many trials the alternative is better, equal, worse. */
struct paired_share {
    struct proportion better, equal, worse;
};

/* Values that differ by at most `tolerance` are equal, two infinite ones too. */
struct paired_share paired_share(const int64_t *base, const int64_t *alternative, uint32_t n,
                                 int64_t tolerance, bool less_is_better);

#endif
