/* tally_parts: what the files of the tally share: what it knows while a trial runs, and what it has
 * counted.
 *
 * tally.c follows a trial, tally_close.c counts what has come of it when it ends, tally_sums.c
 * merges and tells.
 */
#ifndef SIM_TALLY_PARTS_H
#define SIM_TALLY_PARTS_H

#include "sim/host.h"
#include "sim/surge_count.h"
#include "sim/tally_shape.h"

#define NEVER INSTANTS_NEVER

/* What a tally knows of a member, half a cache line: fleets are large, and all of this is read
 * again when a trial ends, and made ready for the next. Times are seconds since the scenario's
 * start. */
struct slot_now {
    /* in this trial */
    uint32_t since;  /* of its reason, while it is Pending */
    uint32_t waited; /* for its reason, while it was Pending before */
    uint32_t begin, end;
    uint32_t window_end; /* of the opening its upgrade began in */
    uint16_t reason;     /* the last it had; counted when it has another, or the trial ends */
    uint8_t state;
    bool reached : 1;           /* at or above its run's target */
    bool reached_initially : 1; /* at the scenario's start */
    /* over all trials */
    uint32_t began, overran;
};

/* A run while a trial runs. */
struct run_now {
    struct slot_now *slots; /* the run's own part of the tally's */
    uint8_t *segments;      /* states of its stages, then of its groups, likewise */
    int32_t *changes;       /* of the timeline, its track's */
    struct tally_row row;
    uint32_t slot_first, segment_first; /* its track's */
    uint32_t mark;    /* tells its reasons from those of other trials and runs of its track */
    bool shown;       /* the track's newest run */
    bool active;      /* it has begun and is not final */
    uint32_t reached; /* members at target */
    uint32_t begun;   /* members whose upgrade has begun */
    bool stopped;
    uint32_t next_share;
    uint32_t next_threshold; /* as many of them make the next share */
};

struct tally {
    const struct tally_shape *shape;
    struct tally_rows *rows;
    struct host *host;
    uint32_t trial;
    uint32_t point; /* of the timeline, at or after the last instant */
    int64_t point_until_s;
    struct slot_now *slots;
    uint32_t *slot_window; /* per slot of the runs: index into scenario.windows, or NONE */
    struct run_now *runs, *runs_initial;
    struct tally_made *made;      /* per place for a run that a profile makes */
    uint32_t *newest;             /* per track: its newest run, or NONE */
    uint32_t *alive, alive_count; /* runs that profiles made and that are not final */
    uint32_t marks;               /* given to made runs so far, over all trials */
    struct activity activity;
    uint32_t *segment_begin, *segment_end; /* per segment of the tracks */
    uint8_t *segment_state;                /* per segment of the runs */
    bool *stuck;                           /* per segment of the runs, stages only */
    uint32_t *deadline_reached;            /* members at target in time, [deadline][run] */
    uint32_t *deadline_initial;
    struct tally_freeze *freezes;
    bool overrun;
    /* over all trials */
    uint32_t *state_counts;       /* [slot][state], but that of Completed, the rest of `closed` */
    uint32_t *closed;             /* per track: runs that were counted */
    struct tally_reason *reasons; /* [reason][slot]: most trials know one or two reasons */
    struct tally_segment *segments;
    struct timeline_count *timeline;
    struct surge_count *surge; /* NULL: not counted */
};

static inline struct tally_reason *tally_reason_entry(const struct tally *tally, uint32_t at,
                                                      uint16_t reason)
{
    return &tally->reasons[(size_t)reason * tally->shape->slot_count + at];
}

/* As a history begins. */
static inline void tally_reset_slot(struct slot_now *slot)
{
    slot->begin = slot->end = slot->window_end = NEVER;
    slot->waited = 0;
    slot->reason = REASON_NONE;
    slot->state = STATE_NOT_STARTED;
    slot->reached = slot->reached_initially;
}

/* So many of the members make this share of them. */
uint32_t tally_share_threshold(double share, uint32_t members);

static inline uint32_t tally_fleet_member(const struct tally *tally, uint32_t run, uint32_t slot)
{
    return tally->shape->scenario->plans[run].members[slot];
}

/* What the slot's reason was in this trial is counted, once for each; that table is large, so a
 * member's entry is looked up when the reason is over and not at each change. */
static inline void tally_count_reason(const struct tally *tally, const struct run_now *run,
                                      uint32_t slot)
{
    const struct slot_now *now = &run->slots[slot];
    if (now->reason == REASON_NONE)
        return;
    struct tally_reason *entry = tally_reason_entry(tally, run->slot_first + slot, now->reason);
    entry->times += entry->last_mark != run->mark;
    entry->last_mark = run->mark;
    entry->sum_s += now->waited;
}

/* An upgrade that was in progress over [begin_s, end_s) against the freezes. */
void tally_count_freezes(struct tally *tally, uint32_t member, int64_t begin_s, int64_t end_s);

/* The upgrade of this slot is over, or the history is cut while it is in progress. */
static inline void tally_end_work(struct tally *tally, uint32_t run, uint32_t slot,
                                  struct slot_now *now, uint32_t end)
{
    const struct scenario *scenario = tally->shape->scenario;
    bool over = end > now->window_end;
    if (scenario->freeze_count > 0)
        tally_count_freezes(tally, tally_fleet_member(tally, run, slot),
                            scenario->start_s + now->begin, scenario->start_s + end);
    now->overran += over;
    tally->overrun |= over;
}

#endif
