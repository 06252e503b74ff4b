/* watch_step: is everything as it should be after a step? */
#include "tests/lib/watch_parts.h"

/* R14, R17. */
bool watch_is_moment(const struct watch *watch, uint32_t index)
{
    const struct mirror *run = &watch->runs[index];
    int64_t poll_s = watch->scenario->controller.poll_s;
    if (run->happened || poll_s == 0)
        return true;
    int64_t phase_s = world_setup(host_world(watch->host))->runs[index].poll_phase_s;
    int64_t since_s = watch->now_s - run->first_start_s - phase_s;
    return since_s >= 0 && since_s % poll_s == 0;
}

static bool must_wait(const struct watch *watch, uint32_t run, uint32_t slot)
{
    uint32_t member = watch->runs[run].plan->members[slot];
    if (watch->runs[run].members[slot].state == STATE_NOT_STARTED)
        return false;
    if (!watch_is_open(watch, run, member) || watch->busy[member] > 0)
        return true;
    struct orchestrator_standing standing = watch_standing(watch, run, member);
    return standing.skip == REASON_NONE && watch_waits_for_release(watch, &standing);
}

static void check_group_is_served(struct watch *watch, uint32_t index, uint32_t group)
{
    const struct mirror *run = &watch->runs[index];
    const struct plan_group *plan = &run->plan->groups[group];
    const uint32_t *members = run->groups[group].members;
    bool room = members[STATE_RUNNING] + members[STATE_STOPPING] < plan->concurrency_max &&
                mirror_gates_done(run, plan->before);
    uint32_t candidates = members[STATE_NOT_STARTED] + members[STATE_PENDING];
    for (uint32_t i = 0; i < plan->member_count && room && candidates > 0; i++) {
        uint32_t slot = plan->member_first + i;
        enum update_state state = (enum update_state)run->members[slot].state;
        if (state != STATE_NOT_STARTED && state != STATE_PENDING)
            continue;
        candidates--;
        if (!must_wait(watch, index, slot))
            watch_complain(watch, "%s is left %s although it could begin",
                           watch_member_name(watch, index, slot), state_name(state));
    }
}

static void check_all_are_served(struct watch *watch, uint32_t index)
{
    const struct mirror *run = &watch->runs[index];
    uint32_t current = mirror_current_stage(run);
    if (!mirror_goes_on(run) || current == run->plan->stage_count || !watch_is_moment(watch, index))
        return;
    const struct plan_stage *stage = &run->plan->stages[current];
    if (!run->stages[current].open || run->stages[current].in_progress >= stage->concurrency_max)
        return;
    for (uint32_t i = 0; i < stage->group_count; i++)
        check_group_is_served(watch, index, stage->group_first + i);
}

static void check_counts(struct watch *watch, uint32_t index)
{
    const struct orchestrator *core = host_core(watch->host);
    const struct mirror *run = &watch->runs[index];
    bool same = orchestrator_run_state(core, index) == run->state;
    for (uint32_t i = 0; i < run->plan->stage_count; i++)
        same = same && orchestrator_stage_state(core, index, i) == run->stages[i].state &&
               orchestrator_stage_failures(core, index, i) == run->stages[i].failed;
    for (uint32_t i = 0; i < run->plan->group_count; i++)
        same = same && orchestrator_group_state(core, index, i) == run->groups[i].state &&
               orchestrator_group_failures(core, index, i) == run->groups[i].members[STATE_FAILED];
    for (uint32_t i = 0; i < run->plan->member_count; i++)
        same = same && orchestrator_member_state(core, index, i) == run->members[i].state;
    for (uint32_t i = 0; i < run->plan->gate_count; i++)
        same = same && orchestrator_gate_state(core, index, i) == run->gates[i].state;
    if (!same)
        watch_complain(watch, "run %u: the core answers other than it told", index);
}

void watch_step(struct watch *watch, uint32_t index)
{
    struct mirror *run = &watch->runs[index];
    mirror_note_turn(run);
    const char *breach = mirror_parents_breach(run);
    if (breach != NULL)
        watch_complain(watch, "run %u: %s", index, breach);
    check_counts(watch, index);
    watch_gates_step(watch, index);
    check_all_are_served(watch, index);
}
