#include "models/plan.h"

#include <stdlib.h>
#include <string.h>

/* How a group chooses: by selectors, or without one of its own by its name. */
struct chooser {
    const struct selector *stage, *own;
};

/* What plan_resolve works with: the finished strategy, the plan being filled, and where warnings
 * go. */
struct planner {
    struct arena *arena;
    const struct fleet *fleet;
    const struct strategy *strategy;
    struct plan_limits limits;
    const char *where;
    struct warnings *warnings;
    struct plan_stage *stages;
    struct plan_group *groups;
    uint32_t stage_count, group_count;
    struct plan_gate *gates;
    uint32_t gate_count;
    struct chooser *choosers; /* per group of the plan */
    bool by_labels;           /* some group has a selector */
    uint32_t *group_of;       /* per fleet group: the plan's group, or NONE */
    uint32_t *chosen;         /* per member: its group, or NONE */
};

uint32_t limit_concurrency(struct limit limit, uint32_t of, uint32_t fallback)
{
    if (!limit.given)
        return fallback;
    if (!limit.amount.percent)
        return limit.amount.value;
    uint32_t part = (uint32_t)((uint64_t)limit.amount.value * of / 100);
    return part > 0 ? part : 1;
}

uint32_t limit_failures(struct limit limit, uint32_t of, uint32_t fallback)
{
    return limit.given ? amount_round_up(limit.amount, of) : fallback;
}

const char *gate_timing_name(enum gate_timing timing)
{
    return timing == GATE_BEFORE ? "before" : "after";
}

/* ---- References to gates. */

/* "before/0", ... */
static bool parse_place(const char *text, enum gate_timing *timing, uint32_t *position)
{
    bool before = strncmp(text, "before/", 7) == 0;
    if (!before && strncmp(text, "after/", 6) != 0)
        return false;
    const char *digits = text + (before ? 7 : 6);
    char *end;
    *timing = before ? GATE_BEFORE : GATE_AFTER;
    *position = (uint32_t)strtoul(digits, &end, 10);
    return *digits >= '0' && *digits <= '9' && *end == '\0' && strlen(digits) < 10;
}

static bool is_called(const char *name, const char *text, size_t length)
{
    return strlen(name) == length && strncmp(name, text, length) == 0;
}

/* The second last slash, since a name may hold some itself. */
static const char *find_place(const char *reference)
{
    const char *at = strrchr(reference, '/');
    while (at != NULL && at > reference && *--at != '/')
        continue;
    return at != NULL && *at == '/' ? at : NULL;
}

/* By position: "Stage:NAME/before/0", "Group:NAME/after/1". */
static bool stands_at(const struct plan *plan, const struct plan_gate *gate, const char *reference)
{
    bool group = strncmp(reference, "Group:", 6) == 0;
    const char *name = reference + 6, *slash = find_place(reference);
    enum gate_timing timing;
    uint32_t position;
    if ((!group && strncmp(reference, "Stage:", 6) != 0) || slash == NULL ||
        group != (gate->group != NONE) || !parse_place(slash + 1, &timing, &position))
        return false;
    const char *owner = group ? plan->groups[gate->group].name : plan->stages[gate->stage].name;
    return gate->timing == timing && gate->position == position &&
           is_called(owner, name, (size_t)(slash - name));
}

uint32_t plan_find_gates(const struct plan *plan, const char *reference, uint32_t *first)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < plan->gate_count; i++) {
        const struct plan_gate *gate = &plan->gates[i];
        bool named = gate->display_name != NULL && strcmp(gate->display_name, reference) == 0;
        if (!named && !stands_at(plan, gate, reference))
            continue;
        if (count++ == 0)
            *first = i;
    }
    return count;
}

const char *plan_gate_position(struct arena *arena, const struct plan *plan, uint32_t gate)
{
    const struct plan_gate *of = &plan->gates[gate];
    bool own = of->group == NONE;
    return arena_printf(arena, "%s:%s/%s/%u", own ? "Stage" : "Group",
                        own ? plan->stages[of->stage].name : plan->groups[of->group].name,
                        gate_timing_name(of->timing), of->position);
}

static const char *plural(uint32_t count)
{
    return count == 1 ? "" : "s";
}

/* ---- Which group a member stands in: by name (R2) or by selectors (R5). */

struct named {
    const char *name;
    uint32_t index;
};

static int compare_named(const void *a, const void *b)
{
    return strcmp(((const struct named *)a)->name, ((const struct named *)b)->name);
}

