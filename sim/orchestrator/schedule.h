/* schedule: which members are looked at, in which order, and what becomes of them (R13 to R18).
 *
 * A scheduling moment serves the current stage of a run. Candidates come in four classes: window
 * open now; window opening soon; no window; window closed. Inside a class the order is that of
 * groups, then of names. Each is evaluated only while its stage and its group have a free slot. A
 * member that is Pending is looked at again when what it waits for has come, which its entry in a
 * min_tree tells: so a moment costs a logarithm per member that changes and not a look at
 * everybody.
 */
#ifndef SIM_ORCHESTRATOR_SCHEDULE_H
#define SIM_ORCHESTRATOR_SCHEDULE_H

#include "sim/orchestrator/core.h"

/* The members of a group of the current stage become candidates, or do so again. */
void schedule_open_group(struct orchestrator *core, struct core_run *run, uint32_t group);

/* The stage's view of one of its groups: the first times of the group's lanes and trees while it
 * has a free slot. To be called when that may have changed. */
void schedule_refresh_group(const struct orchestrator *core, struct core_run *run, uint32_t group);

/* The current stage sees none of its groups until each is refreshed. */
void schedule_forget_stage(struct core_run *run);

/* Serves the current stage until nothing more can begin or become Pending or Skipped. Slots that
 * have become free since the last time are those of touched groups. Upgrades that
 * fail at once are Failed when it returns; it stops where one ends the run. */
void schedule_serve(struct orchestrator *core, struct core_run *run);

/* Somebody else has changed this member's cluster: a Pending one is to be looked at again. */
void schedule_look_again(struct orchestrator *core, struct core_run *run, uint32_t slot);

/* A member that is no candidate any more leaves its tree or lane. */
void schedule_forget_member(struct core_run *run, uint32_t slot);

/* The windows of the group's members may have changed. */
void schedule_deal_again(struct orchestrator *core, struct core_run *run, uint32_t group);

/* Counts a failure against the limits of its group and stage (R26). True: a limit is exceeded. */
bool schedule_failure_exceeds(const struct core_run *run, uint32_t slot);

/* The stage's own limit lets one more member begin (R6). */
bool schedule_stage_has_room(const struct core_stage *stage);

#endif
