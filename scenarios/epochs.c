#include "scenarios/epochs.h"

#include "models/plan_union.h"

#include <stdlib.h>
#include <string.h>

static int compare_instants(const void *a, const void *b)
{
    int64_t first = *(const int64_t *)a, second = *(const int64_t *)b;
    return (first > second) - (first < second);
}

/* The instants, after the start and up to the horizon, at which something changes. */
struct instants {
    int64_t *list;
    size_t count;
};

static void add_instant(const struct reader *reader, struct instants *instants, int64_t at_s)
{
    if (at_s > reader->scenario->start_s && at_s <= reader->scenario->horizon_s)
        instants->list[instants->count++] = at_s;
}

static struct instants collect_instants(struct reader *reader)
{
    const struct fleet *fleet = &reader->scenario->fleet;
    size_t room = 2 * (size_t)fleet->member_count + reader->changed_member_count +
                  reader->changed_strategy_count + reader->changed_profile_count;
    struct instants instants = {.list = arena_array(reader->scratch, int64_t, room)};
    for (uint32_t i = 0; i < fleet->member_count; i++) {
        add_instant(reader, &instants, fleet->members[i].joins_s);
        add_instant(reader, &instants, fleet->members[i].leaves_s);
    }
    for (uint32_t i = 0; i < reader->changed_member_count; i++)
        add_instant(reader, &instants, reader->changed_members[i].at_s);
    for (uint32_t i = 0; i < reader->changed_strategy_count; i++)
        add_instant(reader, &instants, reader->changed_strategies[i].at_s);
    for (uint32_t i = 0; i < reader->changed_profile_count; i++)
        add_instant(reader, &instants, reader->changed_profiles[i].change.at_s);
    if (instants.count > 0)
        qsort(instants.list, instants.count, sizeof *instants.list, compare_instants);
    size_t kept = 0;
    for (size_t i = 0; i < instants.count; i++)
        if (kept == 0 || instants.list[kept - 1] != instants.list[i])
            instants.list[kept++] = instants.list[i];
    instants.count = kept;
    return instants;
}

/* ---- One epoch on the one before. */

/* Entries that take effect up to an instant: [first, end). */
static uint32_t end_of_changes(const struct reader *reader, uint32_t first, int64_t at_s)
{
    while (first < reader->changed_member_count && reader->changed_members[first].at_s <= at_s)
        first++;
    return first;
}

static void change_members(struct reader *reader, struct epoch *epoch, uint32_t first, uint32_t end)
{
    if (first == end)
        return;
    struct member *members = arena_array(reader->arena, struct member, epoch->fleet.member_count);
    struct member_change *changes = arena_array(reader->arena, struct member_change, end - first);
    memcpy(members, epoch->fleet.members, epoch->fleet.member_count * sizeof *members);
    for (uint32_t i = first; i < end; i++) {
        const struct changed_member *changed = &reader->changed_members[i];
        members[changed->change.member] = changed->member;
        changes[i - first] = changed->change;
    }
    epoch->fleet.members = members;
    epoch->changes = changes;
    epoch->change_count = end - first;
}

static uint32_t change_strategies(struct reader *reader, struct epoch *epoch, uint32_t first)
{
    uint32_t end = first, count = reader->scenario->strategy_count;
    while (end < reader->changed_strategy_count &&
           reader->changed_strategies[end].at_s <= epoch->at_s)
        end++;
    if (first == end)
        return end;
    struct strategy *strategies = arena_array(reader->arena, struct strategy, count);
    memcpy(strategies, epoch->strategies, count * sizeof *strategies);
    for (uint32_t i = first; i < end; i++)
        strategies[reader->changed_strategies[i].strategy] = *reader->changed_strategies[i].to;
    epoch->strategies = strategies;
    return end;
}

struct leaver {
    int64_t at_s;
    uint32_t member;
};

static int compare_leavers(const void *a, const void *b)
{
    const struct leaver *first = a, *second = b;
    if (first->at_s != second->at_s)
        return first->at_s < second->at_s ? -1 : 1;
    return (first->member > second->member) - (first->member < second->member);
}

