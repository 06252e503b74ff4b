#include "tests/lib/mirror.h"

#include <stdio.h>
#include <string.h>

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

void mirror_init(struct mirror *mirror, struct arena *arena, const struct orchestrator_run *run)
{
    uint32_t groups = 0, stages = 0, members = 0, gates = 0;
    for (uint32_t i = 0; i < run->plan_count; i++) {
        groups = larger(groups, run->plans[i]->group_count);
        stages = larger(stages, run->plans[i]->stage_count);
        members = larger(members, run->plans[i]->member_count);
        gates = larger(gates, run->plans[i]->gate_count);
    }
    mirror->groups = arena_array(arena, struct mirror_group, groups);
    mirror->stages = arena_array(arena, struct mirror_stage, stages);
    mirror->members = arena_array(arena, struct mirror_member, members);
    mirror->gates = arena_array(arena, struct mirror_gate, gates);
    mirror_create(mirror, run->plans[0]);
    mirror->exists = false;
}

void mirror_reset(struct mirror *mirror)
{
    mirror_create(mirror, mirror->plan);
    mirror->exists = false;
}

void mirror_create(struct mirror *mirror, const struct plan *plan)
{
    mirror->plan = plan;
    mirror->exists = true;
    mirror->state = STATE_NOT_STARTED;
    mirror->stopping = mirror->failed = mirror->rests = false;
    mirror->first_start_s = INSTANT_NEVER;
    memset(mirror->groups, 0, plan->group_count * sizeof *mirror->groups);
    memset(mirror->stages, 0, plan->stage_count * sizeof *mirror->stages);
    memset(mirror->members, 0, plan->member_count * sizeof *mirror->members);
    memset(mirror->gates, 0, plan->gate_count * sizeof *mirror->gates);
    for (uint32_t i = 0; i < plan->group_count; i++)
        mirror->groups[i].members[STATE_NOT_STARTED] = plan->groups[i].member_count;
}

void mirror_set_member(struct mirror *mirror, uint32_t slot, enum update_state to)
{
    struct mirror_group *group = &mirror->groups[mirror->plan->slot_group[slot]];
    struct mirror_stage *stage =
        &mirror->stages[mirror->plan->groups[mirror->plan->slot_group[slot]].stage];
    enum update_state from = (enum update_state)mirror->members[slot].state;
    group->members[from]--;
    group->members[to]++;
    group->begun = true;
    stage->in_progress += (uint32_t)mirror_in_progress(to) - (uint32_t)mirror_in_progress(from);
    stage->failed += (uint32_t)(to == STATE_FAILED) - (uint32_t)(from == STATE_FAILED);
    mirror->members[slot].state = (uint8_t)to;
}

uint32_t mirror_current_stage(const struct mirror *mirror)
{
    uint32_t stage = 0;
    while (stage < mirror->plan->stage_count && mirror_is_final(mirror->stages[stage].state))
        stage++;
    return stage;
}

void mirror_note_turn(struct mirror *mirror)
{
    uint32_t current = mirror_current_stage(mirror);
    if (mirror_goes_on(mirror) && !mirror->stopping && current < mirror->plan->stage_count &&
        mirror_gates_done(mirror, mirror->plan->stages[current].before))
        mirror->stages[current].open = true;
}

bool mirror_gates_done(const struct mirror *mirror, struct plan_gates gates)
{
    for (uint32_t i = gates.first; i < gates.first + gates.count; i++)
        if (!mirror_is_final(mirror->gates[i].state))
            return false;
    return true;
}

bool mirror_gates_any(const struct mirror *mirror, struct plan_gates gates, enum update_state state)
{
    for (uint32_t i = gates.first; i < gates.first + gates.count; i++)
        if (mirror->gates[i].state == state)
            return true;
    return false;
}

bool mirror_groups_are_over(const struct mirror *mirror, uint32_t stage)
{
    const struct plan_stage *plan = &mirror->plan->stages[stage];
    for (uint32_t i = plan->group_first; i < plan->group_first + plan->group_count; i++)
        if (!mirror_is_final(mirror->groups[i].state))
            return false;
    return true;
}

bool mirror_group_is_over_limit(const struct mirror *mirror, uint32_t group)
{
    return mirror->groups[group].members[STATE_FAILED] > mirror->plan->groups[group].failures_max;
}

bool mirror_stage_is_over_limit(const struct mirror *mirror, uint32_t stage)
{
    return mirror->stages[stage].failed > mirror->plan->stages[stage].failures_max;
}

/* ---- What parents should be. */

