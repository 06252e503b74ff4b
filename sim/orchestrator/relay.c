#include "sim/orchestrator/relay.h"

#include "sim/orchestrator/ticks.h"

/* Nothing but the end of this upgrade happens to the run, which is at work, and nothing falls due
 * in it; other runs, which might wait for the cluster, there are none. */
static bool is_alone(const struct orchestrator *core, const struct orchestrator_moment *moment,
                     const struct core_run *run)
{
    return core->setup->run_count == 1 && moment->finish_count == 1 &&
           moment->operation_count == 0 && moment->finishes[0].failure == REASON_NONE &&
           moment->at_s < run->wake_s && run->state == STATE_RUNNING &&
           run->stages[run->stage].state == STATE_RUNNING && run->stop == STOP_NONE;
}

/* The slot that becomes free is the only one that the group can fill, and nobody before the group
 * waits for it; members stand in lanes, whose openings hold. */
static bool is_slot_for_lanes(const struct core_stage *stage, const struct core_group *group,
                              int64_t now_s)
{
    bool full = core_group_in_progress(group) == group->room || stage->in_progress == stage->room;
    return full && group->state == STATE_RUNNING && group->phase == PHASE_WORK &&
           min_tree_first_time(&stage->windowed) > now_s &&
           min_tree_first_time(&group->windowed) > now_s && !lanes_are_stale(&group->lanes, now_s);
}

static void hand_over(struct orchestrator *core, struct core_run *run, struct core_group *group,
                      uint32_t slot, uint32_t next)
{
    int64_t window_end_s = lanes_opening(&group->lanes, next)->until_s;
    core_member_enter(core, run, slot, STATE_COMPLETED, REASON_NONE, 0);
    core_member_enter(core, run, next, STATE_RUNNING, REASON_NONE, 0);
    lanes_leave(&group->lanes, next);
    core_record_begin(core, run, next, window_end_s);
}

bool relay_serve(struct orchestrator *core, const struct orchestrator_moment *moment)
{
    struct core_run *run = &core->runs[0];
    if (!is_alone(core, moment, run))
        return false;
    uint32_t slot = moment->finishes[0].slot;
    struct core_group *group = &run->groups[run->slots[slot].group];
    if (!is_slot_for_lanes(&run->stages[run->stage], group, core->now_s))
        return false;
    uint32_t next = lanes_first(&group->lanes);
    if (next == NONE || group->lookahead_built || !run->slots[next].unhindered)
        return false;
    hand_over(core, run, group, slot, next);
    ticks_served(core, run);
    return true;
}
