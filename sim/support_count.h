/* support_count: counts over trials the clusters whose minor version is out of support
 * (models/support_outcome.h).
 *
 * An observer of a host. Each worker has its own; merging adds.
 *
 *     struct support_count *count = support_count_create(&arena, scenario);
 *     struct host *host = host_create(..., support_count_observer(count));
 *     for each trial: support_count_begin(count); host_run(host, trial); support_count_end(count);
 */
#ifndef SIM_SUPPORT_COUNT_H
#define SIM_SUPPORT_COUNT_H

#include "models/support_outcome.h"
#include "sim/host.h"

struct support_count;

struct support_count *support_count_create(struct arena *arena, const struct scenario *scenario);
struct host_observer support_count_observer(struct support_count *count);

void support_count_begin(struct support_count *count);
void support_count_end(struct support_count *count);

void support_count_merge(struct support_count *into, const struct support_count *from);

/* Ascending by minor, long-term support last; their number is *outcome_count. In `arena`. */
const struct support_outcome *support_count_outcomes(struct arena *arena,
                                                     const struct support_count *count,
                                                     uint32_t trials, uint32_t *outcome_count);

#endif