static struct named *sorted_fleet_groups(struct arena *arena, const struct fleet *fleet)
{
    struct named *names = arena_array(arena, struct named, fleet->group_count);
    for (uint32_t i = 0; i < fleet->group_count; i++)
        names[i] = (struct named){fleet->groups[i], i};
    qsort(names, fleet->group_count, sizeof *names, compare_named);
    return names;
}

/* A group's name chooses the members that carry it, unless selectors do. */
static void map_groups(struct planner *planner)
{
    const struct fleet *fleet = planner->fleet;
    struct named *names = sorted_fleet_groups(planner->arena, fleet);
    planner->group_of = arena_array(planner->arena, uint32_t, fleet->group_count);
    for (uint32_t i = 0; i < fleet->group_count; i++)
        planner->group_of[i] = NONE;
    for (uint32_t g = 0; g < planner->group_count; g++) {
        struct named key = {.name = planner->groups[g].name};
        const struct named *found =
            bsearch(&key, names, fleet->group_count, sizeof *names, compare_named);
        if (found && !planner->choosers[g].own && planner->group_of[found->index] == NONE)
            planner->group_of[found->index] = g;
    }
}

static bool chooses(const struct selector *selector, const struct member *member)
{
    return !selector || selector_chooses(selector, member->labels, member->label_count);
}

/* The first group from `from` on whose own selector chooses the member, or NONE. */
static uint32_t first_by_labels(const struct planner *planner, const struct member *member,
                                uint32_t from)
{
    for (uint32_t g = from; g < planner->group_count; g++) {
        const struct chooser *chooser = &planner->choosers[g];
        if (chooser->own && chooses(chooser->own, member) && chooses(chooser->stage, member))
            return g;
    }
    return NONE;
}

static uint32_t by_name(const struct planner *planner, const struct member *member)
{
    uint32_t group = member->group == NONE ? NONE : planner->group_of[member->group];
    return group != NONE && chooses(planner->choosers[group].stage, member) ? group : NONE;
}

/* The first group that would have it, and in *second another one, or NONE. */
static uint32_t choose_group(const struct planner *planner, const struct member *member,
                             uint32_t *second)
{
    uint32_t named = by_name(planner, member), labelled = NONE;
    *second = NONE;
    if (planner->by_labels) {
        labelled = first_by_labels(planner, member, 0);
        if (labelled != NONE)
            *second = named != NONE ? (named > labelled ? named : labelled)
                                    : first_by_labels(planner, member, labelled + 1);
    }
    return labelled < named ? labelled : named;
}

static void warn_of_chosen_twice(const struct planner *planner, uint32_t count, uint32_t member,
                                 uint32_t second)
{
    uint32_t first = planner->chosen[member];
    warnings_add(planner->warnings, "members-selected-twice", planner->where,
                 "%u member%s would be in two groups of the strategy and %s to the first in order "
                 "(first: %s, in %s and not in %s)",
                 count, plural(count), count == 1 ? "goes" : "go",
                 planner->fleet->members[member].name, planner->groups[first].name,
                 planner->groups[second].name);
}

/* Without a strategy everybody stands in the one group, members of no group too (R3). */
static void choose_groups(struct planner *planner)
{
    uint32_t members = planner->fleet->member_count, twice = 0, example = 0, other = NONE;
    planner->chosen = arena_array(planner->arena, uint32_t, members);
    for (uint32_t m = 0; m < members; m++) {
        uint32_t second = NONE;
        planner->chosen[m] = NONE;
        if (fleet_has(planner->fleet, m))
            planner->chosen[m] =
                planner->strategy ? choose_group(planner, &planner->fleet->members[m], &second) : 0;
        if (second != NONE && twice++ == 0) {
            example = m;
            other = second;
        }
    }
    if (twice > 0)
        warn_of_chosen_twice(planner, twice, example, other);
}

/* ---- Stages and groups as written. */

/* A stage without groups has an implicit one (R5). */
static uint32_t group_count_of(const struct strategy_stage *stage)
{
    return stage->group_count > 0 ? (uint32_t)stage->group_count : 1;
}

static uint32_t count_groups(const struct strategy *strategy)
{
    uint32_t count = 0;
    for (size_t s = 0; s < strategy->stage_count; s++)
        count += group_count_of(&strategy->stages[s]);
    return count;
}

static size_t count_gates(const struct strategy *strategy)
{
    size_t count = 0;
    for (size_t s = 0; s < strategy->stage_count; s++) {
        const struct strategy_stage *stage = &strategy->stages[s];
        count += stage->before.count + stage->after.count;
        for (size_t g = 0; g < stage->group_count; g++)
            count += stage->groups[g].before.count + stage->groups[g].after.count;
    }
    return count;
}