/* Each epoch's part of one list of all who leave, by instant. */
static void list_leavers(struct reader *reader, struct epoch *epochs, uint32_t epoch_count)
{
    const struct fleet *fleet = &reader->scenario->fleet;
    struct leaver *leavers = arena_array(reader->scratch, struct leaver, fleet->member_count);
    uint32_t *members = arena_array(reader->arena, uint32_t, fleet->member_count);
    uint32_t count = 0, next = 0;
    for (uint32_t i = 0; i < fleet->member_count; i++)
        if (fleet->members[i].leaves_s != 0)
            leavers[count++] = (struct leaver){fleet->members[i].leaves_s, i};
    if (count > 0)
        qsort(leavers, count, sizeof *leavers, compare_leavers);
    for (uint32_t i = 0; i < count; i++)
        members[i] = leavers[i].member;
    for (uint32_t e = 0; e < epoch_count; e++) {
        epochs[e].leavers = &members[next];
        for (; next < count && leavers[next].at_s <= epochs[e].at_s; next++)
            epochs[e].leaver_count++;
    }
}

static void build_epochs(struct reader *reader, const struct instants *instants)
{
    struct scenario *scenario = reader->scenario;
    uint32_t count = (uint32_t)instants->count + 1, changed = 0, edited = 0;
    struct epoch *epochs = arena_array(reader->arena, struct epoch, count);
    epochs[0] = (struct epoch){
        .at_s = scenario->start_s, .fleet = scenario->fleet, .strategies = scenario->strategies};
    for (uint32_t e = 0; e < count; e++) {
        struct epoch *epoch = &epochs[e];
        if (e > 0)
            *epoch = (struct epoch){.at_s = instants->list[e - 1],
                                    .fleet = epochs[e - 1].fleet,
                                    .strategies = epochs[e - 1].strategies};
        epoch->fleet.at_s = epoch->at_s;
        uint32_t end = end_of_changes(reader, changed, epoch->at_s);
        change_members(reader, epoch, changed, end);
        changed = end;
        edited = change_strategies(reader, epoch, edited);
    }
    list_leavers(reader, epochs, count);
    scenario->epochs = epochs;
    scenario->epoch_count = count;
}

/* ---- Plans. */

/* The strategy that a profile has in the epoch. */
static const struct strategy *strategy_of_profile(const struct reader *reader, uint32_t profile,
                                                  const struct epoch *epoch)
{
    const struct strategy *strategy = reader->scenario->profiles[profile].strategy;
    for (uint32_t i = 0; i < reader->changed_profile_count; i++) {
        const struct profile_change *change = &reader->changed_profiles[i].change;
        if (change->profile == profile && change->at_s <= epoch->at_s)
            strategy = change->to.strategy;
    }
    return strategy;
}

/* The run's strategy as it stands in the epoch; one written inside the run never changes. */
static const struct strategy *strategy_in(const struct reader *reader, const struct update_run *run,
                                          const struct epoch *epoch)
{
    const struct strategy *strategy = run->start == RUN_START_PROFILE
                                          ? strategy_of_profile(reader, run->profile, epoch)
                                          : run->strategy;
    if (strategy == NULL || strategy->name == NULL)
        return strategy;
    return &epoch->strategies[names_find(&reader->strategies, strategy->name)];
}

/* The same members in the same groups of the same strategy: then the limits are the same, too. */
static bool same_plan(const struct plan *a, const struct plan *b, uint32_t fleet_count)
{
    return a->member_count == b->member_count &&
           memcmp(a->slot_of, b->slot_of, fleet_count * sizeof *a->slot_of) == 0 &&
           memcmp(a->slot_group, b->slot_group, a->member_count * sizeof *a->slot_group) == 0;
}

/* A run whose plans are resolved, and the place of what is warned about it. */
struct resolving {
    struct reader *reader;
    const struct update_run *run;
    const char *where;
};

/* What a run created in the epoch does; only the first of its plans is warned about. */
static void resolve_plan(const struct resolving *resolving, const struct epoch *epoch, bool warned,
                         struct plan *plan)
{
    struct reader *reader = resolving->reader;
    struct scenario *scenario = reader->scenario;
    struct plan_limits limits = {scenario->controller.stage_concurrency_cap};
    struct warnings unheard;
    warnings_init(&unheard, reader->scratch);
    plan_resolve(reader->arena, &epoch->fleet, strategy_in(reader, resolving->run, epoch), limits,
                 resolving->where, warned ? &unheard : &scenario->warnings, plan);
}

