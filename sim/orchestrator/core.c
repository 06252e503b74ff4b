#include "sim/orchestrator/core.h"

#include <assert.h>

static struct orchestrator_transition *record(struct orchestrator *core)
{
    assert(core->transition_count < core->transition_max);
    return &core->transitions[core->transition_count++];
}

void core_touch(struct core_run *run, uint32_t group)
{
    if (run->groups[group].touched)
        return;
    run->groups[group].touched = true;
    run->touched[run->touched_count++] = group;
}

/* The counts above the member, which is always one of the current stage: group, stage and run. */
static void count_change(struct core_run *run, struct core_group *group, enum update_state from,
                         enum update_state to)
{
    struct core_stage *stage = &run->stages[run->stage];
    group->members[from]--;
    group->members[to]++;
    uint32_t more = (uint32_t)core_in_progress(to) - (uint32_t)core_in_progress(from);
    stage->in_progress += more;
    run->in_progress += more;
    if (to == STATE_FAILED || from == STATE_FAILED)
        stage->failures += (uint32_t)(to == STATE_FAILED) - (uint32_t)(from == STATE_FAILED);
}

void core_member_set(struct orchestrator *core, struct core_run *run, uint32_t index,
                     enum update_state to, uint16_t reason, int64_t until_s)
{
    struct core_slot *slot = &run->slots[index];
    enum update_state from = slot->state;
    if (from == to && slot->reason == reason)
        return;
    struct core_group *group = &run->groups[slot->group];
    count_change(run, group, from, to);
    if ((from == STATE_NOT_STARTED || to == STATE_NOT_STARTED) && slot->windowed)
        group->unseen += from == STATE_NOT_STARTED ? UINT32_MAX : 1;
    slot->state = (uint8_t)to;
    slot->reason = reason;
    core_touch(run, slot->group);
    *record(core) = (struct orchestrator_transition){.run = run->index,
                                                     .index = index,
                                                     .level = ORCHESTRATOR_MEMBER,
                                                     .from = (uint8_t)from,
                                                     .to = (uint8_t)to,
                                                     .reason = reason,
                                                     .until_s = until_s};
}

/* Ways that section 5 has only through Running. */
static bool goes_through_running(enum update_state from, enum update_state to)
{
    bool from_rest = from == STATE_NOT_STARTED || from == STATE_STOPPED || from == STATE_FAILED;
    return from_rest && to != STATE_RUNNING && to != STATE_PENDING &&
           !(from == STATE_NOT_STARTED && to == STATE_SKIPPED);
}

void core_parent_change(struct orchestrator *core, struct core_run *run,
                        enum orchestrator_level level, uint32_t index, enum update_state *state,
                        enum update_state to, uint16_t reason)
{
    if (goes_through_running(*state, to))
        core_parent_change(core, run, level, index, state, STATE_RUNNING, REASON_NONE);
    if (level == ORCHESTRATOR_GROUP) {
        struct core_stage *stage = &run->stages[run->plan->groups[index].stage];
        stage->groups[*state]--;
        stage->groups[to]++;
    }
    *record(core) = (struct orchestrator_transition){.run = run->index,
                                                     .index = index,
                                                     .level = (uint8_t)level,
                                                     .from = (uint8_t)*state,
                                                     .to = (uint8_t)to,
                                                     .reason = reason};
    *state = to;
}

void core_wait_record(struct orchestrator *core, struct core_run *run, uint32_t stage,
                      enum update_state to)
{
    enum update_state from = to == STATE_RUNNING ? STATE_NOT_STARTED : STATE_RUNNING;
    *record(core) = (struct orchestrator_transition){.run = run->index,
                                                     .index = stage,
                                                     .level = ORCHESTRATOR_WAIT,
                                                     .from = (uint8_t)from,
                                                     .to = (uint8_t)to,
                                                     .until_s = run->stages[stage].wait_end_s};
}
