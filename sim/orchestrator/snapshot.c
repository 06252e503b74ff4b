/* A run saved and taken up again (R44). States of members, gates, waits and parents are what is
 * saved; counts, phases, trees and lanes follow from them. */
#include "sim/orchestrator/operations.h"
#include "sim/orchestrator/orchestrator.h"
#include "sim/orchestrator/schedule.h"
#include "sim/orchestrator/ticks.h"
#include "sim/orchestrator/times.h"
#include "sim/orchestrator/turns.h"

/* ---- Saving. */

static struct status status_of(const struct core_run *run, enum orchestrator_level level,
                               uint32_t index, enum update_state state)
{
    struct status status = {state, INSTANT_NEVER, INSTANT_NEVER};
    if (run->times != NULL) {
        const struct core_times *times = &run->times[times_index(run->plan, level, index)];
        status.start_s = times->start_s;
        status.end_s = times->end_s;
    }
    return status;
}

static enum update_state wait_state(const struct core_run *run, uint32_t index)
{
    const struct core_stage *stage = &run->stages[index];
    if (run->plan->stages[index].wait_s == 0)
        return STATE_NOT_STARTED;
    if (stage->waited)
        return stage->wait_skipped ? STATE_SKIPPED : STATE_COMPLETED;
    return stage->wait_end_s < INSTANT_NEVER ? STATE_RUNNING : STATE_NOT_STARTED;
}

static void save_parents(const struct core_run *run, struct run_snapshot *snapshot)
{
    for (uint32_t i = 0; i < run->plan->stage_count; i++) {
        const struct core_stage *stage = &run->stages[i];
        snapshot->stages[i] = (struct parent_snapshot){
            status_of(run, ORCHESTRATOR_STAGE, i, stage->state), stage->skipped};
        snapshot->waits[i] = (struct wait_snapshot){
            status_of(run, ORCHESTRATOR_WAIT, i, wait_state(run, i)), stage->wait_end_s};
    }
    for (uint32_t i = 0; i < run->plan->group_count; i++)
        snapshot->groups[i] = (struct parent_snapshot){
            status_of(run, ORCHESTRATOR_GROUP, i, run->groups[i].state), run->groups[i].skipped};
}

static void save_gates(const struct core_run *run, struct run_snapshot *snapshot)
{
    for (uint32_t i = 0; i < run->plan->gate_count; i++)
        snapshot->gates[i] = (struct gate_snapshot){
            status_of(run, ORCHESTRATOR_GATE, i, (enum update_state)run->gate_states[i]),
            min_tree_time(&run->gate_due, i)};
}

static void save_members(const struct core_run *run, struct run_snapshot *snapshot)
{
    for (uint32_t i = 0; i < run->plan->member_count; i++) {
        const struct core_slot *slot = &run->slots[i];
        snapshot->members[i].status =
            status_of(run, ORCHESTRATOR_MEMBER, i, (enum update_state)slot->state);
        snapshot->members[i].reason = slot->reason;
        snapshot->members[i].look_again = slot->changed;
    }
}

void orchestrator_save(const struct orchestrator *core, uint32_t index,
                       struct run_snapshot *snapshot)
{
    const struct core_run *run = &core->runs[index];
    assert(run->exists && snapshot->plan == run->plan);
    snapshot->at_s = core->now_s;
    snapshot->status = status_of(run, ORCHESTRATOR_RUN, 0, run->state);
    snapshot->stop = run->stop;
    snapshot->first_failure = run->first_failure;
    snapshot->first_start_s = run->first_start_s;
    snapshot->poll_phase_s = run->setup->poll_phase_s;
    save_parents(run, snapshot);
    save_gates(run, snapshot);
    save_members(run, snapshot);
}

/* ---- Taking up again: first states and what they add up to, then whose turn it is. */

static uint32_t number_of(const struct core_run *run, const struct plan *plan)
{
    uint32_t number = 0;
    while (run->setup->plans[number] != plan) {
        number++;
        assert(number < run->setup->plan_count);
    }
    return number;
}

static void take_times(struct core_run *run, enum orchestrator_level level, uint32_t index,
                       const struct status *status)
{
    if (run->times != NULL)
        run->times[times_index(run->plan, level, index)] =
            (struct core_times){status->start_s, status->end_s};
}

