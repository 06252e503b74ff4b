#include "sim/orchestrator/gates.h"

#include "sim/orchestrator/fault.h"

static void set_gate(struct orchestrator *core, struct core_run *run, uint32_t index,
                     enum update_state to, uint16_t reason)
{
    const struct plan_gate *plan = &run->plan->gates[index];
    uint32_t *pending = plan->group == NONE ? &run->stages[plan->stage].gates_pending
                                            : &run->groups[plan->group].gates_pending;
    enum update_state from = (enum update_state)run->gate_states[index];
    int64_t due_s = INSTANT_NEVER;
    if (to == STATE_PENDING && plan->type == GATE_SCHEDULED_START)
        due_s = gate_next_start(&plan->schedule, core->now_s);
    *pending += (uint32_t)(to == STATE_PENDING) - (uint32_t)(from == STATE_PENDING);
    min_tree_set(&run->gate_due, index, due_s);
    run->gate_states[index] = (uint8_t)to;
    if (plan->group != NONE)
        core_touch(run, plan->group);
    *core_record(core) =
        (struct orchestrator_transition){.run = run->index,
                                         .index = index,
                                         .level = ORCHESTRATOR_GATE,
                                         .from = (uint8_t)from,
                                         .to = (uint8_t)to,
                                         .reason = reason,
                                         .until_s = due_s == INSTANT_NEVER ? 0 : due_s};
}

void gates_reach(struct orchestrator *core, struct core_run *run, struct plan_gates gates)
{
    for (uint32_t i = gates.first; i < gates.first + gates.count; i++)
        if (run->gate_states[i] == STATE_NOT_STARTED)
            set_gate(core, run, i, STATE_PENDING, REASON_NONE);
}

void gates_skip(struct orchestrator *core, struct core_run *run, struct plan_gates gates,
                uint16_t reason)
{
    for (uint32_t i = gates.first; i < gates.first + gates.count; i++)
        if (!core_state_is_final((enum update_state)run->gate_states[i]))
            set_gate(core, run, i, STATE_SKIPPED, reason);
}

void gates_complete(struct orchestrator *core, struct core_run *run, uint32_t gate)
{
    set_gate(core, run, gate, STATE_COMPLETED, REASON_NONE);
    run->happened = true;
}

bool gates_fall_due(struct orchestrator *core, struct core_run *run)
{
    uint32_t gate;
    bool any = false;
    if (FAULT(STOP_PAUSES_GATES) && run->state != STATE_RUNNING && run->state != STATE_PENDING)
        return false;
    while ((gate = min_tree_first(&run->gate_due, core->now_s)) != NONE) {
        gates_complete(core, run, gate);
        any = true;
    }
    return any;
}
