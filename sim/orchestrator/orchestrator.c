#include "sim/orchestrator/orchestrator.h"

#include "sim/orchestrator/core.h"
#include "sim/orchestrator/fault.h"
#include "sim/orchestrator/rollup.h"
#include "sim/orchestrator/schedule.h"

#include <assert.h>
#include <string.h>

enum { ALIGNMENT = 64, OPERATIONS_MAX = 64 };

/* Hands out pieces of the caller's memory; with base NULL it only measures. */
struct carver {
    char *base;
    size_t used;
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

static uint32_t count_windowed(const struct orchestrator_run *setup, uint32_t group)
{
    const struct plan_group *plan = &setup->plan->groups[group];
    uint32_t count = 0;
    for (uint32_t i = 0; i < plan->member_count; i++)
        count += setup->window_of[plan->member_first + i] != NONE;
    return count;
}

static void carve_group(struct carver *carver, const struct orchestrator_run *setup, uint32_t index,
                        struct core_group *group)
{
    uint32_t windowed = count_windowed(setup, index);
    uint32_t always = setup->plan->groups[index].member_count - windowed;
    struct core_group unused;
    if (group == NULL)
        group = &unused;
    group->windowed_count = windowed;
    group->always_count = always;
    group->lanes.count = lanes_count(&setup->plan->groups[index], setup->window_of);
    group->lanes.list = carve(carver, group->lanes.count * sizeof *group->lanes.list);
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

static void carve_run(struct carver *carver, const struct orchestrator_run *setup,
                      struct core_run *run)
{
    const struct plan *plan = setup->plan;
    run->stages = carve(carver, plan->stage_count * sizeof *run->stages);
    run->groups = carve(carver, plan->group_count * sizeof *run->groups);
    run->slots = carve(carver, plan->member_count * sizeof *run->slots);
    run->entry_slot = carve(carver, plan->member_count * sizeof *run->entry_slot);
    run->touched = carve(carver, plan->group_count * sizeof *run->touched);
    run->lane_slots = carve(carver, plan->member_count * sizeof *run->lane_slots);
    run->lane_of = carve(carver, plan->member_count * sizeof *run->lane_of);
    run->in_lane = carve(carver, plan->member_count * sizeof *run->in_lane);
    for (uint32_t i = 0; i < plan->stage_count; i++)
        carve_stage(carver, &plan->stages[i], carver->base == NULL ? NULL : &run->stages[i]);
    for (uint32_t i = 0; i < plan->group_count; i++)
        carve_group(carver, setup, i, carver->base == NULL ? NULL : &run->groups[i]);
}

/* A step changes a member at most 6 times (it finishes, is reset, pends, begins, fails, stops), and
 * a parent as often, or twice an operation. */
static uint32_t transitions_max(const struct plan *plan)
{
    uint32_t parents = 1 + 2 * plan->stage_count + plan->group_count;
    return 6 * plan->member_count + (6 + 2 * OPERATIONS_MAX) * parents;
}

/* The core itself stands first. */
static void carve_all(struct carver *carver, const struct orchestrator_setup *setup,
                      struct orchestrator *core)
{
    carve(carver, sizeof *core);
    core->setup = setup;
    core->runs = carve(carver, setup->run_count * sizeof *core->runs);
    core->busy = carve(carver, setup->member_count * sizeof *core->busy);
    core->transition_max = core->begin_max = 0;
    for (uint32_t i = 0; i < setup->run_count; i++) {
        struct core_run unused;
        carve_run(carver, &setup->runs[i], carver->base == NULL ? &unused : &core->runs[i]);
        core->transition_max += transitions_max(setup->runs[i].plan);
        core->begin_max += setup->runs[i].plan->member_count;
    }
    core->transitions = carve(carver, core->transition_max * sizeof *core->transitions);
    core->begins = carve(carver, core->begin_max * sizeof *core->begins);
}

size_t orchestrator_size(const struct orchestrator_setup *setup)
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
    lanes->slots = run->lane_slots + plan->member_first;
    lanes->number = run->lane_of;
    lanes->waits = run->in_lane;
    lanes_init(lanes, plan, run->setup->window_of);
}

/* Numbers a group's members: those with a window from 0, those without from 0 again. */
static void number_entries(struct core_run *run, uint32_t index)
{
    const struct plan_group *plan = &run->plan->groups[index];
    uint32_t next[2] = {0, 0};
    for (uint32_t i = 0; i < plan->member_count; i++) {
        uint32_t slot = plan->member_first + i;
        bool windowed = run->setup->window_of[slot] != NONE;
        uint32_t entry = next[windowed]++;
        uint32_t offset = windowed ? 0 : run->groups[index].windowed_count;
        run->slots[slot] = (struct core_slot){.group = index,
                                              .member = run->plan->members[slot],
                                              .entry = entry,
                                              .windowed = windowed};
        run->entry_slot[plan->member_first + offset + entry] = slot;
    }
}

struct orchestrator *orchestrator_init(void *memory, const struct orchestrator_setup *setup)
{
    assert((uintptr_t)memory % ALIGNMENT == 0);
    struct carver carver = {memory, 0};
    struct orchestrator *core = memory;
    carve_all(&carver, setup, core);
    for (uint32_t i = 0; i < setup->run_count; i++) {
        struct core_run *run = &core->runs[i];
        run->setup = &setup->runs[i];
        run->plan = setup->runs[i].plan;
        run->index = i;
        for (uint32_t g = 0; g < run->plan->group_count; g++) {
            run->groups[g].touched = false;
            number_entries(run, g);
            deal_out_to_lanes(run, g);
        }
        run->touched_count = 0;
    }
    orchestrator_reset(core);
    return core;
}

static void reset_group(struct core_run *run, uint32_t index)
{
    struct core_group *group = &run->groups[index];
    memset(group->members, 0, sizeof group->members);
    group->members[STATE_NOT_STARTED] = run->plan->groups[index].member_count;
    group->unseen = group->windowed_count;
    group->state = STATE_NOT_STARTED;
    group->begun = group->touched = group->lookahead_built = false;
}

static void reset_stage(struct core_run *run, uint32_t index)
{
    struct core_stage *stage = &run->stages[index];
    memset(stage->groups, 0, sizeof stage->groups);
    stage->groups[STATE_NOT_STARTED] = run->plan->stages[index].group_count;
    stage->in_progress = stage->failures = 0;
    stage->state = STATE_NOT_STARTED;
    stage->waited = false;
    stage->wait_end_s = INSTANT_NEVER;
}

static void reset_run(struct core_run *run)
{
    run->state = STATE_NOT_STARTED;
    run->exists = run->happened = false;
    run->stop = STOP_NONE;
    run->stage = run->in_progress = run->touched_count = 0;
    run->first_start_s = INSTANT_NEVER;
    run->ticks_done = 0;
    run->first_failure = REASON_NONE;
    for (uint32_t slot = 0; slot < run->plan->member_count; slot++) {
        run->slots[slot].state = STATE_NOT_STARTED;
        run->slots[slot].reason = REASON_NONE;
        run->slots[slot].changed = false;
    }
    for (uint32_t i = 0; i < run->plan->stage_count; i++)
        reset_stage(run, i);
    for (uint32_t i = 0; i < run->plan->group_count; i++)
        reset_group(run, i);
}

void orchestrator_reset(struct orchestrator *core)
{
    core->now_s = INT64_MIN;
    core->transition_count = core->begin_count = 0;
    if (core->setup->run_count > 1)
        memset(core->busy, 0, core->setup->member_count * sizeof *core->busy);
    for (uint32_t i = 0; i < core->setup->run_count; i++)
        reset_run(&core->runs[i]);
}

/* The cluster has no operation on it any more; other runs that wait for it look at it again. */
static void free_cluster(struct orchestrator *core, const struct core_run *by, uint32_t member)
{
    assert(core->busy[member] == by->index + 1 || FAULT(BUSY_IGNORED));
    core->busy[member] = 0;
    for (uint32_t i = 0; i < core->setup->run_count; i++) {
        struct core_run *run = &core->runs[i];
        if (run == by || !run->exists || run->plan->slot_of[member] == NONE)
            continue;
        schedule_look_again(core, run, run->plan->slot_of[member]);
    }
}

static void fail(struct orchestrator *core, struct core_run *run, uint32_t slot, uint16_t failure)
{
    core_member_set(core, run, slot, STATE_FAILED, failure, 0);
    if (run->first_failure == REASON_NONE)
        run->first_failure = failure;
    if (schedule_failure_exceeds(run, slot))
        run->stop = STOP_BY_FAILURE;
}

static void apply_finish(struct orchestrator *core, const struct orchestrator_finish *finish)
{
    assert(finish->run < core->setup->run_count);
    struct core_run *run = &core->runs[finish->run];
    assert(core_in_progress((enum update_state)run->slots[finish->slot].state));
    if (finish->failure != REASON_NONE)
        fail(core, run, finish->slot, finish->failure);
    else
        core_member_set(core, run, finish->slot, STATE_COMPLETED, REASON_NONE, 0);
    run->happened = true;
    if (core->setup->run_count > 1)
        free_cluster(core, run, run->slots[finish->slot].member);
}

static bool create(struct core_run *run)
{
    if (run->exists)
        return false;
    run->exists = true;
    return true;
}

/* R28: Failed members of groups that are not Completed are tried again. */
static void retry_failed(struct orchestrator *core, struct core_run *run)
{
    const struct plan_stage *plan = &run->plan->stages[run->stage];
    for (uint32_t i = 0; i < plan->member_count; i++) {
        uint32_t slot = plan->member_first + i;
        bool over = core_state_is_final(run->groups[run->slots[slot].group].state);
        if (run->slots[slot].state == STATE_FAILED && !over && !FAULT(RESTART_FORGETS_FAILED))
            core_member_set(core, run, slot, STATE_NOT_STARTED, REASON_NONE, 0);
    }
}

static bool start(struct orchestrator *core, struct core_run *run)
{
    bool again = run->state == STATE_STOPPED || run->state == STATE_FAILED;
    if (!run->exists || (run->state != STATE_NOT_STARTED && !again) ||
        (run->state == STATE_NOT_STARTED && run->first_start_s != INSTANT_NEVER))
        return false;
    if (again)
        retry_failed(core, run);
    else
        run->first_start_s = core->now_s;
    run->first_failure = REASON_NONE;
    run->happened = true;
    core_parent_set(core, run, ORCHESTRATOR_RUN, 0, &run->state, STATE_RUNNING, REASON_NONE);
    schedule_open_stage(core, run);
    return true;
}

static bool stop(struct core_run *run)
{
    if ((run->state != STATE_RUNNING && run->state != STATE_PENDING) || run->stop != STOP_NONE)
        return false;
    run->stop = STOP_BY_USER;
    run->happened = true;
    return true;
}

static bool apply_operation(struct orchestrator *core,
                            const struct orchestrator_operation *operation)
{
    assert(operation->run < core->setup->run_count);
    struct core_run *run = &core->runs[operation->run];
    switch (operation->what) {
    case DO_CREATE:
        return create(run);
    case DO_START:
        return start(core, run);
    case DO_STOP:
        return stop(run);
    }
    return false;
}

static bool is_active(const struct core_run *run)
{
    return run->state == STATE_RUNNING || run->state == STATE_PENDING ||
           run->state == STATE_STOPPING;
}

/* Schedules and rolls up until nothing changes (R13). */
static void settle(struct orchestrator *core, struct core_run *run)
{
    bool moment = schedule_is_moment(core, run);
    if (run->stop == STOP_NONE && !moment)
        return;
    bool more = true;
    while (more) {
        bool open = run->stages[run->stage].wait_end_s == INSTANT_NEVER;
        if ((run->stop == STOP_NONE || FAULT(STOP_BEGINS_MORE)) && open)
            schedule_serve(core, run);
        if (run->stop != STOP_NONE) {
            rollup_stop(core, run);
            more = false;
        } else {
            more = rollup_run(core, run);
            if (more)
                schedule_open_stage(core, run);
        }
    }
    schedule_ticks_served(core, run);
    run->happened = false;
}

/* When the run needs a call although nothing happens to it. */
static int64_t run_wake(const struct orchestrator *core, const struct core_run *run)
{
    if (run->stage == run->plan->stage_count)
        return INSTANT_NEVER;
    const struct core_stage *stage = &run->stages[run->stage];
    bool waits = stage->wait_end_s != INSTANT_NEVER && !stage->waited;
    if (waits && run->first_start_s != INSTANT_NEVER)
        return stage->wait_end_s;
    if (run->state != STATE_RUNNING && run->state != STATE_PENDING)
        return INSTANT_NEVER;
    return schedule_next_look(core, run);
}

struct orchestrator_update orchestrator_step(struct orchestrator *core,
                                             const struct orchestrator_moment *moment)
{
    assert(moment->at_s >= core->now_s && moment->operation_count <= OPERATIONS_MAX);
    core->now_s = moment->at_s;
    core->transition_count = core->begin_count = 0;
    for (uint32_t i = 0; i < moment->finish_count; i++)
        apply_finish(core, &moment->finishes[i]);
    uint64_t refused = 0;
    for (uint32_t i = 0; i < moment->operation_count; i++)
        if (!apply_operation(core, &moment->operations[i]))
            refused |= UINT64_C(1) << i;
    int64_t wake_s = INSTANT_NEVER;
    for (uint32_t i = 0; i < core->setup->run_count; i++) {
        struct core_run *run = &core->runs[i];
        if (run->exists && rollup_wait(core, run))
            run->happened = true;
        if (is_active(run))
            settle(core, run);
        int64_t mine_s = run_wake(core, run);
        wake_s = mine_s < wake_s ? mine_s : wake_s;
    }
    return (struct orchestrator_update){.transitions = core->transitions,
                                        .transition_count = core->transition_count,
                                        .begins = core->begins,
                                        .begin_count = core->begin_count,
                                        .refused = refused,
                                        .wake_s = wake_s};
}

enum update_state orchestrator_run_state(const struct orchestrator *core, uint32_t run)
{
    return core->runs[run].state;
}

enum update_state orchestrator_stage_state(const struct orchestrator *core, uint32_t run,
                                           uint32_t stage)
{
    return core->runs[run].stages[stage].state;
}

enum update_state orchestrator_group_state(const struct orchestrator *core, uint32_t run,
                                           uint32_t group)
{
    return core->runs[run].groups[group].state;
}

enum update_state orchestrator_member_state(const struct orchestrator *core, uint32_t run,
                                            uint32_t slot)
{
    return (enum update_state)core->runs[run].slots[slot].state;
}

uint32_t orchestrator_group_failures(const struct orchestrator *core, uint32_t run, uint32_t group)
{
    return core->runs[run].groups[group].members[STATE_FAILED];
}

uint32_t orchestrator_stage_failures(const struct orchestrator *core, uint32_t run, uint32_t stage)
{
    return core->runs[run].stages[stage].failures;
}
