/* watch_asked: is an operation refused when it should be, and obeyed when not (R19, R27 to R29)? */
#include "tests/lib/watch_parts.h"

/* ---- Whether it is to be refused. */

static bool is_in_plan(const struct plan *plan, const struct orchestrator_operation *operation)
{
    switch (operation->what) {
    case DO_SKIP_STAGE:
        return operation->index < plan->stage_count;
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

static bool run_allows(const struct mirror *run, enum orchestrator_do what)
{
    bool rests = run->state == STATE_STOPPED || run->state == STATE_FAILED;
    if (what == DO_START)
        return rests || run->state == STATE_NOT_STARTED;
    if (what == DO_STOP)
        return mirror_goes_on(run) && !run->stopping;
    if (what == DO_COMPLETE_GATE)
        return true;
    return run->state == STATE_FAILED ||
           (!run->stopping && (mirror_goes_on(run) || run->state == STATE_NOT_STARTED));
}

static bool waits(enum update_state state)
{
    return state == STATE_NOT_STARTED || state == STATE_PENDING;
}

static bool member_can_be_skipped(const struct mirror *run, uint32_t slot)
{
    enum update_state state = (enum update_state)run->members[slot].state;
    return waits(state) || (state == STATE_FAILED && run->state == STATE_FAILED &&
                            !mirror_is_final(run->groups[run->plan->slot_group[slot]].state));
}

static enum refusal refusal_of_target(const struct mirror *run,
                                      const struct orchestrator_operation *operation)
{
    uint32_t index = operation->index;
    bool allowed = true;
    if (operation->what == DO_COMPLETE_GATE)
        return run->gates[index].state == STATE_NOT_STARTED ? REFUSAL_GATE_NOT_REACHED
               : mirror_is_final(run->gates[index].state)   ? REFUSAL_GATE_DONE
                                                            : REFUSAL_NONE;
    if (operation->what == DO_SKIP_WAIT && run->plan->stages[index].wait_s == 0)
        return REFUSAL_NO_TARGET;
    if (operation->what == DO_SKIP_STAGE)
        allowed = !mirror_is_final(run->stages[index].state);
    else if (operation->what == DO_SKIP_GROUP)
        allowed = !mirror_is_final(run->groups[index].state);
    else if (operation->what == DO_SKIP_MEMBER)
        allowed = member_can_be_skipped(run, index);
    else if (operation->what == DO_SKIP_WAIT)
        allowed = !mirror_is_final(run->stages[index].wait);
    return allowed ? REFUSAL_NONE : REFUSAL_TARGET_STATE;
}

static enum refusal refusal_of(const struct watch *watch,
                               const struct orchestrator_operation *operation)
{
    if (operation->what == DO_LEAVE || operation->what == DO_LOOK)
        return REFUSAL_NONE;
    const struct mirror *run = &watch->runs[operation->run];
    if (operation->what == DO_CREATE)
        return run->exists ? REFUSAL_RUN_EXISTS : REFUSAL_NONE;
    if (!run->exists)
        return REFUSAL_NO_RUN;
    if (!is_in_plan(run->plan, operation))
        return REFUSAL_NO_TARGET;
    if (!run_allows(run, operation->what))
        return REFUSAL_RUN_STATE;
    return refusal_of_target(run, operation);
}

/* ---- What belongs to it. */

static bool is_in_group(const struct plan *plan, const struct orchestrator_transition *t,
                        uint32_t group)
{
    return (t->level == ORCHESTRATOR_GROUP && t->index == group) ||
           (t->level == ORCHESTRATOR_MEMBER && plan->slot_group[t->index] == group) ||
           (t->level == ORCHESTRATOR_GATE && plan->gates[t->index].group == group);
}

static bool is_in_stage(const struct plan *plan, const struct orchestrator_transition *t,
                        uint32_t stage)
{
    if (t->level == ORCHESTRATOR_STAGE || t->level == ORCHESTRATOR_WAIT)
        return t->index == stage;
    if (t->level == ORCHESTRATOR_GATE)
        return plan->gates[t->index].stage == stage;
    uint32_t group = t->level == ORCHESTRATOR_GROUP    ? t->index
                     : t->level == ORCHESTRATOR_MEMBER ? plan->slot_group[t->index]
                                                       : NONE;
    return group != NONE && plan->groups[group].stage == stage;
}

/* The gates before the current stage, or before its groups, and those of groups without members. */
static bool is_reached_by_start(const struct mirror *run, const struct orchestrator_transition *t)
{
    const struct plan_gate *gate = &run->plan->gates[t->index];
    return gate->stage == mirror_current_stage(run) &&
           ((t->to == STATE_PENDING && gate->timing == GATE_BEFORE) ||
            t->reason == REASON_EMPTY_GROUP);
}

static bool follows_start(const struct mirror *run, const struct orchestrator_transition *t)
{
    if (t->level == ORCHESTRATOR_GATE)
        return is_reached_by_start(run, t);
    return (t->level == ORCHESTRATOR_RUN && (t->to == STATE_RUNNING || t->to == STATE_COMPLETED)) ||
           (t->level == ORCHESTRATOR_MEMBER && t->to == STATE_NOT_STARTED);
}

/* Parents whose turn has come follow later, in the roll-up. */
static bool is_at_once(const struct mirror *run, const struct orchestrator_transition *t)
{
    if (t->level == ORCHESTRATOR_STAGE)
        return t->index != mirror_current_stage(run) || run->first_start_s == INSTANT_NEVER;
    if (t->level == ORCHESTRATOR_GROUP)
        return !run->stages[run->plan->groups[t->index].stage].open || !mirror_goes_on(run);
    return true;
}

static bool follows_skip(const struct mirror *run, const struct orchestrator_operation *operation,
                         const struct orchestrator_transition *t)
{
    const struct plan *plan = run->plan;
    if (!is_at_once(run, t))
        return false;
    switch (operation->what) {
    case DO_SKIP_STAGE:
        return is_in_stage(plan, t, operation->index);
    case DO_SKIP_GROUP:
        return is_in_group(plan, t, operation->index);
    case DO_SKIP_MEMBER:
        return t->level == ORCHESTRATOR_MEMBER && t->index == operation->index;
    case DO_SKIP_WAIT:
        return t->level == ORCHESTRATOR_WAIT && t->index == operation->index;
    default:
        return false;
    }
}

static bool follows_from(const struct watch *watch, const struct orchestrator_operation *operation,
                         const struct orchestrator_transition *t)
{
    const struct plan *plan = watch->runs[t->run].plan;
    if (operation->what == DO_LEAVE)
        return t->level == ORCHESTRATOR_MEMBER && t->reason == REASON_MEMBER_LEFT &&
               plan->members[t->index] == operation->index;
    if (t->run != operation->run)
        return false;
    if (operation->what == DO_START)
        return follows_start(&watch->runs[t->run], t);
    if (operation->what == DO_COMPLETE_GATE)
        return t->level == ORCHESTRATOR_GATE && t->index == operation->index &&
               t->to == STATE_COMPLETED;
    return t->to == STATE_SKIPPED && t->reason == REASON_SKIPPED_BY_REQUEST &&
           follows_skip(&watch->runs[t->run], operation, t);
}

bool watch_is_asked_for(const struct watch *watch, const struct orchestrator_transition *t)
{
    return watch->asked != NULL && follows_from(watch, watch->asked, t);
}

static void read_what_follows(struct watch *watch, const struct orchestrator_operation *operation)
{
    watch->asked = operation;
    while (watch->next < watch->told->transition_count && watch->breach[0] == '\0' &&
           follows_from(watch, operation, &watch->told->transitions[watch->next]))
        watch_read(watch);
    watch->asked = NULL;
}

/* ---- What it must have come to. */

/* R28: members to be tried again. */
static uint32_t count_to_retry(const struct mirror *run)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < run->plan->group_count; i++)
        if (!mirror_is_final(run->groups[i].state))
            count += run->groups[i].members[STATE_FAILED];
    return count;
}

