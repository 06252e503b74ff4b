/* mirror: the states of one update run as an observer was told them, and what they should be.
 *
 * Kept from transitions and operations alone, apart from the core. The rules for parents (R24 to
 * R26, R29) stand here a second time, written down as sentences about members and gates and not as
 * steps from one state to the next.
 */
#ifndef TESTS_LIB_MIRROR_H
#define TESTS_LIB_MIRROR_H

#include "models/instant.h"
#include "models/plan.h"
#include "models/state.h"
#include "sim/orchestrator/protocol.h"

#include <stdbool.h>
#include <stdint.h>

struct mirror_group {
    enum update_state state;
    uint32_t members[STATE_COUNT];
    bool begun;        /* one of its members has left NotStarted, or its gates were reached, ever */
    bool skip_asked;   /* and not refused */
    bool was_stopping; /* since the last start */
};

struct mirror_gate {
    enum update_state state;
    int64_t due_s; /* a ScheduledStart that was reached */
};

struct mirror_stage {
    enum update_state state, wait; /* the wait: NotStarted, Running, Completed, Skipped */
    int64_t wait_end_s;
    uint32_t in_progress, failed;
    bool open;       /* its groups have had their turn: it is or was current, its gates were done */
    bool skip_asked; /* and not refused */
};

struct mirror_member {
    uint8_t state;  /* enum update_state */
    bool begun_now; /* in this step */
    uint32_t begins, retries;
};

struct mirror {
    const struct plan *plan;
    bool exists;
    enum update_state state;
    bool stopping; /* asked to stop, or over a limit, since the last start */
    bool failed;   /* a failure exceeded a limit since the last start */
    int64_t first_start_s;
    struct mirror_group *groups;
    struct mirror_stage *stages;
    struct mirror_member *members;
    struct mirror_gate *gates;
    /* In this step: */
    bool happened; /* to it: a scheduling moment (R14) */
    bool rests;    /* it is Stopped or Failed, and nobody has started it */
    uint32_t retried;
    uint64_t last_begin; /* place of the last upgrade begun in the order of R15, above 0 */
};

/* Of a run that may get any of these plans. */
void mirror_init(struct mirror *mirror, struct arena *arena, const struct orchestrator_run *run);

/* There is no such run. */
void mirror_reset(struct mirror *mirror);

/* It exists from now on, with this plan, everything NotStarted. */
void mirror_create(struct mirror *mirror, const struct plan *plan);

static inline bool mirror_in_progress(enum update_state state)
{
    return state == STATE_RUNNING || state == STATE_STOPPING;
}

static inline bool mirror_is_final(enum update_state state)
{
    return state == STATE_COMPLETED || state == STATE_SKIPPED;
}

void mirror_set_member(struct mirror *mirror, uint32_t slot, enum update_state to);

/* The first stage that is not over, or stage_count. */
uint32_t mirror_current_stage(const struct mirror *mirror);

static inline bool mirror_goes_on(const struct mirror *mirror)
{
    return mirror->state == STATE_RUNNING || mirror->state == STATE_PENDING;
}

/* Has the current stage's turn for its groups come? To be asked where nothing of the moment is
 * outstanding that could stop the run first. */
void mirror_note_turn(struct mirror *mirror);

/* All of them are Completed or Skipped; one of them is in this state. */
bool mirror_gates_done(const struct mirror *mirror, struct plan_gates gates);
bool mirror_gates_any(const struct mirror *mirror, struct plan_gates gates,
                      enum update_state state);

/* Members that are not Completed, Skipped or Failed. */
uint32_t mirror_members_left(const struct mirror *mirror, uint32_t group);

/* All groups of the stage are over. */
bool mirror_groups_are_over(const struct mirror *mirror, uint32_t stage);

bool mirror_group_is_over_limit(const struct mirror *mirror, uint32_t group);
bool mirror_stage_is_over_limit(const struct mirror *mirror, uint32_t stage);

/* The first parent whose state is not what it should be after a step, as a sentence; NULL: all
 * are. The sentence is static. */
const char *mirror_parents_breach(const struct mirror *mirror);

#endif
