#include "sim/world.h"

#include "models/version.h"
#include "sim/world_parts.h"

/* Where nothing changes standings, what upgrades change is not followed. */
static const struct cluster_state *state_of(const struct world *world, uint32_t run)
{
    return world->runs[run].fixed != NULL ? &world->initial : &world->state;
}

/* Of the control plane while its pools are upgraded. */
static uint32_t version_during(const struct world *world, const struct orchestrator_begin *begin)
{
    const struct world_run *mine = &world->runs[begin->run];
    const struct cluster_state *state = state_of(world, begin->run);
    uint32_t target = mine->target.run->kubernetes_version;
    uint32_t has = state->control_plane[begin->member];
    return target == VERSION_UNSET || target < has ? has : target;
}

/* A first attempt's luck, with that of its neighbours in the plan. */
static void foresee(struct world *world, const struct world_run *run, uint32_t slot)
{
    uint32_t first = slot / UPGRADES_TOGETHER * UPGRADES_TOGETHER;
    uint32_t left = run->plan->member_count - first;
    uint32_t count = left < UPGRADES_TOGETHER ? left : UPGRADES_TOGETHER;
    for (uint32_t i = first; i < first + count; i++)
        upgrade_job_renew(&run->jobs[i], run->mark);
    upgrades_foresee(&world->upgrades, run->target.run->type, &run->jobs[first], count);
}

/* What the upgrade has to do; in `fresh` where it is not known from the start. */
static const struct upgrade_work *find_work(struct world *world, struct world_run *run,
                                            uint32_t slot, int64_t now_s,
                                            struct upgrade_work *fresh)
{
    if (run->works != NULL)
        return &run->works[slot];
    *fresh = target_standing(&run->target, &world->state, run->plan->members[slot], now_s).work;
    upgrade_job_count_work(&run->jobs[slot], fresh);
    return fresh;
}

static void draw_upgrade(struct world *world, const struct orchestrator_begin *begin, int64_t now_s,
                         const struct upgrade_work *work, struct upgrade *upgrade)
{
    struct world_run *mine = &world->runs[begin->run];
    bool quotas = world->scenario->quota_count > 0;
    struct upgrade_begin what = {.run = mine->target.run,
                                 .member = &world->fleet->members[begin->member],
                                 .work = work,
                                 .kubernetes_version =
                                     quotas ? version_during(world, begin) : VERSION_UNSET,
                                 .now_s = now_s};
    upgrade_draw(&world->upgrades, &mine->jobs[begin->slot], &what, upgrade);
}

void world_upgrade(struct world *world, const struct orchestrator_begin *begin, int64_t now_s,
                   struct upgrade *upgrade)
{
    struct world_run *mine = &world->runs[begin->run];
    struct upgrade_job *job = &mine->jobs[begin->slot];
    struct upgrade_work fresh;
    const struct upgrade_work *work = find_work(world, mine, begin->slot, now_s, &fresh);
    upgrade_job_renew(job, mine->mark);
    if (!upgrade_is_plain(&world->upgrades, job)) {
        draw_upgrade(world, begin, now_s, work, upgrade);
    } else {
        if (!job->foreseen)
            foresee(world, mine, begin->slot);
        upgrade_draw_plain(&world->upgrades, job, mine->target.run->type, upgrade);
    }
    upgrade->window_end_s = begin->window_end_s;
    job->failure = upgrade->failure;
    job->began_s = now_s;
    if (begin->next != NONE)
        __builtin_prefetch(&mine->jobs[begin->next], 1);
}

uint16_t world_upgrade_ended(struct world *world, uint32_t run, uint32_t slot)
{
    struct world_run *mine = &world->runs[run];
    const struct upgrade_job *job = &mine->jobs[slot];
    if (job->failure == REASON_NONE && mine->fixed == NULL)
        target_reached(&mine->target, &world->state, mine->plan->members[slot], job->began_s);
    return job->failure;
}

bool world_at_target(const struct world *world, uint32_t run, uint32_t member, int64_t now_s)
{
    const struct world_run *mine = &world->runs[run];
    if (mine->fixed != NULL)
        return mine->fixed[member].skip == REASON_ALREADY_AT_TARGET;
    return target_standing(&mine->target, &world->state, member, now_s).at_target;
}

/* A place for each pool of the slot's member. */
static struct pool_note *notes_of(const struct world_run *run, uint32_t slot, struct arena *arena)
{
    const struct member *member = &run->target.fleet->members[run->plan->members[slot]];
    return arena_array(arena, struct pool_note, member->pool_count);
}

struct target_note world_left_alone(const struct world *world, uint32_t run, uint32_t slot,
                                    int64_t now_s, struct arena *arena)
{
    const struct world_run *mine = &world->runs[run];
    return target_left_alone(&mine->target, state_of(world, run), mine->plan->members[slot], now_s,
                             notes_of(mine, slot, arena));
}

struct target_note world_awaited(const struct world *world, uint32_t run, uint32_t slot,
                                 int64_t now_s, struct arena *arena)
{
    const struct world_run *mine = &world->runs[run];
    return target_awaited(&mine->target, state_of(world, run), mine->plan->members[slot], now_s,
                          notes_of(mine, slot, arena));
}
