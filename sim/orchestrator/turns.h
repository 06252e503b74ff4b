/* turns: whose turn it is (R19, R20): a stage, its groups, their members, and the gates and the
 * wait around them.
 *
 * A stage and a group go through the phases of core.h, one after the other and never back, but
 * that a restart may find failed members to be tried again in a group that waited for its after
 * gates only.
 */
#ifndef SIM_ORCHESTRATOR_TURNS_H
#define SIM_ORCHESTRATOR_TURNS_H

#include "sim/orchestrator/core.h"

/* The current stage's turn has come, or comes again after a restart: gates are reached, or groups
 * begin. */
void turns_begin_stage(struct orchestrator *core, struct core_run *run);

/* Takes a group whose turn has come as far as its gates and members allow. True: its members have
 * become candidates. */
bool turns_step_group(struct orchestrator *core, struct core_run *run, uint32_t group);

/* Takes touched groups of the current stage as far, before members are served: gates that were done
 * in this moment make their members candidates beside the others (R13). */
void turns_step_touched(struct orchestrator *core, struct core_run *run);

/* Takes the current stage as far as its gates, groups and wait allow. True: its groups have begun.
 */
bool turns_step_stage(struct orchestrator *core, struct core_run *run);

/* All is done that the stage consists of. */
bool turns_stage_is_done(const struct core_run *run);

/* Ends the after-stage wait when it is over; true: it ended now. */
bool turns_end_wait(struct orchestrator *core, struct core_run *run);

/* The after-stage wait, before it has begun or while it lasts. */
void turns_skip_wait(struct orchestrator *core, struct core_run *run, uint32_t stage);

/* Members that are not yet Completed, Skipped or Failed; of a group: all that keep it. */
static inline uint32_t turns_members_left(const struct core_group *group)
{
    return group->members[STATE_NOT_STARTED] + group->members[STATE_PENDING] +
           core_group_in_progress(group);
}

#endif
