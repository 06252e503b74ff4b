#include "sim/world.h"

#include "models/random.h"
#include "models/target.h"
#include "sim/world_parts.h"

#include <math.h>
#include <string.h>

void world_deal_windows(struct world *world, uint32_t index, enum schedule_use use)
{
    const struct run_plans *plans = &world->scenario->run_plans[index];
    const struct fleet *fleet = world->fleet;
    struct world_run *run = &world->runs[index];
    run->use = use;
    for (uint32_t i = 0; i < fleet->member_count; i++)
        run->openings[i] = fleet->members[i].openings[use];
    for (uint32_t p = 0; p < plans->count; p++)
        for (uint32_t slot = 0; slot < plans->plans[p]->member_count; slot++)
            run->window_of[p][slot] =
                world_window_of(&fleet->members[plans->plans[p]->members[slot]], use);
}

void world_foresee_images(const struct scenario *scenario, struct world_run *run)
{
    target_consistent_images(&scenario->fleet, run->target.releases, run->plan->members,
                             run->plan->member_count, scenario->start_s, run->initial_image);
}

void world_forget_attempts(struct world *world, struct world_run *run)
{
    run->mark = ++world->marks;
}

void world_fill_jobs(struct world *world, uint32_t index)
{
    struct world_run *run = &world->runs[index];
    for (uint32_t slot = 0; slot < run->plan->member_count; slot++)
        run->jobs[slot] =
            upgrade_job_of(run->target.run, &world->fleet->members[run->plan->members[slot]]);
    world_forget_attempts(world, run);
}

int64_t world_draw_phase(const struct world *world, uint64_t entity)
{
    const struct controller *controller = &world->scenario->controller;
    if (!controller->poll_phase_random)
        return controller->poll_phase_s;
    double u = random_uniforms(world->upgrades.seed,
                               (struct random_address){.entity = entity,
                                                       .trial = world->upgrades.trial,
                                                       .purpose = PURPOSE_POLL_PHASE})
                   .u[0];
    return (int64_t)(u * (double)controller->poll_s);
}

static void reset_run(struct world *world, uint32_t index)
{
    const struct update_run *update_run = &world->scenario->runs[index];
    struct world_run *run = &world->runs[index];
    run->plan = world->scenario->run_plans[index].plans[0];
    run->plan_index = 0;
    world_forget_attempts(world, run);
    if (run->initial_image != NULL && world->scenario->release_plan != NULL)
        world_foresee_images(world->scenario, run);
    if (run->initial_image != NULL)
        memcpy(run->family_image, run->initial_image,
               world->scenario->fleet.family_count * sizeof *run->family_image);
    run->begun = run->exists = false;
    bool at = update_run->start == RUN_START_AT;
    run->start_s = at ? update_run->start_s : INSTANT_NEVER;
    run->create_s = run->start_s;
    if (run->stands_ready)
        run->create_s = world->scenario->start_s;
    world->core_runs[index].poll_phase_s = world_draw_phase(world, update_run->entity);
}

/* ---- Changes of the fleet. */

/* The member's windows and models, as its entry in the fleet says now. */
static void refresh_member(struct world *world, uint32_t member)
{
    const struct member *entry = &world->fleet->members[member];
    for (uint32_t i = 0; i < world->scenario->run_count; i++) {
        struct world_run *run = &world->runs[i];
        const struct run_plans *plans = &world->scenario->run_plans[i];
        run->openings[member] = entry->openings[run->use];
        for (uint32_t p = 0; p < plans->count; p++)
            if (plans->plans[p]->slot_of[member] != NONE)
                run->window_of[p][plans->plans[p]->slot_of[member]] =
                    world_window_of(entry, run->use);
        uint32_t slot = run->plan->slot_of[member];
        if (slot == NONE)
            continue;
        upgrade_job_change(&run->jobs[slot], run->target.run, entry);
    }
}

static void stand_in(struct world *world, uint32_t epoch)
{
    world->epoch = epoch;
    world->fleet = &world->scenario->epochs[epoch].fleet;
    for (uint32_t run = 0; run < world->scenario->run_count; run++)
        world->runs[run].target.fleet = world->fleet;
}

/* Back to the first epoch. */
static void leave_epochs(struct world *world)
{
    uint32_t last = world->epoch;
    if (last == 0)
        return;
    stand_in(world, 0);
    for (uint32_t e = 1; e <= last; e++)
        for (uint32_t i = 0; i < world->scenario->epochs[e].change_count; i++)
            refresh_member(world, world->scenario->epochs[e].changes[i].member);
}

void world_enter_epoch(struct world *world, uint32_t epoch)
{
    const struct epoch *now = &world->scenario->epochs[epoch];
    stand_in(world, epoch);
    for (uint32_t i = 0; i < now->change_count; i++) {
        cluster_state_change(&world->state, world->fleet, &now->changes[i]);
        refresh_member(world, now->changes[i].member);
    }
}

