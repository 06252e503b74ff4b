#include "sim/orchestrator/orchestrator.h"

#include "sim/orchestrator/core.h"
#include "sim/orchestrator/fault.h"
#include "sim/orchestrator/gates.h"
#include "sim/orchestrator/memory.h"
#include "sim/orchestrator/operations.h"
#include "sim/orchestrator/relay.h"
#include "sim/orchestrator/rollup.h"
#include "sim/orchestrator/schedule.h"
#include "sim/orchestrator/ticks.h"
#include "sim/orchestrator/times.h"
#include "sim/orchestrator/turns.h"

#include <assert.h>

size_t orchestrator_size(const struct orchestrator_setup *setup)
{
    return memory_size(setup);
}

struct orchestrator *orchestrator_init(void *memory, const struct orchestrator_setup *setup)
{
    return memory_init(memory, setup);
}

void orchestrator_reset(struct orchestrator *core)
{
    memory_reset(core);
}

/* The cluster has no operation on it any more; other runs that wait for it look at it again. */
static void free_cluster(struct orchestrator *core, const struct core_run *by, uint32_t member)
{
    assert(core->busy[member] == by->index + 1 || FAULT(BUSY_IGNORED));
    core->busy[member] = 0;
    for (uint32_t i = 0; i < core->live_count; i++) {
        struct core_run *run = &core->runs[core->live[i]];
        if (run != by && run->plan->slot_of[member] != NONE)
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

static bool is_active(const struct core_run *run)
{
    return run->state == STATE_RUNNING || run->state == STATE_PENDING ||
           run->state == STATE_STOPPING;
}

/* Schedules and rolls up until nothing changes (R13). */
static void settle(struct orchestrator *core, struct core_run *run)
{
    bool moment = ticks_are_a_moment(core, run);
    if (run->stop == STOP_NONE && !moment)
        return;
    bool more = true;
    while (more) {
        bool open = run->stages[run->stage].phase == PHASE_WORK;
        if (run->stop == STOP_NONE && open && run->plan->gate_count > 0 && !FAULT(GATE_OPENS_LATE))
            turns_step_touched(core, run);
        if ((run->stop == STOP_NONE || FAULT(STOP_BEGINS_MORE)) && open)
            schedule_serve(core, run);
        if (run->stop != STOP_NONE) {
            rollup_stop(core, run);
            more = false;
        } else {
            more = rollup_run(core, run);
        }
    }
    ticks_served(core, run);
    run->happened = false;
}

/* When the run needs a call although nothing happens to it: gates and waits go on in any state. */
static int64_t run_wake(const struct orchestrator *core, const struct core_run *run)
{
    if (run->stage == run->plan->stage_count)
        return INSTANT_NEVER;
    const struct core_stage *stage = &run->stages[run->stage];
    int64_t wake_s = min_tree_first_time(&run->gate_due);
    if (!stage->waited && stage->wait_end_s < wake_s)
        wake_s = stage->wait_end_s;
    if (stage->phase != PHASE_WORK || (run->state != STATE_RUNNING && run->state != STATE_PENDING))
        return wake_s;
    int64_t look_s = ticks_next_look(core, run);
    return look_s < wake_s ? look_s : wake_s;
}

/* What falls due in a run, and what follows from all that happened to it. */
static void serve(struct orchestrator *core, struct core_run *run)
{
    bool fell_due = gates_fall_due(core, run);
    if (turns_end_wait(core, run) || fell_due)
        run->happened = true;
    if (is_active(run))
        settle(core, run);
    run->wake_s = run_wake(core, run);
}

/* Serves the runs and lets go of those that are over. Returns when to be called again. */
static int64_t serve_all(struct orchestrator *core)
{
    int64_t wake_s = INSTANT_NEVER;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < core->live_count; i++) {
        struct core_run *run = &core->runs[core->live[i]];
        serve(core, run);
        wake_s = run->wake_s < wake_s ? run->wake_s : wake_s;
        if (run->state != STATE_COMPLETED)
            core->live[kept++] = run->index;
    }
    core->live_count = kept;
    return wake_s;
}

/* Whatever happened, and what follows from it. Returns when to be called again. */
static int64_t serve_moment(struct orchestrator *core, const struct orchestrator_moment *moment)
{
    for (uint32_t i = 0; i < moment->finish_count; i++)
        apply_finish(core, &moment->finishes[i]);
    for (uint32_t i = 0; i < moment->operation_count; i++)
        core->refusals[i] = (uint8_t)operations_apply(core, &moment->operations[i]);
    return serve_all(core);
}

struct orchestrator_update orchestrator_step(struct orchestrator *core,
                                             const struct orchestrator_moment *moment)
{
    assert(moment->at_s >= core->now_s && moment->operation_count <= core->setup->operations_max);
    core->now_s = moment->at_s;
    core->transition_count = core->begin_count = 0;
    int64_t wake_s = relay_serve(core, moment) ? core->runs[0].wake_s : serve_moment(core, moment);
    if (core->setup->keeps_times)
        times_note(core);
    return (struct orchestrator_update){.transitions = core->transitions,
                                        .transition_count = core->transition_count,
                                        .begins = core->begins,
                                        .begin_count = core->begin_count,
                                        .refusals = core->refusals,
                                        .wake_s = wake_s};
}

const struct plan *orchestrator_plan(const struct orchestrator *core, uint32_t run)
{
    return core->runs[run].exists ? core->runs[run].plan : NULL;
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

enum update_state orchestrator_gate_state(const struct orchestrator *core, uint32_t run,
                                          uint32_t gate)
{
    return (enum update_state)core->runs[run].gate_states[gate];
}
