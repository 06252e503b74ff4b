/* watch_gate: may a gate or an after-stage wait go on, and is none forgotten (R19 to R21)? */
#include "tests/lib/watch_parts.h"

/* ---- Gates. */

static uint32_t left_in_stage(const struct mirror *run, uint32_t index)
{
    const struct plan_stage *stage = &run->plan->stages[index];
    uint32_t left = 0;
    for (uint32_t i = stage->group_first; i < stage->group_first + stage->group_count; i++)
        left += mirror_members_left(run, i);
    return left;
}

/* Where the gates of its stage or group stand in the order of R20: what is wrong, or NULL. */
static const char *wrong_turn_of_gate(const struct mirror *run, const struct plan_gate *gate)
{
    const struct plan_stage *stage = &run->plan->stages[gate->stage];
    bool before = gate->timing == GATE_BEFORE;
    if (!mirror_goes_on(run) || run->stopping)
        return "in a run that does not go on";
    if (gate->stage != mirror_current_stage(run))
        return "before its stage's turn";
    if (gate->group == NONE && before)
        return run->stages[gate->stage].open ? "after its stage has begun" : NULL;
    if (!mirror_gates_done(run, stage->before))
        return "before the gates of its stage are done";
    if (gate->group == NONE)
        return mirror_groups_are_over(run, gate->stage) ? NULL : "before its groups are over";
    if (before)
        return run->groups[gate->group].begun && run->groups[gate->group].members[STATE_RUNNING] > 0
                   ? "after its members have begun"
                   : NULL;
    return mirror_members_left(run, gate->group) == 0 &&
                   mirror_gates_done(run, run->plan->groups[gate->group].before)
               ? NULL
               : "before its members are done";
}

static bool is_next_occurrence(const struct plan_gate *gate, int64_t from_s, int64_t due_s)
{
    int64_t local_s = due_s + gate->schedule.utc_offset_s;
    int64_t day = local_s / DAY_S; /* day 0 was a Thursday */
    return due_s > from_s && due_s <= from_s + 7 * DAY_S &&
           local_s % DAY_S == gate->schedule.start_time_s &&
           (day + 4) % 7 == gate->schedule.weekday;
}

static void reach(struct watch *watch, const struct orchestrator_transition *t)
{
    struct mirror *run = &watch->runs[t->run];
    const struct plan_gate *gate = &run->plan->gates[t->index];
    bool scheduled = gate->type == GATE_SCHEDULED_START;
    uint32_t left = gate->group == NONE ? left_in_stage(run, gate->stage)
                                        : mirror_members_left(run, gate->group);
    const char *wrong = wrong_turn_of_gate(run, gate);
    if (wrong == NULL && gate->timing == GATE_BEFORE && left == 0)
        wrong = "though nobody is left behind it";
    if (wrong == NULL &&
        (scheduled ? !is_next_occurrence(gate, watch->now_s, t->until_s) : t->until_s != 0))
        wrong = "with a wrong instant";
    if (wrong != NULL)
        watch_complain(watch, "gate %u of run %u is reached %s", t->index, t->run, wrong);
    run->gates[t->index].due_s = scheduled ? t->until_s : INSTANT_NEVER;
    if (gate->group != NONE)
        run->groups[gate->group].begun = true;
}

static void complete(struct watch *watch, const struct orchestrator_transition *t)
{
    struct mirror *run = &watch->runs[t->run];
    if (!watch_is_asked_for(watch, t) && run->gates[t->index].due_s != watch->now_s)
        watch_complain(watch, "gate %u of run %u is completed by nobody", t->index, t->run);
    run->happened = true;
}

/* By request, or since nobody is left in its group or stage when its turn comes. */
static void skip(struct watch *watch, const struct orchestrator_transition *t)
{
    const struct mirror *run = &watch->runs[t->run];
    const struct plan_gate *gate = &run->plan->gates[t->index];
    uint32_t left = gate->group == NONE ? left_in_stage(run, gate->stage)
                                        : mirror_members_left(run, gate->group);
    bool asked = t->reason == REASON_SKIPPED_BY_REQUEST && watch_is_asked_for(watch, t);
    bool nobody = t->reason == REASON_EMPTY_GROUP && t->from == STATE_NOT_STARTED && left == 0 &&
                  gate->stage == mirror_current_stage(run) && mirror_goes_on(run);
    if (!asked && !nobody)
        watch_complain(watch, "gate %u of run %u is skipped", t->index, t->run);
}

