/* tally_shape: what of a scenario is counted, how it is numbered, and what is kept of each trial
 * (sim/tally.h).
 */
#ifndef SIM_TALLY_SHAPE_H
#define SIM_TALLY_SHAPE_H

#include "models/outcome.h"
#include "sim/activity.h"
#include "sim/instants.h"
#include "sim/timeline_count.h"

#include <stdint.h>

/* One run in one trial. 128 bytes, so that neighbours written by two threads do not share much. */
struct tally_row {
    int64_t start_s, finish_s, ended_s, last_member_s; /* INSTANT_NEVER: not */
    int64_t at_target_s[SHARE_COUNT];
    uint32_t members[STATE_COUNT];
    uint32_t failures;
    uint32_t state;     /* enum update_state */
    uint32_t reached;   /* members at target at the end */
    uint32_t absent;    /* it never exists: the run that it follows ended the other way, or its
                           profile did not make it */
    uint32_t touched;   /* members whose upgrade had begun when the run first stopped */
    uint32_t overshoot; /* failures beyond a limit; 0: no limit was exceeded */
    uint32_t unused[2];
};

/* A run that a profile made, in one trial. */
struct tally_made {
    struct channel_specification specification;
    int64_t created_s;     /* INSTANT_NEVER: it was not made */
    uint32_t passed_over;  /* members skipped because another run had brought them to the target */
    uint32_t stuck_stages; /* in which a member waited for an image that never comes */
    bool overlaps;         /* it began before the profile's run before it was final */
};

/* One freeze in one trial. */
struct tally_freeze {
    uint32_t members, begins;
    int64_t work_s;
    int64_t crossing_s; /* earliest begin of those in progress at its start; INSTANT_NEVER */
};

/* How one stage or group ended, over trials and, where a profile makes them, runs. */
struct tally_segment {
    uint32_t state[STATE_COUNT];
    uint32_t over_limit;
};

struct tally_reason {
    uint32_t times, last_mark; /* in how many runs of all trials; the mark of the one it was last
                                  seen in */
    int64_t sum_s;
};

struct tally_overrun {
    uint64_t began, overran;
};

/* What all workers share. */
struct tally_rows {
    struct tally_row *runs;       /* [trial * run_count + run] */
    struct tally_made *made;      /* [trial * made_count + run - written_run_count] */
    struct activity *activities;  /* per trial, where there are profiles */
    uint32_t *without_place;      /* per trial: triggers of profiles for which there was no room */
    struct tally_freeze *freezes; /* [trial * freeze_count + freeze] */
    uint8_t *deadlines_met;       /* [trial * deadline_count + deadline] */
    uint8_t *overrun;             /* per trial: at least one */
    struct instants member_begin, member_end;
    struct instants segment_begin, segment_end;
};

/* Numbers of things over all tracks and runs; fixed by the scenario. */
struct tally_shape {
    const struct scenario *scenario;
    /* Of tracks: what is counted and shown. */
    uint32_t slot_count;                 /* members of all tracks */
    uint32_t segment_count;              /* stages and groups of all tracks */
    uint32_t *slot_first;                /* per track */
    uint32_t *stage_first, *group_first; /* per track: segments; its stages before its groups */
    uint32_t *slot_track;                /* per slot */
    /* Of runs: what is known while a trial runs. Without profiles it is the same. */
    uint32_t run_slot_count, run_segment_count;
    uint32_t *run_track;                        /* per run */
    uint32_t *run_slot_first, *run_stage_first; /* per run */
    uint32_t made_count;                        /* places for runs that profiles make */
    uint32_t reason_count;
    struct timeline_grid grid;
    bool surge; /* surge nodes are counted */
};

void tally_shape_init(struct tally_shape *shape, struct arena *arena,
                      const struct scenario *scenario, struct timeline_grid grid);

void tally_rows_init(struct tally_rows *rows, struct arena *arena, const struct tally_shape *shape,
                     uint32_t trials);

#endif
