#include "models/lever_plans.h"

#include <string.h>

/* What is done to each plan; says whether it did anything. */
struct plan_change {
    bool (*stage)(const struct plan_change *change, struct plan_stage *stage);
    bool (*group)(const struct plan_change *change, struct plan_group *group);
    double left;
    uint32_t more;
};

static bool change_plan(struct arena *arena, const struct plan_change *change, struct plan *plan)
{
    struct plan_stage *stages = arena_array(arena, struct plan_stage, plan->stage_count);
    struct plan_group *groups = arena_array(arena, struct plan_group, plan->group_count);
    bool any = false;
    for (uint32_t i = 0; i < plan->stage_count; i++) {
        stages[i] = plan->stages[i];
        any |= change->stage(change, &stages[i]);
    }
    for (uint32_t i = 0; i < plan->group_count; i++) {
        groups[i] = plan->groups[i];
        any |= change->group(change, &groups[i]);
    }
    plan->stages = stages;
    plan->groups = groups;
    return any;
}

static bool change_run(struct arena *arena, const struct plan_change *change,
                       struct run_plans *plans)
{
    const struct plan **list = arena_array(arena, const struct plan *, plans->count);
    bool any = false;
    for (uint32_t i = 0; i < plans->count; i++) {
        struct plan *plan = arena_new(arena, struct plan);
        *plan = *plans->plans[i];
        any |= change_plan(arena, change, plan);
        list[i] = plan;
    }
    plans->plans = list;
    return any;
}

static void change_shown(struct arena *arena, const struct plan_change *change,
                         struct scenario *scenario)
{
    struct plan *plans = arena_array(arena, struct plan, scenario->run_count);
    struct track *tracks = arena_array(arena, struct track, scenario->track_count);
    for (uint32_t i = 0; i < scenario->run_count; i++) {
        plans[i] = scenario->plans[i];
        change_plan(arena, change, &plans[i]);
    }
    for (uint32_t i = 0; i < scenario->track_count; i++) {
        tracks[i] = scenario->tracks[i];
        tracks[i].plan = &plans[tracks[i].run_first];
    }
    scenario->plans = plans;
    scenario->tracks = tracks;
}

static bool change_plans(struct arena *arena, const struct plan_change *change,
                         struct scenario *scenario)
{
    struct run_plans *plans = arena_array(arena, struct run_plans, scenario->run_count);
    bool any = false;
    for (uint32_t i = 0; i < scenario->run_count; i++) {
        plans[i] = scenario->run_plans[i];
        any |= change_run(arena, change, &plans[i]);
    }
    if (!any)
        return false;
    scenario->run_plans = plans;
    change_shown(arena, change, scenario);
    return true;
}

static bool leave_group(const struct plan_change *change, struct plan_group *group)
{
    (void)change, (void)group;
    return false;
}

static bool shorten_wait(const struct plan_change *change, struct plan_stage *stage)
{
    int64_t was_s = stage->wait_s;
    stage->wait_s = (int64_t)((double)was_s * change->left);
    return stage->wait_s < was_s;
}

bool lever_plans_wait(struct arena *arena, double left, struct scenario *scenario)
{
    const struct plan_change change = {.stage = shorten_wait, .group = leave_group, .left = left};
    return change_plans(arena, &change, scenario);
}

/* Up to `of`, which is as good as no limit. */
static bool raise_limit(uint32_t more, uint32_t of, uint32_t *limit)
{
    if (*limit >= of)
        return false;
    *limit = more < of - *limit ? *limit + more : of;
    return true;
}

static bool raise_stage(const struct plan_change *change, struct plan_stage *stage)
{
    return raise_limit(change->more, stage->member_count, &stage->concurrency_max);
}

static bool raise_group(const struct plan_change *change, struct plan_group *group)
{
    return raise_limit(change->more, group->member_count, &group->concurrency_max);
}

bool lever_plans_more(struct arena *arena, uint32_t more, struct scenario *scenario)
{
    const struct plan_change change = {.stage = raise_stage, .group = raise_group, .more = more};
    return change_plans(arena, &change, scenario);
}

bool lever_plans_unlimited(struct arena *arena, struct scenario *scenario)
{
    return lever_plans_more(arena, UINT32_MAX, scenario);
}
