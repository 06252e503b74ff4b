/* core: the orchestrator's memory, and the two ways to change a state in it.
 *
 * Everything a step changes lives here; the other files of the folder are the rules over it:
 * schedule.c who begins (R13 to R18), ticks.c when that is asked (R14, R17), rollup.c what parents
 * become (R20, R23 to R27), orchestrator.c the step.
 */
#ifndef SIM_ORCHESTRATOR_CORE_H
#define SIM_ORCHESTRATOR_CORE_H

#include "models/run_snapshot.h"
#include "sim/orchestrator/lanes.h"
#include "sim/orchestrator/min_tree.h"
#include "sim/orchestrator/protocol.h"

#include <assert.h>

/* How far a stage or group has come. */
enum core_phase {
    PHASE_AWAITED, /* its turn has not come */
    PHASE_BEFORE,  /* its before gates are reached */
    PHASE_WORK,    /* they are done: a stage's groups, a group's members have their turn */
    PHASE_AFTER    /* the work is done: after gates, and a stage's wait */
};

/* Members that wait for nothing but their window stand in lanes. The others, with a window
 * ("windowed") and without ("always"), stand in two trees, each in the order of names, with the
 * time at which looking at the member again can change something. */
struct core_group {
    uint32_t members[STATE_COUNT]; /* how many are in each state */
    uint32_t room;                 /* so many may be in progress */
    uint32_t windowed_count, always_count;
    uint32_t unseen;        /* windowed members still NotStarted */
    uint32_t unseen_cursor; /* windowed entries before it are not NotStarted */
    enum update_state state;
    enum core_phase phase;
    uint32_t gates_pending; /* of its own */
    bool touched;           /* a member or gate changed since the last roll-up */
    bool skipped;           /* by request */
    bool offered;           /* the stage's trees may hold a time for it: it had a free slot */
    bool lookahead_built;
    struct lanes lanes;
    struct min_tree windowed, always;
    struct min_tree lookahead; /* openings of unseen members; built when classes 2 and 3 compete */
};

struct core_stage {
    uint32_t groups[STATE_COUNT];
    uint32_t room; /* so many members may be in progress */
    uint32_t in_progress, failures;
    enum update_state state;
    enum core_phase phase;
    uint32_t gates_pending; /* of its own */
    bool skipped;           /* by request */
    bool waited;            /* its after-stage wait is over */
    bool wait_skipped;      /* by request */
    int64_t wait_end_s;     /* INSTANT_NEVER: not begun */
    /* Per group the first time of its lanes and trees, "never" while it has no free slot. */
    struct min_tree windowed, always, unseen;
};

/* A member in a run; what is looked at together lies together. */
struct core_slot {
    uint32_t group;  /* of the plan */
    uint32_t member; /* of the fleet */
    uint32_t entry;  /* in its group's tree, windowed or always; each counts from 0 */
    uint16_t reason;
    uint8_t state; /* enum update_state */
    bool windowed : 1;
    bool changed : 1;    /* another run has changed its cluster since it was last looked at */
    bool unhindered : 1; /* nothing but its window, or a busy cluster, keeps it from an upgrade */
};

/* When something began and ended, for whoever shows it (R44). */
struct core_times {
    int64_t start_s, end_s; /* INSTANT_NEVER: not yet */
};

struct core_run {
    const struct orchestrator_run *setup;
    const struct plan *plan;
    const uint32_t *window_of; /* of this plan, see protocol.h */
    uint32_t plan_number;      /* in setup->plans */
    uint32_t index;
    void *memory; /* all that follows the plan lies in it */
    enum update_state state;
    bool exists;
    bool happened; /* something happened to it in this moment: a scheduling moment (R14) */
    enum stop_cause stop;
    uint32_t stage; /* the current one; plan->stage_count after the last */
    uint32_t in_progress;
    int64_t first_start_s;
    int64_t ticks_done; /* poll ticks that have passed */
    struct core_stage *stages;
    struct core_group *groups;
    struct core_slot *slots;
    uint8_t *gate_states;     /* enum update_state, per gate of the plan */
    struct min_tree gate_due; /* of those, when a Pending ScheduledStart completes itself */
    uint32_t
        *entry_slot; /* per group, from member_first on: slots with a window, then those without */
    struct lane_place *places; /* per slot, see lanes.h */
    struct opening *windows;   /* of all runs, see lanes.h */
    uint32_t *touched;         /* groups to roll up */
    uint32_t touched_count;
    int64_t wake_s; /* when it needs a call although nothing happens to it, as last served */
    struct core_times *times; /* where setup->keeps_times, see times.h; else NULL */
    uint16_t first_failure;   /* reason of the first failed member since the last start */
};

struct orchestrator {
    const struct orchestrator_setup *setup;
    int64_t now_s;
    struct core_run *runs;
    uint32_t *live; /* runs that exist and are not Completed, in their order */
    uint32_t live_count;
    uint32_t *created; /* since the last reset */
    uint32_t created_count;
    struct opening *windows; /* LANE_NOBODY's, and per window the next opening, as last asked */
    uint32_t *busy; /* with several runs, per fleet member: 1 + the run that upgrades it, or 0 */
    struct orchestrator_transition *transitions;
    uint32_t transition_count, transition_max;
    struct orchestrator_begin *begins;
    uint32_t begin_count, begin_max;
    uint8_t *refusals; /* enum refusal, per operation of the moment */
};

