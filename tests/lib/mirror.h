/* mirror: the states of one update run as an observer was told them, and what they should be.
 *
 * Kept from transitions alone, apart from the core. The rules for parents (R24 to R26) stand here a
 * second time, written down as sentences about members and not as steps from one state to the next.
 */
#ifndef TESTS_LIB_MIRROR_H
#define TESTS_LIB_MIRROR_H

#include "models/instant.h"
#include "models/plan.h"
#include "models/state.h"

#include <stdbool.h>
#include <stdint.h>

struct mirror_group {
    enum update_state state;
    uint32_t members[STATE_COUNT];
    bool evaluated; /* one of its members was looked at, ever */
};

struct mirror_gate {
    enum update_state state;
};

struct mirror_stage {
    enum update_state state, wait; /* the wait: NotStarted, Running, Completed */
    int64_t wait_end_s;
    uint32_t in_progress, failed;
};

struct mirror_member {
    uint8_t state;  /* enum update_state */
    bool begun_now; /* in this step */
    uint32_t begins, retries;
};

struct mirror {
    const struct plan *plan;
    enum update_state state;
    bool stopping; /* asked to stop, or over a limit, since the last start */
    bool failed;   /* a failure exceeded a limit since the last start */
    int64_t first_start_s;
    struct mirror_group *groups;
    struct mirror_stage *stages;
    struct mirror_member *members;
    struct mirror_gate *gates;
    /* In this step: */
    bool happened;    /* to it: a scheduling moment (R14) */
    bool start_asked; /* and to be obeyed */
    uint32_t to_retry, retried;
    uint64_t last_begin; /* place of the last upgrade begun in the order of R15, above 0 */
};

void mirror_init(struct mirror *mirror, struct arena *arena, const struct plan *plan);

/* Everything NotStarted again. */
void mirror_reset(struct mirror *mirror);

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

bool mirror_group_is_over_limit(const struct mirror *mirror, uint32_t group);
bool mirror_stage_is_over_limit(const struct mirror *mirror, uint32_t stage);

/* The first parent whose state is not what it should be after a step, as a sentence; NULL: all
 * are. The sentence is static. */
const char *mirror_parents_breach(const struct mirror *mirror);

#endif
