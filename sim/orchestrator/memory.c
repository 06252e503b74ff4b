#include "sim/orchestrator/memory.h"

#include "sim/orchestrator/times.h"

#include <string.h>

enum { ALIGNMENT = 64 };

/* Hands out pieces of the caller's memory; with base NULL it only measures. */
struct carver {
    char *base;
    size_t used;
};

/* A plan of a run, and the windows of its members. */
struct layout {
    const struct plan *plan;
    const uint32_t *window_of;
    bool windows_change, keeps_times;
};

static void *carve(struct carver *carver, size_t size)
{
    size_t at = carver->used;
    carver->used += (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return carver->base == NULL ? NULL : carver->base + at;
}

static void carve_tree(struct carver *carver, struct min_tree *tree, uint32_t entries)
{
    int64_t *memory = carve(carver, min_tree_size(entries) * sizeof(int64_t));
    if (memory != NULL)
        min_tree_init(tree, memory, entries);
}

static uint32_t count_windowed(const struct plan_group *plan, const uint32_t *window_of)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < plan->member_count; i++)
        count += window_of[plan->member_first + i] != NONE;
    return count;
}

/* Where windows change every member may come to stand in either tree, and in any lane. */
static void carve_group(struct carver *carver, const struct layout *layout, uint32_t index,
                        struct core_group *group)
{
    const struct plan_group *plan = &layout->plan->groups[index];
    uint32_t all = plan->member_count;
    uint32_t windowed = layout->windows_change ? all : count_windowed(plan, layout->window_of);
    uint32_t always = layout->windows_change ? all : all - windowed;
    uint32_t lanes = layout->windows_change ? LANES_MAX : lanes_count(plan, layout->window_of);
    struct core_group unused;
    if (group == NULL)
        group = &unused;
    group->lanes.list = carve(carver, lanes * sizeof *group->lanes.list);
    carve_tree(carver, &group->windowed, windowed);
    carve_tree(carver, &group->always, always);
    carve_tree(carver, &group->lookahead, windowed);
}

static void carve_stage(struct carver *carver, const struct plan_stage *plan,
                        struct core_stage *stage)
{
    struct core_stage unused;
    if (stage == NULL)
        stage = &unused;
    carve_tree(carver, &stage->windowed, plan->group_count);
    carve_tree(carver, &stage->always, plan->group_count);
    carve_tree(carver, &stage->unseen, plan->group_count);
}

static void carve_run(struct carver *carver, const struct layout *layout, struct core_run *run)
{
    const struct plan *plan = layout->plan;
    run->stages = carve(carver, plan->stage_count * sizeof *run->stages);
    run->groups = carve(carver, plan->group_count * sizeof *run->groups);
    run->slots = carve(carver, plan->member_count * sizeof *run->slots);
    run->entry_slot = carve(carver, plan->member_count * sizeof *run->entry_slot);
    run->gate_states = carve(carver, plan->gate_count * sizeof *run->gate_states);
    carve_tree(carver, &run->gate_due, plan->gate_count);
    run->touched = carve(carver, plan->group_count * sizeof *run->touched);
    run->places = carve(carver, plan->member_count * sizeof *run->places);
    run->times = layout->keeps_times ? carve(carver, times_count(plan) * sizeof *run->times) : NULL;
    for (uint32_t i = 0; i < plan->stage_count; i++)
        carve_stage(carver, &plan->stages[i], carver->base == NULL ? NULL : &run->stages[i]);
    for (uint32_t i = 0; i < plan->group_count; i++)
        carve_group(carver, layout, i, carver->base == NULL ? NULL : &run->groups[i]);
}

/* A step changes a member at most 8 times (it finishes, is reset, skipped, pends, begins, fails,
 * stops), and a parent or gate as often, or twice an operation. */
static uint32_t transitions_max(const struct orchestrator_setup *setup, const struct plan *plan)
{
    uint32_t others = 1 + 2 * plan->stage_count + plan->group_count + plan->gate_count;
    return 8 * plan->member_count + (8 + 2 * setup->operations_max) * others;
}

