/* instants: when each of many things began and ended in each of many trials.
 *
 * A table of trials x columns, written by trial (each worker its own rows, so nothing has to be
 * merged) and read by column, for quantiles. A column is a member in a run, a stage or a group.
 * Columns stand together in blocks: a row of a block is one cache line, and a block's rows follow
 * each other, so that whoever wants its columns reads it from end to end.
 * Instants are kept as a number of grid steps since the scenario's start: exact to the minute (or
 * the second) in 32 bits up to INSTANTS_FINE_MAX cells, above that on a 15-minute grid in 16 bits
 * (reports/README.md), and above INSTANTS_CELLS_MAX cells only for the first trials, as many as
 * fit; the forecast states both.
 */
#ifndef SIM_INSTANTS_H
#define SIM_INSTANTS_H

#include "models/arena.h"

#include <stdbool.h>
#include <stdint.h>

#define INSTANTS_FINE_MAX UINT64_C(50000000)
#define INSTANTS_CELLS_MAX UINT64_C(1000000000)
#define INSTANTS_NEVER UINT32_MAX

struct instants {
    int64_t start_s, grid_s;
    double steps_per_s;       /* 1 / grid_s */
    uint32_t columns, trials; /* trials: as many as are kept */
    uint32_t *fine;           /* block after block, each [trial][column]; one of the two is NULL */
    uint16_t *coarse;
};

/* For `trials` histories from start_s to horizon_s, to fine_grid_s while they are few. */
void instants_init(struct instants *instants, struct arena *arena, uint32_t columns,
                   uint32_t trials, int64_t start_s, int64_t horizon_s, int64_t fine_grid_s);

/* Writes `count` columns of one trial's row, from column `first` on: seconds since start_s,
 * INSTANTS_NEVER where it did not happen. Trials that are not kept are ignored. */
void instants_write(struct instants *instants, uint32_t trial, uint32_t first, uint32_t count,
                    const uint32_t *row);

/* One cell, on the grid; INSTANT_NEVER where it did not happen. The trial is one that is kept. */
int64_t instants_cell(const struct instants *instants, uint32_t trial, uint32_t column);

/* A block of columns is read at once: cells[i * trials + trial] becomes the cell of column
 * block * INSTANTS_BLOCK + i, for the columns there are. `trials` at most as many as are kept. */
enum { INSTANTS_BLOCK = 16 };
void instants_read(const struct instants *instants, uint32_t block, uint32_t trials,
                   uint32_t *cells);

/* Room for finding quantiles in columns of up to `trials` cells. */
struct instants_scratch {
    uint32_t *cells, *ends, *counts;
};
struct instants_scratch *instants_scratch(struct arena *arena, uint32_t trials);

/* Quantiles of one column's cells: the ceil(q * trials)-th smallest, INSTANT_NEVER where that one
 * never happens. `levels` ascend. */
void instants_quantiles(const struct instants *instants, const uint32_t *cells, uint32_t trials,
                        const double *levels, uint32_t level_count, int64_t *quantiles,
                        struct instants_scratch *scratch);

/* A column's instants, sorted, never last. `sorted` and `room` hold `trials` each; returns how many
 * are kept. */
uint32_t instants_sorted(const struct instants *instants, uint32_t column, uint32_t trials,
                         int64_t *sorted, int64_t *room);

#endif
