/* barrier_count: who ends last in each stage, counted over trials (models/barrier.h).
 *
 * A worker's own; after each trial it looks at what the tally wrote and at the states in which the
 * host left the members. Figures are integers, so merging is exact.
 *
 *     host_run(host, trial); tally_end(tally); barrier_count_trial(count, &rows, trial, host);
 */
#ifndef SIM_BARRIER_COUNT_H
#define SIM_BARRIER_COUNT_H

#include "sim/tally.h"

struct barrier_count;

struct barrier_count *barrier_count_create(struct arena *arena, const struct tally_shape *shape);

/* The trial is over, and its rows are written. One whose members' instants are not kept is left
 * out. */
void barrier_count_trial(struct barrier_count *count, const struct tally_rows *rows, uint32_t trial,
                         struct host *host);

void barrier_count_merge(struct barrier_count *into, const struct barrier_count *from);

/* Fills forecast->barriers and blame_s. */
void barrier_count_fill(struct arena *arena, const struct barrier_count *count,
                        struct forecast *forecast);

#endif
