#include "sim/precision.h"

#include "models/instant.h"
#include "sim/together.h"

#include <stdlib.h>

enum { FIRST_CHECK = 1000 };
#define P80 0.80

bool precision_asked(const struct precision *precision)
{
    return precision->p80_s > 0 || precision->p > 0;
}

uint32_t precision_check_after(uint32_t done, uint32_t trials)
{
    uint64_t next = FIRST_CHECK;
    while (next <= done)
        next *= 2;
    return next < trials ? (uint32_t)next : trials;
}

static int compare_seconds(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

static int64_t distance_s(int64_t from_s, int64_t to_s)
{
    if (from_s == to_s)
        return 0;
    return to_s == INSTANT_NEVER || from_s == INT64_MIN ? INSTANT_NEVER : to_s - from_s;
}

/* The widest gap between neighbours among the ranks of the interval. */
static int64_t widest_gap(const int64_t *sorted_s, uint32_t n, struct quantile_ranks ranks,
                          struct stopping *stopping)
{
    int64_t widest_s = 0;
    size_t last = ranks.high_rank < n ? ranks.high_rank : n;
    for (size_t rank = ranks.low_rank > 0 ? ranks.low_rank : 1; rank < last; rank++) {
        int64_t gap_s = distance_s(sorted_s[rank - 1], sorted_s[rank]);
        if (gap_s <= widest_s)
            continue;
        widest_s = gap_s;
        stopping->before_s = sorted_s[rank - 1];
        stopping->after_s = sorted_s[rank];
    }
    return widest_s;
}

static void check_p80(struct arena *scratch, int64_t asked_s, const struct tally_shape *shape,
                      const struct tally_rows *rows, uint32_t done, struct stopping *stopping)
{
    uint32_t runs = shape->scenario->run_count;
    int64_t *sorted_s = arena_array(scratch, int64_t, done);
    for (size_t trial = 0; trial < done; trial++)
        sorted_s[trial] = together_finish(&rows->runs[trial * runs], shape->scenario);
    qsort(sorted_s, done, sizeof *sorted_s, compare_seconds);
    struct quantile_ranks ranks = quantile_ranks(P80, done);
    struct quantile p80 = quantile_at(sorted_s, done, ranks);
    int64_t width_s = distance_s(p80.low_s, p80.high_s);
    stopping->p80_s = width_s == INSTANT_NEVER ? INSTANT_NEVER : (width_s + 1) / 2;
    stopping->p80_dropped =
        asked_s > 0 && widest_gap(sorted_s, done, ranks, stopping) > 2 * asked_s;
}

static void note_width(uint64_t hits, uint32_t done, struct stopping *stopping)
{
    struct proportion p = proportion_of(hits, done);
    double half = (p.high - p.low) / 2;
    stopping->p = half > stopping->p ? half : stopping->p;
}

static void check_probabilities(const struct tally_shape *shape, const struct tally_rows *rows,
                                uint32_t done, struct stopping *stopping)
{
    const struct scenario *scenario = shape->scenario;
    uint64_t endings[END_COUNT] = {0};
    for (size_t trial = 0; trial < done; trial++)
        endings[together_ending(&rows->runs[trial * scenario->run_count], scenario)]++;
    note_width(endings[END_COMPLETED], done, stopping);
    note_width(endings[END_FAILED], done, stopping);
    for (uint32_t i = 0; i < scenario->deadline_count; i++) {
        uint64_t met = 0;
        for (size_t trial = 0; trial < done; trial++)
            met += rows->deadlines_met[trial * scenario->deadline_count + i];
        if (scenario->deadlines[i].at_s <= scenario->horizon_s)
            note_width(met, done, stopping);
    }
}

struct stopping precision_check(struct arena *scratch, const struct precision *precision,
                                const struct tally_shape *shape, const struct tally_rows *rows,
                                uint32_t done)
{
    struct stopping stopping = {.asked = true};
    check_p80(scratch, precision->p80_s, shape, rows, done, &stopping);
    check_probabilities(shape, rows, done, &stopping);
    bool p80 = precision->p80_s == 0 || stopping.p80_dropped || stopping.p80_s <= precision->p80_s;
    bool p = precision->p == 0 || stopping.p <= precision->p;
    stopping.reached = p80 && p;
    return stopping;
}
