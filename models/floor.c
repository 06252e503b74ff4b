#include "models/floor.h"

#include "models/relief.h"
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
    int64_t *remade_s;      /* per fleet member: when an operation first changes what it consists
                               of, NULL: none does */
    struct relief *reliefs; /* per written run */
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

static int64_t earliest(int64_t a_s, int64_t b_s)
{
    return a_s < b_s ? a_s : b_s;
}

/* The first instant from at_s on at which the member's window, as it is by then, is open. */
static int64_t window_opens(const struct floors *floors, uint32_t member, enum schedule_use use,
                            int64_t at_s)
{
    const struct scenario *scenario = floors->scenario;
    uint32_t count = scenario->epoch_count;
    int64_t opens_s = INSTANT_NEVER;
    size_t cursor = 0;
    if (at_s == INSTANT_NEVER)
        return INSTANT_NEVER;
    if (count < 2)
        return latest(
            at_s, openings_next(scenario_openings(scenario, member, use), at_s, &cursor).from_s);
    for (uint32_t e = epoch_at(scenario->epochs, count, at_s); e < count; e++) {
        const struct epoch *epoch = &scenario->epochs[e];
        uint32_t list = epoch->fleet.members[member].openings[use];
        int64_t from_s = latest(at_s, epoch->at_s);
        cursor = 0;
        opens_s = latest(from_s, openings_next(&scenario->openings[list], from_s, &cursor).from_s);
        if (e + 1 < count && opens_s < epoch[1].at_s)
            return opens_s;
    }
    return opens_s;
}

/* The first instant from from_s on at which this member can begin, and so, in no time, be done. */
static int64_t member_first(const struct floors *floors, const struct target *target,
                            uint32_t member, int64_t from_s)
{
    struct standing standing = target_standing(target, &floors->state, member, from_s);
    if (standing.at_target || standing.image_not_found)
        return from_s;
    int64_t at_s = latest(from_s, latest(standing.kubernetes_from_s, standing.image_from_s));
    at_s = window_opens(floors, member, upgrade_schedule(target->run->type), at_s);
    if (floors->remade_s != NULL)
        at_s = earliest(at_s, latest(from_s, floors->remade_s[member]));
    return within_horizon(floors, at_s) ? at_s : INSTANT_NEVER;
}

static int64_t add_wait(const struct floors *floors, int64_t at_s, int64_t wait_s)
{
    if (at_s == INSTANT_NEVER || !within_horizon(floors, at_s + wait_s))
        return INSTANT_NEVER;
    return at_s + wait_s;
}

/* Approvals take no time; scheduled starts come at their time or are completed by hand. */
static int64_t gates_passed(const struct plan *plan, const struct relief *relief,
                            struct plan_gates gates, int64_t from_s)
{
    int64_t passed_s = from_s;
    for (uint32_t i = gates.first; i < gates.first + gates.count; i++)
        if (plan->gates[i].type == GATE_SCHEDULED_START) {
            int64_t due_s = gate_next_start(&plan->gates[i].schedule, from_s);
            passed_s = latest(passed_s, earliest(due_s, latest(from_s, relief->gates[i])));
        }
    return passed_s;
}

/* When somebody may skip a member of a stage that begins at from_s: an operation, or the operators
 * once it has been Pending for a while, from open_s on at the earliest. */
static int64_t skipped_from(const struct floors *floors, const struct relief *relief, uint32_t slot,
                            int64_t from_s, int64_t open_s)
{
    const struct validation_response *response = &floors->scenario->operators.validation;
    int64_t stuck_s =
        response->reacts && open_s != INSTANT_NEVER ? open_s + response->after_s : INSTANT_NEVER;
    int64_t at_s = earliest(stuck_s, latest(from_s, relief->members[slot]));
    return within_horizon(floors, at_s) ? at_s : INSTANT_NEVER;
}

/* The stage's end after its last member. */
static int64_t waited(const struct floors *floors, const struct plan_stage *stage,
                      int64_t wait_skipped_s, int64_t last_s)
{
    int64_t skipped_s = latest(last_s, wait_skipped_s);
    int64_t end_s = earliest(add_wait(floors, last_s, stage->wait_s), skipped_s);
    return within_horizon(floors, end_s) ? end_s : INSTANT_NEVER;
}

