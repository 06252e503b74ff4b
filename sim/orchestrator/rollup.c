#include "sim/orchestrator/rollup.h"

#include "sim/orchestrator/fault.h"
#include "sim/orchestrator/turns.h"

/* Its members are done, and so are its after gates. */
static bool group_is_done(const struct core_group *group)
{
    return turns_members_left(group) == 0 && group->phase == PHASE_AFTER &&
           group->gates_pending == 0;
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

/* R24 and R25 for a group that has begun. */
static enum update_state group_state(const struct core_run *run, uint32_t index)
{
    const struct core_group *group = &run->groups[index];
    uint32_t members = run->plan->groups[index].member_count;
    if (core_group_in_progress(group) > 0)
        return STATE_RUNNING;
    if (group_is_done(group))
        return group->members[STATE_SKIPPED] == members ? STATE_SKIPPED : STATE_COMPLETED;
    if (group->members[STATE_PENDING] > 0)
        return STATE_PENDING;
    if (group->phase != PHASE_WORK && group->gates_pending > 0)
        return STATE_PENDING;
    bool ungated = run->plan->groups[index].before.count == 0 || FAULT(REACHED_GATE_FORGOTTEN);
    bool untouched = group->members[STATE_NOT_STARTED] == members && ungated;
    return untouched && group->state == STATE_NOT_STARTED ? STATE_NOT_STARTED : STATE_RUNNING;
}

/* Why a group is Skipped: its members say it themselves unless it was skipped as a whole. */
static uint16_t group_reason(const struct core_run *run, uint32_t index)
{
    if (run->groups[index].skipped)
        return REASON_SKIPPED_BY_REQUEST;
    return run->plan->groups[index].member_count == 0 ? REASON_EMPTY_GROUP : REASON_NONE;
}

static void roll_group(struct orchestrator *core, struct core_run *run, uint32_t index)
{
    enum update_state to = group_state(run, index);
    uint16_t reason = to == STATE_SKIPPED ? group_reason(run, index) : REASON_NONE;
    set_group(core, run, index, to, reason);
}

/* Mostly a group is Running and stays so: one member has ended and the next has begun. */
static bool stays_running(const struct core_group *group)
{
    return group->state == STATE_RUNNING && core_group_in_progress(group) > 0;
}

/* What has come of the groups that were touched. */
struct rolled {
    bool changed; /* one is in another state */
    bool opened;  /* members of one have become candidates */
};

static struct rolled roll_touched_groups(struct orchestrator *core, struct core_run *run)
{
    struct rolled rolled = {false, false};
    for (uint32_t i = 0; i < run->touched_count; i++) {
        struct core_group *group = &run->groups[run->touched[i]];
        if (!stays_running(group) && group->phase != PHASE_AWAITED &&
            !core_state_is_final(group->state)) {
            enum update_state before = group->state;
            rolled.opened |= turns_step_group(core, run, run->touched[i]);
            roll_group(core, run, run->touched[i]);
            rolled.changed |= group->state != before;
        }
        group->touched = false;
    }
    run->touched_count = 0;
    return rolled;
}

/* R24 for a stage that is not done. */
static enum update_state stage_state(const struct core_run *run)
{
    const struct core_stage *stage = &run->stages[run->stage];
    if (stage->phase != PHASE_WORK)
        return stage->gates_pending > 0 ? STATE_PENDING : STATE_RUNNING;
    return stage->groups[STATE_PENDING] > 0 && stage->groups[STATE_RUNNING] == 0 ? STATE_PENDING
                                                                                 : STATE_RUNNING;
}

static uint16_t stage_reason(const struct core_run *run)
{
    if (run->stages[run->stage].skipped)
        return REASON_SKIPPED_BY_REQUEST;
    return run->plan->stages[run->stage].member_count == 0 ? REASON_EMPTY_GROUP : REASON_NONE;
}

static void end_stage(struct orchestrator *core, struct core_run *run)
{
    bool skipped =
        run->stages[run->stage].groups[STATE_SKIPPED] == run->plan->stages[run->stage].group_count;
    set_stage(core, run, skipped ? STATE_SKIPPED : STATE_COMPLETED,
              skipped ? stage_reason(run) : REASON_NONE);
}

bool rollup_next_stage(struct orchestrator *core, struct core_run *run)
{
    while (run->stage < run->plan->stage_count &&
           core_state_is_final(run->stages[run->stage].state))
        run->stage++;
    if (run->stage < run->plan->stage_count)
        return true;
    set_run(core, run, STATE_COMPLETED, REASON_NONE);
    return false;
}

bool rollup_run(struct orchestrator *core, struct core_run *run)
{
    struct rolled rolled = roll_touched_groups(core, run);
    if (!rolled.changed && !rolled.opened && run->stages[run->stage].state == STATE_RUNNING &&
        run->state == STATE_RUNNING && run->in_progress > 0)
        return false;
    bool more = turns_step_stage(core, run) || rolled.opened;
    if (turns_stage_is_done(run)) {
        end_stage(core, run);
        more = rollup_next_stage(core, run);
        if (more)
            turns_begin_stage(core, run);
        return more;
    }
    set_stage(core, run, stage_state(run), REASON_NONE);
    set_run(core, run, run->stages[run->stage].state, REASON_NONE);
    return more;
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

static bool gates_are_done(const struct core_run *run, struct plan_gates gates)
{
    for (uint32_t i = gates.first; i < gates.first + gates.count; i++)
        if (!core_state_is_final((enum update_state)run->gate_states[i]))
            return false;
    return true;
}

/* A group in whose turn nobody is left has nothing more to begin, unless gates are still to be
 * reached: those before it, or after it. After a restart those after it may be Pending already. */
static void finish_what_is_done(struct core_run *run, uint32_t index)
{
    const struct plan_group *plan = &run->plan->groups[index];
    struct core_group *group = &run->groups[index];
    bool reached = (group->gates_pending > 0 && !FAULT(AFTER_GATE_REOPENED)) ||
                   gates_are_done(run, plan->after);
    if (FAULT(STOP_HOLDS_DONE))
        return;
    if (turns_members_left(group) == 0 && gates_are_done(run, plan->before) && reached)
        group->phase = PHASE_AFTER;
}

/* Groups that are done keep their end; those with upgrades in progress are Stopping, the others
 * wait for them. */
static void stop_groups(struct orchestrator *core, struct core_run *run)
{
    const struct plan_stage *plan = &run->plan->stages[run->stage];
    for (uint32_t i = 0; i < plan->group_count; i++) {
        uint32_t index = plan->group_first + i;
        enum update_state state = run->groups[index].state;
        if (core_state_is_final(state) || state == STATE_STOPPING ||
            run->groups[index].phase == PHASE_AWAITED)
            continue;
        finish_what_is_done(run, index);
        if (core_group_in_progress(&run->groups[index]) > 0) {
            stop_members(core, run, index);
            set_group(core, run, index, STATE_STOPPING, REASON_NONE);
        } else if (!(turns_members_left(&run->groups[index]) == 0 && group_is_over(run, index))) {
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

/* R31: the error of the run's first failed member where it is among these, else that of the first
 * of them in order. */
static uint16_t failure_among(const struct core_run *run, uint32_t first, uint32_t count)
{
    uint16_t found = REASON_NONE;
    for (uint32_t slot = first; slot < first + count; slot++) {
        if (run->slots[slot].state != STATE_FAILED)
            continue;
        if (run->slots[slot].reason == run->first_failure)
            return run->first_failure;
        found = found == REASON_NONE ? run->slots[slot].reason : found;
    }
    return found;
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
            set_group(core, run, index, STATE_FAILED,
                      failure_among(run, run->plan->groups[index].member_first,
                                    run->plan->groups[index].member_count));
        else if (!core_state_is_final(state) && state != STATE_NOT_STARTED)
            set_group(core, run, index, STATE_STOPPED, REASON_NONE);
    }
    uint16_t of_stage =
        failed ? failure_among(run, plan->member_first, plan->member_count) : REASON_NONE;
    set_stage(core, run, failed ? STATE_FAILED : STATE_STOPPED, of_stage);
    set_run(core, run, failed ? STATE_FAILED : STATE_STOPPED,
            failed ? run->first_failure : REASON_NONE);
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