static void take_member(struct orchestrator *core, struct core_run *run, uint32_t index,
                        const struct member_snapshot *member)
{
    struct core_slot *slot = &run->slots[index];
    struct core_group *group = &run->groups[slot->group];
    struct core_stage *stage = &run->stages[run->plan->groups[slot->group].stage];
    enum update_state state = member->status.state;
    bool in_progress = core_in_progress(state);
    group->members[STATE_NOT_STARTED]--;
    group->members[state]++;
    group->unseen -= slot->windowed && state != STATE_NOT_STARTED;
    stage->in_progress += in_progress;
    stage->failures += state == STATE_FAILED;
    run->in_progress += in_progress;
    slot->state = (uint8_t)state;
    slot->reason = member->reason;
    slot->changed = member->look_again;
    if (in_progress && core->setup->run_count > 1)
        core->busy[slot->member] = run->index + 1;
    take_times(run, ORCHESTRATOR_MEMBER, index, &member->status);
}

static void take_gate(struct core_run *run, uint32_t index, const struct gate_snapshot *gate)
{
    const struct plan_gate *plan = &run->plan->gates[index];
    bool pending = gate->status.state == STATE_PENDING;
    run->gate_states[index] = (uint8_t)gate->status.state;
    if (plan->group == NONE)
        run->stages[plan->stage].gates_pending += pending;
    else
        run->groups[plan->group].gates_pending += pending;
    if (pending && plan->type == GATE_SCHEDULED_START)
        min_tree_set(&run->gate_due, index, gate->due_s);
    take_times(run, ORCHESTRATOR_GATE, index, &gate->status);
}

static void take_stage(struct core_run *run, uint32_t index, const struct run_snapshot *snapshot)
{
    struct core_stage *stage = &run->stages[index];
    const struct wait_snapshot *wait = &snapshot->waits[index];
    stage->state = snapshot->stages[index].status.state;
    stage->skipped = snapshot->stages[index].skipped;
    stage->waited = core_state_is_final(wait->status.state);
    stage->wait_skipped = wait->status.state == STATE_SKIPPED;
    stage->wait_end_s = wait->until_s;
    take_times(run, ORCHESTRATOR_STAGE, index, &snapshot->stages[index].status);
    take_times(run, ORCHESTRATOR_WAIT, index, &wait->status);
}

static void take_group(struct core_run *run, uint32_t index, const struct parent_snapshot *saved)
{
    struct core_group *group = &run->groups[index];
    struct core_stage *stage = &run->stages[run->plan->groups[index].stage];
    stage->groups[group->state]--;
    stage->groups[saved->status.state]++;
    group->state = saved->status.state;
    group->skipped = saved->skipped;
    take_times(run, ORCHESTRATOR_GROUP, index, &saved->status);
}

static void take_states(struct orchestrator *core, struct core_run *run,
                        const struct run_snapshot *snapshot)
{
    const struct plan *plan = run->plan;
    run->state = snapshot->status.state;
    run->stop = snapshot->stop;
    run->first_failure = snapshot->first_failure;
    run->first_start_s = snapshot->first_start_s;
    take_times(run, ORCHESTRATOR_RUN, 0, &snapshot->status);
    for (uint32_t i = 0; i < plan->stage_count; i++)
        take_stage(run, i, snapshot);
    for (uint32_t i = 0; i < plan->group_count; i++)
        take_group(run, i, &snapshot->groups[i]);
    for (uint32_t i = 0; i < plan->gate_count; i++)
        take_gate(run, i, &snapshot->gates[i]);
    for (uint32_t i = 0; i < plan->member_count; i++)
        take_member(core, run, i, &snapshot->members[i]);
}

static bool any_is_reached(const struct core_run *run, struct plan_gates gates)
{
    for (uint32_t i = gates.first; i < gates.first + gates.count; i++)
        if (run->gate_states[i] == STATE_PENDING || run->gate_states[i] == STATE_COMPLETED)
            return true;
    return false;
}

static bool any_is_pending(const struct core_run *run, struct plan_gates gates)
{
    for (uint32_t i = gates.first; i < gates.first + gates.count; i++)
        if (run->gate_states[i] == STATE_PENDING)
            return true;
    return false;
}

