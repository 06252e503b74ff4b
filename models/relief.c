#include "models/relief.h"

#include "models/instant.h"

/* One run's operations as they are gone through. */
struct gathering {
    const struct scenario *scenario;
    const struct plan *plan; /* the one shown */
    struct relief relief;
};

static void earlier(int64_t *at_s, int64_t other_s)
{
    *at_s = other_s < *at_s ? other_s : *at_s;
}

static int64_t *never(struct arena *arena, uint32_t count)
{
    int64_t *list = arena_array(arena, int64_t, count);
    for (uint32_t i = 0; i < count; i++)
        list[i] = INSTANT_NEVER;
    return list;
}

static void free_members(struct gathering *gathering, uint32_t first, uint32_t count, int64_t at_s)
{
    for (uint32_t slot = first; slot < first + count; slot++)
        earlier(&gathering->relief.members[slot], at_s);
}

/* `index` is of the plan shown. */
static void free_target(struct gathering *gathering, const struct operation *operation,
                        uint32_t index)
{
    const struct plan *plan = gathering->plan;
    struct relief *relief = &gathering->relief;
    int64_t at_s = operation->at_s;
    switch (operation->target_kind) {
    case TARGET_STAGE:
        earlier(&relief->stages[index], at_s);
        earlier(&relief->waits[index], at_s);
        free_members(gathering, plan->stages[index].member_first, plan->stages[index].member_count,
                     at_s);
        return;
    case TARGET_GROUP:
        free_members(gathering, plan->groups[index].member_first, plan->groups[index].member_count,
                     at_s);
        return;
    case TARGET_MEMBER:
        earlier(&relief->members[index], at_s);
        return;
    case TARGET_WAIT:
        earlier(&relief->waits[index], at_s);
        return;
    case TARGET_GATE:
        earlier(&relief->gates[index], at_s);
        return;
    case TARGET_RUN:
        return;
    }
}

static uint32_t shown_index(const struct plan_shown *shown, enum target_kind kind, uint32_t index)
{
    switch (kind) {
    case TARGET_STAGE:
    case TARGET_WAIT:
        return shown->stages[index];
    case TARGET_GROUP:
        return shown->groups[index];
    case TARGET_MEMBER:
        return shown->slots[index];
    case TARGET_GATE:
        return shown->gates[index];
    case TARGET_RUN:
        break;
    }
    return index;
}

/* What it points to in each of the plans that the run may have. */
static void free_targets(struct gathering *gathering, const struct operation *operation)
{
    const struct run_plans *plans = &gathering->scenario->run_plans[operation->run];
    for (uint32_t i = 0; i < plans->count; i++) {
        const struct plan_shown *shown = plans->plans[i]->shown;
        uint32_t index = operation->index[i];
        if (index != NONE)
            free_target(gathering, operation,
                        shown == NULL ? index : shown_index(shown, operation->target_kind, index));
    }
}

static void free_leavers(struct gathering *gathering)
{
    const struct plan *plan = gathering->plan;
    for (uint32_t slot = 0; slot < plan->member_count; slot++) {
        int64_t leaves_s = gathering->scenario->fleet.members[plan->members[slot]].leaves_s;
        if (leaves_s != 0)
            earlier(&gathering->relief.members[slot], leaves_s);
    }
}

/* Those that are skipped as soon as the run is created. */
static void free_skipped(struct gathering *gathering, const struct update_run *run)
{
    for (uint32_t i = 0; i < run->skipped_count; i++) {
        uint32_t slot = gathering->plan->slot_of[run->skipped[i]];
        if (slot != NONE)
            gathering->relief.members[slot] = INT64_MIN;
    }
}

struct relief relief_of_run(struct arena *arena, const struct scenario *scenario, uint32_t run)
{
    const struct plan *plan = &scenario->plans[run];
    struct gathering gathering = {.scenario = scenario,
                                  .plan = plan,
                                  .relief = {.start_s = INSTANT_NEVER,
                                             .stages = never(arena, plan->stage_count),
                                             .waits = never(arena, plan->stage_count),
                                             .members = never(arena, plan->member_count),
                                             .gates = never(arena, plan->gate_count)}};
    for (uint32_t i = 0; i < scenario->operation_count; i++) {
        const struct operation *operation = &scenario->operations[i];
        if (operation->run != run)
            continue;
        if (operation->kind == OPERATION_START)
            earlier(&gathering.relief.start_s, operation->at_s);
        else if (operation->index != NULL)
            free_targets(&gathering, operation);
    }
    free_leavers(&gathering);
    free_skipped(&gathering, &scenario->runs[run]);
    return gathering.relief;
}
