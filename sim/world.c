#include "sim/world.h"

#include "models/random.h"
#include "models/target.h"
#include "models/version.h"
#include "sim/profiles.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* One run as the world sees it. */
struct world_run {
    const struct plan *plan; /* the one it was, or would be, created with */
    uint32_t plan_index;     /* in its plans */
    bool exists;             /* it is created */
    enum schedule_use use;   /* which windows its members obey */
    uint32_t **window_of;    /* per plan and slot, as the core sees them */
    struct target target;
    uint64_t *family_image;   /* chosen images; NULL for Latest */
    uint64_t *initial_image;  /* Consistent: what would be chosen at the scenario's start */
    uint32_t *openings;       /* per fleet member: index into scenario.openings */
    bool *unhindered;         /* per fleet member; NULL: not known, see protocol.h */
    struct upgrade_job *jobs; /* per slot */
    uint32_t mark;            /* of its jobs in this trial */
    struct upgrade_work
        *works; /* per slot, where nothing but this run changes standings; else NULL */
    struct orchestrator_standing *fixed; /* per fleet member, likewise */
    bool begun;                          /* Consistent images are chosen */
    int64_t create_s, start_s;
};

/* The answer last given about a list of openings, which holds for a while. */
struct view {
    int64_t since_s; /* from then until next.until_s */
    struct opening next;
    size_t cursor;
};

struct world {
    const struct scenario *scenario;
    struct release_history *history; /* this trial's releases */
    struct upgrades upgrades;
    struct world_run *runs;
    struct orchestrator_run *core_runs;
    struct orchestrator_setup setup;
    const struct fleet *fleet; /* as it stands now */
    uint32_t epoch;
    uint32_t marks;     /* given to jobs so far */
    struct view *views; /* per openings list */
    struct cluster_state state, initial;
    struct orchestrator_standing answer; /* the last one given to the core */
    struct profiles *profiles;           /* NULL: the scenario has none */
};

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

static uint32_t window_of(const struct member *member, enum schedule_use use)
{
    return member->window[use] == NONE ? NONE : member->openings[use];
}

/* The windows of its members, as the world and the core ask for them. */
static void deal_windows(struct world *world, uint32_t index, enum schedule_use use)
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
                window_of(&fleet->members[plans->plans[p]->members[slot]], use);
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
    deal_windows(world, index, upgrade_schedule(scenario->runs[index].type));
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

/* Until it starts, a Consistent run aims at the images its members have in common at the scenario's
 * start (R10: they are shown from creation). */
static void foresee_images(const struct scenario *scenario, struct world_run *run)
{
    target_consistent_images(&scenario->fleet, run->target.releases, run->plan->members,
                             run->plan->member_count, scenario->start_s, run->initial_image);
}

static void forget_attempts(struct world *world, struct world_run *run)
{
    run->mark = ++world->marks;
}

static void fill_jobs(struct world *world, uint32_t index)
{
    struct world_run *run = &world->runs[index];
    for (uint32_t slot = 0; slot < run->plan->member_count; slot++)
        run->jobs[slot] =
            upgrade_job_of(run->target.run, &world->fleet->members[run->plan->members[slot]]);
    forget_attempts(world, run);
}