static inline uint32_t core_group_in_progress(const struct core_group *group)
{
    return group->members[STATE_RUNNING] + group->members[STATE_STOPPING];
}

static inline bool core_in_progress(enum update_state state)
{
    return state == STATE_RUNNING || state == STATE_STOPPING;
}

static inline bool core_state_is_final(enum update_state state)
{
    return state == STATE_COMPLETED || state == STATE_SKIPPED;
}

static inline struct orchestrator_transition *core_record(struct orchestrator *core)
{
    assert(core->transition_count < core->transition_max);
    return &core->transitions[core->transition_count++];
}

/* Marks a group for the next roll-up. */
static inline void core_touch(struct core_run *run, uint32_t group)
{
    if (run->groups[group].touched)
        return;
    run->groups[group].touched = true;
    run->touched[run->touched_count++] = group;
}

/* The counts above the member, which is always one of the current stage: group, stage and run. */
static inline void core_count(struct core_run *run, struct core_group *group,
                              enum update_state from, enum update_state to)
{
    group->members[from]--;
    group->members[to]++;
    struct core_stage *stage = &run->stages[run->stage];
    uint32_t more = (uint32_t)core_in_progress(to) - (uint32_t)core_in_progress(from);
    stage->in_progress += more;
    run->in_progress += more;
    if (to == STATE_FAILED || from == STATE_FAILED)
        stage->failures += (uint32_t)(to == STATE_FAILED) - (uint32_t)(from == STATE_FAILED);
}

/* A member enters `to`; its group's roll-up follows by itself. Inline, because most work of a step
 * is here and its callers know the state. */
static inline __attribute__((always_inline)) void
core_member_enter(struct orchestrator *core, struct core_run *run, uint32_t index,
                  enum update_state to, uint16_t reason, int64_t until_s)
{
    struct core_slot *slot = &run->slots[index];
    struct core_group *group = &run->groups[slot->group];
    enum update_state from = (enum update_state)slot->state;
    core_count(run, group, from, to);
    if ((from == STATE_NOT_STARTED || to == STATE_NOT_STARTED) && slot->windowed)
        group->unseen += from == STATE_NOT_STARTED ? UINT32_MAX : 1;
    slot->state = (uint8_t)to;
    slot->reason = reason;
    *core_record(core) = (struct orchestrator_transition){.run = run->index,
                                                          .index = index,
                                                          .level = ORCHESTRATOR_MEMBER,
                                                          .from = (uint8_t)from,
                                                          .to = (uint8_t)to,
                                                          .reason = reason,
                                                          .until_s = until_s};
}

/* A member enters `to`: counts, progress and the roll-up list follow. The same state with another
 * reason is recorded too; with the same reason nothing happens. */
static inline __attribute__((always_inline)) void
core_member_set(struct orchestrator *core, struct core_run *run, uint32_t index,
                enum update_state to, uint16_t reason, int64_t until_s)
{
    const struct core_slot *slot = &run->slots[index];
    if (slot->state == to && slot->reason == reason)
        return;
    core_member_enter(core, run, index, to, reason, until_s);
    core_touch(run, slot->group);
}

/* A windowed member that is NotStarted becomes Pending; its group counts it by itself. */
static inline void core_member_pend(struct orchestrator *core, struct core_run *run, uint32_t index,
                                    uint16_t reason, int64_t until_s)
{
    run->slots[index].state = STATE_PENDING;
    run->slots[index].reason = reason;
    *core_record(core) = (struct orchestrator_transition){.run = run->index,
                                                          .index = index,
                                                          .level = ORCHESTRATOR_MEMBER,
                                                          .from = STATE_NOT_STARTED,
                                                          .to = STATE_PENDING,
                                                          .reason = reason,
                                                          .until_s = until_s};
}

static inline void core_count_pending(struct core_group *group, uint32_t count)
{
    group->members[STATE_NOT_STARTED] -= count;
    group->members[STATE_PENDING] += count;
    group->unseen -= count;
}

static inline void core_record_begin(struct orchestrator *core, const struct core_run *run,
                                     uint32_t slot, int64_t window_end_s)
{
    assert(core->begin_count < core->begin_max);
    uint32_t next = lanes_first(&run->groups[run->slots[slot].group].lanes);
    core->begins[core->begin_count++] =
        (struct orchestrator_begin){.run = run->index,
                                    .member = run->slots[slot].member,
                                    .slot = slot,
                                    .window_end_s = window_end_s,
                                    .next = next};
    if (next != NONE) {
        __builtin_prefetch(&run->slots[next], 1);
        __builtin_prefetch(&run->places[next], 1);
    }
}

/* A parent enters another state; where section 5 has no direct way, through Running. */
void core_parent_change(struct orchestrator *core, struct core_run *run,
                        enum orchestrator_level level, uint32_t index, enum update_state *state,
                        enum update_state to, uint16_t reason);

/* A parent is in state `to` from now on. It mostly was before, so this much is inline. */
static inline void core_parent_set(struct orchestrator *core, struct core_run *run,
                                   enum orchestrator_level level, uint32_t index,
                                   enum update_state *state, enum update_state to, uint16_t reason)
{
    if (*state != to)
        core_parent_change(core, run, level, index, state, to, reason);
}

void core_wait_record(struct orchestrator *core, struct core_run *run, uint32_t stage,
                      enum update_state from, enum update_state to, uint16_t reason);

#endif
