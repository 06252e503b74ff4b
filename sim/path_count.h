/* path_count: the driving paths of many histories, summed up.
 *
 * Each worker has its own counts; what is kept per history goes into rows that all workers share,
 * each writing only those of its own. All figures are integers, so merging is exact and the order
 * of histories does not matter. Counted by track (models/track.h): the runs of a profile together.
 */
#ifndef SIM_PATH_COUNT_H
#define SIM_PATH_COUNT_H

#include "models/driver.h"
#include "sim/path_log.h"

#include <stdint.h>

struct path_rows {
    uint32_t *driver_s; /* [(trial * run_count + run) * DRIVER_COUNT + driver]; all 0 of a run that
                           is not Completed, or took no time */
};

void path_rows_init(struct path_rows *rows, struct arena *arena, const struct scenario *scenario,
                    uint32_t trials);

const uint32_t *path_row(const struct path_rows *rows, const struct scenario *scenario,
                         uint32_t trial, uint32_t run);

struct path_count;

struct path_count *path_count_create(struct arena *arena, const struct scenario *scenario,
                                     struct path_rows *rows);

/* What to give to the host. */
struct host_observer path_count_observer(struct path_count *count);

/* Before host_run. */
void path_count_begin(struct path_count *count, struct host *host, uint32_t trial);

/* Adds `from` to `into`; `from` is spent. */
void path_count_merge(struct path_count *into, const struct path_count *from);

/* What was counted, for the summary. */

/* Completed runs of the track. */
uint32_t path_count_completed(const struct path_count *count, uint32_t track);

/* Subjects of a kind: as many as `index` of struct criticality can name. */
uint32_t path_count_subjects(const struct scenario *scenario, uint32_t track,
                             enum critical_kind kind);

/* In how many of these runs the subject is on the path. */
uint32_t path_count_hits(const struct path_count *count, uint32_t track, enum critical_kind kind,
                         uint32_t index);

/* Of a stage of the track's plan. */
struct stage_share path_count_stage(const struct path_count *count, uint32_t track, uint32_t stage);

#endif
