#include "sim/orchestrator/turns.h"

#include "sim/orchestrator/fault.h"
#include "sim/orchestrator/gates.h"
#include "sim/orchestrator/schedule.h"

/* ---- Groups. */

/* Where nobody is left, be it that nobody ever was, gates have nothing to guard. */
static void reach_or_skip(struct orchestrator *core, struct core_run *run, bool nobody,
                          struct plan_gates before, struct plan_gates after)
{
    if (nobody && !FAULT(EMPTY_GROUP_GATED)) {
        gates_skip(core, run, before, REASON_EMPTY_GROUP);
        gates_skip(core, run, after, REASON_EMPTY_GROUP);
    } else {
        gates_reach(core, run, before);
    }
}

static void begin_group(struct orchestrator *core, struct core_run *run, uint32_t index)
{
    const struct plan_group *plan = &run->plan->groups[index];
    struct core_group *group = &run->groups[index];
    bool again = group->phase == PHASE_WORK;
    if (group->phase == PHASE_AWAITED) {
        group->phase = PHASE_BEFORE;
        reach_or_skip(core, run, turns_members_left(group) == 0, plan->before, plan->after);
    } else if (group->phase == PHASE_AFTER && turns_members_left(group) > 0) {
        again = true;
    }
    if (again ||
        (group->phase == PHASE_BEFORE && (group->gates_pending == 0 || FAULT(GROUP_GATE_IGNORED))))
        schedule_open_group(core, run, index);
    core_touch(run, index);
}

static void begin_groups(struct orchestrator *core, struct core_run *run)
{
    const struct plan_stage *plan = &run->plan->stages[run->stage];
    for (uint32_t i = plan->group_first; i < plan->group_first + plan->group_count; i++) {
        if (!core_state_is_final(run->groups[i].state))
            begin_group(core, run, i);
        schedule_refresh_group(core, run, i);
    }
}

bool turns_step_group(struct orchestrator *core, struct core_run *run, uint32_t index)
{
    struct core_group *group = &run->groups[index];
    bool nobody = turns_members_left(group) == 0, opens = false;
    if (group->phase == PHASE_BEFORE && group->gates_pending == 0) {
        schedule_open_group(core, run, index);
        schedule_refresh_group(core, run, index);
        opens = !nobody;
    }
    if (group->phase == PHASE_WORK && nobody) {
        group->phase = PHASE_AFTER;
        if (!FAULT(AFTER_GATE_FORGOTTEN))
            gates_reach(core, run, run->plan->groups[index].after);
    }
    return opens;
}

void turns_step_touched(struct orchestrator *core, struct core_run *run)
{
    for (uint32_t i = 0; i < run->touched_count; i++) {
        const struct core_group *group = &run->groups[run->touched[i]];
        if (group->phase != PHASE_AWAITED && !core_state_is_final(group->state))
            turns_step_group(core, run, run->touched[i]);
    }
}

/* ---- The stage. */

static bool nobody_is_left(const struct core_run *run)
{
    const struct plan_stage *plan = &run->plan->stages[run->stage];
    for (uint32_t i = plan->group_first; i < plan->group_first + plan->group_count; i++)
        if (turns_members_left(&run->groups[i]) > 0)
            return false;
    return true;
}

void turns_begin_stage(struct orchestrator *core, struct core_run *run)
{
    const struct plan_stage *plan = &run->plan->stages[run->stage];
    struct core_stage *stage = &run->stages[run->stage];
    if (stage->phase == PHASE_AWAITED) {
        stage->phase = PHASE_BEFORE;
        bool guards = plan->before.count + plan->after.count > 0;
        reach_or_skip(core, run, guards && nobody_is_left(run), plan->before, plan->after);
        schedule_forget_stage(run);
    }
    if (stage->phase == PHASE_BEFORE && (stage->gates_pending == 0 || FAULT(GATE_IGNORED)))
        stage->phase = PHASE_WORK;
    if (stage->phase == PHASE_WORK)
        begin_groups(core, run);
}

static bool groups_are_done(const struct core_run *run)
{
    const struct core_stage *stage = &run->stages[run->stage];
    return stage->groups[STATE_COMPLETED] + stage->groups[STATE_SKIPPED] ==
           run->plan->stages[run->stage].group_count;
}

/* R20: after gates and the wait begin together. */
static void end_work(struct orchestrator *core, struct core_run *run)
{
    const struct plan_stage *plan = &run->plan->stages[run->stage];
    struct core_stage *stage = &run->stages[run->stage];
    bool forgotten = FAULT(WAIT_FORGOTTEN) ||
                     (FAULT(LAST_WAIT_FORGOTTEN) && run->stage + 1 == run->plan->stage_count);
    stage->phase = PHASE_AFTER;
    gates_reach(core, run, plan->after);
    if (plan->wait_s == 0 || stage->waited || forgotten) {
        stage->waited = true;
        return;
    }
    stage->wait_end_s = core->now_s + plan->wait_s;
    core_wait_record(core, run, run->stage, STATE_NOT_STARTED, STATE_RUNNING, REASON_NONE);
}

bool turns_step_stage(struct orchestrator *core, struct core_run *run)
{
    struct core_stage *stage = &run->stages[run->stage];
    if (stage->phase == PHASE_BEFORE && stage->gates_pending == 0) {
        turns_begin_stage(core, run);
        return true;
    }
    if (stage->phase == PHASE_WORK && groups_are_done(run))
        end_work(core, run);
    return false;
}

bool turns_stage_is_done(const struct core_run *run)
{
    const struct core_stage *stage = &run->stages[run->stage];
    return stage->phase == PHASE_AFTER && stage->gates_pending == 0 && stage->waited;
}

/* ---- The wait. */

static bool wait_is_running(const struct core_stage *stage)
{
    return stage->wait_end_s != INSTANT_NEVER && !stage->waited;
}

bool turns_end_wait(struct orchestrator *core, struct core_run *run)
{
    if (run->stage == run->plan->stage_count)
        return false;
    struct core_stage *stage = &run->stages[run->stage];
    if (!wait_is_running(stage) || stage->wait_end_s > core->now_s)
        return false;
    stage->waited = true;
    core_wait_record(core, run, run->stage, STATE_RUNNING, STATE_COMPLETED, REASON_NONE);
    return true;
}

void turns_skip_wait(struct orchestrator *core, struct core_run *run, uint32_t stage)
{
    enum update_state from =
        wait_is_running(&run->stages[stage]) ? STATE_RUNNING : STATE_NOT_STARTED;
    run->stages[stage].waited = run->stages[stage].wait_skipped = true;
    core_wait_record(core, run, stage, from, STATE_SKIPPED, REASON_SKIPPED_BY_REQUEST);
}