static bool same_strategy(const struct resolving *resolving, const struct epoch *a,
                          const struct epoch *b)
{
    const struct strategy *first = strategy_in(resolving->reader, resolving->run, a);
    const struct strategy *second = strategy_in(resolving->reader, resolving->run, b);
    if (first == NULL || second == NULL)
        return first == second;
    return first->stages == second->stages;
}

/* Every epoch's plan of a run whose creation is not known; equal neighbours share one. */
static void resolve_all(const struct resolving *resolving, struct run_plans *plans,
                        struct plan *shown)
{
    struct arena *arena = resolving->reader->arena;
    const struct scenario *scenario = resolving->reader->scenario;
    struct plan **list = arena_array(arena, struct plan *, scenario->epoch_count);
    uint32_t *of_epoch = arena_array(arena, uint32_t, scenario->epoch_count);
    for (uint32_t e = 0; e < scenario->epoch_count; e++) {
        const struct epoch *epoch = &scenario->epochs[e];
        struct plan *plan = arena_new(arena, struct plan);
        resolve_plan(resolving, epoch, e > 0, plan);
        if (e == 0 || !same_strategy(resolving, epoch, &scenario->epochs[e - 1]) ||
            !same_plan(plan, list[plans->count - 1], scenario->fleet.member_count))
            list[plans->count++] = plan;
        of_epoch[e] = plans->count - 1;
    }
    plans->plans = (const struct plan *const *)list;
    plans->of_epoch = of_epoch;
    if (plans->count == 1)
        *shown = *list[0];
    else
        plan_union(arena, scenario->fleet.member_count, list, plans->count, shown);
}

static void resolve_one(const struct resolving *resolving, int64_t create_s,
                        struct run_plans *plans, struct plan *shown)
{
    const struct scenario *scenario = resolving->reader->scenario;
    uint32_t epoch = epoch_at(scenario->epochs, scenario->epoch_count, create_s);
    const struct plan **list = arena_new(resolving->reader->arena, const struct plan *);
    resolve_plan(resolving, &scenario->epochs[epoch], false, shown);
    list[0] = shown;
    *plans = (struct run_plans){.plans = list, .count = 1};
}

void epochs_plan(struct reader *reader, const struct update_run *run, int64_t create_s,
                 const char *where, struct run_plans *plans, struct plan *shown)
{
    const struct resolving resolving = {reader, run, where};
    if (reader->scenario->epoch_count == 1)
        resolve_one(&resolving, reader->scenario->start_s, plans, shown);
    else if (create_s != INSTANT_NEVER)
        resolve_one(&resolving, create_s, plans, shown);
    else
        resolve_all(&resolving, plans, shown);
}

/* When the run is created, if that is known: a manual one at the scenario's start or by an
 * operation (R4). */
static int64_t creation_of(const struct reader *reader, uint32_t run)
{
    const struct update_run *update_run = &reader->scenario->runs[run];
    if (update_run->start == RUN_START_AT)
        return update_run->start_s;
    if (update_run->start == RUN_START_AFTER)
        return INSTANT_NEVER;
    for (uint32_t i = 0; i < reader->asked_count; i++)
        if (reader->asked[i].kind == OPERATION_CREATE_RUN && reader->asked[i].run == run)
            return reader->asked[i].at_s;
    return reader->scenario->start_s;
}

static void plan_runs(struct reader *reader)
{
    struct scenario *scenario = reader->scenario;
    struct plan *shown = arena_array(reader->arena, struct plan, scenario->run_count);
    struct run_plans *plans = arena_array(reader->arena, struct run_plans, scenario->run_count);
    for (uint32_t run = 0; run < scenario->run_count; run++)
        epochs_plan(reader, &scenario->runs[run], creation_of(reader, run),
                    arena_printf(reader->scratch, "/updateRuns/%u", run), &plans[run], &shown[run]);
    scenario->plans = shown;
    scenario->run_plans = plans;
}

bool epochs_build(struct reader *reader)
{
    struct instants instants = collect_instants(reader);
    if (instants.count >= EPOCHS_MAX)
        return reader_problem(reader, json_get(reader->root, "fleet"), PATH_KEY(NULL, "fleet"),
                              PROBLEM_EPOCHS_MANY,
                              arena_printf(reader->scratch, "%zu", instants.count),
                              arena_printf(reader->scratch, "%d", EPOCHS_MAX - 1));
    build_epochs(reader, &instants);
    reader->scenario->fleet = reader->scenario->epochs[0].fleet;
    plan_runs(reader);
    return true;
}