static struct plan_gates copy_gates(struct planner *planner, const struct gates *written,
                                    enum gate_timing timing, uint32_t stage, uint32_t group)
{
    struct plan_gates gates = {planner->gate_count, (uint32_t)written->count};
    for (uint32_t i = 0; i < gates.count; i++)
        planner->gates[planner->gate_count++] =
            (struct plan_gate){.display_name = written->list[i].display_name,
                               .type = written->list[i].type,
                               .stage = stage,
                               .group = group,
                               .timing = timing,
                               .position = i,
                               .schedule = written->list[i].schedule};
    return gates;
}

static void copy_group(struct planner *planner, const struct strategy_stage *stage,
                       const struct strategy_group *written)
{
    uint32_t group = planner->group_count++, in = planner->stage_count - 1;
    planner->choosers[group] = (struct chooser){stage->selector, written->selector};
    planner->groups[group] =
        (struct plan_group){.name = written->name, .stage = in, .selector = written->selector};
    planner->groups[group].before = copy_gates(planner, &written->before, GATE_BEFORE, in, group);
    planner->groups[group].after = copy_gates(planner, &written->after, GATE_AFTER, in, group);
}

static void add_implicit_group(struct planner *planner, const struct strategy_stage *stage)
{
    uint32_t group = planner->group_count++;
    planner->choosers[group] = (struct chooser){NULL, stage->selector};
    planner->groups[group] = (struct plan_group){
        .name = stage->name, .stage = planner->stage_count - 1, .implicit = true};
}

static void copy_stage(struct planner *planner, const struct strategy_stage *written)
{
    uint32_t index = planner->stage_count++;
    struct plan_stage *stage = &planner->stages[index];
    *stage = (struct plan_stage){.name = written->name,
                                 .group_first = planner->group_count,
                                 .group_count = group_count_of(written),
                                 .wait_s = written->after_stage_wait_s,
                                 .selector = written->selector};
    stage->before = copy_gates(planner, &written->before, GATE_BEFORE, index, NONE);
    for (size_t g = 0; g < written->group_count; g++)
        copy_group(planner, written, &written->groups[g]);
    if (written->group_count == 0)
        add_implicit_group(planner, written);
    stage->after = copy_gates(planner, &written->after, GATE_AFTER, index, NONE);
}

static void copy_strategy(struct planner *planner)
{
    const struct strategy *strategy = planner->strategy;
    uint32_t groups = count_groups(strategy);
    planner->stages = arena_array(planner->arena, struct plan_stage, strategy->stage_count);
    planner->groups = arena_array(planner->arena, struct plan_group, groups);
    planner->choosers = arena_array(planner->arena, struct chooser, groups);
    planner->gates = arena_array(planner->arena, struct plan_gate, count_gates(strategy));
    for (size_t s = 0; s < strategy->stage_count; s++)
        copy_stage(planner, &strategy->stages[s]);
    for (uint32_t g = 0; g < groups; g++)
        planner->by_labels |= planner->choosers[g].own != NULL;
}

static void make_default(struct planner *planner)
{
    planner->stages = arena_new(planner->arena, struct plan_stage);
    planner->groups = arena_new(planner->arena, struct plan_group);
    planner->stage_count = planner->group_count = 1;
    planner->stages[0] = (struct plan_stage){.name = "default", .group_count = 1};
    planner->groups[0] = (struct plan_group){.name = "default"};
}

/* ---- Slots: a counting sort of the members by group, which keeps them in order of name (R1). */

static uint32_t count_members(struct planner *planner)
{
    uint32_t placed = 0;
    for (uint32_t m = 0; m < planner->fleet->member_count; m++) {
        uint32_t group = planner->chosen[m];
        if (group != NONE) {
            planner->groups[group].member_count++;
            placed++;
        }
    }
    return placed;
}

static void place_segments(struct planner *planner)
{
    uint32_t slot = 0;
    for (uint32_t s = 0; s < planner->stage_count; s++) {
        struct plan_stage *stage = &planner->stages[s];
        stage->member_first = slot;
        for (uint32_t i = 0; i < stage->group_count; i++) {
            struct plan_group *group = &planner->groups[stage->group_first + i];
            group->member_first = slot;
            slot += group->member_count;
        }
        stage->member_count = slot - stage->member_first;
    }
}