static const char *breach(const char *level, uint32_t index, enum update_state is,
                          enum update_state should_be)
{
    static char text[128];
    snprintf(text, sizeof text, "%s %u is %s, should be %s", level, index, state_name(is),
             state_name(should_be));
    return text;
}

static uint32_t group_in_progress(const struct mirror_group *group)
{
    return group->members[STATE_RUNNING] + group->members[STATE_STOPPING];
}

uint32_t mirror_members_left(const struct mirror *mirror, uint32_t group)
{
    const uint32_t *members = mirror->groups[group].members;
    return group_in_progress(&mirror->groups[group]) + members[STATE_NOT_STARTED] +
           members[STATE_PENDING];
}

/* Its members and its gates. */
static bool group_is_done(const struct mirror *mirror, uint32_t index)
{
    const struct plan_group *plan = &mirror->plan->groups[index];
    return mirror_members_left(mirror, index) == 0 && mirror_gates_done(mirror, plan->before) &&
           mirror_gates_done(mirror, plan->after);
}

/* R25. */
static enum update_state state_of_done_group(const struct mirror *mirror, uint32_t index)
{
    bool skipped =
        mirror->groups[index].members[STATE_SKIPPED] == mirror->plan->groups[index].member_count;
    return skipped ? STATE_SKIPPED : STATE_COMPLETED;
}

/* A gate of its own holds it up; those behind it do when its members are done. */
static bool group_waits_for_gate(const struct mirror *mirror, uint32_t index)
{
    const struct plan_group *plan = &mirror->plan->groups[index];
    return mirror_gates_any(mirror, plan->before, STATE_PENDING) ||
           (mirror_members_left(mirror, index) == 0 &&
            mirror_gates_any(mirror, plan->after, STATE_PENDING));
}

/* Before its turn only a request changes it, at once (R29). */
static enum update_state state_of_awaited_group(const struct mirror *mirror, uint32_t index)
{
    return mirror->groups[index].skip_asked ? STATE_SKIPPED : STATE_NOT_STARTED;
}

/* R24, R25, for a group of a stage whose groups have had their turn. */
static enum update_state state_of_group(const struct mirror *mirror, uint32_t index)
{
    const struct mirror_group *group = &mirror->groups[index];
    if (group_is_done(mirror, index))
        return state_of_done_group(mirror, index);
    if (group_in_progress(group) > 0)
        return STATE_RUNNING;
    if (group->members[STATE_PENDING] > 0 || group_waits_for_gate(mirror, index))
        return STATE_PENDING;
    return group->begun ? STATE_RUNNING : STATE_NOT_STARTED;
}

/* A group of the current stage while the run is Stopping (R26). One that was Stopping and has no
 * upgrade left in progress waits for the others; one that is over its limit waits for its verdict.
 */
static enum update_state state_of_group_stopping(const struct mirror *mirror, uint32_t index)
{
    const struct mirror_group *group = &mirror->groups[index];
    bool waits = group->state == STATE_STOPPING ||
                 (mirror_members_left(mirror, index) == 0 &&
                  mirror_group_is_over_limit(mirror, index) && !mirror_is_final(group->state));
    if (group_in_progress(group) > 0)
        return STATE_STOPPING;
    return waits ? group->state : state_of_group(mirror, index);
}

/* A group of the current stage when the run has become Stopped or Failed (R26). */
static enum update_state state_of_group_stopped(const struct mirror *mirror, uint32_t index)
{
    enum update_state state = mirror->groups[index].state;
    if (mirror->failed && mirror_group_is_over_limit(mirror, index))
        return STATE_FAILED;
    if (mirror_is_final(state) ||
        (group_is_done(mirror, index) && !mirror->groups[index].was_stopping))
        return state_of_done_group(mirror, index);
    return state_of_group(mirror, index) == STATE_NOT_STARTED ? STATE_NOT_STARTED : STATE_STOPPED;
}

static enum update_state state_of_current_group(const struct mirror *mirror, uint32_t stage,
                                                uint32_t index)
{
    if (!mirror->stages[stage].open)
        return state_of_awaited_group(mirror, index);
    if (mirror->state == STATE_STOPPED || mirror->state == STATE_FAILED)
        return state_of_group_stopped(mirror, index);
    return mirror->stopping ? state_of_group_stopping(mirror, index)
                            : state_of_group(mirror, index);
}

