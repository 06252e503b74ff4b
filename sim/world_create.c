#include "sim/world.h"

#include "models/version.h"
#include "sim/world_parts.h"

static void renew_view(struct view *view, const struct openings *openings, int64_t now_s)
{
    view->next = openings_next(openings, now_s, &view->cursor);
    view->since_s = view->cursor == 0 ? INT64_MIN : openings->list[view->cursor - 1].until_s;
}

static struct opening next_opening(struct world *world, uint32_t list, int64_t now_s)
{
    struct view *view = &world->views[list];
    if (now_s < view->since_s || now_s >= view->next.until_s)
        renew_view(view, &world->scenario->openings[list], now_s);
    return view->next;
}

static struct opening ask_opening(void *context, uint32_t run, uint32_t member, int64_t now_s)
{
    struct world *world = context;
    return next_opening(world, world->runs[run].openings[member], now_s);
}

static bool is_unhindered(const struct orchestrator_standing *standing)
{
    return standing->skip == REASON_NONE && standing->failure == REASON_NONE &&
           standing->kubernetes_from_s == INT64_MIN && standing->image_from_s == INT64_MIN;
}

static struct orchestrator_standing as_asked(const struct standing *standing)
{
    return (struct orchestrator_standing){.skip = standing->skip,
                                          .failure = standing->failure,
                                          .kubernetes_from_s = standing->kubernetes_from_s,
                                          .image_from_s = standing->image_from_s};
}

static const struct orchestrator_standing *ask_standing(void *context, uint32_t run,
                                                        uint32_t member, int64_t now_s)
{
    struct world *world = context;
    const struct world_run *mine = &world->runs[run];
    if (mine->fixed != NULL)
        return &mine->fixed[member];
    struct standing standing = target_standing(&mine->target, &world->state, member, now_s);
    world->answer = as_asked(&standing);
    return &world->answer;
}

/* The run's plans and the windows of their members, as the core takes them. */
static void create_core_run(struct arena *arena, struct world *world, uint32_t index)
{
    const struct scenario *scenario = world->scenario;
    const struct run_plans *plans = &scenario->run_plans[index];
    struct world_run *run = &world->runs[index];
    run->openings = arena_array(arena, uint32_t, scenario->fleet.member_count);
    run->window_of = arena_array(arena, uint32_t *, plans->count);
    for (uint32_t p = 0; p < plans->count; p++)
        run->window_of[p] = arena_array(arena, uint32_t, plans->plans[p]->member_count);
    world_deal_windows(world, index, upgrade_schedule(scenario->runs[index].type));
    world->core_runs[index] =
        (struct orchestrator_run){.plans = plans->plans,
                                  .window_of = (const uint32_t *const *)run->window_of,
                                  .plan_count = plans->count};
}

static void choose_custom_images(const struct update_run *run, uint64_t *family_image)
{
    for (size_t i = 0; i < run->custom_image_count; i++)
        family_image[run->custom_images[i].family] = run->custom_images[i].version;
}

static bool is_created_by_operation(const struct scenario *scenario, uint32_t run)
{
    for (uint32_t i = 0; i < scenario->operation_count; i++)
        if (scenario->operations[i].kind == OPERATION_CREATE_RUN &&
            scenario->operations[i].run == run)
            return true;
    return false;
}

static void create_run(struct arena *arena, struct world *world, uint32_t index)
{
    const struct scenario *scenario = world->scenario;
    const struct update_run *update_run = &scenario->runs[index];
    struct world_run *run = &world->runs[index];
    run->plan = scenario->run_plans[index].plans[0];
    run->stands_ready =
        update_run->start == RUN_START_MANUAL && !is_created_by_operation(scenario, index);
    uint32_t slots = run_plans_slots(&scenario->run_plans[index]);
    run->jobs = arena_lines(arena, slots * sizeof *run->jobs);
    bool made = update_run->start == RUN_START_PROFILE;
    if (update_run->image_selection != IMAGE_LATEST || made)
        run->family_image = arena_array(arena, uint64_t, scenario->fleet.family_count);
    if (update_run->image_selection == IMAGE_CONSISTENT && !made)
        run->initial_image = arena_array(arena, uint64_t, scenario->fleet.family_count);
    if (update_run->image_selection == IMAGE_CUSTOM)
        choose_custom_images(update_run, run->family_image);
    run->target = (struct target){.run = update_run,
                                  .fleet = world->fleet,
                                  .releases = &world->history->releases,
                                  .support = &scenario->support,
                                  .expired_image_fails = scenario->controller.expired_image_fails,
                                  .family_image = run->family_image};
    world_fill_jobs(world, index);
    if (run->initial_image != NULL)
        world_foresee_images(scenario, run);
}

