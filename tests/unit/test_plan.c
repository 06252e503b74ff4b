#include "models/plan.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void exhausted(void)
{
    exit(3);
}

static struct arena arena;
static struct warnings warnings;

static void set_up(void)
{
    arena_init(&arena, exhausted);
    warnings_init(&warnings, &arena);
}

static void tear_down(void)
{
    arena_clear(&arena);
}

TestSuite(plan, .init = set_up, .fini = tear_down);

/* A fleet whose member i stands in the group of that number; "m00000" and on. */
static struct fleet make_fleet(uint32_t count, const uint32_t *groups, const char **names,
                               uint32_t group_count)
{
    struct fleet fleet = {.members = arena_array(&arena, struct member, count),
                          .member_count = count,
                          .groups = names,
                          .group_count = group_count};
    for (uint32_t i = 0; i < count; i++)
        fleet.members[i] =
            (struct member){.name = arena_printf(&arena, "m%05u", i), .group = groups[i]};
    return fleet;
}

/* As many members per group as given, first group first. */
static struct fleet sized_fleet(const char **names, const uint32_t *sizes, uint32_t group_count)
{
    uint32_t count = 0;
    for (uint32_t g = 0; g < group_count; g++)
        count += sizes[g];
    uint32_t *groups = arena_array(&arena, uint32_t, count), *next = groups;
    for (uint32_t g = 0; g < group_count; g++)
        for (uint32_t i = 0; i < sizes[g]; i++)
            *next++ = g;
    return make_fleet(count, groups, names, group_count);
}

/* "" is not given. */
static struct limit limit(const char *text)
{
    struct limit result = {.given = *text != '\0'};
    result.amount.value = (uint32_t)atoi(text);
    result.amount.percent = strchr(text, '%') != NULL;
    return result;
}

static struct plan resolve(const struct fleet *fleet, const struct strategy *strategy)
{
    struct plan plan;
    plan_resolve(&arena, fleet, strategy, (struct plan_limits){50}, "/updateRuns/0", &warnings,
                 &plan);
    return plan;
}

static const struct warning *warned(const char *code)
{
    for (const struct warning *w = warnings.first; w; w = w->next)
        if (strcmp(w->code, code) == 0)
            return w;
    return NULL;
}

static const char *names2[] = {"a", "b"};

/* One stage with groups a and b. */
struct two {
    struct strategy_group groups[2];
    struct strategy_stage stage;
    struct strategy strategy;
};

static struct strategy *two_groups(struct two *two, const char *stage, const char *a, const char *b)
{
    *two = (struct two){.groups = {{.name = "a", .max_concurrency = limit(a)},
                                   {.name = "b", .max_concurrency = limit(b)}},
                        .stage = {.name = "s", .group_count = 2, .max_concurrency = limit(stage)}};
    two->stage.groups = two->groups;
    two->strategy = (struct strategy){.stages = &two->stage, .stage_count = 1};
    return &two->strategy;
}

Test(plan, R3_without_a_strategy_all_go_one_by_one)
{
    uint32_t groups[] = {0, NONE, 1};
    struct fleet fleet = make_fleet(3, groups, names2, 2);
    struct plan plan = resolve(&fleet, NULL);
    cr_assert(plan.stage_count == 1 && plan.group_count == 1 && plan.member_count == 3);
    cr_assert_str_eq(plan.stages[0].name, "default");
    cr_assert_str_eq(plan.groups[0].name, "default");
    cr_assert_eq(plan.groups[0].concurrency_max, 1);
    cr_assert_eq(plan.groups[0].failures_max, 0);
    cr_assert_eq(plan.stages[0].failures_max, 0);
    for (uint32_t i = 0; i < 3; i++)
        cr_assert(plan.members[i] == i && plan.slot_of[i] == i && plan.slot_group[i] == 0);
    cr_assert_eq(warnings.count, 0);
}

