/* bootstrap: how far a figure of paired samples may be off, by drawing the trials again.
 *
 * A resample draws n of n trials with replacement (Efron 1979). It is the same for everything that
 * is computed from it, so two scenarios that shared their luck are resampled jointly and keep the
 * dependence that makes their difference precise. Draws are by address, keyed by the experiment's
 * seed: the same bytes for any number of threads. The interval is the percentile one: of 999
 * resampled differences the 25th and the 975th.
 */
#ifndef MODELS_BOOTSTRAP_H
#define MODELS_BOOTSTRAP_H

#include <stddef.h>
#include <stdint.h>

enum { BOOTSTRAP_RESAMPLES = 999 };

/* counts[i]: how often trial i is drawn in this resample; they sum to n. */
void bootstrap_draw(uint64_t seed, uint32_t resample, uint32_t n, uint32_t *counts);

/* One value a trial, sorted for resampling. */
struct bootstrap_sample {
    uint32_t n;
    const int64_t *sorted; /* ascending, INSTANT_NEVER last */
    const uint32_t *trial; /* of each of them */
};

/* The values of the resample at `rank_count` ascending ranks, counted from 1. */
void bootstrap_quantiles(const struct bootstrap_sample *sample, const uint32_t *counts,
                         const size_t *ranks, size_t rank_count, int64_t *values);

struct bootstrap_interval {
    int64_t low_s, high_s; /* INT64_MIN, INSTANT_NEVER: infinite */
};

/* Sorts the BOOTSTRAP_RESAMPLES differences in place. */
struct bootstrap_interval bootstrap_interval(int64_t *differences);

/* to - from where a value may be infinite: INSTANT_NEVER, INT64_MIN, or 0 when both are. */
int64_t bootstrap_difference(int64_t from_s, int64_t to_s);

#endif
