#include "models/floor.h"

#include "models/version.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static void exhausted(void)
{
    exit(3);
}

static struct arena arena;

static void set_up(void)
{
    arena_init(&arena, exhausted);
}

static void tear_down(void)
{
    arena_clear(&arena);
}

TestSuite(floor, .init = set_up, .fini = tear_down);

enum { MEMBERS = 4, RUNS = 2, HORIZON = 10000 };

/* Two stages with two members each. Member 0 is always open, 1 opens at 300, 2 at 500, and 3 at 400
 * and 5,000. The second run follows the first. Each test changes what it is about. */
struct story {
    struct member members[MEMBERS];
    struct pool pools[MEMBERS];
    struct opening lists[5][2];
    struct openings openings[5];
    struct strategy_group groups[2];
    struct strategy_stage stages[2];
    struct strategy strategy;
    struct update_run runs[RUNS];
    struct plan plans[RUNS];
    struct kubernetes_release release;
    int64_t release_s[1];
    struct warnings warnings;
    struct scenario scenario;
};

static void open_at(struct story *story, uint32_t list, int64_t first_s, int64_t second_s)
{
    story->lists[list][0] = (struct opening){first_s, first_s + 10};
    story->lists[list][1] = (struct opening){second_s, second_s + 10};
    story->openings[list] = (struct openings){story->lists[list], 2};
}

static void add_fleet(struct story *story)
{
    static const char *names[] = {"a", "b", "c", "d"}, *group_names[] = {"one", "two"};
    for (uint32_t i = 0; i < MEMBERS; i++) {
        story->pools[i] = (struct pool){.image_family = NONE, .node_count = 3};
        story->members[i] = (struct member){.name = names[i],
                                            .group = i / 2,
                                            .region = 0,
                                            .kubernetes_version = version_make(1, 34, 0),
                                            .openings = {i, 4},
                                            .pool_first = i,
                                            .pool_count = 1};
    }
    story->scenario.fleet = (struct fleet){.members = story->members,
                                           .member_count = MEMBERS,
                                           .pools = story->pools,
                                           .pool_count = MEMBERS,
                                           .groups = group_names,
                                           .group_count = 2};
}

static void add_strategy(struct story *story)
{
    story->groups[0] = (struct strategy_group){.name = "one"};
    story->groups[1] = (struct strategy_group){.name = "two"};
    for (int i = 0; i < 2; i++)
        story->stages[i] = (struct strategy_stage){
            .name = i == 0 ? "first" : "second", .groups = &story->groups[i], .group_count = 1};
    story->stages[0].after_stage_wait_s = 100;
    story->strategy = (struct strategy){.stages = story->stages, .stage_count = 2};
}

static void make(struct story *story)
{
    *story = (struct story){.release_s = {INT64_MIN}};
    add_fleet(story);
    add_strategy(story);
    story->lists[0][0] = story->lists[4][0] = (struct opening){INT64_MIN, INSTANT_NEVER};
    story->openings[0] = (struct openings){story->lists[0], 1};
    story->openings[4] = (struct openings){story->lists[4], 1};
    open_at(story, 1, 300, 6000);
    open_at(story, 2, 500, 6000);
    open_at(story, 3, 395, 5000);
    for (int i = 0; i < RUNS; i++)
        story->runs[i] = (struct update_run){.type = UPGRADE_FULL,
                                             .kubernetes_version = version_make(1, 35, 0),
                                             .strategy = &story->strategy,
                                             .start = RUN_START_MANUAL};
    story->runs[0].start = RUN_START_AT;
    story->runs[0].start_s = 50;
    story->release = (struct kubernetes_release){.version = version_make(1, 35, 0),
                                                 .region_s = story->release_s};
    struct scenario *scenario = &story->scenario;
    scenario->horizon_s = HORIZON;
    scenario->openings = story->openings;
    scenario->openings_count = 5;
    scenario->runs = story->runs;
    scenario->plans = story->plans;
    scenario->run_count = RUNS;
    scenario->releases = (struct releases){.kubernetes = &story->release, .kubernetes_count = 1};
}

static struct run_floor *compute(struct story *story)
{
    struct run_floor *floors;
    warnings_init(&story->warnings, &arena);
    for (int i = 0; i < RUNS; i++)
        plan_resolve(&arena, &story->scenario.fleet, story->runs[i].strategy,
                     (struct plan_limits){50}, "", &story->warnings, &story->plans[i]);
    floor_compute(&arena, &story->scenario, &floors);
    return floors;
}

