#include "sim/orchestrator/times.h"

uint32_t times_count(const struct plan *plan)
{
    return 1 + 2 * plan->stage_count + plan->group_count + plan->gate_count + plan->member_count;
}

uint32_t times_index(const struct plan *plan, enum orchestrator_level level, uint32_t index)
{
    switch (level) {
    case ORCHESTRATOR_RUN:
        return 0;
    case ORCHESTRATOR_STAGE:
        return 1 + index;
    case ORCHESTRATOR_WAIT:
        return 1 + plan->stage_count + index;
    case ORCHESTRATOR_GROUP:
        return 1 + 2 * plan->stage_count + index;
    case ORCHESTRATOR_GATE:
        return 1 + 2 * plan->stage_count + plan->group_count + index;
    case ORCHESTRATOR_MEMBER:
        break;
    }
    return 1 + 2 * plan->stage_count + plan->group_count + plan->gate_count + index;
}

void times_forget(struct core_run *run)
{
    for (uint32_t i = 0; run->times != NULL && i < times_count(run->plan); i++)
        run->times[i] = (struct core_times){INSTANT_NEVER, INSTANT_NEVER};
}

/* A stage or group that waits for its before gates has not begun (recorded answers of the service
 * show such a stage without startTime). */
static bool is_held_back(const struct core_run *run, const struct orchestrator_transition *t)
{
    if (t->to != STATE_PENDING)
        return false;
    if (t->level == ORCHESTRATOR_STAGE)
        return run->stages[t->index].phase == PHASE_BEFORE;
    return t->level == ORCHESTRATOR_GROUP && run->groups[t->index].phase == PHASE_BEFORE;
}

static void note_time(struct core_times *times, enum update_state to, int64_t now_s)
{
    switch (to) {
    case STATE_NOT_STARTED:
        *times = (struct core_times){INSTANT_NEVER, INSTANT_NEVER};
        return;
    case STATE_PENDING:
    case STATE_RUNNING:
    case STATE_STOPPING:
        times->start_s = times->start_s < now_s ? times->start_s : now_s;
        times->end_s = INSTANT_NEVER;
        return;
    default:
        times->end_s = now_s;
    }
}

void times_note(struct orchestrator *core)
{
    for (uint32_t i = 0; i < core->transition_count; i++) {
        const struct orchestrator_transition *t = &core->transitions[i];
        struct core_run *run = &core->runs[t->run];
        uint32_t at = times_index(run->plan, (enum orchestrator_level)t->level, t->index);
        if (!is_held_back(run, t))
            note_time(&run->times[at], (enum update_state)t->to, core->now_s);
    }
}
