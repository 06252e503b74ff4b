#include "sim/orchestrator/core.h"

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
    *core_record(core) = (struct orchestrator_transition){.run = run->index,
                                                          .index = index,
                                                          .level = (uint8_t)level,
                                                          .from = (uint8_t)*state,
                                                          .to = (uint8_t)to,
                                                          .reason = reason};
    *state = to;
}

void core_wait_record(struct orchestrator *core, struct core_run *run, uint32_t stage,
                      enum update_state from, enum update_state to, uint16_t reason)
{
    int64_t end_s = run->stages[stage].wait_end_s;
    *core_record(core) =
        (struct orchestrator_transition){.run = run->index,
                                         .index = stage,
                                         .level = ORCHESTRATOR_WAIT,
                                         .from = (uint8_t)from,
                                         .to = (uint8_t)to,
                                         .reason = reason,
                                         .until_s = end_s == INSTANT_NEVER ? 0 : end_s};
}
