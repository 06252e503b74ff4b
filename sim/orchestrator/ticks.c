#include "sim/orchestrator/ticks.h"

#include "sim/orchestrator/fault.h"
#include "sim/orchestrator/schedule.h"

static int64_t poll_s(const struct orchestrator *core)
{
    return FAULT(POLL_IGNORED) ? 0 : core->setup->poll_s;
}

/* When a member of the current stage that has a free slot can be looked at again. */
static int64_t first_due(const struct core_run *run)
{
    const struct core_stage *stage = &run->stages[run->stage];
    int64_t windowed_s = min_tree_first_time(&stage->windowed);
    int64_t always_s = min_tree_first_time(&stage->always);
    return windowed_s < always_s ? windowed_s : always_s;
}

static int64_t first_tick(const struct core_run *run)
{
    return run->first_start_s + run->setup->poll_phase_s;
}

/* Ticks at first start + phase + k * poll, k >= 0, up to and including now. */
static int64_t ticks_until(const struct orchestrator *core, const struct core_run *run)
{
    int64_t since_s = core->now_s - first_tick(run);
    return since_s < 0 ? 0 : since_s / poll_s(core) + 1;
}

bool ticks_are_a_moment(const struct orchestrator *core, const struct core_run *run)
{
    if (run->happened || poll_s(core) == 0)
        return true;
    int64_t ticks = ticks_until(core, run);
    return ticks > run->ticks_done &&
           first_due(run) <= first_tick(run) + (ticks - 1) * poll_s(core);
}

void ticks_pass(const struct orchestrator *core, struct core_run *run)
{
    if (poll_s(core) == 0 || run->first_start_s == INSTANT_NEVER || ticks_are_a_moment(core, run) ||
        FAULT(MISSED_TICK_TAKEN))
        return;
    int64_t since_s = core->now_s - first_tick(run);
    int64_t ticks = since_s <= 0 ? 0 : (since_s - 1) / poll_s(core) + 1;
    run->ticks_done = ticks > run->ticks_done ? ticks : run->ticks_done;
}

void ticks_served(struct orchestrator *core, struct core_run *run)
{
    if (poll_s(core) > 0)
        run->ticks_done = ticks_until(core, run);
}

int64_t ticks_next_look(const struct orchestrator *core, const struct core_run *run)
{
    int64_t due_s =
        schedule_stage_has_room(&run->stages[run->stage]) ? first_due(run) : INSTANT_NEVER;
    if (due_s == INSTANT_NEVER)
        return INSTANT_NEVER;
    if (due_s < core->now_s)
        due_s = core->now_s;
    if (poll_s(core) == 0)
        return due_s;
    int64_t first_tick_s = first_tick(run);
    if (due_s <= first_tick_s)
        return first_tick_s;
    int64_t ticks = (due_s - first_tick_s + poll_s(core) - 1) / poll_s(core);
    return first_tick_s + ticks * poll_s(core);
}