static bool nobody_waits(const struct mirror *run, uint32_t group)
{
    const uint32_t *members = run->groups[group].members;
    return members[STATE_NOT_STARTED] + members[STATE_PENDING] == 0 &&
           (run->state != STATE_FAILED || members[STATE_FAILED] == 0);
}

static bool group_is_skipped(const struct mirror *run, uint32_t index)
{
    const struct plan_group *group = &run->plan->groups[index];
    return mirror_is_final(run->groups[index].state) ||
           (nobody_waits(run, index) && mirror_gates_done(run, group->before) &&
            mirror_gates_done(run, group->after));
}

static bool stage_is_skipped(const struct mirror *run, uint32_t index)
{
    const struct plan_stage *stage = &run->plan->stages[index];
    for (uint32_t i = stage->group_first; i < stage->group_first + stage->group_count; i++)
        if (!group_is_skipped(run, i))
            return false;
    return mirror_gates_done(run, stage->before) && mirror_gates_done(run, stage->after) &&
           (stage->wait_s == 0 || mirror_is_final(run->stages[index].wait));
}

static bool nobody_is_left_of(const struct watch *watch, uint32_t member)
{
    for (uint32_t i = 0; i < watch->scenario->run_count; i++) {
        const struct mirror *run = &watch->runs[i];
        uint32_t slot = run->exists ? run->plan->slot_of[member] : NONE;
        if (slot != NONE && waits((enum update_state)run->members[slot].state))
            return false;
    }
    return true;
}