/* The latest member and the latest without it; of several the first in plan order. */
static struct stage_floor stage_floor(const struct floors *floors, const struct target *target,
                                      const struct plan *plan, const struct relief *relief,
                                      uint32_t index, int64_t from_s)
{
    const struct plan_stage *stage = &plan->stages[index];
    int64_t last_s = from_s, second_s = from_s;
    uint32_t last = NONE;
    for (uint32_t i = 0; i < stage->member_count; i++) {
        uint32_t slot = stage->member_first + i, member = plan->members[slot];
        const struct plan_group *group = &plan->groups[plan->slot_group[slot]];
        int64_t open_s = gates_passed(plan, relief, group->before, from_s);
        floors->first_s[member] = member_first(floors, target, member, open_s);
        int64_t at_s =
            earliest(floors->first_s[member], skipped_from(floors, relief, slot, from_s, open_s));
        if (at_s > last_s) {
            second_s = last_s;
            last_s = at_s;
            last = member;
        } else {
            second_s = latest(second_s, at_s);
        }
    }
    int64_t wait_skipped_s = relief->waits[index];
    return (struct stage_floor){.end_s = waited(floors, stage, wait_skipped_s, last_s),
                                .member = last,
                                .without_s = waited(floors, stage, wait_skipped_s, second_s)};
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
    const struct relief *relief = &floors->reliefs[index];
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
            at_s = earliest(gates_passed(plan, relief, plan->stages[s].before, at_s),
                            latest(at_s, relief->stages[s]));
        run->stages[s] = stage_floor(floors, &target, plan, relief, s, at_s);
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
    bool by_hand = run->start == RUN_START_MANUAL;
    floors->reliefs[index] = relief_of_run(floors->arena, scenario, index);
    floors->runs[index] =
        (struct run_floor){.start_s = run->start == RUN_START_AT ? run->start_s
                                      : by_hand                  ? floors->reliefs[index].start_s
                                                                 : INSTANT_NEVER,
                           .end_s = INSTANT_NEVER,
                           .stages = arena_array(floors->arena, struct stage_floor, stages)};
    for (uint32_t s = 0; s < stages; s++)
        floors->runs[index].stages[s] = (struct stage_floor){INSTANT_NEVER, NONE, INSTANT_NEVER};
}

/* More than its window, group or power: it may then be done. */
static bool is_remade(const struct scenario *scenario, const struct epoch *epoch,
                      const struct member_change *change)
{
    const struct member *before = &scenario->fleet.members[change->member];
    const struct member *after = &epoch->fleet.members[change->member];
    bool remade = change->version_given || after->pool_count != before->pool_count ||
                  after->region != before->region;
    for (uint32_t i = 0; i < after->pool_count && !remade; i++)
        remade = change->pools[i].version_given || change->pools[i].image_given;
    return remade;
}

static void find_remade(struct floors *floors)
{
    const struct scenario *scenario = floors->scenario;
    if (scenario->epoch_count < 2)
        return;
    floors->remade_s = arena_array(floors->arena, int64_t, scenario->fleet.member_count);
    for (uint32_t i = 0; i < scenario->fleet.member_count; i++)
        floors->remade_s[i] = INSTANT_NEVER;
    for (uint32_t e = scenario->epoch_count; e-- > 0;)
        for (uint32_t i = 0; i < scenario->epochs[e].change_count; i++)
            if (is_remade(scenario, &scenario->epochs[e], &scenario->epochs[e].changes[i]))
                floors->remade_s[scenario->epochs[e].changes[i].member] = scenario->epochs[e].at_s;
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
        .reliefs = arena_array(arena, struct relief, scenario->run_count),
        .runs = arena_array(arena, struct run_floor, scenario->run_count),
        .done = arena_array(arena, bool, scenario->run_count)};
    cluster_state_init(&floors.state, fleet);
    find_remade(&floors);
    for (uint32_t i = 0; i < scenario->run_count; i++)
        init_run(&floors, i);
    for (uint32_t run = next_run(&floors); run != NONE; run = next_run(&floors)) {
        compute_run(&floors, run);
        floors.done[run] = true;
        start_followers(&floors, run);
    }
    *result = floors.runs;
}
