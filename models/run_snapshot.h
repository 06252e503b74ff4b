/* run_snapshot: where an update run stands at one instant (R44).
 *
 * Plain data, in the shape of the service's update run: a status a run, stage, group, gate, member
 * and after-stage wait. The orchestration core fills it and takes it (orchestrator_save,
 * orchestrator_restore); reports/update_run_json.h writes it as the service's JSON, and
 * scenarios/update_run_json.h reads that.
 *
 *     struct run_snapshot snapshot;
 *     run_snapshot_init(&snapshot, &arena, plan);       all NotStarted
 *     orchestrator_save(core, run, &snapshot);
 */
#ifndef MODELS_RUN_SNAPSHOT_H
#define MODELS_RUN_SNAPSHOT_H

#include "models/arena.h"
#include "models/plan.h"
#include "models/state.h"

#include <stdbool.h>
#include <stdint.h>

/* What a run that begins nothing more is on its way to: Stopped, or Failed (R26, R27). */
enum stop_cause { STOP_NONE, STOP_BY_USER, STOP_BY_FAILURE };

enum { STOP_CAUSE_COUNT = STOP_BY_FAILURE + 1 };

/* "none", "user", "failure": as saved. */
const char *stop_cause_word(enum stop_cause cause);

/* INSTANT_NEVER: not begun, not over. */
struct status {
    enum update_state state;
    int64_t start_s, end_s;
};

/* A stage or group. */
struct parent_snapshot {
    struct status status;
    bool skipped; /* as a whole, by request */
};

/* after-stage wait: NotStarted, Running, Completed or Skipped. */
struct wait_snapshot {
    struct status status;
    int64_t until_s; /* its end, once it has begun; else INSTANT_NEVER */
};

/* NotStarted, Pending, Completed or Skipped. */
struct gate_snapshot {
    struct status status;
    int64_t due_s; /* a ScheduledStart that was reached: its instant; else INSTANT_NEVER */
};

struct member_snapshot {
    struct status status;
    uint16_t reason;   /* of Pending, Skipped, Failed */
    bool look_again;   /* Pending; its cluster was changed from outside since it was looked at */
    uint32_t attempts; /* upgrades begun; the host's to fill, the core does not count them */
};

struct run_snapshot {
    const struct plan *plan;
    int64_t at_s; /* the instant it shows */
    struct status status;
    struct parent_snapshot *stages, *groups; /* as in the plan */
    struct wait_snapshot *waits;             /* per stage */
    struct gate_snapshot *gates;             /* as in the plan */
    struct member_snapshot *members;         /* per slot */
    enum stop_cause stop;
    uint16_t first_failure; /* of the first member that failed since the last start */
    int64_t first_start_s;  /* poll ticks count from it (R17); INSTANT_NEVER: not started */
    int64_t poll_phase_s;
};

/* Everything NotStarted; arrays live in `arena`. */
void run_snapshot_init(struct run_snapshot *snapshot, struct arena *arena, const struct plan *plan);

/* failureCount (R26). */
uint32_t run_snapshot_group_failures(const struct run_snapshot *snapshot, uint32_t group);
uint32_t run_snapshot_stage_failures(const struct run_snapshot *snapshot, uint32_t stage);

#endif