Test(plan, R1_members_stand_in_plan_order_by_name)
{
    const char *names[] = {"z", "x", "y"};
    uint32_t groups[] = {2, 0, NONE, 1, 0, 2};
    struct fleet fleet = make_fleet(6, groups, names, 3);
    struct strategy_group first[] = {{.name = "y"}, {.name = "x"}}, second[] = {{.name = "z"}};
    struct strategy_stage stages[] = {
        {.name = "one", .groups = first, .group_count = 2, .after_stage_wait_s = 60},
        {.name = "two", .groups = second, .group_count = 1}};
    struct plan plan = resolve(&fleet, &(struct strategy){.stages = stages, .stage_count = 2});
    static const uint32_t members[] = {0, 5, 3, 1, 4}, slot_group[] = {0, 0, 1, 2, 2};
    cr_assert_eq(plan.member_count, 5);
    for (uint32_t i = 0; i < 5; i++) {
        cr_assert_eq(plan.members[i], members[i]);
        cr_assert_eq(plan.slot_group[i], slot_group[i]);
        cr_assert_eq(plan.slot_of[members[i]], i);
    }
    cr_assert_eq(plan.slot_of[2], NONE);
    cr_assert(plan.stages[0].member_first == 0 && plan.stages[0].member_count == 3);
    cr_assert(plan.stages[1].member_first == 3 && plan.stages[1].member_count == 2);
    cr_assert(plan.stages[1].group_first == 2 && plan.groups[2].stage == 1);
    cr_assert_eq(plan.stages[0].wait_s, 60);
    cr_assert_str_eq(warned("members-in-no-group")->text,
                     "1 of 6 members is in none of the strategy's groups and will not be upgraded "
                     "(first: m00002)");
    cr_assert_str_eq(warned("members-in-no-group")->where, "/updateRuns/0");
}

/* Fleet Manager's documentation: stage 4, groups 2 + 2 -> 4; stage 2, groups 5 + 5 -> 2. */
Test(plan, R6_a_stage_caps_its_groups)
{
    uint32_t sizes[] = {6, 6};
    struct fleet fleet = sized_fleet(names2, sizes, 2);
    struct two two;
    struct plan plan = resolve(&fleet, two_groups(&two, "4", "2", "2"));
    cr_assert_eq(plan.stages[0].concurrency_max, 4);
    cr_assert(plan.groups[0].concurrency_max == 2 && plan.groups[1].concurrency_max == 2);
    cr_assert_eq(warnings.count, 0);
    plan = resolve(&fleet, two_groups(&two, "2", "5", "5"));
    cr_assert_eq(plan.stages[0].concurrency_max, 2);
    cr_assert(plan.groups[0].concurrency_max == 2 && plan.groups[1].concurrency_max == 2);
    cr_assert_eq(warnings.count, 2);
    cr_assert_str_eq(warned("concurrency-above-stage")->text,
                     "group a: maxConcurrency comes to 5, its stage s allows 2: 2 is used");
}

/* The same place: 20 clusters, stage 25 % -> 5, group of 8 at 50 % -> 4, of 12 at 25 % -> 3. */
Test(plan, R6_percentages_round_down)
{
    uint32_t sizes[] = {8, 12};
    struct fleet fleet = sized_fleet(names2, sizes, 2);
    struct two two;
    struct plan plan = resolve(&fleet, two_groups(&two, "25%", "50%", "25%"));
    cr_assert_eq(plan.stages[0].concurrency_max, 5);
    cr_assert_eq(plan.groups[0].concurrency_max, 4);
    cr_assert_eq(plan.groups[1].concurrency_max, 3);
    plan = resolve(&fleet, two_groups(&two, "1%", "12%", "99%"));
    cr_assert_eq(plan.stages[0].concurrency_max, 1);
    cr_assert_eq(limit_concurrency(limit("12%"), 8, 1), 1);
    cr_assert_eq(limit_concurrency(limit("99%"), 12, 1), 11);
    cr_assert_eq(limit_concurrency(limit("100%"), 12, 1), 12);
}

Test(plan, R6_defaults_are_50_and_1)
{
    uint32_t sizes[] = {3, 3};
    struct fleet fleet = sized_fleet(names2, sizes, 2);
    struct two two;
    struct plan plan = resolve(&fleet, two_groups(&two, "", "", ""));
    cr_assert_eq(plan.stages[0].concurrency_max, 50);
    cr_assert(plan.groups[0].concurrency_max == 1 && plan.groups[1].concurrency_max == 1);
    cr_assert_eq(warnings.count, 0);
}

Test(plan, R6_the_service_caps_a_stage)
{
    uint32_t sizes[] = {60, 60};
    struct fleet fleet = sized_fleet(names2, sizes, 2);
    struct two two;
    struct plan plan = resolve(&fleet, two_groups(&two, "100%", "100%", "1"));
    cr_assert_eq(plan.stages[0].concurrency_max, 50);
    cr_assert_eq(plan.groups[0].concurrency_max, 50);
    cr_assert_str_eq(warned("concurrency-above-cap")->text,
                     "stage s: maxConcurrency comes to 120, the service upgrades at most 50 "
                     "members of a stage at once: 50 is used");
    cr_assert_str_eq(warned("concurrency-above-stage")->text,
                     "group a: maxConcurrency comes to 60, its stage s allows 50: 50 is used");
}

