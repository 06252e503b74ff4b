/* tally: counts what happens in trials.
 *
 * An observer of a host. Each worker has its own tally for what is counted and summed; what is kept
 * per trial goes into rows that all workers share, each writing only those of its own trials. All
 * figures are integers, so merging tallies is exact and the order of trials does not matter.
 */
#ifndef SIM_TALLY_H
#define SIM_TALLY_H

#include "models/outcome.h"
#include "sim/host.h"
#include "sim/instants.h"

#include <stdint.h>

/* One run in one trial. 128 bytes, so that neighbours written by two threads do not share much. */
struct tally_row {
    int64_t start_s, finish_s, ended_s, last_member_s; /* INSTANT_NEVER: not */
    int64_t at_target_s[SHARE_COUNT];
    uint32_t members[STATE_COUNT];
    uint32_t failures;
    uint32_t state;   /* enum update_state */
    uint32_t reached; /* members at target at the end */
    uint32_t absent;  /* it follows a run that ended the other way: it never exists */
    uint32_t unused[4];
};

/* One freeze in one trial. */
struct tally_freeze {
    uint32_t members, begins;
    int64_t work_s;
};

/* How one stage or group ended, over trials. */
struct tally_segment {
    uint32_t state[STATE_COUNT];
    uint32_t over_limit;
};

struct tally_reason {
    uint32_t trials, last_trial; /* last_trial: 1 + the trial it was last seen in */
    int64_t sum_s;
};

struct tally_overrun {
    uint64_t began, overran;
};

/* Members by state at the points of the timeline: what a forecast prints. Index: TIMELINE_... */
enum timeline_band {
    BAND_NOT_STARTED,
    BAND_PENDING,
    BAND_RUNNING,
    BAND_STOPPING,
    BAND_SKIPPED,
    BAND_COMPLETED,
    BAND_FAILED,
    BAND_COUNT
};

/* What all workers share. */
struct tally_rows {
    struct tally_row *runs;       /* [trial * run_count + run] */
    struct tally_freeze *freezes; /* [trial * freeze_count + freeze] */
    uint8_t *deadlines_met;       /* [trial * deadline_count + deadline] */
    uint8_t *overrun;             /* per trial: at least one */
    struct instants member_begin, member_end;
    struct instants segment_begin, segment_end;
};

/* The points of the timeline: from_s + k * step_s, k < point_count. */
struct tally_grid {
    int64_t from_s, step_s;
    uint32_t point_count;
};

/* Numbers of things over all runs; fixed by the scenario. */
struct tally_shape {
    const struct scenario *scenario;
    uint32_t slot_count;                 /* members of all runs */
    uint32_t segment_count;              /* stages and groups of all runs */
    uint32_t *slot_first;                /* per run */
    uint32_t *stage_first, *group_first; /* per run: segments; stages of a run before its groups */
    uint32_t *slot_run;                  /* per slot */
    uint32_t reason_count;
    struct tally_grid grid;
    uint32_t bin_count; /* of a count of members, see tally_bin */
};

struct tally;

void tally_shape_init(struct tally_shape *shape, struct arena *arena,
                      const struct scenario *scenario, struct tally_grid grid);

void tally_rows_init(struct tally_rows *rows, struct arena *arena, const struct tally_shape *shape,
                     uint32_t trials);

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
struct tally_overrun tally_window_overrun(const struct tally *tally, uint32_t window);
const struct tally_segment *tally_segment(const struct tally *tally, uint32_t segment);
/* Trials per bin of the member count in a band at a point. */
const uint32_t *tally_bins(const struct tally *tally, uint32_t run, uint32_t point,
                           enum timeline_band band);
int64_t tally_band_sum(const struct tally *tally, uint32_t run, uint32_t point,
                       enum timeline_band band);

/* Counts of members are binned exactly up to 255, above that with 128 bins an octave. */
uint32_t tally_bin(uint32_t count);
uint32_t tally_bin_low(uint32_t bin);

#endif
