#include "models/plan_union.h"

#include <stdlib.h>
#include <string.h>

/* A part of the shown plan, and the first plan that has it. */
struct part {
    uint32_t plan, index;
    uint32_t stage, group; /* shown ones it belongs to; group NONE: a stage's own gate */
};

struct parts {
    struct part *list;
    uint32_t count;
};

/* What plan_union works with. The maps are per plan. */
struct merger {
    struct arena *arena;
    struct plan *const *plans;
    uint32_t plan_count, fleet_count;
    struct parts stages, groups, gates;
    struct plan_shown *maps;
};

/* One of `size` parts of `parts`, beginning behind the one found before: neighbours mostly stand
 * beside one another in every plan. */
struct search {
    uint32_t next;
};

typedef bool same_part(const struct merger *merger, const struct part *a, const struct part *b);

static uint32_t find_or_add(const struct merger *merger, struct parts *parts, struct search *search,
                            const struct part *part, same_part *same)
{
    for (uint32_t i = 0; i < parts->count; i++) {
        uint32_t at = (search->next + i) % parts->count;
        if (same(merger, &parts->list[at], part)) {
            search->next = at + 1;
            return at;
        }
    }
    parts->list[parts->count] = *part;
    return parts->count++;
}

static const struct plan_stage *stage_of(const struct merger *merger, const struct part *part)
{
    return &merger->plans[part->plan]->stages[part->index];
}

static const struct plan_group *group_of(const struct merger *merger, const struct part *part)
{
    return &merger->plans[part->plan]->groups[part->index];
}

static const struct plan_gate *gate_of(const struct merger *merger, const struct part *part)
{
    return &merger->plans[part->plan]->gates[part->index];
}

static bool same_stage(const struct merger *merger, const struct part *a, const struct part *b)
{
    return strcmp(stage_of(merger, a)->name, stage_of(merger, b)->name) == 0;
}

static bool same_group(const struct merger *merger, const struct part *a, const struct part *b)
{
    return a->stage == b->stage &&
           strcmp(group_of(merger, a)->name, group_of(merger, b)->name) == 0;
}

static bool same_gate(const struct merger *merger, const struct part *a, const struct part *b)
{
    return a->stage == b->stage && a->group == b->group &&
           gate_of(merger, a)->timing == gate_of(merger, b)->timing &&
           gate_of(merger, a)->position == gate_of(merger, b)->position;
}

/* ---- The parts, in the order in which the plans bring them. */

static void take_plan(struct merger *merger, uint32_t p)
{
    const struct plan *plan = merger->plans[p];
    uint32_t *stages = arena_array(merger->arena, uint32_t, plan->stage_count);
    uint32_t *groups = arena_array(merger->arena, uint32_t, plan->group_count);
    uint32_t *gates = arena_array(merger->arena, uint32_t, plan->gate_count);
    struct search stage_search = {0}, group_search = {0}, gate_search = {0};
    for (uint32_t i = 0; i < plan->stage_count; i++) {
        struct part part = {.plan = p, .index = i};
        stages[i] = find_or_add(merger, &merger->stages, &stage_search, &part, same_stage);
    }
    for (uint32_t i = 0; i < plan->group_count; i++) {
        struct part part = {.plan = p, .index = i, .stage = stages[plan->groups[i].stage]};
        groups[i] = find_or_add(merger, &merger->groups, &group_search, &part, same_group);
    }
    for (uint32_t i = 0; i < plan->gate_count; i++) {
        const struct plan_gate *gate = &plan->gates[i];
        struct part part = {.plan = p,
                            .index = i,
                            .stage = stages[gate->stage],
                            .group = gate->group == NONE ? NONE : groups[gate->group]};
        gates[i] = find_or_add(merger, &merger->gates, &gate_search, &part, same_gate);
    }
    merger->maps[p] = (struct plan_shown){.stages = stages, .groups = groups, .gates = gates};
}

/* ---- Groups and gates in plan order: of stage 0 first. */

struct place {
    uint64_t key;
    uint32_t part;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *first = a, *second = b;
    if (first->key != second->key)
        return first->key < second->key ? -1 : 1;
    return (first->part > second->part) - (first->part < second->part);
}

