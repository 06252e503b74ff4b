#include "sim/orchestrator/operations.h"

#include "sim/orchestrator/fault.h"
#include "sim/orchestrator/gates.h"
#include "sim/orchestrator/memory.h"
#include "sim/orchestrator/rollup.h"
#include "sim/orchestrator/schedule.h"
#include "sim/orchestrator/skips.h"
#include "sim/orchestrator/ticks.h"
#include "sim/orchestrator/turns.h"

/* Runs are served in the order of the setup, whichever was created first. */
static void enlist(struct orchestrator *core, uint32_t run)
{
    uint32_t at = core->live_count++;
    for (; at > 0 && core->live[at - 1] > run; at--)
        core->live[at] = core->live[at - 1];
    core->live[at] = run;
    core->created[core->created_count++] = run;
}

static enum refusal create(struct orchestrator *core, struct core_run *run, uint32_t plan)
{
    if (run->exists)
        return REFUSAL_RUN_EXISTS;
    memory_lay_out(core, run, plan);
    run->exists = true;
    enlist(core, run->index);
    return REFUSAL_NONE;
}

/* R28: Failed members of groups that are not Completed are tried again. */
static void retry_failed(struct orchestrator *core, struct core_run *run)
{
    const struct plan_stage *plan = &run->plan->stages[run->stage];
    for (uint32_t i = 0; i < plan->member_count; i++) {
        uint32_t slot = plan->member_first + i;
        bool over = core_state_is_final(run->groups[run->slots[slot].group].state);
        if (run->slots[slot].state == STATE_FAILED && !over && !FAULT(RESTART_FORGETS_FAILED))
            core_member_set(core, run, slot, STATE_NOT_STARTED, REASON_NONE, 0);
    }
}

static enum refusal start(struct orchestrator *core, struct core_run *run)
{
    bool again = run->state == STATE_STOPPED || run->state == STATE_FAILED;
    if (run->state != STATE_NOT_STARTED && !again)
        return REFUSAL_RUN_STATE;
    for (uint32_t i = 0; FAULT(RESTART_RESETS_RUN) && again && i < run->plan->gate_count; i++)
        if (run->gate_states[i] == STATE_PENDING)
            gates_complete(core, run, i);
    if (again)
        retry_failed(core, run);
    else
        run->first_start_s = core->now_s;
    run->first_failure = REASON_NONE;
    run->happened = true;
    core_parent_set(core, run, ORCHESTRATOR_RUN, 0, &run->state, STATE_RUNNING, REASON_NONE);
    if (rollup_next_stage(core, run))
        turns_begin_stage(core, run);
    return REFUSAL_NONE;
}

static enum refusal stop(struct core_run *run)
{
    if ((run->state != STATE_RUNNING && run->state != STATE_PENDING) || run->stop != STOP_NONE)
        return REFUSAL_RUN_STATE;
    run->stop = STOP_BY_USER;
    run->happened = true;
    return REFUSAL_NONE;
}

static enum refusal complete_gate(struct orchestrator *core, struct core_run *run, uint32_t gate)
{
    if (run->gate_states[gate] == STATE_NOT_STARTED && !FAULT(GATE_COMPLETED_EARLY))
        return REFUSAL_GATE_NOT_REACHED;
    if (core_state_is_final((enum update_state)run->gate_states[gate]))
        return REFUSAL_GATE_DONE;
    gates_complete(core, run, gate);
    return REFUSAL_NONE;
}

/* ---- What happens to a member of the fleet, in whichever runs it is. */

static void leave(struct orchestrator *core, uint32_t member)
{
    for (uint32_t i = 0; i < core->live_count; i++) {
        struct core_run *run = &core->runs[core->live[i]];
        if (run->plan->slot_of[member] != NONE)
            skips_leaver(core, run, run->plan->slot_of[member]);
    }
}

static void look(struct orchestrator *core, uint32_t member)
{
    for (uint32_t i = 0; i < core->live_count; i++) {
        struct core_run *run = &core->runs[core->live[i]];
        uint32_t slot = run->plan->slot_of[member];
        if (slot == NONE)
            continue;
        ticks_pass(core, run);
        if (core->setup->windows_change)
            schedule_deal_again(core, run, run->slots[slot].group);
        schedule_look_again(core, run, slot);
    }
}

/* ---- */

static enum refusal apply_to_run(struct orchestrator *core, struct core_run *run,
                                 const struct orchestrator_operation *operation)
{
    uint32_t index = operation->index;
    switch (operation->what) {
    case DO_CREATE:
        return create(core, run, index);
    case DO_START:
        return start(core, run);
    case DO_STOP:
        return stop(run);
    case DO_SKIP_STAGE:
        return skips_stage(core, run, index);
    case DO_SKIP_GROUP:
        return skips_group(core, run, index);
    case DO_SKIP_MEMBER:
        return skips_member(core, run, index);
    case DO_SKIP_WAIT:
        return skips_wait(core, run, index);
    case DO_COMPLETE_GATE:
        return complete_gate(core, run, index);
    case DO_LEAVE:
    case DO_LOOK:
        break;
    }
    return REFUSAL_NONE;
}

/* Does the run's plan have what the operation names? */
static bool has_target(const struct plan *plan, const struct orchestrator_operation *operation)
{
    switch (operation->what) {
    case DO_SKIP_STAGE:
    case DO_SKIP_WAIT:
        return operation->index < plan->stage_count;
    case DO_SKIP_GROUP:
        return operation->index < plan->group_count;
    case DO_SKIP_MEMBER:
        return operation->index < plan->member_count;
    case DO_COMPLETE_GATE:
        return operation->index < plan->gate_count;
    default:
        return true;
    }
}

enum refusal operations_apply(struct orchestrator *core,
                              const struct orchestrator_operation *operation)
{
    if (operation->what == DO_LEAVE || operation->what == DO_LOOK) {
        assert(operation->index < core->setup->member_count);
        operation->what == DO_LEAVE ? leave(core, operation->index) : look(core, operation->index);
        return REFUSAL_NONE;
    }
    assert(operation->run < core->setup->run_count);
    struct core_run *run = &core->runs[operation->run];
    if (operation->what != DO_CREATE && !run->exists)
        return REFUSAL_NO_RUN;
    return has_target(run->plan, operation) ? apply_to_run(core, run, operation)
                                            : REFUSAL_NO_TARGET;
}
