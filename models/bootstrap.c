#include "models/bootstrap.h"

#include "models/instant.h"
#include "models/random.h"

#include <stdlib.h>
#include <string.h>

enum { LOW_RANK = 25, HIGH_RANK = 975 }; /* 2.5 % and 97.5 % of 999 + 1 */

static uint32_t index_of(double u, uint32_t n)
{
    uint32_t index = (uint32_t)(u * n);
    return index < n ? index : n - 1; /* the product may round up to n */
}

void bootstrap_draw(uint64_t seed, uint32_t resample, uint32_t n, uint32_t *counts)
{
    memset(counts, 0, n * sizeof *counts);
    for (uint32_t pair = 0; pair < n / 2 + n % 2; pair++) {
        struct random_address at = {
            .entity = pair, .trial = resample, .purpose = PURPOSE_BOOTSTRAP};
        struct uniforms uniforms = random_uniforms(seed, at);
        counts[index_of(uniforms.u[0], n)]++;
        if (2 * pair + 1 < n)
            counts[index_of(uniforms.u[1], n)]++;
    }
}

void bootstrap_quantiles(const struct bootstrap_sample *sample, const uint32_t *counts,
                         const size_t *ranks, size_t rank_count, int64_t *values)
{
    size_t seen = 0, found = 0;
    for (uint32_t i = 0; i < sample->n && found < rank_count; i++) {
        seen += counts[sample->trial[i]];
        while (found < rank_count && seen >= ranks[found])
            values[found++] = sample->sorted[i];
    }
}

static int compare_seconds(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

struct bootstrap_interval bootstrap_interval(int64_t *differences)
{
    qsort(differences, BOOTSTRAP_RESAMPLES, sizeof *differences, compare_seconds);
    return (struct bootstrap_interval){differences[LOW_RANK - 1], differences[HIGH_RANK - 1]};
}

int64_t bootstrap_difference(int64_t from_s, int64_t to_s)
{
    if (from_s == INSTANT_NEVER)
        return to_s == INSTANT_NEVER ? 0 : INT64_MIN;
    return to_s == INSTANT_NEVER ? INSTANT_NEVER : to_s - from_s;
}
