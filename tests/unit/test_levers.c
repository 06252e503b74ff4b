/* Levers: the changed scenario does, trial by trial, what the same change does that a user writes;
 * gains and their intervals agree with a comparison of all trials. */
#include "models/lever_apply.h"
#include "models/paired.h"
#include "sim/levers.h"
#include "sim/whatif.h"
#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void load(struct loading *loading, const char *path, const char *const *settings)
{
    loading_file(loading, path, settings);
    if (!loading->fine)
        problems_print(&loading->problems, stderr);
    cr_assert(loading->fine);
}

static void simulate(struct arena *arena, const struct scenario *scenario, uint32_t trials,
                     struct series_set *set)
{
    struct experiment_options options = {.jobs = 2, .trials = trials, .seed = 1};
    cr_assert(whatif_simulate(arena, scenario, &options, set));
}

/* Every series of both is the same, and not what it was without the lever. */
static void expect_same(const char *path, const struct lever *lever, const char *const *settings,
                        uint32_t trials)
{
    struct loading plain, written;
    struct scenario changed;
    struct series_set was, by_lever, by_hand;
    load(&plain, path, (const char *const[]){NULL});
    load(&written, path, settings);
    cr_assert(lever_apply(&plain.arena, &plain.scenario, lever, &changed));
    simulate(&plain.arena, &plain.scenario, trials, &was);
    simulate(&plain.arena, &changed, trials, &by_lever);
    simulate(&written.arena, &written.scenario, trials, &by_hand);
    const char *words = lever_words(lever);
    cr_assert_eq(by_lever.count, by_hand.count);
    for (uint32_t i = 0; i < by_lever.count; i++)
        cr_expect_arr_eq(by_lever.list[i].values, by_hand.list[i].values, trials * sizeof(int64_t),
                         "%s: %s %s", words, by_lever.list[i].metric, by_lever.list[i].subject);
    bool moved = false;
    for (uint32_t i = 0; i < was.count; i++)
        moved |= memcmp(was.list[i].values, by_lever.list[i].values, trials * sizeof(int64_t)) != 0;
    cr_expect(moved, "%s changes nothing", words);
    loading_clear(&plain);
    loading_clear(&written);
}

#define ENTERPRISE "scenarios/enterprise/scenario.json"
#define STAGES "/strategies/dev-test-prod/stages"
enum { TRIALS = 60 };

static uint32_t group_named(const char *name)
{
    struct loading loading;
    load(&loading, ENTERPRISE, (const char *const[]){NULL});
    const struct plan *plan = loading.scenario.tracks[0].plan;
    uint32_t found = 0;
    while (strcmp(plan->groups[found].name, name) != 0)
        found++;
    loading_clear(&loading);
    return found;
}

Test(levers, one_more_at_a_time_is_a_larger_limit)
{
    const struct lever lever = {.kind = LEVER_EASED,
                                .on = LEVER_CONCURRENCY,
                                .part = LEVER_GROUP,
                                .index = group_named("prod-eu")};
    expect_same(ENTERPRISE, &lever,
                (const char *const[]){STAGES "/prod/groups/prod-eu/maxConcurrency=3", NULL},
                TRIALS);
}

Test(levers, no_waits_are_waits_of_nothing)
{
    const struct lever lever = {.kind = LEVER_REMOVED, .on = LEVER_WAITS};
    expect_same(ENTERPRISE, &lever,
                (const char *const[]){STAGES "/canary/afterStageWaitInSeconds=0",
                                      STAGES "/dev/afterStageWaitInSeconds=0",
                                      STAGES "/test/afterStageWaitInSeconds=0",
                                      STAGES "/pilot/afterStageWaitInSeconds=0", NULL},
                TRIALS);
}

Test(levers, half_the_wait_is_half_the_seconds)
{
    const struct lever lever = {.kind = LEVER_EASED, .on = LEVER_WAITS};
    expect_same(ENTERPRISE, &lever,
                (const char *const[]){STAGES "/canary/afterStageWaitInSeconds=43200",
                                      STAGES "/dev/afterStageWaitInSeconds=86400",
                                      STAGES "/test/afterStageWaitInSeconds=86400",
                                      STAGES "/pilot/afterStageWaitInSeconds=129600", NULL},
                TRIALS);
}

Test(levers, an_hour_more_is_a_longer_window)
{
    struct lever lever = {.kind = LEVER_EASED, .on = LEVER_WINDOWS, .part = LEVER_WINDOW};
    struct loading loading;
    load(&loading, ENTERPRISE, (const char *const[]){NULL});
    while (strcmp(loading.scenario.windows[lever.index].name, "eu-sat-night") != 0)
        lever.index++;
    loading_clear(&loading);
    expect_same(ENTERPRISE, &lever,
                (const char *const[]){"/maintenanceWindows/eu-sat-night/durationHours=7", NULL},
                TRIALS);
}

Test(levers, an_earlier_start_is_an_earlier_scenario)
{
    const struct lever lever = {.kind = LEVER_MOVED, .on = LEVER_START, .by_s = 2 * WEEK_S};
    expect_same(ENTERPRISE, &lever, (const char *const[]){"/start=2026-09-23T07:00:00Z", NULL},
                TRIALS);
}

Test(levers, half_as_many_fail_by_half_the_probability)
{
    const struct lever lever = {.kind = LEVER_EASED, .on = LEVER_FAILURES};
    expect_same("scenarios/04-failure-limits/scenario.json", &lever,
                (const char *const[]){"/models/failure/default/causes/0/probability=0.03",
                                      "/models/failure/default/causes/1/probability=0.02", NULL},
                500);
}

Test(levers, approvals_at_once_take_no_time)
{
    const struct lever lever = {.kind = LEVER_REMOVED, .on = LEVER_APPROVALS};
    expect_same("scenarios/12-approvals/scenario.json", &lever,
                (const char *const[]){"/models/operators/approval={\"delayHours\":0}", NULL}, 500);
}

Test(levers, half_the_delay_is_half_the_delay)
{
    const struct lever lever = {.kind = LEVER_EASED, .on = LEVER_APPROVALS};
    expect_same("scenarios/12-approvals/scenario.json", &lever,
                (const char *const[]){"/models/operators/approval/gates/go for production/"
                                      "delayHours={\"dist\":\"lognormal\",\"p50\":3,\"p90\":15}",
                                      NULL},
                500);
}