static void place_members(struct planner *planner, struct plan *plan)
{
    uint32_t fleet_count = planner->fleet->member_count;
    uint32_t *members = arena_array(planner->arena, uint32_t, plan->member_count);
    uint32_t *slot_group = arena_array(planner->arena, uint32_t, plan->member_count);
    uint32_t *slot_of = arena_array(planner->arena, uint32_t, fleet_count);
    uint32_t *next = arena_array(planner->arena, uint32_t, planner->group_count);
    for (uint32_t g = 0; g < planner->group_count; g++)
        next[g] = planner->groups[g].member_first;
    for (uint32_t m = 0; m < fleet_count; m++) {
        uint32_t group = planner->chosen[m];
        slot_of[m] = group == NONE ? NONE : next[group]++;
        if (group != NONE) {
            members[slot_of[m]] = m;
            slot_group[slot_of[m]] = group;
        }
    }
    plan->members = members;
    plan->slot_group = slot_group;
    plan->slot_of = slot_of;
}

/* ---- Limits (R6, R7). */

static void resolve_stage_concurrency(struct planner *planner, struct plan_stage *stage,
                                      struct limit limit)
{
    uint32_t cap = planner->limits.stage_concurrency_cap;
    uint32_t value = limit_concurrency(limit, stage->member_count, STAGE_CONCURRENCY_DEFAULT);
    if (value > cap && limit.given)
        warnings_add(planner->warnings, "concurrency-above-cap", planner->where,
                     "stage %s: maxConcurrency comes to %u, the service upgrades at most %u "
                     "members of a stage at once: %u is used",
                     stage->name, value, cap, cap);
    stage->concurrency_max = value > cap ? cap : value;
}

/* Only a plain number can exceed the group's size. An empty group has a warning of its own. */
static void resolve_group_concurrency(struct planner *planner, struct plan_group *group,
                                      struct limit limit)
{
    uint32_t of_stage = planner->stages[group->stage].concurrency_max;
    uint32_t members = group->member_count > 0 ? group->member_count : 1;
    uint32_t value = limit_concurrency(limit, members, 1);
    if (value > members && members <= of_stage && group->member_count > 0)
        warnings_add(planner->warnings, "concurrency-above-group", planner->where,
                     "group %s: maxConcurrency is %u, the group has %u member%s: %u is used",
                     group->name, value, members, plural(members), members);
    else if (value > of_stage && members > of_stage)
        warnings_add(planner->warnings, "concurrency-above-stage", planner->where,
                     "group %s: maxConcurrency comes to %u, its stage %s allows %u: %u is used",
                     group->name, value, planner->stages[group->stage].name, of_stage, of_stage);
    value = value < members ? value : members;
    group->concurrency_max = value < of_stage ? value : of_stage;
}

/* R6, R7: an implicit group has the limits of its stage. */
static void resolve_implicit(struct planner *planner, const struct plan_stage *stage)
{
    struct plan_group *group = &planner->groups[stage->group_first];
    uint32_t members = group->member_count > 0 ? group->member_count : 1;
    group->concurrency_max = members < stage->concurrency_max ? members : stage->concurrency_max;
    group->failures_max = stage->failures_max;
}

/* The stage allows failures, but groups whose limit is not written allow none. */
static void warn_of_defeated_stage(struct planner *planner, const struct plan_stage *stage,
                                   const struct strategy_stage *written)
{
    uint32_t without = 0;
    const char *first = NULL;
    for (uint32_t i = 0; i < stage->group_count; i++) {
        if (written->groups[i].max_allowed_failures.given ||
            planner->groups[stage->group_first + i].member_count == 0)
            continue;
        first = without++ == 0 ? written->groups[i].name : first;
    }
    if (without > 0)
        warnings_add(
            planner->warnings, "stage-failures-defeated", planner->where,
            "stage %s allows %u failure%s, but %u of its %u groups have no "
            "maxAllowedFailures and so allow 0 (first: %s): one failure there ends the run",
            stage->name, stage->failures_max, plural(stage->failures_max), without,
            stage->group_count, first);
}

/* The reverse: groups allow failures that the stage, its limit not written, does not. */
static void warn_of_defeated_groups(struct planner *planner, const struct plan_stage *stage)
{
    uint32_t with = 0;
    const struct plan_group *first = NULL;
    for (uint32_t i = 0; i < stage->group_count; i++) {
        const struct plan_group *group = &planner->groups[stage->group_first + i];
        if (group->failures_max > 0)
            first = with++ == 0 ? group : first;
    }
    if (with > 0)
        warnings_add(
            planner->warnings, "group-failures-defeated", planner->where,
            "stage %s has no maxAllowedFailures and so allows 0, while %u of its %u groups "
            "allow more (first: %s with %u): one failure ends the run",
            stage->name, with, stage->group_count, first->name, first->failures_max);
}