static const char *current_groups_breach(const struct mirror *mirror, uint32_t stage)
{
    const struct plan_stage *plan = &mirror->plan->stages[stage];
    for (uint32_t i = plan->group_first; i < plan->group_first + plan->group_count; i++) {
        enum update_state should_be = state_of_current_group(mirror, stage, i);
        if (mirror->groups[i].state != should_be)
            return breach("group", i, mirror->groups[i].state, should_be);
        if (mirror->stopping && mirror->groups[i].members[STATE_RUNNING] > 0)
            return "a member is Running in a run that stops";
    }
    return NULL;
}

/* Groups of stages that are over, or not yet begun. */
static const char *other_groups_breach(const struct mirror *mirror, uint32_t stage, bool over)
{
    const struct plan_stage *plan = &mirror->plan->stages[stage];
    for (uint32_t i = plan->group_first; i < plan->group_first + plan->group_count; i++) {
        const uint32_t *members = mirror->groups[i].members;
        bool untouched = members[STATE_NOT_STARTED] + members[STATE_SKIPPED] ==
                         mirror->plan->groups[i].member_count;
        enum update_state should_be =
            over ? state_of_done_group(mirror, i) : state_of_awaited_group(mirror, i);
        if (mirror->groups[i].state != should_be)
            return breach("group", i, mirror->groups[i].state, should_be);
        if (mirror_is_final(should_be) ? !group_is_done(mirror, i) : !untouched)
            return "a stage was left early, or begun early";
    }
    return NULL;
}

/* R24 for the current stage: its own gates, then what its groups say. */
static enum update_state state_of_current_stage(const struct mirror *mirror, uint32_t stage)
{
    const struct plan_stage *plan = &mirror->plan->stages[stage];
    uint32_t pending = 0, running = 0;
    bool waits = mirror_gates_any(mirror, plan->before, STATE_PENDING) ||
                 mirror_gates_any(mirror, plan->after, STATE_PENDING);
    if (waits)
        return STATE_PENDING;
    for (uint32_t i = plan->group_first; i < plan->group_first + plan->group_count; i++) {
        pending += mirror->groups[i].state == STATE_PENDING;
        running += mirror->groups[i].state == STATE_RUNNING;
    }
    return pending > 0 && running == 0 ? STATE_PENDING : STATE_RUNNING;
}

/* R25 for a stage that is over. */
static enum update_state state_of_done_stage(const struct mirror *mirror, uint32_t stage)
{
    const struct plan_stage *plan = &mirror->plan->stages[stage];
    uint32_t skipped = 0;
    for (uint32_t i = plan->group_first; i < plan->group_first + plan->group_count; i++)
        skipped += mirror->groups[i].state == STATE_SKIPPED;
    return skipped == plan->group_count ? STATE_SKIPPED : STATE_COMPLETED;
}

/* The current stage and the run are one state (R24), but before the start and after the end. A stop
 * ends in Stopped, or in Failed when a failure exceeded a limit since the last start (R26, R27). */
static const char *run_breach(const struct mirror *mirror, uint32_t current)
{
    enum update_state should_be;
    if (mirror->first_start_s == INSTANT_NEVER)
        should_be = STATE_NOT_STARTED;
    else if (current == mirror->plan->stage_count)
        should_be = STATE_COMPLETED;
    else if (mirror->stopping)
        should_be = mirror->stages[current].in_progress > 0 ? STATE_STOPPING
                    : mirror->failed                        ? STATE_FAILED
                                                            : STATE_STOPPED;
    else
        should_be = state_of_current_stage(mirror, current);
    if (mirror->state != should_be)
        return breach("run", 0, mirror->state, should_be);
    if (current < mirror->plan->stage_count && mirror->stages[current].state != should_be)
        return breach("stage", current, mirror->stages[current].state, should_be);
    return NULL;
}

static enum update_state state_of_other_stage(const struct mirror *mirror, uint32_t stage,
                                              bool over)
{
    if (over || mirror->stages[stage].skip_asked)
        return state_of_done_stage(mirror, stage);
    return STATE_NOT_STARTED;
}

const char *mirror_parents_breach(const struct mirror *mirror)
{
    uint32_t current = mirror_current_stage(mirror);
    const char *found = run_breach(mirror, current);
    bool started = mirror->first_start_s != INSTANT_NEVER;
    for (uint32_t i = 0; i < mirror->plan->stage_count && found == NULL; i++) {
        if (i == current && started && !mirror->rests)
            found = current_groups_breach(mirror, i);
        else if (i != current || !started)
            found = other_groups_breach(mirror, i, i < current);
        enum update_state should_be = state_of_other_stage(mirror, i, i < current);
        if (found == NULL && i != current && mirror->stages[i].state != should_be)
            found = breach("stage", i, mirror->stages[i].state, should_be);
    }
    return found;
}
