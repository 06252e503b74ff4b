#include "models/log_bins.h"

enum { EXACT = 64, EXACT_BITS = 6, OCTAVE = 32 };

uint32_t log_bin(int64_t value)
{
    if (value < EXACT)
        return (uint32_t)value;
    uint32_t octave = 63 - (uint32_t)__builtin_clzll((uint64_t)value) - EXACT_BITS;
    return EXACT + octave * OCTAVE + ((uint32_t)(value >> (octave + 1)) - OCTAVE);
}

uint32_t log_bin_low(uint32_t bin)
{
    if (bin < EXACT)
        return bin;
    uint32_t octave = (bin - EXACT) / OCTAVE;
    return ((bin - EXACT) % OCTAVE + OCTAVE) << (octave + 1);
}
