/* Made-up fleets of every size are scenarios that load, in the shape the header states. */
#include "scenarios/synthetic.h"
#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena;

static void init(void)
{
    arena_init(&arena, abort);
}

static void clear(void)
{
    arena_clear(&arena);
}

TestSuite(synthetic, .init = init, .fini = clear);

static const char *scenario_of(struct synthetic shape)
{
    const char *why;
    size_t length;
    cr_assert(synthetic_fill(&arena, &shape, &why), "%s", why);
    const char *text = synthetic_scenario(&arena, &shape, &length);
    cr_assert_eq(strlen(text), length);
    return text;
}

static struct synthetic sized(uint32_t members)
{
    struct synthetic shape = synthetic_unset();
    shape.members = members;
    return shape;
}

static uint32_t stage_members(const struct scenario *scenario, uint32_t stage)
{
    const struct plan_stage *of = &scenario->plans[0].stages[stage];
    uint32_t members = 0;
    for (uint32_t i = 0; i < of->group_count; i++)
        members += scenario->plans[0].groups[of->group_first + i].member_count;
    return members;
}

Test(synthetic, every_tier_loads_and_has_all_members_in_its_plan)
{
    static const uint32_t tiers[] = {1, 2, 3, 5, 20, 150, 1000, 5000, 20000};
    for (size_t i = 0; i < sizeof tiers / sizeof *tiers; i++) {
        struct loading loading;
        loading_right(&loading, scenario_of(sized(tiers[i])));
        cr_expect_eq(loading.scenario.fleet.member_count, tiers[i]);
        cr_expect_eq(loading.scenario.plans[0].member_count, tiers[i]);
        bool beyond_service = tiers[i] > 1000;
        cr_expect_eq(loading.scenario.warnings.count > 0, beyond_service, "%u members", tiers[i]);
        loading_clear(&loading);
    }
}

Test(synthetic, stages_hold_twice_the_groups_of_the_one_before)
{
    struct synthetic shape = sized(700);
    struct loading loading;
    shape.groups = 70;
    loading_right(&loading, scenario_of(shape));
    const struct plan *plan = &loading.scenario.plans[0];
    cr_assert_eq(plan->stage_count, 3);
    cr_expect_eq(plan->stages[0].group_count, 10);
    cr_expect_eq(plan->stages[1].group_count, 20);
    cr_expect_eq(plan->stages[2].group_count, 40);
    cr_expect_eq(stage_members(&loading.scenario, 0), 100);
    cr_expect_eq(stage_members(&loading.scenario, 2), 400);
    loading_clear(&loading);
}

Test(synthetic, beyond_the_service_the_cap_grows_with_the_fleet)
{
    struct loading loading;
    loading_right(&loading, scenario_of(sized(1000)));
    cr_expect_eq(loading.scenario.controller.stage_concurrency_cap, 50);
    loading_clear(&loading);
    loading_right(&loading, scenario_of(sized(20000)));
    cr_expect_eq(loading.scenario.controller.stage_concurrency_cap, 1000);
    loading_clear(&loading);
}

/* A fifth of 20,000 members has no window: 4,000 within 4 standard deviations of 57. */
Test(synthetic, one_member_in_five_has_no_window)
{
    struct loading loading;
    uint32_t without = 0;
    loading_right(&loading, scenario_of(sized(20000)));
    for (uint32_t i = 0; i < loading.scenario.fleet.member_count; i++)
        without += loading.scenario.fleet.members[i].window[SCHEDULE_KUBERNETES] == NONE;
    cr_expect_gt(without, 4000 - 4 * 57);
    cr_expect_lt(without, 4000 + 4 * 57);
    loading_clear(&loading);
}

Test(synthetic, nothing_of_windows_regions_and_pools_is_a_fleet_too)
{
    struct synthetic shape = sized(5);
    struct loading loading;
    shape.regions = shape.windows = shape.pools = 0;
    loading_right(&loading, scenario_of(shape));
    cr_expect_eq(loading.scenario.fleet.members[4].window[SCHEDULE_KUBERNETES], NONE);
    cr_expect_eq(loading.scenario.fleet.members[4].region, NONE);
    loading_clear(&loading);
}

Test(synthetic, all_limits_together_load)
{
    struct loading loading;
    loading_right(&loading, scenario_of((struct synthetic){.members = 1000,
                                                           .regions = SYNTHETIC_REGIONS_MAX,
                                                           .stages = SYNTHETIC_STAGES_MAX,
                                                           .groups = SYNTHETIC_GROUPS_MAX,
                                                           .windows = SYNTHETIC_WINDOWS_MAX,
                                                           .pools = SYNTHETIC_POOLS_MAX,
                                                           .seed = SYNTHETIC_SEED_MAX,
                                                           .start = "2030-01-01T00:00:00Z"}));
    cr_expect_eq(loading.scenario.plans[0].group_count, SYNTHETIC_GROUPS_MAX);
    cr_expect_eq(loading.scenario.plans[0].stage_count, SYNTHETIC_STAGES_MAX);
    cr_expect_eq(loading.scenario.window_count, SYNTHETIC_WINDOWS_MAX);
    loading_clear(&loading);
}

Test(synthetic, numbers_that_fall_are_refused)
{
    struct synthetic shape = sized(5);
    const char *why;
    shape.groups = 6;
    cr_assert_not(synthetic_fill(&arena, &shape, &why));
    cr_expect_str_eq(why, "3 stages of 6 groups of 5 members; write numbers that do not fall: each "
                          "stage needs a group, each group a member");
}
