/* log_bins: counts and lengths in bins that are exact when small and 3 % wide when large.
 *
 * Every value up to 63 has a bin of its own, above that 32 bins an octave. Histograms of integers
 * merge exactly in any order; a quantile read from one is the low end of its bin.
 */
#ifndef MODELS_LOG_BINS_H
#define MODELS_LOG_BINS_H

#include <stdint.h>

/* value >= 0. */
uint32_t log_bin(int64_t value);

uint32_t log_bin_low(uint32_t bin);

#endif