static void assert_stage(const struct stage_floor *stage, int64_t end_s, uint32_t member,
                         int64_t without_s)
{
    cr_assert_eq(stage->end_s, end_s, "ends at %ld", (long)stage->end_s);
    cr_assert_eq(stage->member, member, "because of %u", stage->member);
    cr_assert_eq(stage->without_s, without_s, "without it %ld", (long)stage->without_s);
}

/* Stage one: a at 50, b at 300, and 100 of wait: 400. Stage two: c at 500, d at once, open since
 * 395. */
Test(floor, a_stage_ends_with_its_latest_first_opening_and_its_wait)
{
    struct story story;
    make(&story);
    struct run_floor *floors = compute(&story);
    cr_assert_eq(floors[0].start_s, 50);
    assert_stage(&floors[0].stages[0], 400, 1, 150);
    assert_stage(&floors[0].stages[1], 500, 2, 400);
    cr_assert_eq(floors[0].end_s, 500);
}

Test(floor, the_next_stage_looks_from_its_own_beginning_on)
{
    struct story story;
    make(&story);
    story.stages[0].after_stage_wait_s = 110; /* to 410: d's opening from 395 has closed at 405 */
    struct run_floor *floors = compute(&story);
    assert_stage(&floors[0].stages[1], 5000, 3, 500);
}

Test(floor, a_manual_run_has_none)
{
    struct story story;
    make(&story);
    struct run_floor *floors = compute(&story);
    cr_assert(floors[1].start_s == INSTANT_NEVER && floors[1].end_s == INSTANT_NEVER);
    assert_stage(&floors[1].stages[0], INSTANT_NEVER, NONE, INSTANT_NEVER);
}

Test(floor, nobody_waits_where_all_are_open_or_at_target)
{
    struct story story;
    make(&story);
    story.members[1].kubernetes_version = version_make(1, 36, 0);
    story.pools[1].image_version = 1;
    struct run_floor *floors = compute(&story);
    assert_stage(&floors[0].stages[0], 150, NONE, 150);
}

Test(floor, waits_for_the_version_and_then_for_the_window)
{
    struct story story;
    make(&story);
    story.release_s[0] = 320; /* b's first opening is from 300 to 310 */
    struct run_floor *floors = compute(&story);
    assert_stage(&floors[0].stages[0], 6100, 1, 420);
    assert_stage(&floors[0].stages[1], INSTANT_NEVER, 2, INSTANT_NEVER);
}

Test(floor, what_lies_beyond_the_horizon_is_never)
{
    struct story story;
    make(&story);
    story.scenario.horizon_s = 450;
    struct run_floor *floors = compute(&story);
    assert_stage(&floors[0].stages[0], 400, 1, 150);
    assert_stage(&floors[0].stages[1], INSTANT_NEVER, 2, 400);
    cr_assert_eq(floors[0].end_s, INSTANT_NEVER);
    story.scenario.horizon_s = 399;
    floors = compute(&story);
    assert_stage(&floors[0].stages[0], INSTANT_NEVER, 1, 150);
    assert_stage(&floors[0].stages[1], INSTANT_NEVER, NONE, INSTANT_NEVER);
}

/* It finds the clusters as the first run leaves them, so only the wait is left. */
Test(floor, a_follower_starts_at_the_others_floor_and_its_smallest_delay)
{
    struct story story;
    make(&story);
    story.runs[1].start = RUN_START_AFTER;
    story.runs[1].delay = (struct distribution){.kind = DISTRIBUTION_UNIFORM, .a = 20, .b = 4000};
    struct run_floor *floors = compute(&story);
    cr_assert_eq(floors[1].start_s, 520);
    assert_stage(&floors[1].stages[0], 620, NONE, 620);
    cr_assert_eq(floors[1].end_s, 620);
}

/* Image only obeys the other schedule, list 4, which is always open. */
Test(floor, the_type_decides_which_window_counts)
{
    struct story story;
    make(&story);
    story.runs[0].type = UPGRADE_NODE_IMAGE_ONLY;
    story.runs[0].kubernetes_version = VERSION_UNSET;
    struct run_floor *floors = compute(&story);
    cr_assert_eq(floors[0].end_s, 150);
}