static bool is_done(const struct watch *watch, const struct orchestrator_operation *operation,
                    uint32_t to_retry)
{
    const struct mirror *run = &watch->runs[operation->run];
    switch (operation->what) {
    case DO_START:
        return run->retried == to_retry &&
               (run->state == STATE_RUNNING || run->state == STATE_COMPLETED);
    case DO_SKIP_STAGE:
        return stage_is_skipped(run, operation->index);
    case DO_SKIP_GROUP:
        return group_is_skipped(run, operation->index);
    case DO_SKIP_MEMBER:
        return run->members[operation->index].state == STATE_SKIPPED;
    case DO_SKIP_WAIT:
        return run->stages[operation->index].wait == STATE_SKIPPED;
    case DO_COMPLETE_GATE:
        return run->gates[operation->index].state == STATE_COMPLETED;
    case DO_LEAVE:
        return nobody_is_left_of(watch, operation->index);
    default:
        return true;
    }
}

/* ---- What the watch knows of it before anything follows. */

static void skip_of_group(struct mirror *run, uint32_t group)
{
    if (!mirror_is_final(run->groups[group].state))
        run->groups[group].skip_asked = true;
}

static void skip_of_stage(struct mirror *run, uint32_t index)
{
    const struct plan_stage *stage = &run->plan->stages[index];
    run->stages[index].skip_asked = true;
    for (uint32_t i = stage->group_first; i < stage->group_first + stage->group_count; i++)
        skip_of_group(run, i);
}

static void note(struct watch *watch, const struct orchestrator_operation *operation)
{
    struct mirror *run = &watch->runs[operation->run];
    if (operation->what == DO_CREATE)
        mirror_create(
            run,
            world_setup(host_world(watch->host))->runs[operation->run].plans[operation->index]);
    else if (operation->what == DO_START)
        run->stopping = run->failed = run->rests = false;
    else if (operation->what == DO_STOP)
        run->stopping = true;
    else if (operation->what == DO_SKIP_STAGE)
        skip_of_stage(run, operation->index);
    else if (operation->what == DO_SKIP_GROUP)
        skip_of_group(run, operation->index);
    if (operation->what != DO_LEAVE && operation->what != DO_LOOK)
        run->happened = true;
}

/* ---- */

void watch_asked(struct watch *watch, const struct orchestrator_operation *operation,
                 enum refusal refusal)
{
    enum refusal should_be = refusal_of(watch, operation);
    uint32_t run = operation->run, index = operation->index;
    watch->coverage->refusals[refusal]++;
    if (refusal != should_be)
        watch_complain(watch, "operation %d at %u of run %u is refused with %d, should be %d",
                       (int)operation->what, index, run, (int)refusal, (int)should_be);
    if (refusal != REFUSAL_NONE || watch->breach[0] != '\0')
        return;
    watch->coverage->obeyed[operation->what][watch->runs[run].state]++;
    uint32_t to_retry = operation->what == DO_START ? count_to_retry(&watch->runs[run]) : 0;
    note(watch, operation);
    read_what_follows(watch, operation);
    if (!is_done(watch, operation, to_retry))
        watch_complain(watch, "operation %d at %u of run %u was not carried out",
                       (int)operation->what, index, run);
}