/* Some member changes in the course of a history, besides joining and leaving. */
static bool members_change(const struct scenario *scenario)
{
    for (uint32_t e = 1; e < scenario->epoch_count; e++)
        if (scenario->epochs[e].change_count > 0)
            return true;
    return false;
}

/* Some profile's runs are now of the one type, now of the other, with windows of their own. */
static bool types_change(const struct scenario *scenario)
{
    for (uint32_t i = scenario->written_run_count; i < scenario->track_count; i++)
        if (scenario->tracks[i].changes_type)
            return true;
    return false;
}

/* With a single run, no image releases, nothing drawn of the others and no changes of members
 * nothing but the run itself changes where its members stand, and it looks at each only before it
 * upgrades it. */
static void fix_standings(struct arena *arena, struct world *world)
{
    const struct scenario *scenario = world->scenario;
    if (scenario->run_count != 1 || scenario->profile_count > 0 ||
        scenario->releases.image_count > 0 || scenario->release_plan != NULL ||
        members_change(scenario))
        return;
    struct world_run *run = &world->runs[0];
    run->fixed = arena_array(arena, struct orchestrator_standing, scenario->fleet.member_count);
    run->unhindered = arena_array(arena, bool, scenario->fleet.member_count);
    world->core_runs[0].unhindered = run->unhindered;
    run->works = arena_array(arena, struct upgrade_work, run->plan->member_count);
    for (uint32_t slot = 0; slot < run->plan->member_count; slot++) {
        uint32_t member = run->plan->members[slot];
        struct standing standing =
            target_standing(&run->target, &world->initial, member, scenario->start_s);
        run->fixed[member] = as_asked(&standing);
        run->unhindered[member] = is_unhindered(&run->fixed[member]);
        run->works[slot] = standing.work;
        upgrade_job_count_work(&run->jobs[slot], &standing.work);
    }
}

/* Drawn once a trial, or the scenario's own. */
static struct release_history *create_history(struct arena *arena, const struct scenario *scenario)
{
    if (scenario->release_plan != NULL)
        return release_history_create(arena, scenario->release_plan);
    struct release_history *history = arena_new(arena, struct release_history);
    *history = (struct release_history){.releases = scenario->releases,
                                        .publications = scenario->publications,
                                        .publication_count = scenario->publication_count};
    return history;
}

/* All that may have to be told at one instant. */
static uint32_t operations_max(const struct scenario *scenario)
{
    uint32_t changes = 0, slots = 0, gates = 0, skipped = 0;
    for (uint32_t e = 1; e < scenario->epoch_count; e++) {
        uint32_t own = scenario->epochs[e].change_count + scenario->epochs[e].leaver_count;
        changes = own > changes ? own : changes;
    }
    for (uint32_t run = 0; run < scenario->run_count; run++) {
        slots += scenario->plans[run].member_count;
        gates += scenario->plans[run].gate_count;
        skipped += scenario->runs[run].skipped_count;
    }
    bool skips = scenario->operators.failure.skips || scenario->operators.validation.reacts;
    return WORLD_MADE_MAX + changes + scenario->operation_count + 3 * scenario->run_count + gates +
           skipped + (skips ? 2 * slots : 0);
}

struct world *world_create(struct arena *arena, const struct scenario *scenario, uint64_t seed)
{
    struct world *world = arena_new(arena, struct world);
    world->scenario = scenario;
    world->fleet = &scenario->fleet;
    upgrades_init(arena, &world->upgrades, scenario, seed);
    world->runs = arena_array(arena, struct world_run, scenario->run_count);
    world->core_runs = arena_array(arena, struct orchestrator_run, scenario->run_count);
    world->history = create_history(arena, scenario);
    world->views = arena_array(arena, struct view, scenario->openings_count);
    cluster_state_allocate(arena, &world->state, &scenario->fleet);
    cluster_state_allocate(arena, &world->initial, &scenario->fleet);
    cluster_state_init(&world->initial, &scenario->fleet);
    for (uint32_t run = 0; run < scenario->run_count; run++) {
        create_core_run(arena, world, run);
        create_run(arena, world, run);
    }
    if (scenario->profile_count > 0)
        world->profiles = profiles_create(arena, scenario, seed);
    fix_standings(arena, world);
    world->setup = (struct orchestrator_setup){
        .runs = world->core_runs,
        .run_count = scenario->run_count,
        .member_count = scenario->fleet.member_count,
        .window_count = scenario->openings_count,
        .poll_s = scenario->controller.poll_s,
        .lookahead_s = scenario->controller.lookahead_s,
        .operations_max = operations_max(scenario),
        .windows_change = members_change(scenario) || types_change(scenario),
        .world = {.context = world, .opening = ask_opening, .standing = ask_standing}};
    return world;
}