void world_reset(struct world *world, uint32_t trial)
{
    const struct scenario *scenario = world->scenario;
    upgrades_reset(&world->upgrades, trial);
    if (scenario->release_plan != NULL)
        releases_draw(scenario->release_plan, world->upgrades.seed, trial, world->history);
    leave_epochs(world);
    if (world->runs[0].fixed == NULL)
        cluster_state_copy(&world->state, &world->initial, &scenario->fleet);
    for (uint32_t run = 0; run < scenario->written_run_count; run++)
        reset_run(world, run);
    for (uint32_t run = scenario->written_run_count; run < scenario->run_count; run++)
        world->runs[run].create_s = world->runs[run].start_s = INSTANT_NEVER;
    if (world->profiles != NULL)
        profiles_reset(world->profiles, trial, world->history);
}

/* ---- What stands in it. */

const struct release_history *world_history(const struct world *world)
{
    return world->history;
}

const struct cluster_state *world_state(const struct world *world)
{
    return &world->state;
}

const struct orchestrator_setup *world_setup(const struct world *world)
{
    return &world->setup;
}

int64_t world_create_at(const struct world *world, uint32_t run)
{
    return world->runs[run].create_s;
}

int64_t world_start_at(const struct world *world, uint32_t run)
{
    return world->runs[run].start_s;
}

struct run_creation world_creation(const struct world *world, uint32_t run)
{
    bool made = run >= world->scenario->written_run_count;
    return (struct run_creation){.run = world->runs[run].target.run,
                                 .plan = world->runs[run].plan,
                                 .specification =
                                     made ? profiles_specification(world->profiles, run) : NULL};
}

const struct plan *world_plan(const struct world *world, uint32_t run)
{
    return world->runs[run].plan;
}

uint32_t world_plan_index(const struct world *world, uint32_t run)
{
    return world->runs[run].plan_index;
}

bool world_run_exists(const struct world *world, uint32_t run)
{
    return world->runs[run].exists;
}

/* ---- Runs in the course of a history. */

void world_take_plan(struct world *world, uint32_t run)
{
    const struct run_plans *plans = &world->scenario->run_plans[run];
    struct world_run *mine = &world->runs[run];
    mine->plan_index = plans->of_epoch == NULL ? 0 : plans->of_epoch[world->epoch];
    mine->plan = plans->plans[mine->plan_index];
}

uint32_t world_run_created(struct world *world, uint32_t run, int64_t now_s)
{
    const struct scenario *scenario = world->scenario;
    struct world_run *mine = &world->runs[run];
    if (mine->exists)
        return mine->plan_index; /* the core refuses it */
    mine->exists = true;
    mine->create_s = now_s;
    if (scenario->epoch_count == 1)
        return 0;
    world_take_plan(world, run);
    world_fill_jobs(world, run);
    if (scenario->runs[run].image_selection == IMAGE_CONSISTENT)
        target_consistent_images(world->fleet, &world->history->releases, mine->plan->members,
                                 mine->plan->member_count, now_s, mine->family_image);
    return mine->plan_index;
}

void world_run_starts(struct world *world, uint32_t run, int64_t now_s)
{
    struct world_run *mine = &world->runs[run];
    if (!mine->exists)
        return; /* the core refuses it */
    bool first = !mine->begun;
    mine->begun = true;
    if (first && mine->target.run->image_selection == IMAGE_CONSISTENT)
        target_consistent_images(world->fleet, &world->history->releases, mine->plan->members,
                                 mine->plan->member_count, now_s, mine->family_image);
}

static bool follows(const struct update_run *run, uint32_t ended, enum update_state state)
{
    if (run->start != RUN_START_AFTER || run->after != ended)
        return false;
    return run->after_state == RUN_AFTER_ANY ||
           (run->after_state == RUN_AFTER_COMPLETED && state == STATE_COMPLETED) ||
           (run->after_state == RUN_AFTER_FAILED && state == STATE_FAILED);
}

static int64_t draw_delay(const struct world *world, const struct update_run *run)
{
    double u = random_uniforms(world->upgrades.seed,
                               (struct random_address){.entity = run->entity,
                                                       .trial = world->upgrades.trial,
                                                       .purpose = PURPOSE_RUN_DELAY})
                   .u[0];
    double delay_s = distribution_quantile(&run->delay, u);
    return delay_s > 0 ? (int64_t)llround(delay_s) : 0;
}

void world_run_ended(struct world *world, uint32_t run, enum update_state state, int64_t now_s)
{
    for (uint32_t i = 0; i < world->scenario->written_run_count; i++) {
        const struct update_run *other = &world->scenario->runs[i];
        if (!follows(other, run, state) || world->runs[i].start_s != INSTANT_NEVER)
            continue;
        world->runs[i].start_s = now_s + draw_delay(world, other);
        world->runs[i].create_s = world->runs[i].start_s;
    }
}
