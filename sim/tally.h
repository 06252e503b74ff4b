/* tally: counts what happens in trials.
 *
 * An observer of a host. What it counts is counted by track (models/track.h): the runs of a profile
 * have one place together. Member by member and in the timeline the profile's newest run is what
 * shows; instants are those of the last run, or of the last upgrade, of the trial; the rest is over
 * all runs that exist. Each worker has its own tally for what is counted and summed; what is kept
 * per trial goes into rows that all workers share, each writing only those of its own trials. All
 * figures are integers, so merging tallies is exact and the order of trials does not matter.
 */
#ifndef SIM_TALLY_H
#define SIM_TALLY_H

#include "sim/host.h"
#include "sim/surge_count.h"
#include "sim/tally_shape.h"

#include <stdint.h>

struct tally;

struct tally *tally_create(struct arena *arena, const struct tally_shape *shape,
                           struct tally_rows *rows);

/* What to give to the host. */
struct host_observer tally_observer(struct tally *tally);

/* Around host_run. The host answers what it left behind. */
void tally_begin(struct tally *tally, uint32_t trial, struct host *host);
void tally_end(struct tally *tally);

/* Adds `from` to `into`; `from` is spent. */
void tally_merge(struct tally *into, const struct tally *from);

/* What was counted, for the summary. */
uint32_t tally_state_count(const struct tally *tally, uint32_t slot, enum update_state state);
const struct tally_reason *tally_reason(const struct tally *tally, uint32_t slot, uint16_t reason);
struct tally_overrun tally_slot_overrun(const struct tally *tally, uint32_t slot);
/* Fills those of all windows of the scenario. */
void tally_window_overruns(const struct tally *tally, struct tally_overrun *overruns);
const struct tally_segment *tally_segment(const struct tally *tally, uint32_t segment);
const struct timeline_count *tally_timeline(const struct tally *tally);
/* NULL: not counted. */
const struct surge_count *tally_surge(const struct tally *tally);

#endif
