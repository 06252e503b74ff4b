/* history: one simulated history as a list of what happened, for `trace` and the tests.
 *
 * Entries are in the order of `fleetsim trace`: by instant; within one what finished, operations,
 * gates, waits; then run, stage, group, member from the top, in plan order. A parent's state that
 * lasts no time is left out.
 */
#ifndef MODELS_HISTORY_H
#define MODELS_HISTORY_H

#include "models/refusal.h"
#include "models/scenario.h"
#include "models/state.h"
#include "models/target.h"

#include <stdint.h>

enum history_level {
    LEVEL_RUN,
    LEVEL_STAGE,
    LEVEL_GROUP,
    LEVEL_MEMBER,
    LEVEL_WAIT,
    LEVEL_GATE,
    LEVEL_OPERATION
};

struct history_entry {
    int64_t at_s;
    uint32_t run;
    enum history_level level;
    uint32_t index; /* of the run's plan in this history: plan.stages, plan.groups, plan.gates, or a
                       slot of plan.members; a wait: its stage */
    enum update_state state; /* entered; a wait: Running, then Completed; a gate: Pending, then
                                Completed or Skipped */
    uint16_t reason; /* LEVEL_OPERATION: enum refusal, why scenario.operations[index] was refused */
    uint32_t failures; /* Failed parents: members in state Failed */
    int64_t until_s;   /* WindowClosed: the next opening; version or image: its arrival; a Pending
                          ScheduledStart: when it falls due; else 0 */
    struct target_note note; /* of a member: what a Completed upgrade has left alone; the images
                                that one Pending with NodeImageVersionNotAvailable waits for */
};

/* What a run is in this history. */
struct history_run {
    uint32_t kubernetes_version; /* its target */
    const char *service_name;    /* of a run that a profile has made; else NULL */
};

struct history {
    const struct scenario *scenario;
    const struct history_run *runs; /* per run */
    const struct plan *const *plans; /* per run: the plan it was created with */
    const struct history_entry *entries;
    size_t count;
    uint32_t trial;
    bool cut; /* something was unfinished at the horizon */
};

#endif
