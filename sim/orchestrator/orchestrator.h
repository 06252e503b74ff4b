/* orchestrator: the state machine of update runs, as a production controller would run it.
 *
 * One entry point. The host tells what happened at an instant (a `moment`), the core answers with
 * an `update`: which states changed, which members' upgrades to begin now, and when to call again.
 * The core never waits, samples, allocates, prints or reads a clock; it learns about the world
 * through a const table of questions. It obeys the rules R1 to R45 of sim/orchestrator/RULES.md
 * (update runs of Azure Kubernetes Fleet Manager).
 *
 *     struct orchestrator *core = orchestrator_init(memory, &setup);
 *     struct orchestrator_update update = orchestrator_step(core, &moment);
 *     for each update.begins: begin that upgrade, and report its end in a later moment
 *     call orchestrator_step again at update.wake_s or when something happens, whichever is first
 *
 * Within one moment the core takes (R13): upgrades that finish, operations in listed order, gates,
 * waits and polls that fall due; then it rolls states up and schedules members until nothing
 * changes. Time must not go back between moments; two at the same instant are allowed. Calling it
 * at instants where nothing happens is allowed and changes nothing that a later call would not
 * (R45).
 *
 * Memory: orchestrator_size() bytes given by the caller, fixed for all runs of the setup. Cost: a
 * step is O(log n) amortised per member that changes. Limits: 2^31 members over all runs.
 */
#ifndef SIM_ORCHESTRATOR_ORCHESTRATOR_H
#define SIM_ORCHESTRATOR_ORCHESTRATOR_H

#include "models/run_snapshot.h"
#include "sim/orchestrator/protocol.h"

#include <stddef.h>

struct orchestrator;

size_t orchestrator_size(const struct orchestrator_setup *setup);

/* `memory`: orchestrator_size bytes, 64-byte aligned; `setup` and what it points to must outlive
 * the core. */
struct orchestrator *orchestrator_init(void *memory, const struct orchestrator_setup *setup);

/* As after orchestrator_init, for the next history. Cheap: what was touched is set back. */
void orchestrator_reset(struct orchestrator *core);

struct orchestrator_update orchestrator_step(struct orchestrator *core,
                                             const struct orchestrator_moment *moment);

/* The plan that the run has since its creation; NULL while it does not exist. */
const struct plan *orchestrator_plan(const struct orchestrator *core, uint32_t run);

/* R44: where a run stands, to be saved and taken up again. `snapshot` was made for the plan that
 * the run has; the run exists. Its times are filled where setup.keeps_times. */
void orchestrator_save(const struct orchestrator *core, uint32_t run,
                       struct run_snapshot *snapshot);

/* The other way, into a core that was just created or reset, in which the run does not exist: it
 * goes on as the one that was saved would have. Its plan is one of the run's, the poll phase of the
 * setup is the snapshot's, and the host knows of the members in progress and reports their ends.
 * What a member waits for is looked at again at the next scheduling moment, which changes nothing
 * that can be seen. Several runs are restored one after the other. */
void orchestrator_restore(struct orchestrator *core, uint32_t run,
                          const struct run_snapshot *snapshot);

/* What is the case now; for hosts, tests and reports. */
enum update_state orchestrator_run_state(const struct orchestrator *core, uint32_t run);
enum update_state orchestrator_stage_state(const struct orchestrator *core, uint32_t run,
                                           uint32_t stage);
enum update_state orchestrator_group_state(const struct orchestrator *core, uint32_t run,
                                           uint32_t group);
enum update_state orchestrator_member_state(const struct orchestrator *core, uint32_t run,
                                            uint32_t slot);
enum update_state orchestrator_gate_state(const struct orchestrator *core, uint32_t run,
                                          uint32_t gate);
/* Members in state Failed (R26). */
uint32_t orchestrator_group_failures(const struct orchestrator *core, uint32_t run, uint32_t group);
uint32_t orchestrator_stage_failures(const struct orchestrator *core, uint32_t run, uint32_t stage);

#endif
