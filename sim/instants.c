#include "sim/instants.h"

#include "models/instant.h"
#include "models/statistics.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { QUARTER_S = 900, BUCKETS_MIN = 16, BUCKETS_MAX = 1024, FEW = 16 };

/* 0 stands for "never", a step k for k + 1. */
static uint32_t steps_until(uint32_t since, uint32_t grid)
{
    return since == INSTANTS_NEVER ? 0 : since / grid + 1;
}

static int64_t instant_of(const struct instants *instants, uint32_t steps)
{
    return steps == 0 ? INSTANT_NEVER : instants->start_s + (int64_t)(steps - 1) * instants->grid_s;
}

/* Quarters of an hour, or as many of them as make the horizon fit into 16 bits. */
static int64_t coarse_grid_s(int64_t length_s)
{
    return (length_s / QUARTER_S / (UINT16_MAX - 2) + 1) * QUARTER_S;
}

void instants_init(struct instants *instants, struct arena *arena, uint32_t columns,
                   uint32_t trials, int64_t start_s, int64_t horizon_s, int64_t fine_grid_s)
{
    uint64_t cells = (uint64_t)columns * trials;
    *instants = (struct instants){.start_s = start_s, .columns = columns, .trials = trials};
    if (cells > INSTANTS_CELLS_MAX)
        instants->trials = (uint32_t)(INSTANTS_CELLS_MAX / columns);
    size_t kept = (size_t)columns * instants->trials;
    if (cells <= INSTANTS_FINE_MAX) {
        instants->grid_s = fine_grid_s;
        instants->fine = arena_array(arena, uint32_t, kept);
    } else {
        instants->grid_s = coarse_grid_s(horizon_s - start_s);
        instants->coarse = arena_array(arena, uint16_t, kept);
    }
}

void instants_write(struct instants *instants, uint32_t trial, const uint32_t *row)
{
    if (trial >= instants->trials)
        return;
    size_t at = (size_t)trial * instants->columns;
    uint32_t grid = (uint32_t)instants->grid_s;
    if (instants->fine != NULL)
        for (uint32_t column = 0; column < instants->columns; column++)
            instants->fine[at + column] = steps_until(row[column], grid);
    else
        for (uint32_t column = 0; column < instants->columns; column++)
            instants->coarse[at + column] = (uint16_t)steps_until(row[column], grid);
}

static uint32_t read_cell(const struct instants *instants, uint32_t trial, uint32_t column)
{
    size_t at = (size_t)trial * instants->columns + column;
    return instants->fine != NULL ? instants->fine[at] : instants->coarse[at];
}

void instants_read(const struct instants *instants, uint32_t first, uint32_t columns,
                   uint32_t trials, uint32_t *cells)
{
    assert(columns <= INSTANTS_BLOCK && trials <= instants->trials);
    for (uint32_t trial = 0; trial < trials; trial++)
        for (uint32_t i = 0; i < columns; i++)
            cells[(size_t)i * trials + trial] = read_cell(instants, trial, first + i);
}

/* Counts of cells by equal parts of their range: bucket k holds low + (k << shift) and what
 * follows, the last but one the highest, the one behind it those that never happen. */
struct histogram {
    uint32_t low, shift, buckets, never;
};

/* About as many buckets as a few cells each fill. */
static uint32_t buckets_for(uint32_t count)
{
    uint32_t buckets = BUCKETS_MIN;
    while (buckets < BUCKETS_MAX && buckets < count / 4)
        buckets *= 2;
    return buckets;
}

static uint32_t bucket_of(const struct histogram *histogram, uint32_t cell)
{
    uint32_t bucket = (cell - histogram->low) >> histogram->shift;
    return bucket < histogram->buckets ? bucket : histogram->buckets;
}

