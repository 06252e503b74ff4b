#include "models/sort.h"

#include "models/instant.h"

#include <string.h>

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

/* Moves those that never happen behind the others; returns how many happen. */
static size_t part_never(int64_t *values, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (values[i] != INSTANT_NEVER)
            values[kept++] = values[i];
    for (size_t i = kept; i < n; i++)
        values[i] = INSTANT_NEVER;
    return kept;
}

static size_t digit_of(int64_t value, int64_t low, int shift)
{
    return ((uint64_t)value - (uint64_t)low) >> shift & (DIGITS - 1);
}

/* Copies to `to` in the order of one digit, equal ones in the order they had. */
static void deal(const int64_t *values, size_t n, int64_t low, int shift, int64_t *to)
{
    size_t first[DIGITS + 1] = {0};
    for (size_t i = 0; i < n; i++)
        first[digit_of(values[i], low, shift) + 1]++;
    for (size_t digit = 0; digit < DIGITS; digit++)
        first[digit + 1] += first[digit];
    for (size_t i = 0; i < n; i++)
        to[first[digit_of(values[i], low, shift)]++] = values[i];
}

void sort_instants(int64_t *values, size_t n, int64_t *room)
{
    n = part_never(values, n);
    int64_t low = INT64_MAX, high = INT64_MIN;
    for (size_t i = 0; i < n; i++) {
        low = values[i] < low ? values[i] : low;
        high = values[i] > high ? values[i] : high;
    }
    int64_t *from = values, *to = room;
    for (int shift = 0; n > 0 && shift < 64 && ((uint64_t)high - (uint64_t)low) >> shift > 0;
         shift += DIGIT_BITS) {
        deal(from, n, low, shift, to);
        int64_t *dealt = to;
        to = from;
        from = dealt;
    }
    if (from != values)
        memcpy(values, from, n * sizeof *values);
}
