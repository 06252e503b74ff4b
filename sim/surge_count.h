/* surge_count: surge nodes and their vCPUs by region over time, counted over trials.
 *
 * A worker's own. While a trial runs the nodes of each region are followed from change to change;
 * for each step of the timeline what counts is their mean over the step's time and the most of them
 * at one instant of it. Figures are integers, so merging is exact.
 * Counts are binned as models/log_bins.h says.
 */
#ifndef SIM_SURGE_COUNT_H
#define SIM_SURGE_COUNT_H

#include "models/outcome.h"
#include "sim/upgrade.h"

/* The steps: from_s + k * step_s, k < step_count. What comes later is not counted. */
struct surge_steps {
    int64_t from_s, step_s;
    uint32_t step_count;
};

struct surge_count;

struct surge_count *surge_count_create(struct arena *arena, const struct scenario *scenario,
                                       struct surge_steps steps);

void surge_count_begin(struct surge_count *count);

/* An upgrade of this member has begun; upgrades begin in the order of time. */
void surge_count_upgrade(struct surge_count *count, int64_t now_s, uint32_t member,
                         const struct upgrade *upgrade);

/* The trial is over. */
void surge_count_end(struct surge_count *count);

void surge_count_merge(struct surge_count *into, const struct surge_count *from);

/* One region in one step, over so many trials. */
struct surge_point surge_count_point(const struct surge_count *count, uint32_t region,
                                     uint32_t step, uint32_t trials);

#endif
