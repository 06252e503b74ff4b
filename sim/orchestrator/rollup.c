#include "sim/orchestrator/rollup.h"

#include "sim/orchestrator/fault.h"

static bool group_is_done(const struct core_run *run, uint32_t index)
{
    const uint32_t *members = run->groups[index].members;
    return members[STATE_COMPLETED] + members[STATE_SKIPPED] + members[STATE_FAILED] ==
           run->plan->groups[index].member_count;
}

static bool group_is_over(const struct core_run *run, uint32_t index)
{
    return run->groups[index].members[STATE_FAILED] > run->plan->groups[index].failures_max;
}

static void set_run(struct orchestrator *core, struct core_run *run, enum update_state to,
                    uint16_t reason)
{
    core_parent_set(core, run, ORCHESTRATOR_RUN, 0, &run->state, to, reason);
}

static void set_stage(struct orchestrator *core, struct core_run *run, enum update_state to,
                      uint16_t reason)
{
    core_parent_set(core, run, ORCHESTRATOR_STAGE, run->stage, &run->stages[run->stage].state, to,
                    reason);
}

static void set_group(struct orchestrator *core, struct core_run *run, uint32_t index,
                      enum update_state to, uint16_t reason)
{
    core_parent_set(core, run, ORCHESTRATOR_GROUP, index, &run->groups[index].state, to, reason);
}

/* R24 and R25 for a group that has begun, while nothing stops the run. */
static enum update_state group_state(const struct core_run *run, uint32_t index)
{
    const struct core_group *group = &run->groups[index];
    if (core_group_in_progress(group) > 0)
        return STATE_RUNNING;
    if (group_is_done(run, index)) {
        bool skipped = group->members[STATE_SKIPPED] == run->plan->groups[index].member_count;
        return skipped ? STATE_SKIPPED : STATE_COMPLETED;
    }
    if (group->members[STATE_PENDING] > 0)
        return STATE_PENDING;
    bool untouched = group->members[STATE_NOT_STARTED] == run->plan->groups[index].member_count;
    return untouched && group->state == STATE_NOT_STARTED ? STATE_NOT_STARTED : STATE_RUNNING;
}

static void roll_group(struct orchestrator *core, struct core_run *run, uint32_t index)
{
    bool empty = run->plan->groups[index].member_count == 0;
    set_group(core, run, index, group_state(run, index), empty ? REASON_EMPTY_GROUP : REASON_NONE);
}

/* Mostly a group is Running and stays so: one member has ended and the next has begun. */
static bool stays_running(const struct core_group *group)
{
    return group->state == STATE_RUNNING && core_group_in_progress(group) > 0;
}

/* False: all groups are what they were. */
static bool roll_touched_groups(struct orchestrator *core, struct core_run *run)
{
    bool changed = false;
    for (uint32_t i = 0; i < run->touched_count; i++) {
        struct core_group *group = &run->groups[run->touched[i]];
        group->touched = false;
        if (stays_running(group) || !group->begun || core_state_is_final(group->state))
            continue;
        enum update_state before = group->state;
        roll_group(core, run, run->touched[i]);
        changed |= group->state != before;
    }
    run->touched_count = 0;
    return changed;
}

static bool stage_groups_are_done(const struct core_run *run)
{
    const struct core_stage *stage = &run->stages[run->stage];
    return stage->groups[STATE_COMPLETED] + stage->groups[STATE_SKIPPED] ==
           run->plan->stages[run->stage].group_count;
}

/* R24 for a stage whose groups are not all done. */
static enum update_state stage_state(const struct core_run *run)
{
    const struct core_stage *stage = &run->stages[run->stage];
    return stage->groups[STATE_PENDING] > 0 && stage->groups[STATE_RUNNING] == 0 ? STATE_PENDING
                                                                                 : STATE_RUNNING;
}

static bool wait_is_due(const struct core_run *run)
{
    bool forgotten = FAULT(WAIT_FORGOTTEN) ||
                     (FAULT(LAST_WAIT_FORGOTTEN) && run->stage + 1 == run->plan->stage_count);
    return run->plan->stages[run->stage].wait_s > 0 && !run->stages[run->stage].waited &&
           !forgotten;
}

static void begin_wait(struct orchestrator *core, struct core_run *run)
{
    struct core_stage *stage = &run->stages[run->stage];
    set_stage(core, run, STATE_RUNNING, REASON_NONE);
    set_run(core, run, STATE_RUNNING, REASON_NONE);
    if (stage->wait_end_s != INSTANT_NEVER)
        return;
    stage->wait_end_s = core->now_s + run->plan->stages[run->stage].wait_s;
    core_wait_record(core, run, run->stage, STATE_RUNNING);
}