static void resolve_failures(struct planner *planner, struct plan_stage *stage,
                             const struct strategy_stage *written)
{
    stage->failures_max = limit_failures(written->max_allowed_failures, stage->member_count, 0);
    for (uint32_t i = 0; i < stage->group_count; i++) {
        struct plan_group *group = &planner->groups[stage->group_first + i];
        group->failures_max =
            limit_failures(written->groups[i].max_allowed_failures, group->member_count, 0);
    }
    if (stage->failures_max > 0)
        warn_of_defeated_stage(planner, stage, written);
    else if (!written->max_allowed_failures.given)
        warn_of_defeated_groups(planner, stage);
}

static void resolve_limits(struct planner *planner)
{
    struct strategy_group default_group = {0};
    struct strategy_stage default_stage = {.groups = &default_group, .group_count = 1};
    for (uint32_t s = 0; s < planner->stage_count; s++) {
        struct plan_stage *stage = &planner->stages[s];
        const struct strategy_stage *written =
            planner->strategy ? &planner->strategy->stages[s] : &default_stage;
        resolve_stage_concurrency(planner, stage, written->max_concurrency);
        if (written->group_count == 0) {
            stage->failures_max =
                limit_failures(written->max_allowed_failures, stage->member_count, 0);
            resolve_implicit(planner, stage);
            continue;
        }
        for (uint32_t i = 0; i < stage->group_count; i++)
            resolve_group_concurrency(planner, &planner->groups[stage->group_first + i],
                                      written->groups[i].max_concurrency);
        resolve_failures(planner, stage, written);
    }
}

/* ---- Warnings about size and membership. */

/* Said once for a scenario, however many runs it has. */
static void warn_of_fleet(const struct planner *planner)
{
    if (planner->fleet->member_count <= FLEET_MEMBERS_SUPPORTED)
        return;
    for (const struct warning *w = planner->warnings->first; w; w = w->next)
        if (strcmp(w->code, "fleet-too-large") == 0)
            return;
    warnings_add(planner->warnings, "fleet-too-large", "/fleet",
                 "the fleet has %u members, the service supports %d: %u too many",
                 planner->fleet->member_count, FLEET_MEMBERS_SUPPORTED,
                 planner->fleet->member_count - FLEET_MEMBERS_SUPPORTED);
}

static void warn_of_groups(const struct planner *planner)
{
    for (uint32_t s = 0; s < planner->stage_count; s++) {
        const struct plan_stage *stage = &planner->stages[s];
        if (stage->group_count > STAGE_GROUPS_SUPPORTED)
            warnings_add(planner->warnings, "too-many-groups", planner->where,
                         "stage %s has %u groups, the service supports %d in a stage", stage->name,
                         stage->group_count, STAGE_GROUPS_SUPPORTED);
    }
    for (uint32_t g = 0; g < planner->group_count; g++) {
        const struct plan_group *group = &planner->groups[g];
        if (group->member_count == 0)
            warnings_add(planner->warnings, "group-without-members", planner->where,
                         "group %s of stage %s has 0 members: it is skipped when its turn comes",
                         group->name, planner->stages[group->stage].name);
    }
}

static void warn_of_left_out(const struct planner *planner, const struct plan *plan)
{
    uint32_t members = fleet_size(planner->fleet), first = 0;
    uint32_t left_out = members - plan->member_count;
    if (left_out == 0)
        return;
    while (plan->slot_of[first] != NONE || !fleet_has(planner->fleet, first))
        first++;
    warnings_add(planner->warnings, "members-in-no-group", planner->where,
                 "%u of %u members %s in none of the strategy's groups and will not be upgraded "
                 "(first: %s)",
                 left_out, members, left_out == 1 ? "is" : "are",
                 planner->fleet->members[first].name);
}

void plan_resolve(struct arena *arena, const struct fleet *fleet, const struct strategy *strategy,
                  struct plan_limits limits, const char *where, struct warnings *warnings,
                  struct plan *plan)
{
    struct planner planner = {.arena = arena,
                              .fleet = fleet,
                              .strategy = strategy,
                              .limits = limits,
                              .where = where,
                              .warnings = warnings};
    if (strategy) {
        copy_strategy(&planner);
        map_groups(&planner);
    } else {
        make_default(&planner);
    }
    *plan = (struct plan){.stages = planner.stages,
                          .stage_count = planner.stage_count,
                          .groups = planner.groups,
                          .group_count = planner.group_count};
    plan->gates = planner.gates;
    plan->gate_count = planner.gate_count;
    choose_groups(&planner);
    plan->member_count = count_members(&planner);
    place_segments(&planner);
    place_members(&planner, plan);
    warn_of_fleet(&planner);
    warn_of_groups(&planner);
    warn_of_left_out(&planner, plan);
    resolve_limits(&planner);
}