/* `turn`: its stage's groups have had their turn. */
static enum core_phase group_phase(const struct core_run *run, uint32_t index, bool turn)
{
    const struct plan_group *plan = &run->plan->groups[index];
    const struct core_group *group = &run->groups[index];
    if (core_state_is_final(group->state) || any_is_reached(run, plan->after))
        return PHASE_AFTER;
    if (!turn)
        return PHASE_AWAITED;
    if (any_is_pending(run, plan->before))
        return PHASE_BEFORE;
    return turns_members_left(group) == 0 && plan->after.count == 0 ? PHASE_AFTER : PHASE_WORK;
}

/* Whether its groups had their turn: each of them shows it, by its state or by its gates. */
static bool groups_have_begun(const struct core_run *run, uint32_t index)
{
    const struct plan_stage *plan = &run->plan->stages[index];
    for (uint32_t i = plan->group_first; i < plan->group_first + plan->group_count; i++) {
        const struct core_group *group = &run->groups[i];
        if ((group->state != STATE_NOT_STARTED && group->state != STATE_SKIPPED) ||
            any_is_reached(run, run->plan->groups[i].before))
            return true;
    }
    return false;
}

static enum core_phase stage_phase(const struct core_run *run, uint32_t index)
{
    const struct plan_stage *plan = &run->plan->stages[index];
    const struct core_stage *stage = &run->stages[index];
    bool begun = index == run->stage && run->state != STATE_NOT_STARTED;
    if (core_state_is_final(stage->state))
        return PHASE_AFTER;
    if (any_is_reached(run, plan->after) || stage->wait_end_s < INSTANT_NEVER)
        return PHASE_AFTER;
    if (!begun)
        return PHASE_AWAITED;
    bool goes_on = run->state == STATE_RUNNING || run->state == STATE_PENDING;
    bool held_back = plan->before.count > 0 && !groups_have_begun(run, index);
    if (any_is_pending(run, plan->before) || (held_back && !goes_on))
        return PHASE_BEFORE;
    return PHASE_WORK;
}

static void derive_phases(struct core_run *run)
{
    while (run->state != STATE_NOT_STARTED && run->stage < run->plan->stage_count &&
           core_state_is_final(run->stages[run->stage].state))
        run->stage++;
    for (uint32_t i = 0; i < run->plan->stage_count; i++) {
        struct core_stage *stage = &run->stages[i];
        stage->phase = stage_phase(run, i);
        if (run->plan->stages[i].wait_s == 0 && stage->phase == PHASE_AFTER)
            stage->waited = true; /* it has nothing to wait for but its gates */
    }
    for (uint32_t i = 0; i < run->plan->group_count; i++) {
        enum core_phase stage = run->stages[run->plan->groups[i].stage].phase;
        bool turn = stage == PHASE_WORK || stage == PHASE_AFTER;
        run->groups[i].phase = group_phase(run, i, turn);
    }
}

/* Members of groups that are at work are candidates again. */
static void open_groups(struct orchestrator *core, struct core_run *run)
{
    bool goes_on = run->state == STATE_RUNNING || run->state == STATE_PENDING;
    if (!goes_on || run->stages[run->stage].phase != PHASE_WORK)
        return;
    const struct plan_stage *plan = &run->plan->stages[run->stage];
    schedule_forget_stage(run);
    for (uint32_t i = plan->group_first; i < plan->group_first + plan->group_count; i++) {
        if (run->groups[i].phase == PHASE_WORK)
            schedule_open_group(core, run, i);
        schedule_refresh_group(core, run, i);
    }
}

void orchestrator_restore(struct orchestrator *core, uint32_t index,
                          const struct run_snapshot *snapshot)
{
    struct core_run *run = &core->runs[index];
    assert(!run->exists);
    core->now_s = core->now_s > snapshot->at_s ? core->now_s : snapshot->at_s;
    struct orchestrator_operation creation = {
        .what = DO_CREATE, .run = index, .index = number_of(run, snapshot->plan)};
    operations_apply(core, &creation);
    take_states(core, run, snapshot);
    derive_phases(run);
    if (run->first_start_s < INSTANT_NEVER)
        ticks_served(core, run);
    open_groups(core, run);
}
