#include "models/floor.h"

#include "models/target.h"

#include <math.h>
#include <string.h>

/* Runs are taken in the order they start, and each meets the clusters as the earlier ones leave
 * them at best. A run that starts later and overtakes is not looked at. */
struct floors {
    struct arena *arena;
    const struct scenario *scenario;
    struct cluster_state state;
    int64_t *first_s;       /* per fleet member: when the run at hand can have it done */
    uint64_t *family_image; /* of the run at hand */
    struct run_floor *runs;
    bool *done; /* per run */
};

static bool within_horizon(const struct floors *floors, int64_t at_s)
{
    return at_s != INSTANT_NEVER && at_s <= floors->scenario->horizon_s;
}

static int64_t latest(int64_t a_s, int64_t b_s)
{
    return a_s > b_s ? a_s : b_s;
}

/* The first instant from from_s on at which this member can begin, and so, in no time, be done. */
static int64_t member_first(const struct floors *floors, const struct target *target,
                            uint32_t member, int64_t from_s)
{
    struct standing standing = target_standing(target, &floors->state, member, from_s);
    if (standing.at_target || standing.image_not_found)
        return from_s;
    int64_t at_s = latest(from_s, latest(standing.kubernetes_from_s, standing.image_from_s));
    size_t cursor = 0;
    const struct openings *openings =
        scenario_openings(floors->scenario, member, upgrade_schedule(target->run->type));
    at_s = latest(at_s, openings_next(openings, at_s, &cursor).from_s);
    return within_horizon(floors, at_s) ? at_s : INSTANT_NEVER;
}

static int64_t add_wait(const struct floors *floors, int64_t at_s, int64_t wait_s)
{
    if (at_s == INSTANT_NEVER || !within_horizon(floors, at_s + wait_s))
        return INSTANT_NEVER;
    return at_s + wait_s;
}

/* Approvals take no time; scheduled starts are completed by nobody's hand. */
static int64_t gates_passed(const struct plan *plan, struct plan_gates gates, int64_t from_s)
{
    int64_t passed_s = from_s;
    for (uint32_t i = gates.first; i < gates.first + gates.count; i++)
        if (plan->gates[i].type == GATE_SCHEDULED_START)
            passed_s = latest(passed_s, gate_next_start(&plan->gates[i].schedule, from_s));
    return passed_s;
}

/* The latest member and the latest without it; of several the first in plan order. */
static struct stage_floor stage_floor(const struct floors *floors, const struct target *target,
                                      const struct plan *plan, const struct plan_stage *stage,
                                      int64_t from_s)
{
    int64_t last_s = from_s, second_s = from_s;
    uint32_t last = NONE;
    for (uint32_t i = 0; i < stage->member_count; i++) {
        uint32_t member = plan->members[stage->member_first + i];
        const struct plan_group *group = &plan->groups[plan->slot_group[stage->member_first + i]];
        int64_t open_s = gates_passed(plan, group->before, from_s);
        int64_t at_s = member_first(floors, target, member, open_s);
        floors->first_s[member] = at_s;
        if (at_s > last_s) {
            second_s = last_s;
            last_s = at_s;
            last = member;
        } else {
            second_s = latest(second_s, at_s);
        }
    }
    return (struct stage_floor){.end_s = add_wait(floors, last_s, stage->wait_s),
                                .member = last,
                                .without_s = add_wait(floors, second_s, stage->wait_s)};
}

static void choose_images(struct floors *floors, const struct update_run *run,
                          const struct plan *plan, int64_t now_s)
{
    const struct scenario *scenario = floors->scenario;
    memset(floors->family_image, 0, scenario->fleet.family_count * sizeof *floors->family_image);
    if (run->image_selection == IMAGE_CONSISTENT)
        target_consistent_images(&scenario->fleet, &scenario->releases, plan->members,
                                 plan->member_count, now_s, floors->family_image);
    if (run->image_selection == IMAGE_CUSTOM)
        for (size_t i = 0; i < run->custom_image_count; i++)
            floors->family_image[run->custom_images[i].family] = run->custom_images[i].version;
}

static void upgrade_members(struct floors *floors, const struct target *target,
                            const struct plan *plan)
{
    for (uint32_t slot = 0; slot < plan->member_count; slot++) {
        uint32_t member = plan->members[slot];
        if (floors->first_s[member] != INSTANT_NEVER)
            target_reached(target, &floors->state, member, floors->first_s[member]);
    }
}

