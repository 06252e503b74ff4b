#include "models/lever_plans.h"

#include <stddef.h>

/* What is done to each plan. Where `of` names a stage or group, `track` is that of the plan at
 * hand. */
struct plan_change {
    bool (*stage)(const struct plan_change *change, struct plan_stage *stage);
    bool (*group)(const struct plan_change *change, struct plan_group *group);
    bool (*gate)(struct plan_gate *gate);
    double left;
    uint32_t more;
    enum lever_limit limit;
    struct lever_limited of;
    uint32_t track;
};

static bool concerns_track(const struct plan_change *change)
{
    return change->of.track == NONE || change->of.track == change->track;
}

/* `wanted` is a number of the plan that tables show. */
static bool concerns(const struct plan_change *change, uint32_t wanted, const uint32_t *shown,
                     uint32_t index)
{
    if (change->of.track == NONE)
        return true;
    return wanted != NONE && wanted == (shown == NULL ? index : shown[index]);
}

static bool change_stages(struct arena *arena, const struct plan_change *change, struct plan *plan)
{
    struct plan_stage *stages = arena_array(arena, struct plan_stage, plan->stage_count);
    const uint32_t *shown = plan->shown == NULL ? NULL : plan->shown->stages;
    bool any = false;
    for (uint32_t i = 0; i < plan->stage_count; i++) {
        stages[i] = plan->stages[i];
        if (concerns(change, change->of.stage, shown, i))
            any |= change->stage(change, &stages[i]);
    }
    plan->stages = stages;
    return any;
}

static bool change_groups(struct arena *arena, const struct plan_change *change, struct plan *plan)
{
    struct plan_group *groups = arena_array(arena, struct plan_group, plan->group_count);
    const uint32_t *shown = plan->shown == NULL ? NULL : plan->shown->groups;
    bool any = false;
    for (uint32_t i = 0; i < plan->group_count; i++) {
        groups[i] = plan->groups[i];
        if (concerns(change, change->of.group, shown, i))
            any |= change->group(change, &groups[i]);
    }
    plan->groups = groups;
    return any;
}

static bool change_gates(struct arena *arena, const struct plan_change *change, struct plan *plan)
{
    struct plan_gate *gates = arena_array(arena, struct plan_gate, plan->gate_count);
    bool any = false;
    for (uint32_t i = 0; i < plan->gate_count; i++) {
        gates[i] = plan->gates[i];
        any |= change->gate(&gates[i]);
    }
    plan->gates = gates;
    return any;
}

static bool change_plan(struct arena *arena, const struct plan_change *change, struct plan *plan)
{
    bool any = change->stage != NULL && change_stages(arena, change, plan);
    any |= change->group != NULL && change_groups(arena, change, plan);
    any |= change->gate != NULL && change_gates(arena, change, plan);
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

/* The plans of a track's runs; `shown` and `plans` are copies of the scenario's. */
static bool change_track(struct arena *arena, const struct plan_change *change, struct track *track,
                         struct plan *shown, struct run_plans *plans)
{
    bool any = false;
    for (uint32_t run = track->run_first; run < track->run_first + track->run_count; run++) {
        any |= change_run(arena, change, &plans[run]);
        change_plan(arena, change, &shown[run]);
    }
    track->plan = &shown[track->run_first];
    return any;
}

static bool change_plans(struct arena *arena, struct plan_change change, struct scenario *scenario)
{
    struct run_plans *plans = arena_array(arena, struct run_plans, scenario->run_count);
    struct plan *shown = arena_array(arena, struct plan, scenario->run_count);
    struct track *tracks = arena_array(arena, struct track, scenario->track_count);
    bool any = false;
    for (uint32_t run = 0; run < scenario->run_count; run++) {
        plans[run] = scenario->run_plans[run];
        shown[run] = scenario->plans[run];
    }
    for (uint32_t i = 0; i < scenario->track_count; i++) {
        tracks[i] = scenario->tracks[i];
        change.track = i;
        if (concerns_track(&change))
            any |= change_track(arena, &change, &tracks[i], shown, plans);
    }
    scenario->run_plans = plans;
    scenario->plans = shown;
    scenario->tracks = tracks;
    return any;
}

static bool shorten_wait(const struct plan_change *change, struct plan_stage *stage)
{
    int64_t was_s = stage->wait_s;
    stage->wait_s = (int64_t)((double)was_s * change->left);
    return stage->wait_s < was_s;
}

bool lever_plans_wait(struct arena *arena, double left, struct scenario *scenario)
{
    const struct plan_change change = {.stage = shorten_wait, .left = left, .of = {.track = NONE}};
    return change_plans(arena, change, scenario);
}

static bool raise_limit(uint32_t more, uint32_t of, uint32_t *limit)
{
    if (*limit >= of)
        return false;
    *limit = more < of - *limit ? *limit + more : of;
    return true;
}

static bool raise_stage(const struct plan_change *change, struct plan_stage *stage)
{
    return raise_limit(change->more, stage->member_count,
                       change->limit == LIMIT_CONCURRENCY ? &stage->concurrency_max
                                                          : &stage->failures_max);
}

static bool raise_group(const struct plan_change *change, struct plan_group *group)
{
    return raise_limit(change->more, group->member_count,
                       change->limit == LIMIT_CONCURRENCY ? &group->concurrency_max
                                                          : &group->failures_max);
}

bool lever_plans_more(struct arena *arena, enum lever_limit limit, struct lever_limited of,
                      uint32_t more, struct scenario *scenario)
{
    const struct plan_change change = {
        .stage = raise_stage, .group = raise_group, .more = more, .limit = limit, .of = of};
    return change_plans(arena, change, scenario);
}

bool lever_plans_gates(struct arena *arena, bool (*gate)(struct plan_gate *gate),
                       struct scenario *scenario)
{
    return change_plans(arena, (struct plan_change){.gate = gate, .of = {.track = NONE}}, scenario);
}
