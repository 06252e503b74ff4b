#include "sim/instants.h"

#include "models/instant.h"
#include "models/statistics.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { QUARTER_S = 900 };

/* 0 stands for "never", a step k for k + 1. */
static uint32_t steps_until(const struct instants *instants, int64_t at_s)
{
    if (at_s == INSTANT_NEVER)
        return 0;
    assert(at_s >= instants->start_s);
    return (uint32_t)((at_s - instants->start_s) / instants->grid_s) + 1;
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

void instants_write(struct instants *instants, uint32_t trial, const int64_t *row)
{
    if (trial >= instants->trials)
        return;
    size_t at = (size_t)trial * instants->columns;
    for (uint32_t column = 0; column < instants->columns; column++) {
        uint32_t steps = steps_until(instants, row[column]);
        if (instants->fine != NULL)
            instants->fine[at + column] = steps;
        else
            instants->coarse[at + column] = (uint16_t)steps;
    }
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

uint32_t instants_counts(const struct instants *instants, int64_t horizon_s)
{
    return (uint32_t)((horizon_s - instants->start_s) / instants->grid_s) + 2;
}

struct range {
    uint32_t low, high, never;
};

/* Counts the cells by step, and tells the range they touch. */
static struct range count_steps(const uint32_t *cells, uint32_t trials, uint32_t *counts)
{
    struct range range = {.low = UINT32_MAX};
    for (uint32_t trial = 0; trial < trials; trial++) {
        uint32_t steps = cells[trial];
        if (steps == 0) {
            range.never++;
            continue;
        }
        counts[steps]++;
        range.low = steps < range.low ? steps : range.low;
        range.high = steps > range.high ? steps : range.high;
    }
    return range;
}

void instants_quantiles(const struct instants *instants, const uint32_t *cells, uint32_t trials,
                        const double *levels, uint32_t level_count, int64_t *quantiles,
                        uint32_t *counts)
{
    struct range range = count_steps(cells, trials, counts);
    uint32_t seen = 0, level = 0, steps = range.low;
    for (; level < level_count && range.never < trials; level++) {
        size_t rank = quantile_rank(levels[level], trials);
        if (rank > trials - range.never)
            break;
        while (seen + counts[steps] < rank)
            seen += counts[steps++];
        quantiles[level] = instant_of(instants, steps);
    }
    for (; level < level_count; level++)
        quantiles[level] = INSTANT_NEVER;
    if (range.low <= range.high)
        memset(&counts[range.low], 0, (range.high - range.low + 1) * sizeof *counts);
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
