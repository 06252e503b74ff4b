#include "sim/orchestrator/skips.h"

#include "sim/orchestrator/fault.h"
#include "sim/orchestrator/gates.h"
#include "sim/orchestrator/schedule.h"
#include "sim/orchestrator/turns.h"

/* A run that is Stopping, or is going to, is not to be changed; a Stopped one neither. */
static bool run_allows(const struct core_run *run)
{
    return run->stop == STOP_NONE &&
           (run->state == STATE_NOT_STARTED || run->state == STATE_PENDING ||
            run->state == STATE_RUNNING || run->state == STATE_FAILED);
}

static bool run_goes_on(const struct core_run *run)
{
    return run->state == STATE_RUNNING || run->state == STATE_PENDING;
}

static bool is_waiting(const struct core_slot *slot)
{
    return slot->state == STATE_NOT_STARTED || slot->state == STATE_PENDING;
}

/* A failed member of a finished group is history. */
static bool can_be_skipped(const struct core_run *run, const struct core_slot *slot)
{
    bool failed = slot->state == STATE_FAILED && run->state == STATE_FAILED &&
                  !core_state_is_final(run->groups[slot->group].state);
    return is_waiting(slot) || failed;
}

static void skip_member(struct orchestrator *core, struct core_run *run, uint32_t slot,
                        uint16_t reason)
{
    core_member_set(core, run, slot, STATE_SKIPPED, reason, 0);
    if (run->groups[run->slots[slot].group].phase == PHASE_WORK)
        schedule_forget_member(run, slot);
    run->happened = true;
}

enum refusal skips_member(struct orchestrator *core, struct core_run *run, uint32_t slot)
{
    if (!run_allows(run))
        return REFUSAL_RUN_STATE;
    if (!can_be_skipped(run, &run->slots[slot]))
        return REFUSAL_TARGET_STATE;
    if (!FAULT(SKIPPED_BEGINS))
        skip_member(core, run, slot, REASON_SKIPPED_BY_REQUEST);
    return REFUSAL_NONE;
}

void skips_leaver(struct orchestrator *core, struct core_run *run, uint32_t slot)
{
    if (is_waiting(&run->slots[slot]) && !FAULT(LEAVER_STAYS))
        skip_member(core, run, slot, REASON_MEMBER_LEFT);
}

/* What was never begun needs no roll-up, and may never get one. */
static void skip_group(struct orchestrator *core, struct core_run *run, uint32_t index)
{
    const struct plan_group *plan = &run->plan->groups[index];
    struct core_group *group = &run->groups[index];
    for (uint32_t slot = plan->member_first; slot < plan->member_first + plan->member_count; slot++)
        if (can_be_skipped(run, &run->slots[slot]))
            skip_member(core, run, slot, REASON_SKIPPED_BY_REQUEST);
    if (!FAULT(SKIPPED_GATES_BLOCK)) {
        gates_skip(core, run, plan->before, REASON_SKIPPED_BY_REQUEST);
        gates_skip(core, run, plan->after, REASON_SKIPPED_BY_REQUEST);
    }
    group->skipped = run->happened = true;
    if (group->state == STATE_NOT_STARTED && (group->phase == PHASE_AWAITED || !run_goes_on(run))) {
        group->phase = PHASE_AFTER;
        core_parent_set(core, run, ORCHESTRATOR_GROUP, index, &group->state, STATE_SKIPPED,
                        REASON_SKIPPED_BY_REQUEST);
    } else {
        core_touch(run, index);
    }
}

enum refusal skips_group(struct orchestrator *core, struct core_run *run, uint32_t group)
{
    if (!run_allows(run))
        return REFUSAL_RUN_STATE;
    if (core_state_is_final(run->groups[group].state))
        return REFUSAL_TARGET_STATE;
    skip_group(core, run, group);
    return REFUSAL_NONE;
}

/* With its gates and its wait, at once where its turn has not come. */
enum refusal skips_stage(struct orchestrator *core, struct core_run *run, uint32_t index)
{
    const struct plan_stage *plan = &run->plan->stages[index];
    struct core_stage *stage = &run->stages[index];
    if (!run_allows(run))
        return REFUSAL_RUN_STATE;
    if (core_state_is_final(stage->state))
        return REFUSAL_TARGET_STATE;
    for (uint32_t i = plan->group_first; i < plan->group_first + plan->group_count; i++)
        if (!core_state_is_final(run->groups[i].state))
            skip_group(core, run, i);
    gates_skip(core, run, plan->before, REASON_SKIPPED_BY_REQUEST);
    gates_skip(core, run, plan->after, REASON_SKIPPED_BY_REQUEST);
    if (plan->wait_s > 0 && !stage->waited && !FAULT(SKIPPED_STAGE_WAITS))
        turns_skip_wait(core, run, index);
    stage->skipped = run->happened = true;
    if (stage->phase == PHASE_AWAITED)
        core_parent_set(core, run, ORCHESTRATOR_STAGE, index, &stage->state, STATE_SKIPPED,
                        REASON_SKIPPED_BY_REQUEST);
    return REFUSAL_NONE;
}

enum refusal skips_wait(struct orchestrator *core, struct core_run *run, uint32_t stage)
{
    if (!run_allows(run))
        return REFUSAL_RUN_STATE;
    if (run->plan->stages[stage].wait_s == 0)
        return REFUSAL_NO_TARGET;
    if (run->stages[stage].waited)
        return REFUSAL_TARGET_STATE;
    turns_skip_wait(core, run, stage);
    run->happened = true;
    return REFUSAL_NONE;
}
