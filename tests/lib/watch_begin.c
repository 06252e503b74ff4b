/* watch_begin: may this upgrade begin now? */
#include "tests/lib/watch_parts.h"

/* The member as it is since the last change of the fleet. */
static const struct member *member_now(const struct watch *watch, uint32_t member)
{
    const struct scenario *scenario = watch->scenario;
    uint32_t epoch = epoch_at(scenario->epochs, scenario->epoch_count, watch->now_s);
    return &scenario->epochs[epoch].fleet.members[member];
}

bool watch_is_open(const struct watch *watch, uint32_t run, uint32_t member)
{
    enum schedule_use use = upgrade_schedule(watch->scenario->runs[run].type);
    const struct openings *openings =
        &watch->scenario->openings[member_now(watch, member)->openings[use]];
    for (size_t i = 0; i < openings->count && openings->list[i].from_s <= watch->now_s; i++)
        if (watch->now_s < openings->list[i].until_s)
            return true;
    return false;
}

static bool version_is_missing(const struct watch *watch, uint32_t run, uint32_t member)
{
    const struct update_run *update_run = &watch->scenario->runs[run];
    if (update_run->type == UPGRADE_NODE_IMAGE_ONLY ||
        watch->control_plane[member] >= update_run->kubernetes_version)
        return false;
    return releases_kubernetes_from(&watch->scenario->releases, update_run->kubernetes_version,
                                    watch->scenario->fleet.members[member].region) > watch->now_s;
}

struct orchestrator_standing watch_standing(const struct watch *watch, uint32_t run,
                                            uint32_t member)
{
    const struct orchestrator_world *world = &world_setup(host_world(watch->host))->world;
    return *world->standing(world->context, run, member, watch->now_s);
}

bool watch_waits_for_release(const struct watch *watch,
                             const struct orchestrator_standing *standing)
{
    return standing->kubernetes_from_s > watch->now_s || standing->image_from_s > watch->now_s;
}

static void check_begin_of_member(struct watch *watch, uint32_t run, uint32_t slot)
{
    uint32_t member = watch->runs[run].plan->members[slot];
    struct orchestrator_standing standing = watch_standing(watch, run, member);
    const char *wrong = NULL;
    if (!watch_is_open(watch, run, member))
        wrong = "outside its window";
    else if (version_is_missing(watch, run, member) || watch_waits_for_release(watch, &standing))
        wrong = "before its version is in the region";
    else if (standing.skip != REASON_NONE)
        wrong = "though it should be skipped";
    else if (watch->busy[member] > 0)
        wrong = "while another run upgrades it";
    if (wrong != NULL)
        watch_complain(watch, "%s begins %s", watch_member_name(watch, run, slot), wrong);
}

static void check_begin_in_run(struct watch *watch, const struct mirror *run, uint32_t index,
                               uint32_t slot)
{
    const struct plan_group *group = &run->plan->groups[run->plan->slot_group[slot]];
    uint32_t stage = group->stage;
    const char *wrong = NULL;
    if (run->stopping || (run->state != STATE_RUNNING && run->state != STATE_PENDING))
        wrong = "in a run that does not go on";
    else if (stage != mirror_current_stage(run))
        wrong = "before its stage's turn";
    else if (!mirror_gates_done(run, run->plan->stages[stage].before))
        wrong = "before the gates of its stage are done";
    else if (!mirror_gates_done(run, group->before))
        wrong = "before the gates of its group are done";
    else if (mirror_groups_are_over(run, stage))
        wrong = "when its stage's groups are over";
    else if (run->members[slot].begins > run->members[slot].retries)
        wrong = "a second time";
    if (wrong != NULL)
        watch_complain(watch, "%s begins %s", watch_member_name(watch, index, slot), wrong);
}

static bool has_window(const struct watch *watch, uint32_t index, uint32_t slot)
{
    const struct orchestrator_run *run = &world_setup(host_world(watch->host))->runs[index];
    uint32_t plan = 0;
    while (run->plans[plan] != watch->runs[index].plan)
        plan++;
    return run->window_of[plan][slot] != NONE;
}

/* R15: stages one after the other; in each, members whose window is open come before those without
 * one; then groups and members in order. */
static void check_order(struct watch *watch, uint32_t index, uint32_t slot)
{
    struct mirror *run = &watch->runs[index];
    uint64_t stage = run->plan->groups[run->plan->slot_group[slot]].stage;
    bool windowed = has_window(watch, index, slot);
    uint64_t place = stage << 40 | (uint64_t)!windowed << 32 | ((uint64_t)slot + 1);
    if (place <= run->last_begin)
        watch_complain(watch, "%s begins after one that should follow it",
                       watch_member_name(watch, index, slot));
    run->last_begin = place;
}

static void check_concurrency(struct watch *watch, const struct mirror *run, uint32_t slot)
{
    const struct plan_group *group = &run->plan->groups[run->plan->slot_group[slot]];
    const struct plan_stage *stage = &run->plan->stages[group->stage];
    const uint32_t *members = run->groups[run->plan->slot_group[slot]].members;
    uint32_t in_group = members[STATE_RUNNING] + members[STATE_STOPPING];
    uint32_t in_stage = run->stages[group->stage].in_progress;
    if (in_group > group->concurrency_max || in_stage > stage->concurrency_max)
        watch_complain(watch, "%u in progress in group %s (limit %u), %u in stage %s (limit %u)",
                       in_group, group->name, group->concurrency_max, in_stage, stage->name,
                       stage->concurrency_max);
    bool others_wait = members[STATE_NOT_STARTED] + members[STATE_PENDING] > 0;
    watch->coverage->limits[COVERAGE_GROUP_CONCURRENCY] +=
        others_wait && in_group == group->concurrency_max;
    watch->coverage->limits[COVERAGE_STAGE_CONCURRENCY] +=
        others_wait && in_group < group->concurrency_max && in_stage == stage->concurrency_max;
}

void watch_begin(struct watch *watch, uint32_t index, uint32_t slot)
{
    struct mirror *run = &watch->runs[index];
    check_begin_of_member(watch, index, slot);
    check_begin_in_run(watch, run, index, slot);
    check_order(watch, index, slot);
    check_concurrency(watch, run, slot);
    watch->busy[run->plan->members[slot]]++;
    watch->begins_due++;
    run->members[slot].begins++;
    run->members[slot].begun_now = true;
}