static void create_run(struct arena *arena, struct world *world, uint32_t index)
{
    const struct scenario *scenario = world->scenario;
    const struct update_run *update_run = &scenario->runs[index];
    struct world_run *run = &world->runs[index];
    run->plan = scenario->run_plans[index].plans[0];
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
    fill_jobs(world, index);
    if (run->initial_image != NULL)
        foresee_images(scenario, run);
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

static int64_t draw_phase(const struct world *world, uint64_t entity)
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

static bool is_created_by_operation(const struct scenario *scenario, uint32_t run)
{
    for (uint32_t i = 0; i < scenario->operation_count; i++)
        if (scenario->operations[i].kind == OPERATION_CREATE_RUN &&
            scenario->operations[i].run == run)
            return true;
    return false;
}

static void reset_run(struct world *world, uint32_t index)
{
    const struct update_run *update_run = &world->scenario->runs[index];
    struct world_run *run = &world->runs[index];
    run->plan = world->scenario->run_plans[index].plans[0];
    run->plan_index = 0;
    forget_attempts(world, run);
    if (run->initial_image != NULL && world->scenario->release_plan != NULL)
        foresee_images(world->scenario, run);
    if (run->initial_image != NULL)
        memcpy(run->family_image, run->initial_image,
               world->scenario->fleet.family_count * sizeof *run->family_image);
    run->begun = run->exists = false;
    bool at = update_run->start == RUN_START_AT;
    run->start_s = at ? update_run->start_s : INSTANT_NEVER;
    run->create_s = run->start_s;
    if (update_run->start == RUN_START_MANUAL && !is_created_by_operation(world->scenario, index))
        run->create_s = world->scenario->start_s;
    world->core_runs[index].poll_phase_s = draw_phase(world, update_run->entity);
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
                run->window_of[p][plans->plans[p]->slot_of[member]] = window_of(entry, run->use);
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

int64_t world_next(const struct world *world)
{
    return world->profiles == NULL ? INSTANT_NEVER : profiles_next(world->profiles);
}

/* The plan of a run that is created now. */
static void take_plan(struct world *world, uint32_t run)
{
    const struct run_plans *plans = &world->scenario->run_plans[run];
    struct world_run *mine = &world->runs[run];
    mine->plan_index = plans->of_epoch == NULL ? 0 : plans->of_epoch[world->epoch];
    mine->plan = plans->plans[mine->plan_index];
}

/* The run that a profile makes takes its place: as it is asked now, with luck of its own. */
static void fill_place(struct world *world, const struct profile_making *making, int64_t now_s)
{
    const struct fleet *fleet = world->fleet;
    const struct update_run *made = profiles_run(world->profiles, making->run);
    struct world_run *mine = &world->runs[making->run];
    take_plan(world, making->run);
    if (mine->use != upgrade_schedule(made->type))
        deal_windows(world, making->run, upgrade_schedule(made->type));
    mine->target.run = made;
    mine->target.family_image = made->image_selection == IMAGE_LATEST ? NULL : mine->family_image;
    if (making->family_image != NULL)
        memcpy(mine->family_image, making->family_image,
               fleet->family_count * sizeof *mine->family_image);
    else if (made->image_selection == IMAGE_CONSISTENT)
        target_consistent_images(fleet, &world->history->releases, mine->plan->members,
                                 mine->plan->member_count, now_s, mine->family_image);
    fill_jobs(world, making->run);
    mine->exists = true;
    mine->begun = false;
    mine->create_s = now_s;
    mine->start_s = making->starts ? now_s : INSTANT_NEVER;
    world->core_runs[making->run].poll_phase_s = draw_phase(world, made->entity);
}

static struct orchestrator_operation creation_of(const struct world *world, uint32_t run)
{
    return (struct orchestrator_operation){
        .what = DO_CREATE, .run = run, .index = world->runs[run].plan_index};
}

enum refusal world_ask_profile(struct world *world, const struct operation *operation,
                               int64_t now_s, struct orchestrator_operation *creation,
                               uint32_t *count)
{
    struct profile_making making = {.run = NONE};
    enum refusal refusal = REFUSAL_NONE;
    if (operation->kind == OPERATION_SET_PROFILE)
        refusal = profiles_change(world->profiles, operation->change);
    else if (operation->kind == OPERATION_DELETE_PROFILE)
        refusal = profiles_delete(world->profiles, operation->profile);
    else if (operation->kind == OPERATION_GENERATE_RUN)
        refusal = profiles_generate(world->profiles, operation->profile, now_s, &making);
    else
        refusal = profiles_enable(world->profiles, operation->profile,
                                  operation->kind == OPERATION_ENABLE_PROFILE);
    *count = refusal == REFUSAL_NONE && making.run != NONE;
    if (*count > 0) {
        fill_place(world, &making, now_s);
        *creation = creation_of(world, making.run);
    }
    return refusal;
}

uint32_t world_make_runs(struct world *world, int64_t now_s, uint32_t room,
                         struct orchestrator_operation *operations)
{
    struct profile_making making;
    uint32_t count = 0;
    while (count + 2 <= room && profiles_next(world->profiles) <= now_s &&
           profiles_make(world->profiles, now_s, &making)) {
        fill_place(world, &making, now_s);
        operations[count++] = creation_of(world, making.run);
        if (!making.starts)
            continue;
        world_run_starts(world, making.run, now_s);
        operations[count++] = (struct orchestrator_operation){.what = DO_START, .run = making.run};
    }
    return count;
}

uint32_t world_latest_run(const struct world *world, uint32_t profile)
{
    return profiles_latest(world->profiles, profile);
}

uint32_t world_without_place(const struct world *world)
{
    return profiles_without_place(world->profiles);
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
    take_plan(world, run);
    fill_jobs(world, run);
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
