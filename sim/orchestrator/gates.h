/* gates: what holds a stage or group back, or holds on to it, until it is done (R19 to R21).
 *
 * All gates of a list are reached together: they become Pending, and a ScheduledStart gets its
 * instant. Each stage and group counts those of its own that are Pending; whoever waits for them
 * waits for that count to be 0.
 */
#ifndef SIM_ORCHESTRATOR_GATES_H
#define SIM_ORCHESTRATOR_GATES_H

#include "sim/orchestrator/core.h"

/* The list's turn has come; gates that are done stay done. */
void gates_reach(struct orchestrator *core, struct core_run *run, struct plan_gates gates);

/* What they guard is skipped, or there is nothing to guard. */
void gates_skip(struct orchestrator *core, struct core_run *run, struct plan_gates gates,
                uint16_t reason);

/* A gate that is Pending is Completed. */
void gates_complete(struct orchestrator *core, struct core_run *run, uint32_t gate);

/* Completes scheduled starts whose instant has come, whatever the run's state (R21); true: some. */
bool gates_fall_due(struct orchestrator *core, struct core_run *run);

#endif