/* Sorts the parts; returns where each went. */
static uint32_t *sort_parts(struct merger *merger, struct parts *parts, struct place *places)
{
    uint32_t *now = arena_array(merger->arena, uint32_t, parts->count);
    struct part *sorted = arena_array(merger->arena, struct part, parts->count);
    if (parts->count > 0)
        qsort(places, parts->count, sizeof *places, compare_places);
    for (uint32_t i = 0; i < parts->count; i++) {
        now[places[i].part] = i;
        sorted[i] = parts->list[places[i].part];
    }
    parts->list = sorted;
    return now;
}

static const uint32_t *renumber(struct arena *arena, const uint32_t *map, uint32_t count,
                                const uint32_t *now)
{
    uint32_t *renumbered = arena_array(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        renumbered[i] = now[map[i]];
    return renumbered;
}

static void sort_groups(struct merger *merger)
{
    struct place *places = arena_array(merger->arena, struct place, merger->groups.count);
    for (uint32_t i = 0; i < merger->groups.count; i++)
        places[i] = (struct place){merger->groups.list[i].stage, i};
    uint32_t *now = sort_parts(merger, &merger->groups, places);
    for (uint32_t p = 0; p < merger->plan_count; p++)
        merger->maps[p].groups =
            renumber(merger->arena, merger->maps[p].groups, merger->plans[p]->group_count, now);
    for (uint32_t i = 0; i < merger->gates.count; i++)
        if (merger->gates.list[i].group != NONE)
            merger->gates.list[i].group = now[merger->gates.list[i].group];
}

/* A stage's own before gates, those of its groups, its own after gates. */
static uint64_t gate_key(const struct merger *merger, const struct part *part)
{
    const struct plan_gate *gate = gate_of(merger, part);
    uint64_t group = part->group != NONE           ? (uint64_t)part->group + 1
                     : gate->timing == GATE_BEFORE ? 0
                                                   : (uint64_t)merger->groups.count + 1;
    uint64_t within = ((uint64_t)part->stage * (merger->groups.count + 2) + group) * 2;
    return (within + (gate->timing == GATE_AFTER)) << 16 | (gate->position & 0xffff);
}

static void sort_gates(struct merger *merger)
{
    struct place *places = arena_array(merger->arena, struct place, merger->gates.count);
    for (uint32_t i = 0; i < merger->gates.count; i++)
        places[i] = (struct place){gate_key(merger, &merger->gates.list[i]), i};
    uint32_t *now = sort_parts(merger, &merger->gates, places);
    for (uint32_t p = 0; p < merger->plan_count; p++)
        merger->maps[p].gates =
            renumber(merger->arena, merger->maps[p].gates, merger->plans[p]->gate_count, now);
}

/* ---- The shown plan. */

static void show_gates(struct merger *merger, struct plan *shown, struct plan_stage *stages,
                       struct plan_group *groups)
{
    struct plan_gate *gates = arena_array(merger->arena, struct plan_gate, merger->gates.count);
    for (uint32_t i = 0; i < merger->gates.count; i++) {
        const struct part *part = &merger->gates.list[i];
        gates[i] = *gate_of(merger, part);
        gates[i].stage = part->stage;
        gates[i].group = part->group;
        bool before = gates[i].timing == GATE_BEFORE;
        struct plan_gates *own =
            part->group == NONE ? before ? &stages[part->stage].before : &stages[part->stage].after
            : before            ? &groups[part->group].before
                                : &groups[part->group].after;
        if (own->count++ == 0)
            own->first = i;
    }
    shown->gates = gates;
    shown->gate_count = merger->gates.count;
}

/* The group of the first plan that has the member; NONE: no plan has it. */
static uint32_t group_of_member(const struct merger *merger, uint32_t member)
{
    for (uint32_t p = 0; p < merger->plan_count; p++) {
        uint32_t slot = merger->plans[p]->slot_of[member];
        if (slot != NONE)
            return merger->maps[p].groups[merger->plans[p]->slot_group[slot]];
    }
    return NONE;
}

static void place_members(struct merger *merger, struct plan *shown, struct plan_stage *stages,
                          struct plan_group *groups)
{
    uint32_t *group_of = arena_array(merger->arena, uint32_t, merger->fleet_count);
    uint32_t *slot_of = arena_array(merger->arena, uint32_t, merger->fleet_count);
    for (uint32_t m = 0; m < merger->fleet_count; m++) {
        group_of[m] = group_of_member(merger, m);
        if (group_of[m] != NONE)
            groups[group_of[m]].member_count++;
    }
    for (uint32_t g = 0; g < shown->group_count; g++) {
        groups[g].member_first = shown->member_count;
        struct plan_stage *stage = &stages[groups[g].stage];
        if (stage->member_count == 0)
            stage->member_first = shown->member_count;
        stage->member_count += groups[g].member_count;
        shown->member_count += groups[g].member_count;
    }
    uint32_t *members = arena_array(merger->arena, uint32_t, shown->member_count);
    uint32_t *slot_group = arena_array(merger->arena, uint32_t, shown->member_count);
    uint32_t *next = arena_array(merger->arena, uint32_t, shown->group_count);
    for (uint32_t m = 0; m < merger->fleet_count; m++) {
        uint32_t group = group_of[m];
        slot_of[m] = group == NONE ? NONE : groups[group].member_first + next[group]++;
        if (group != NONE) {
            members[slot_of[m]] = m;
            slot_group[slot_of[m]] = group;
        }
    }
    shown->members = members;
    shown->slot_group = slot_group;
    shown->slot_of = slot_of;
}

static void show(struct merger *merger, struct plan *shown)
{
    struct plan_stage *stages = arena_array(merger->arena, struct plan_stage, merger->stages.count);
    struct plan_group *groups = arena_array(merger->arena, struct plan_group, merger->groups.count);
    *shown = (struct plan){.stages = stages,
                           .stage_count = merger->stages.count,
                           .groups = groups,
                           .group_count = merger->groups.count};
    for (uint32_t i = 0; i < shown->stage_count; i++) {
        stages[i] = *stage_of(merger, &merger->stages.list[i]);
        stages[i].group_first = stages[i].group_count = 0;
        stages[i].member_first = stages[i].member_count = 0;
        stages[i].before = stages[i].after = (struct plan_gates){0, 0};
    }
    for (uint32_t i = 0; i < shown->group_count; i++) {
        groups[i] = *group_of(merger, &merger->groups.list[i]);
        groups[i].stage = merger->groups.list[i].stage;
        groups[i].member_first = groups[i].member_count = 0;
        groups[i].before = groups[i].after = (struct plan_gates){0, 0};
        if (stages[groups[i].stage].group_count++ == 0)
            stages[groups[i].stage].group_first = i;
    }
    show_gates(merger, shown, stages, groups);
    place_members(merger, shown, stages, groups);
}

static const struct plan_shown *map_slots(struct merger *merger, uint32_t p,
                                          const struct plan *shown)
{
    const struct plan *plan = merger->plans[p];
    uint32_t *slots = arena_array(merger->arena, uint32_t, plan->member_count);
    for (uint32_t slot = 0; slot < plan->member_count; slot++)
        slots[slot] = shown->slot_of[plan->members[slot]];
    merger->maps[p].slots = slots;
    return &merger->maps[p];
}

static struct parts parts_of(struct arena *arena, uint32_t room)
{
    return (struct parts){.list = arena_array(arena, struct part, room)};
}

void plan_union(struct arena *arena, uint32_t fleet_count, struct plan *const *plans,
                uint32_t count, struct plan *shown)
{
    struct merger merger = {
        .arena = arena, .plans = plans, .plan_count = count, .fleet_count = fleet_count};
    uint32_t stages = 0, groups = 0, gates = 0;
    for (uint32_t p = 0; p < count; p++) {
        stages += plans[p]->stage_count;
        groups += plans[p]->group_count;
        gates += plans[p]->gate_count;
    }
    merger.stages = parts_of(arena, stages);
    merger.groups = parts_of(arena, groups);
    merger.gates = parts_of(arena, gates);
    merger.maps = arena_array(arena, struct plan_shown, count);
    for (uint32_t p = 0; p < count; p++)
        take_plan(&merger, p);
    sort_groups(&merger);
    sort_gates(&merger);
    show(&merger, shown);
    for (uint32_t p = 0; p < count; p++)
        plans[p]->shown = map_slots(&merger, p, shown);
}