static struct layout layout_of(const struct orchestrator_setup *setup, uint32_t run, uint32_t plan)
{
    return (struct layout){.plan = setup->runs[run].plans[plan],
                           .window_of = setup->runs[run].window_of[plan],
                           .windows_change = setup->windows_change,
                           .keeps_times = setup->keeps_times};
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* A piece that holds any of the run's plans; what one step can tell of it is added up. */
static void carve_largest(struct carver *carver, const struct orchestrator_setup *setup,
                          uint32_t index, struct core_run *run, struct orchestrator *core)
{
    uint32_t transitions = 0, begins = 0;
    size_t size = 0;
    for (uint32_t i = 0; i < setup->runs[index].plan_count; i++) {
        struct layout layout = layout_of(setup, index, i);
        struct carver measure = {NULL, 0};
        carve_run(&measure, &layout, run);
        size = measure.used > size ? measure.used : size;
        transitions = larger(transitions, transitions_max(setup, layout.plan));
        begins = larger(begins, layout.plan->member_count);
    }
    run->memory = carve(carver, size);
    core->transition_max += transitions;
    core->begin_max += begins;
}

/* The core itself stands first. */
static void carve_all(struct carver *carver, const struct orchestrator_setup *setup,
                      struct orchestrator *core)
{
    carve(carver, sizeof *core);
    core->setup = setup;
    core->runs = carve(carver, setup->run_count * sizeof *core->runs);
    core->live = carve(carver, setup->run_count * sizeof *core->live);
    core->created = carve(carver, setup->run_count * sizeof *core->created);
    core->windows = carve(carver, (LANE_WINDOWS + setup->window_count) * sizeof *core->windows);
    core->busy = carve(carver, setup->member_count * sizeof *core->busy);
    core->refusals = carve(carver, setup->operations_max * sizeof *core->refusals);
    core->transition_max = core->begin_max = 0;
    for (uint32_t i = 0; i < setup->run_count; i++) {
        struct core_run unused;
        carve_largest(carver, setup, i, carver->base == NULL ? &unused : &core->runs[i], core);
    }
    core->transitions = carve(carver, core->transition_max * sizeof *core->transitions);
    core->begins = carve(carver, core->begin_max * sizeof *core->begins);
}

size_t memory_size(const struct orchestrator_setup *setup)
{
    struct carver carver = {NULL, 0};
    struct orchestrator measured;
    carve_all(&carver, setup, &measured);
    return carver.used;
}

static void deal_out_to_lanes(struct core_run *run, uint32_t index)
{
    const struct plan_group *plan = &run->plan->groups[index];
    struct lanes *lanes = &run->groups[index].lanes;
    lanes->count = lanes_count(plan, run->window_of);
    lanes->places = run->places;
    lanes->windows = run->windows;
    lanes_init(lanes, plan, run->window_of);
}

/* Numbers a group's members: those with a window from 0, those without from 0 again. */
static void number_entries(struct core_run *run, uint32_t index)
{
    const struct plan_group *plan = &run->plan->groups[index];
    struct core_group *group = &run->groups[index];
    group->windowed_count = count_windowed(plan, run->window_of);
    group->always_count = plan->member_count - group->windowed_count;
    uint32_t next[2] = {0, 0};
    for (uint32_t i = 0; i < plan->member_count; i++) {
        uint32_t slot = plan->member_first + i;
        bool windowed = run->window_of[slot] != NONE;
        uint32_t entry = next[windowed]++;
        uint32_t offset = windowed ? 0 : group->windowed_count;
        run->slots[slot].entry = entry;
        run->slots[slot].windowed = windowed;
        run->entry_slot[plan->member_first + offset + entry] = slot;
    }
}

static bool is_unhindered(const struct core_run *run, uint32_t slot)
{
    const bool *unhindered = run->setup->unhindered;
    return unhindered != NULL && unhindered[run->plan->members[slot]];
}

static void place_members(struct core_run *run, uint32_t index)
{
    const struct plan_group *plan = &run->plan->groups[index];
    for (uint32_t slot = plan->member_first; slot < plan->member_first + plan->member_count; slot++)
        run->slots[slot] = (struct core_slot){.group = index,
                                              .member = run->plan->members[slot],
                                              .unhindered = is_unhindered(run, slot)};
}

/* The trees of a group have as many entries as it has such members. */
static void fit_trees(struct core_group *group)
{
    min_tree_resize(&group->windowed, group->windowed_count);
    min_tree_resize(&group->always, group->always_count);
    min_tree_resize(&group->lookahead, group->windowed_count);
}

void memory_deal_out(struct core_run *run, uint32_t group)
{
    number_entries(run, group);
    fit_trees(&run->groups[group]);
    deal_out_to_lanes(run, group);
}

static void reset_group(struct core_run *run, uint32_t index)
{
    struct core_group *group = &run->groups[index];
    memset(group->members, 0, sizeof group->members);
    group->members[STATE_NOT_STARTED] = run->plan->groups[index].member_count;
    group->room = run->plan->groups[index].concurrency_max;
    group->unseen = group->windowed_count;
    group->state = STATE_NOT_STARTED;
    group->phase = PHASE_AWAITED;
    group->gates_pending = 0;
    group->touched = group->skipped = group->lookahead_built = false;
}

static void reset_stage(struct core_run *run, uint32_t index)
{
    struct core_stage *stage = &run->stages[index];
    memset(stage->groups, 0, sizeof stage->groups);
    stage->groups[STATE_NOT_STARTED] = run->plan->stages[index].group_count;
    stage->room = run->plan->stages[index].concurrency_max;
    stage->in_progress = stage->failures = 0;
    stage->state = STATE_NOT_STARTED;
    stage->phase = PHASE_AWAITED;
    stage->gates_pending = 0;
    stage->waited = stage->wait_skipped = stage->skipped = false;
    stage->wait_end_s = INSTANT_NEVER;
}

static void reset_run(struct core_run *run)
{
    run->state = STATE_NOT_STARTED;
    run->exists = run->happened = false;
    run->stop = STOP_NONE;
    run->stage = run->in_progress = run->touched_count = 0;
    run->first_start_s = INSTANT_NEVER;
    run->wake_s = INT64_MIN;
    run->ticks_done = 0;
    run->first_failure = REASON_NONE;
    for (uint32_t slot = 0; slot < run->plan->member_count; slot++) {
        run->slots[slot].state = STATE_NOT_STARTED;
        run->slots[slot].reason = REASON_NONE;
        run->slots[slot].changed = false;
    }
    memset(run->gate_states, STATE_NOT_STARTED, run->plan->gate_count * sizeof *run->gate_states);
    min_tree_clear(&run->gate_due, run->plan->gate_count);
    times_forget(run);
    for (uint32_t i = 0; i < run->plan->stage_count; i++)
        reset_stage(run, i);
    for (uint32_t i = 0; i < run->plan->group_count; i++)
        reset_group(run, i);
}

static void lay_out(struct orchestrator *core, struct core_run *run, uint32_t plan)
{
    struct layout layout = layout_of(core->setup, run->index, plan);
    struct carver carver = {run->memory, 0};
    run->plan = layout.plan;
    run->window_of = layout.window_of;
    run->plan_number = plan;
    carve_run(&carver, &layout, run);
    for (uint32_t i = 0; i < run->plan->group_count; i++) {
        run->groups[i].offered = false;
        place_members(run, i);
        memory_deal_out(run, i);
    }
    reset_run(run);
}

void memory_lay_out(struct orchestrator *core, struct core_run *run, uint32_t plan)
{
    assert(!run->exists && plan < run->setup->plan_count);
    if (run->plan_number != plan || core->setup->windows_change)
        lay_out(core, run, plan);
}

struct orchestrator *memory_init(void *memory, const struct orchestrator_setup *setup)
{
    assert((uintptr_t)memory % ALIGNMENT == 0);
    struct carver carver = {memory, 0};
    struct orchestrator *core = memory;
    carve_all(&carver, setup, core);
    for (uint32_t i = 0; i < setup->run_count; i++) {
        core->runs[i].setup = &setup->runs[i];
        core->runs[i].index = i;
        core->runs[i].windows = core->windows;
        lay_out(core, &core->runs[i], 0);
    }
    core->created_count = core->live_count = 0;
    memset(core->busy, 0, setup->member_count * sizeof *core->busy);
    memory_reset(core);
    return core;
}

static void forget_windows(struct orchestrator *core)
{
    core->windows[LANE_NOBODY] = (struct opening){INSTANT_NEVER, INSTANT_NEVER};
    for (uint32_t i = 0; i < core->setup->window_count; i++)
        core->windows[LANE_WINDOWS + i] = (struct opening){INT64_MIN, INT64_MIN};
}

void memory_reset(struct orchestrator *core)
{
    core->now_s = INT64_MIN;
    core->transition_count = core->begin_count = 0;
    if (core->setup->run_count > 1)
        memset(core->busy, 0, core->setup->member_count * sizeof *core->busy);
    forget_windows(core);
    for (uint32_t i = 0; i < core->created_count; i++)
        reset_run(&core->runs[core->created[i]]);
    core->created_count = core->live_count = 0;
}