/* expected in the CLI's own test: a stage's 7 for one cluster is shown unchanged. */
Test(plan, R6_a_group_is_capped_by_its_size_a_stage_is_not)
{
    uint32_t sizes[] = {1, 2};
    struct fleet fleet = sized_fleet(names2, sizes, 2);
    struct two two;
    struct plan plan = resolve(&fleet, two_groups(&two, "7", "100%", "4"));
    cr_assert_eq(plan.stages[0].concurrency_max, 7);
    cr_assert_eq(plan.groups[0].concurrency_max, 1);
    cr_assert_eq(plan.groups[1].concurrency_max, 2);
    cr_assert_eq(warnings.count, 1);
    cr_assert_str_eq(warned("concurrency-above-group")->text,
                     "group b: maxConcurrency is 4, the group has 2 members: 2 is used");
}

/* Fleet Manager's documentation: 25 % of 5 -> 2, of 7 -> 2, of 12 -> 3, of 19 -> 5. */
Test(plan, R7_percentages_round_up)
{
    cr_assert_eq(limit_failures(limit("25%"), 5, 0), 2);
    cr_assert_eq(limit_failures(limit("25%"), 7, 0), 2);
    cr_assert_eq(limit_failures(limit("25%"), 12, 0), 3);
    cr_assert_eq(limit_failures(limit("25%"), 19, 0), 5);
    cr_assert_eq(limit_failures(limit("0%"), 19, 7), 0);
    cr_assert_eq(limit_failures(limit("0"), 19, 7), 0);
    cr_assert_eq(limit_failures(limit("3"), 2, 7), 3);
    cr_assert_eq(limit_failures(limit(""), 19, 7), 7);
}

Test(plan, R7_limits_are_of_the_stage_and_of_the_group)
{
    uint32_t sizes[] = {7, 12};
    struct fleet fleet = sized_fleet(names2, sizes, 2);
    struct two two;
    two_groups(&two, "", "", "");
    two.stage.max_allowed_failures = two.groups[0].max_allowed_failures =
        two.groups[1].max_allowed_failures = limit("25%");
    struct plan plan = resolve(&fleet, &two.strategy);
    cr_assert_eq(plan.stages[0].failures_max, 5);
    cr_assert_eq(plan.groups[0].failures_max, 2);
    cr_assert_eq(plan.groups[1].failures_max, 3);
    cr_assert_eq(warnings.count, 0);
}

Test(plan, R7_warns_of_a_stage_limit_its_groups_defeat)
{
    uint32_t sizes[] = {4, 4};
    struct fleet fleet = sized_fleet(names2, sizes, 2);
    struct two two;
    two_groups(&two, "", "", "");
    two.stage.max_allowed_failures = limit("3");
    two.groups[0].max_allowed_failures = limit("0"); /* written: meant */
    resolve(&fleet, &two.strategy);
    cr_assert_eq(warnings.count, 1);
    cr_assert_str_eq(warned("stage-failures-defeated")->text,
                     "stage s allows 3 failures, but 1 of its 2 groups have no maxAllowedFailures "
                     "and so allow 0 (first: b): one failure there ends the run");
}

Test(plan, R7_warns_of_group_limits_their_stage_defeats)
{
    uint32_t sizes[] = {4, 4};
    struct fleet fleet = sized_fleet(names2, sizes, 2);
    struct two two;
    two_groups(&two, "", "", "");
    two.groups[1].max_allowed_failures = limit("50%");
    resolve(&fleet, &two.strategy);
    cr_assert_eq(warnings.count, 1);
    cr_assert_str_eq(warned("group-failures-defeated")->text,
                     "stage s has no maxAllowedFailures and so allows 0, while 1 of its 2 groups "
                     "allow more (first: b with 2): one failure ends the run");
    warnings_init(&warnings, &arena);
    two.stage.max_allowed_failures = limit("0");
    resolve(&fleet, &two.strategy);
    cr_assert_eq(warnings.count, 0);
}

Test(plan, R4_a_group_without_members_is_warned_about)
{
    uint32_t sizes[] = {2};
    struct fleet fleet = sized_fleet(names2, sizes, 1);
    struct two two;
    struct plan plan = resolve(&fleet, two_groups(&two, "", "", "3"));
    cr_assert_eq(plan.groups[1].member_count, 0);
    cr_assert_eq(plan.groups[1].concurrency_max, 1);
    cr_assert_eq(warnings.count, 1);
    cr_assert_str_eq(warned("group-without-members")->text,
                     "group b of stage s has 0 members: it is skipped when its turn comes");
}