static struct histogram count_cells(const uint32_t *cells, uint32_t count, uint32_t *counts)
{
    struct histogram histogram = {.buckets = buckets_for(count)};
    uint32_t low = UINT32_MAX, high = 0;
    for (uint32_t i = 0; i < count; i++) {
        low = cells[i] - 1 < low ? cells[i] - 1 : low; /* "never" wraps to the highest */
        high = cells[i] > high ? cells[i] : high;
        histogram.never += cells[i] == 0;
    }
    histogram.low = low + 1;
    while ((high - histogram.low) >> histogram.shift >= histogram.buckets && high > 0)
        histogram.shift++;
    memset(counts, 0, (histogram.buckets + 1) * sizeof *counts);
    for (uint32_t i = 0; i < count; i++)
        counts[bucket_of(&histogram, cells[i])]++;
    return histogram;
}

/* Copies the cells of one bucket; `to` may be `cells`. */
static uint32_t take_bucket(const struct histogram *histogram, uint32_t bucket,
                            const uint32_t *cells, uint32_t count, uint32_t *to)
{
    uint32_t taken = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t cell = cells[i];
        to[taken] = cell;
        taken += bucket_of(histogram, cell) == bucket;
    }
    return taken;
}

static void sort_few(uint32_t *cells, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        uint32_t cell = cells[i], at = i;
        for (; at > 0 && cells[at - 1] > cell; at--)
            cells[at] = cells[at - 1];
        cells[at] = cell;
    }
}

/* The rank-th smallest, from 1, of cells that all happen; disorders them. Parts the range again and
 * again, so ties cost nothing. */
static uint32_t select_cell(uint32_t *cells, uint32_t count, uint32_t rank, uint32_t *counts)
{
    while (count > FEW) {
        struct histogram histogram = count_cells(cells, count, counts);
        uint32_t bucket = 0;
        for (; counts[bucket] < rank; bucket++)
            rank -= counts[bucket];
        if (histogram.shift == 0)
            return histogram.low + bucket;
        count = take_bucket(&histogram, bucket, cells, count, cells);
    }
    sort_few(cells, count);
    return cells[rank - 1];
}

void instants_quantiles(const struct instants *instants, const uint32_t *cells, uint32_t trials,
                        const double *levels, uint32_t level_count, int64_t *quantiles,
                        struct instants_scratch *scratch)
{
    struct histogram histogram = count_cells(cells, trials, scratch->counts);
    uint32_t seen = 0, bucket = 0, level = 0;
    for (; level < level_count; level++) {
        uint32_t rank = (uint32_t)quantile_rank(levels[level], trials);
        if (rank > trials - histogram.never)
            break;
        while (seen + scratch->counts[bucket] < rank)
            seen += scratch->counts[bucket++];
        uint32_t taken = take_bucket(&histogram, bucket, cells, trials, scratch->cells);
        uint32_t step = select_cell(scratch->cells, taken, rank - seen, scratch->part_counts);
        quantiles[level] = instant_of(instants, step);
    }
    for (; level < level_count; level++)
        quantiles[level] = INSTANT_NEVER;
}

struct instants_scratch *instants_scratch(struct arena *arena, uint32_t trials)
{
    struct instants_scratch *scratch = arena_new(arena, struct instants_scratch);
    scratch->cells = arena_array(arena, uint32_t, (size_t)trials + 1);
    scratch->counts = arena_array(arena, uint32_t, BUCKETS_MAX + 1);
    scratch->part_counts = arena_array(arena, uint32_t, BUCKETS_MAX + 1);
    return scratch;
}

static int compare_instants(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

uint32_t instants_sorted(const struct instants *instants, uint32_t column, uint32_t trials,
                         int64_t *sorted)
{
    trials = trials < instants->trials ? trials : instants->trials;
    for (uint32_t trial = 0; trial < trials; trial++)
        sorted[trial] = instant_of(instants, read_cell(instants, trial, column));
    qsort(sorted, trials, sizeof *sorted, compare_instants);
    return trials;
}