static void end_stage(struct orchestrator *core, struct core_run *run)
{
    bool skipped =
        run->stages[run->stage].groups[STATE_SKIPPED] == run->plan->stages[run->stage].group_count;
    set_stage(core, run, skipped ? STATE_SKIPPED : STATE_COMPLETED, REASON_NONE);
    run->stage++;
    if (run->stage == run->plan->stage_count)
        set_run(core, run, STATE_COMPLETED, REASON_NONE);
}

bool rollup_run(struct orchestrator *core, struct core_run *run)
{
    bool changed = roll_touched_groups(core, run);
    if (!changed && run->stages[run->stage].state == STATE_RUNNING && run->state == STATE_RUNNING &&
        run->in_progress > 0)
        return false;
    if (!stage_groups_are_done(run)) {
        set_stage(core, run, stage_state(run), REASON_NONE);
        set_run(core, run, run->stages[run->stage].state, REASON_NONE);
        return false;
    }
    if (wait_is_due(run)) {
        begin_wait(core, run);
        return false;
    }
    end_stage(core, run);
    return run->stage < run->plan->stage_count;
}

bool rollup_wait(struct orchestrator *core, struct core_run *run)
{
    if (run->stage == run->plan->stage_count)
        return false;
    struct core_stage *stage = &run->stages[run->stage];
    if (stage->waited || stage->wait_end_s > core->now_s)
        return false;
    stage->waited = true;
    core_wait_record(core, run, run->stage, STATE_COMPLETED);
    return true;
}

/* Members in progress go on, but nothing follows them. */
static void stop_members(struct orchestrator *core, struct core_run *run, uint32_t index)
{
    const struct plan_group *group = &run->plan->groups[index];
    uint32_t left = run->groups[index].members[STATE_RUNNING];
    for (uint32_t i = 0; i < group->member_count && left > 0; i++) {
        uint32_t slot = group->member_first + i;
        if (run->slots[slot].state != STATE_RUNNING)
            continue;
        core_member_set(core, run, slot, STATE_STOPPING, REASON_NONE, 0);
        left--;
    }
}

/* Groups that are done keep their end; those with upgrades in progress are Stopping, the others
 * wait for them. */
static void stop_groups(struct orchestrator *core, struct core_run *run)
{
    const struct plan_stage *plan = &run->plan->stages[run->stage];
    for (uint32_t i = 0; i < plan->group_count; i++) {
        uint32_t index = plan->group_first + i;
        enum update_state state = run->groups[index].state;
        if (core_state_is_final(state) || state == STATE_STOPPING || !run->groups[index].begun)
            continue;
        if (core_group_in_progress(&run->groups[index]) > 0) {
            stop_members(core, run, index);
            set_group(core, run, index, STATE_STOPPING, REASON_NONE);
        } else if (!(group_is_done(run, index) && group_is_over(run, index))) {
            roll_group(core, run, index);
        }
    }
}

static void forget_touched(struct core_run *run)
{
    for (uint32_t i = 0; i < run->touched_count; i++)
        run->groups[run->touched[i]].touched = false;
    run->touched_count = 0;
}

/* R26, R27, the end of a stop: after a failure who is over its limit is Failed, with its parents;
 * the rest that had begun is Stopped. Failures from before a restart do not fail a run again. */
static void end_stop(struct orchestrator *core, struct core_run *run)
{
    const struct plan_stage *plan = &run->plan->stages[run->stage];
    bool failed = run->stop == STOP_BY_FAILURE;
    for (uint32_t i = 0; i < plan->group_count; i++) {
        uint32_t index = plan->group_first + i;
        enum update_state state = run->groups[index].state;
        if (failed && group_is_over(run, index))
            set_group(core, run, index, STATE_FAILED, run->first_failure);
        else if (!core_state_is_final(state) && state != STATE_NOT_STARTED)
            set_group(core, run, index, STATE_STOPPED, REASON_NONE);
    }
    uint16_t reason = failed ? run->first_failure : REASON_NONE;
    set_stage(core, run, failed ? STATE_FAILED : STATE_STOPPED, reason);
    set_run(core, run, failed ? STATE_FAILED : STATE_STOPPED, reason);
    run->stop = STOP_NONE;
}

void rollup_stop(struct orchestrator *core, struct core_run *run)
{
    stop_groups(core, run);
    forget_touched(run);
    if (run->in_progress > 0) {
        set_stage(core, run, STATE_STOPPING, REASON_NONE);
        set_run(core, run, STATE_STOPPING, REASON_NONE);
    } else {
        end_stop(core, run);
    }
}