Test(plan, R2_more_than_fifty_groups_are_warned_about)
{
    enum { COUNT = 51 };
    static const char *names[COUNT];
    struct strategy_group groups[COUNT];
    uint32_t sizes[COUNT];
    for (int i = 0; i < COUNT; i++) {
        names[i] = arena_printf(&arena, "g%d", i);
        groups[i] = (struct strategy_group){.name = names[i]};
        sizes[i] = 1;
    }
    struct fleet fleet = sized_fleet(names, sizes, COUNT);
    struct strategy_stage stage = {.name = "s", .groups = groups, .group_count = COUNT - 1};
    fleet.member_count--;
    resolve(&fleet, &(struct strategy){.stages = &stage, .stage_count = 1});
    cr_assert_eq(warnings.count, 0);
    fleet.member_count++;
    stage.group_count++;
    resolve(&fleet, &(struct strategy){.stages = &stage, .stage_count = 1});
    cr_assert_str_eq(warned("too-many-groups")->text,
                     "stage s has 51 groups, the service supports 50 in a stage");
}

Test(plan, R1_a_fleet_above_a_thousand_is_warned_about_once)
{
    uint32_t sizes[] = {1001};
    struct fleet fleet = sized_fleet(names2, sizes, 1);
    resolve(&fleet, NULL);
    resolve(&fleet, NULL);
    cr_assert_eq(warnings.count, 1);
    cr_assert_str_eq(warnings.first->text,
                     "the fleet has 1001 members, the service supports 1000: 1 too many");
    warnings_init(&warnings, &arena);
    fleet.member_count = 1000;
    resolve(&fleet, NULL);
    cr_assert_eq(warnings.count, 0);
}

/* Ten times the members in one group each: a quadratic loop would take minutes here. */
Test(plan, a_hundred_thousand_members_in_fifty_thousand_groups, .timeout = 20)
{
    enum { GROUPS = 50000, EACH = 2 };
    const char **names = arena_array(&arena, const char *, GROUPS);
    uint32_t *sizes = arena_array(&arena, uint32_t, GROUPS);
    struct strategy_group *groups = arena_array(&arena, struct strategy_group, GROUPS);
    for (uint32_t i = 0; i < GROUPS; i++) {
        names[i] = arena_printf(&arena, "group-%u", i * 7919 % GROUPS);
        groups[i].name = arena_printf(&arena, "group-%u", i);
        sizes[i] = EACH;
    }
    struct fleet fleet = sized_fleet(names, sizes, GROUPS);
    struct strategy_stage stage = {.name = "s", .groups = groups, .group_count = GROUPS};
    struct plan plan = resolve(&fleet, &(struct strategy){.stages = &stage, .stage_count = 1});
    cr_assert_eq(plan.member_count, GROUPS * EACH);
    for (uint32_t slot = 0; slot < plan.member_count; slot++) {
        uint32_t group = fleet.members[plan.members[slot]].group;
        cr_assert_str_eq(fleet.groups[group], plan.groups[plan.slot_group[slot]].name);
    }
}

Test(plan, a_gate_is_meant_by_its_place_or_its_display_name)
{
    const struct plan_stage stages[] = {{.name = "a"}, {.name = "b/c"}};
    const struct plan_group groups[] = {{.name = "a"}};
    const struct plan_gate gates[] = {
        {.display_name = "go", .stage = 0, .group = NONE, .timing = GATE_BEFORE},
        {.stage = 0, .group = NONE, .timing = GATE_BEFORE, .position = 1},
        {.display_name = "go", .stage = 0, .group = 0, .timing = GATE_AFTER},
        {.stage = 1, .group = NONE, .timing = GATE_AFTER}};
    struct plan plan = {.stages = stages, .groups = groups, .gates = gates, .gate_count = 4};
    uint32_t first = NONE;
    cr_expect_eq(plan_find_gates(&plan, "Stage:a/before/1", &first), 1);
    cr_expect_eq(first, 1);
    cr_expect_eq(plan_find_gates(&plan, "Group:a/after/0", &first), 1);
    cr_expect_eq(first, 2);
    cr_expect_eq(plan_find_gates(&plan, "Stage:b/c/after/0", &first), 1);
    cr_expect_eq(first, 3);
    cr_expect_eq(plan_find_gates(&plan, "go", &first), 2);
    cr_expect_eq(first, 0);
    const char *const nothing[] = {"",       "/",        "Stage:",          "Stage:a",
                                   "before", "before/0", "Group:a/after/",  "Group:a/after/x",
                                   "Go",     "a/b/c",    "Stage:a/after/0", "Stage:a/before/2"};
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
        cr_expect_eq(plan_find_gates(&plan, nothing[i], &first), 0, "%s", nothing[i]);
}