static void compute_run(struct floors *floors, uint32_t index)
{
    const struct scenario *scenario = floors->scenario;
    const struct plan *plan = &scenario->plans[index];
    struct run_floor *run = &floors->runs[index];
    struct target target = {.run = &scenario->runs[index],
                            .fleet = &scenario->fleet,
                            .releases = &scenario->releases,
                            .support = &scenario->support,
                            .expired_image_fails = scenario->controller.expired_image_fails,
                            .family_image = floors->family_image};
    choose_images(floors, target.run, plan, run->start_s);
    for (uint32_t slot = 0; slot < plan->member_count; slot++)
        floors->first_s[plan->members[slot]] = INSTANT_NEVER;
    int64_t at_s = within_horizon(floors, run->start_s) ? run->start_s : INSTANT_NEVER;
    for (uint32_t s = 0; s < plan->stage_count && at_s != INSTANT_NEVER; s++) {
        if (plan->stages[s].member_count > 0)
            at_s = gates_passed(plan, plan->stages[s].before, at_s);
        run->stages[s] = stage_floor(floors, &target, plan, &plan->stages[s], at_s);
        at_s = run->stages[s].end_s;
    }
    run->end_s = at_s;
    upgrade_members(floors, &target, plan);
}

/* A distribution's smallest value, as far as draws can reach. */
static int64_t smallest_delay_s(const struct distribution *delay)
{
    double seconds = distribution_quantile(delay, 0x1p-54);
    return seconds > 0 && seconds < (double)INSTANT_NEVER ? (int64_t)llround(seconds) : 0;
}

static void start_followers(struct floors *floors, uint32_t ended)
{
    int64_t end_s = floors->runs[ended].end_s;
    if (end_s == INSTANT_NEVER)
        return;
    for (uint32_t i = 0; i < floors->scenario->run_count; i++) {
        const struct update_run *run = &floors->scenario->runs[i];
        if (run->start == RUN_START_AFTER && run->after == ended)
            floors->runs[i].start_s = end_s + smallest_delay_s(&run->delay);
    }
}

/* The next run to start among those not done; NONE when no other starts. */
static uint32_t next_run(const struct floors *floors)
{
    uint32_t next = NONE;
    for (uint32_t i = 0; i < floors->scenario->run_count; i++)
        if (!floors->done[i] && floors->runs[i].start_s != INSTANT_NEVER &&
            (next == NONE || floors->runs[i].start_s < floors->runs[next].start_s))
            next = i;
    return next;
}

static void init_run(struct floors *floors, uint32_t index)
{
    const struct scenario *scenario = floors->scenario;
    const struct update_run *run = &scenario->runs[index];
    uint32_t stages = scenario->plans[index].stage_count;
    floors->runs[index] =
        (struct run_floor){.start_s = run->start == RUN_START_AT ? run->start_s : INSTANT_NEVER,
                           .end_s = INSTANT_NEVER,
                           .stages = arena_array(floors->arena, struct stage_floor, stages)};
    for (uint32_t s = 0; s < stages; s++)
        floors->runs[index].stages[s] = (struct stage_floor){INSTANT_NEVER, NONE, INSTANT_NEVER};
}

void floor_compute(struct arena *arena, const struct scenario *scenario, struct run_floor **result)
{
    const struct fleet *fleet = &scenario->fleet;
    struct floors floors = {
        .arena = arena,
        .scenario = scenario,
        .state = {.control_plane = arena_array(arena, uint32_t, fleet->member_count),
                  .pool_version = arena_array(arena, uint32_t, fleet->pool_count),
                  .pool_image = arena_array(arena, uint64_t, fleet->pool_count)},
        .first_s = arena_array(arena, int64_t, fleet->member_count),
        .family_image = arena_array(arena, uint64_t, fleet->family_count),
        .runs = arena_array(arena, struct run_floor, scenario->run_count),
        .done = arena_array(arena, bool, scenario->run_count)};
    cluster_state_init(&floors.state, fleet);
    for (uint32_t i = 0; i < scenario->run_count; i++)
        init_run(&floors, i);
    for (uint32_t run = next_run(&floors); run != NONE; run = next_run(&floors)) {
        compute_run(&floors, run);
        floors.done[run] = true;
        start_followers(&floors, run);
    }
    *result = floors.runs;
}
