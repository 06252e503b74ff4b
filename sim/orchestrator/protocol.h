/* protocol: what a host and the orchestration core say to each other.
 *
 * Plain data only. The host asks with a moment (what happened at an instant), the core answers with
 * an update (what changed, what to begin, when to call again) and may ask the world a few questions
 * on the way. How they are used stands in sim/orchestrator/orchestrator.h.
 */
#ifndef SIM_ORCHESTRATOR_PROTOCOL_H
#define SIM_ORCHESTRATOR_PROTOCOL_H

#include "models/plan.h"
#include "models/refusal.h"
#include "models/state.h"
#include "models/window.h"

#include <stdbool.h>
#include <stdint.h>

/* Questions to the world. `member` indexes the fleet, `run` the setup. */
struct orchestrator_world {
    void *context;

    /* The first opening of the member's window, for this run's type of upgrade, that ends after
     * now_s; from_s <= now_s means open now. No window: {INT64_MIN, INSTANT_NEVER}. */
    struct opening (*opening)(void *context, uint32_t run, uint32_t member, int64_t now_s);

    /* Where the cluster stands against the run's target now (R9 to R12). The answer holds until the
     * next question. */
    const struct orchestrator_standing *(*standing)(void *context, uint32_t run, uint32_t member,
                                                    int64_t now_s);
};

/* What R16 asks about a candidate, besides its window. */
struct orchestrator_standing {
    uint16_t skip;    /* it is Skipped: the reason; else REASON_NONE */
    uint16_t failure; /* its upgrade would fail at once: the reason; else REASON_NONE */
    int64_t
        kubernetes_from_s; /* available in its region from then on; INSTANT_NEVER: not foreseen */
    int64_t image_from_s;
};

/* One update run of the setup. Its fleet or strategy may change before it is created: then it has
 * several plans, of which its creation picks one. */
struct orchestrator_run {
    const struct plan *const *plans;
    const uint32_t *const *window_of; /* per plan and slot: a number for the member's window for
                                         this type of upgrade, or NONE (R15); members with the same
                                         number have the same openings, in all runs */
    uint32_t plan_count;              /* at least 1 */
    const bool *unhindered; /* per fleet member: its standing never keeps it from an upgrade, so
                               that nobody has to ask; NULL: ask about each */
    int64_t poll_phase_s;   /* R17: ticks at first start + phase + k * poll_s; set before the run
                               starts */
};

struct orchestrator_setup {
    const struct orchestrator_run *runs;
    uint32_t run_count;
    uint32_t member_count;   /* of the fleet */
    uint32_t window_count;   /* numbers in window_of are below */
    int64_t poll_s;          /* R17; 0: notices a change at once */
    int64_t lookahead_s;     /* R15: "opening within the next 4 hours" */
    uint32_t operations_max; /* of one moment */
    bool windows_change;     /* entries of window_of may change, before a DO_LOOK at the member */
    bool keeps_times;        /* snapshots say when things began and ended */
    struct orchestrator_world world;
};

/* An upgrade that ended. */
struct orchestrator_finish {
    uint32_t run, slot; /* of the run's plan, as it began */
    uint16_t failure;   /* REASON_NONE: it went well */
};

enum orchestrator_do {
    DO_CREATE,        /* R4: the run exists from now on, NotStarted. index: which of its plans */
    DO_START,         /* R28: from NotStarted, Stopped or Failed */
    DO_STOP,          /* R27: from Running or Pending */
    DO_SKIP_STAGE,    /* R29; index: stage of the plan */
    DO_SKIP_GROUP,    /* index: group */
    DO_SKIP_MEMBER,   /* index: slot */
    DO_SKIP_WAIT,     /* index: stage, whose after-stage wait it is */
    DO_COMPLETE_GATE, /* R19; index: gate of the plan */
    DO_LEAVE,         /* R4; index: fleet member, which leaves all runs. `run` is not looked at */
    DO_LOOK /* index: fleet member, something about whose cluster has changed: runs in which
               it is Pending look at it again. `run` is not looked at */
};

/* Those that people ask for come in the order listed, approvals of the operators' model behind
 * them. */
struct orchestrator_operation {
    enum orchestrator_do what;
    uint32_t run;
    uint32_t index;
};

struct orchestrator_moment {
    int64_t at_s;
    const struct orchestrator_finish *finishes;
    uint32_t finish_count;
    const struct orchestrator_operation *operations;
    uint32_t operation_count;
};

enum orchestrator_level {
    ORCHESTRATOR_RUN,
    ORCHESTRATOR_STAGE,
    ORCHESTRATOR_GROUP,
    ORCHESTRATOR_MEMBER,
    ORCHESTRATOR_WAIT, /* after-stage wait of stage `index`: Running, then Completed */
    ORCHESTRATOR_GATE  /* gate `index` of the plan: Pending, then Completed; or Skipped */
};

/* A state entered, or the reason of a Pending that became another. */
struct orchestrator_transition {
    uint32_t run;
    uint32_t index; /* stage, group, gate: of the plan; member: its slot in the plan; run: 0 */
    uint8_t level, from, to; /* enum orchestrator_level, enum update_state twice */
    uint8_t padding;
    uint16_t reason;
    uint16_t padding2;
    int64_t until_s; /* WindowClosed: the next opening; version, image: its arrival; a wait: its
                        end; a Pending ScheduledStart: when it falls due; else 0 */
};

struct orchestrator_begin {
    uint32_t run, member, slot;
    int64_t window_end_s; /* of the opening it begins in; INSTANT_NEVER: no window */
    uint32_t next; /* the slot that probably begins when this one's upgrade ends, or NONE: what
                      is known of it can be fetched ahead */
};

/* Valid until the next step. */
struct orchestrator_update {
    const struct orchestrator_transition *transitions; /* in the order they happened */
    uint32_t transition_count;
    const struct orchestrator_begin *begins;
    uint32_t begin_count;
    const uint8_t *refusals; /* per operation of the moment: enum refusal */
    int64_t wake_s; /* call again then at the latest; INSTANT_NEVER: only when something happens */
};

#endif
