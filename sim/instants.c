#include "sim/instants.h"

#include "models/instant.h"
#include "models/sort.h"
#include "models/statistics.h"

#include <assert.h>
#include <string.h>

enum { QUARTER_S = 900, BUCKETS_MIN = 16, BUCKETS_MAX = 1024, FEW = 16, ROWS_AT_ONCE = 16 };

/* 0 stands for "never", a step k for k + 1. Half a second more keeps whole steps on the right side
 * of rounding, which is a billion times smaller: the quotient is exact. */
static uint32_t steps_until(const struct instants *instants, uint32_t since)
{
    uint32_t steps = (uint32_t)(((double)since + 0.5) * instants->steps_per_s);
    return since == INSTANTS_NEVER ? 0 : steps + 1;
}

static uint32_t read_cell(const struct instants *instants, size_t at)
{
    return instants->fine != NULL ? instants->fine[at] : instants->coarse[at];
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
        instants->fine = arena_lines(arena, kept * sizeof *instants->fine);
    } else {
        instants->grid_s = coarse_grid_s(horizon_s - start_s);
        instants->coarse = arena_lines(arena, kept * sizeof *instants->coarse);
    }
    instants->steps_per_s = 1 / (double)instants->grid_s;
}

/* Columns in the block; the last one may have fewer. */
static uint32_t block_width(const struct instants *instants, uint32_t block)
{
    uint32_t left = instants->columns - block * INSTANTS_BLOCK;
    return left < INSTANTS_BLOCK ? left : INSTANTS_BLOCK;
}

/* Where the block's row of this trial begins. */
static size_t block_row(const struct instants *instants, uint32_t block, uint32_t trial)
{
    return (size_t)block * INSTANTS_BLOCK * instants->trials +
           (size_t)trial * block_width(instants, block);
}

static void write_cells(struct instants *instants, size_t at, uint32_t count, const uint32_t *row)
{
    if (instants->fine != NULL)
        for (uint32_t i = 0; i < count; i++)
            instants->fine[at + i] = steps_until(instants, row[i]);
    else
        for (uint32_t i = 0; i < count; i++)
            instants->coarse[at + i] = (uint16_t)steps_until(instants, row[i]);
}

static uint32_t block_count(const struct instants *instants)
{
    return (instants->columns + INSTANTS_BLOCK - 1) / INSTANTS_BLOCK;
}

void instants_write(struct instants *instants, uint32_t trial, uint32_t first, uint32_t count,
                    const uint32_t *row)
{
    if (trial >= instants->trials)
        return;
    for (uint32_t done = 0, part; done < count; done += part) {
        uint32_t block = (first + done) / INSTANTS_BLOCK,
                 in_block = (first + done) % INSTANTS_BLOCK;
        part = count - done < INSTANTS_BLOCK - in_block ? count - done : INSTANTS_BLOCK - in_block;
        write_cells(instants, block_row(instants, block, trial) + in_block, part, &row[done]);
    }
}

int64_t instants_cell(const struct instants *instants, uint32_t trial, uint32_t column)
{
    size_t row = block_row(instants, column / INSTANTS_BLOCK, trial);
    return instant_of(instants, read_cell(instants, row + column % INSTANTS_BLOCK));
}

/* Rows are turned into columns a few at a time: they stay at hand while each column gathers its
 * own. */
void instants_read(const struct instants *instants, uint32_t block, uint32_t trials,
                   uint32_t *cells)
{
    assert(block < block_count(instants) && trials <= instants->trials);
    uint32_t width = block_width(instants, block);
    size_t at = block_row(instants, block, 0);
    for (uint32_t first = 0; first < trials; first += ROWS_AT_ONCE) {
        uint32_t end = trials - first < ROWS_AT_ONCE ? trials : first + ROWS_AT_ONCE;
        for (uint32_t i = 0; i < width; i++)
            for (uint32_t trial = first; trial < end; trial++)
                cells[(size_t)i * trials + trial] =
                    read_cell(instants, at + (size_t)trial * width + i);
    }
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

/* Exchanges cells so that those of one bucket stand in front; returns how many. */
static uint32_t take_bucket(const struct histogram *histogram, uint32_t bucket, uint32_t *cells,
                            uint32_t count)
{
    uint32_t taken = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t cell = cells[i];
        cells[i] = cells[taken];
        cells[taken] = cell;
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

/* The rank-th smallest, from 1, of cells that all happen; changes their order. Parts the range
 * again and again, so ties cost nothing. */
static uint32_t select_cell(uint32_t *cells, uint32_t count, uint32_t rank, uint32_t *counts)
{
    while (count > FEW) {
        struct histogram histogram = count_cells(cells, count, counts);
        uint32_t bucket = 0;
        for (; counts[bucket] < rank; bucket++)
            rank -= counts[bucket];
        if (histogram.shift == 0)
            return histogram.low + bucket;
        count = take_bucket(&histogram, bucket, cells, count);
    }
    sort_few(cells, count);
    return cells[rank - 1];
}

/* Deals the cells out by bucket; ends[k] becomes the end of bucket k in `to`. */
static void deal_out(const struct histogram *histogram, const uint32_t *cells, uint32_t count,
                     uint32_t *to, uint32_t *ends)
{
    uint32_t before = 0;
    for (uint32_t bucket = 0; bucket <= histogram->buckets; bucket++) {
        uint32_t filled = ends[bucket];
        ends[bucket] = before;
        before += filled;
    }
    for (uint32_t i = 0; i < count; i++)
        to[ends[bucket_of(histogram, cells[i])]++] = cells[i];
}

void instants_quantiles(const struct instants *instants, const uint32_t *cells, uint32_t trials,
                        const double *levels, uint32_t level_count, int64_t *quantiles,
                        struct instants_scratch *scratch)
{
    struct histogram histogram = count_cells(cells, trials, scratch->ends);
    deal_out(&histogram, cells, trials, scratch->cells, scratch->ends);
    uint32_t bucket = 0, level = 0;
    for (; level < level_count; level++) {
        uint32_t rank = (uint32_t)quantile_rank(levels[level], trials);
        if (rank > trials - histogram.never)
            break;
        while (scratch->ends[bucket] < rank)
            bucket++;
        uint32_t begin = bucket == 0 ? 0 : scratch->ends[bucket - 1];
        uint32_t step = select_cell(scratch->cells + begin, scratch->ends[bucket] - begin,
                                    rank - begin, scratch->counts);
        quantiles[level] = instant_of(instants, step);
    }
    for (; level < level_count; level++)
        quantiles[level] = INSTANT_NEVER;
}

struct instants_scratch *instants_scratch(struct arena *arena, uint32_t trials)
{
    struct instants_scratch *scratch = arena_new(arena, struct instants_scratch);
    scratch->cells = arena_array(arena, uint32_t, (size_t)trials + 1);
    scratch->ends = arena_array(arena, uint32_t, BUCKETS_MAX + 1);
    scratch->counts = arena_array(arena, uint32_t, BUCKETS_MAX + 1);
    return scratch;
}

uint32_t instants_sorted(const struct instants *instants, uint32_t column, uint32_t trials,
                         int64_t *sorted, int64_t *room)
{
    trials = trials < instants->trials ? trials : instants->trials;
    for (uint32_t trial = 0; trial < trials; trial++)
        sorted[trial] = instants_cell(instants, trial, column);
    sort_instants(sorted, trials, room);
    return trials;
}
