#include "models/run_snapshot.h"

#include "models/instant.h"

static const struct status untouched = {STATE_NOT_STARTED, INSTANT_NEVER, INSTANT_NEVER};

static struct parent_snapshot *untouched_list(struct arena *arena, uint32_t count)
{
    struct parent_snapshot *list = arena_array(arena, struct parent_snapshot, count);
    for (uint32_t i = 0; i < count; i++)
        list[i].status = untouched;
    return list;
}

const char *stop_cause_word(enum stop_cause cause)
{
    static const char *const words[STOP_CAUSE_COUNT] = {
        [STOP_NONE] = "none", [STOP_BY_USER] = "user", [STOP_BY_FAILURE] = "failure"};
    return words[cause];
}

void run_snapshot_init(struct run_snapshot *snapshot, struct arena *arena, const struct plan *plan)
{
    *snapshot = (struct run_snapshot){
        .plan = plan, .at_s = INSTANT_NEVER, .status = untouched, .first_start_s = INSTANT_NEVER};
    snapshot->stages = untouched_list(arena, plan->stage_count);
    snapshot->groups = untouched_list(arena, plan->group_count);
    snapshot->waits = arena_array(arena, struct wait_snapshot, plan->stage_count);
    for (uint32_t i = 0; i < plan->stage_count; i++)
        snapshot->waits[i] = (struct wait_snapshot){untouched, INSTANT_NEVER};
    snapshot->gates = arena_array(arena, struct gate_snapshot, plan->gate_count);
    for (uint32_t i = 0; i < plan->gate_count; i++)
        snapshot->gates[i] = (struct gate_snapshot){untouched, INSTANT_NEVER};
    snapshot->members = arena_array(arena, struct member_snapshot, plan->member_count);
    for (uint32_t i = 0; i < plan->member_count; i++)
        snapshot->members[i] = (struct member_snapshot){.status = untouched};
}

static uint32_t count_failed(const struct run_snapshot *snapshot, uint32_t first, uint32_t count)
{
    uint32_t failed = 0;
    for (uint32_t i = first; i < first + count; i++)
        failed += snapshot->members[i].status.state == STATE_FAILED;
    return failed;
}

uint32_t run_snapshot_group_failures(const struct run_snapshot *snapshot, uint32_t group)
{
    const struct plan_group *plan = &snapshot->plan->groups[group];
    return count_failed(snapshot, plan->member_first, plan->member_count);
}

uint32_t run_snapshot_stage_failures(const struct run_snapshot *snapshot, uint32_t stage)
{
    const struct plan_stage *plan = &snapshot->plan->stages[stage];
    return count_failed(snapshot, plan->member_first, plan->member_count);
}