void watch_gate(struct watch *watch, const struct orchestrator_transition *t)
{
    if (t->to == STATE_PENDING)
        reach(watch, t);
    else if (t->to == STATE_COMPLETED)
        complete(watch, t);
    else
        skip(watch, t);
    watch->runs[t->run].gates[t->index].state = (enum update_state)t->to;
    if (t->reason == REASON_EMPTY_GROUP)
        mirror_note_turn(&watch->runs[t->run]); /* nothing holds its groups up */
}

/* ---- The wait. */

static const char *wrong_with_wait(const struct watch *watch, const struct mirror *run,
                                   const struct orchestrator_transition *t)
{
    const struct mirror_stage *stage = &run->stages[t->index];
    if (t->to == STATE_SKIPPED)
        return watch_is_asked_for(watch, t) ? NULL : "skipped without being asked";
    if (t->index != mirror_current_stage(run))
        return "not the current stage's";
    if (t->to == STATE_COMPLETED)
        return stage->wait_end_s == watch->now_s ? NULL : "over at a wrong instant";
    if (!mirror_groups_are_over(run, t->index))
        return "begun before its groups are over";
    if (t->until_s != watch->now_s + run->plan->stages[t->index].wait_s)
        return "of a wrong length";
    return mirror_goes_on(run) && !run->stopping ? NULL : "begun in a run that does not go on";
}

void watch_wait(struct watch *watch, const struct orchestrator_transition *t)
{
    struct mirror *run = &watch->runs[t->run];
    const char *wrong = wrong_with_wait(watch, run, t);
    if (wrong != NULL)
        watch_complain(watch, "the wait of stage %u of run %u is %s", t->index, t->run, wrong);
    run->stages[t->index].wait = (enum update_state)t->to;
    if (t->to == STATE_RUNNING)
        run->stages[t->index].wait_end_s = t->until_s;
    else
        run->happened = true;
}

/* ---- After a step. */

static void check_reached(struct watch *watch, uint32_t run, struct plan_gates gates)
{
    if (mirror_gates_any(&watch->runs[run], gates, STATE_NOT_STARTED))
        watch_complain(watch, "run %u: gates from %u on are not reached", run, gates.first);
}

/* What a run that goes on has reached. */
static void check_turns(struct watch *watch, uint32_t index, uint32_t stage)
{
    const struct mirror *run = &watch->runs[index];
    const struct plan_stage *plan = &run->plan->stages[stage];
    check_reached(watch, index, plan->before);
    if (!run->stages[stage].open)
        return;
    for (uint32_t i = plan->group_first; i < plan->group_first + plan->group_count; i++) {
        const struct plan_group *group = &run->plan->groups[i];
        check_reached(watch, index, group->before);
        if (mirror_members_left(run, i) == 0 && mirror_gates_done(run, group->before))
            check_reached(watch, index, group->after);
    }
    if (!mirror_groups_are_over(run, stage))
        return;
    check_reached(watch, index, plan->after);
    if (plan->wait_s > 0 && run->stages[stage].wait == STATE_NOT_STARTED)
        watch_complain(watch, "run %u: the wait of stage %u does not begin", index, stage);
}

/* In any state of the run (R21). */
static void check_due(struct watch *watch, uint32_t index)
{
    const struct mirror *run = &watch->runs[index];
    for (uint32_t i = 0; i < run->plan->gate_count; i++)
        if (run->gates[i].state == STATE_PENDING && run->gates[i].due_s <= watch->now_s)
            watch_complain(watch, "gate %u of run %u is due and not done", i, index);
    for (uint32_t i = 0; i < run->plan->stage_count; i++)
        if (run->stages[i].wait == STATE_RUNNING && run->stages[i].wait_end_s <= watch->now_s)
            watch_complain(watch, "the wait of stage %u of run %u does not end", i, index);
}

void watch_gates_step(struct watch *watch, uint32_t index)
{
    const struct mirror *run = &watch->runs[index];
    uint32_t current = mirror_current_stage(run);
    check_due(watch, index);
    if (mirror_goes_on(run) && current < run->plan->stage_count)
        check_turns(watch, index, current);
}
