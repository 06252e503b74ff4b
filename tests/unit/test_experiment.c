/* What a forecast says of several runs, of members that stop, and before its first trial is done.
 */
#include "sim/experiment.h"
#include "tests/lib/loading.h"

#include <criterion/criterion.h>

#define RUN(name, start)                                                                           \
    "{\"name\":\"" name "\"," start "\"strategy\":{\"stages\":[{\"name\":\"s\",\"groups\":[{"      \
    "\"name\":\"g\",\"maxConcurrency\":\"2\"}]}]},\"managedClusterUpdate\":{\"upgrade\":{"         \
    "\"type\":\"Full\",\"kubernetesVersion\":\"1.35.0\"}}}"

static const char *scenario_of(struct arena *arena, const char *runs, const char *deadlines)
{
    return arena_printf(
        arena,
        "{\"start\":\"2026-12-01T08:00:00Z\",\"horizon\":\"10d\",\"deadline\":[%s],"
        "\"models\":{\"duration\":{\"default\":{\"memberMinutes\":60}},\"failure\":{\"default\":{"
        "\"causes\":[{\"code\":\"UpgradeFailed\",\"probability\":0.2,\"per\":\"attempt\","
        "\"atFraction\":0.5}]}}},\"fleet\":{\"members\":[{\"name\":\"a\",\"group\":\"g\"},"
        "{\"name\":\"b\",\"group\":\"g\"}]},\"updateRuns\":[%s]}",
        deadlines, runs);
}

static void forecast_of(struct loading *loading, const char *text, struct forecast *forecast)
{
    loading_right(loading, text);
    struct experiment_options options = {.jobs = 1, .trials = 1000, .seed = 1, .version = "test"};
    *forecast = (struct forecast){.trials = 0};
    experiment_run(&loading->arena, &loading->scenario, &options, forecast);
}

static void out_of_memory(void)
{
    cr_assert_fail("out of memory");
}

/* A run that follows a failure does not exist where there is none, and then holds nothing up. */
Test(experiment, leaves_out_a_run_that_never_exists)
{
    struct arena arena;
    struct loading loading;
    struct forecast forecast;
    arena_init(&arena, out_of_memory);
    forecast_of(&loading,
                scenario_of(&arena,
                            RUN("up", "") "," RUN("again", "\"start\":{\"after\":\"up\",\"on\":"
                                                           "\"Failed\"},"),
                            "{\"name\":\"d\",\"at\":\"2026-12-02T00:00:00Z\"}"),
                &forecast);
    uint64_t completed = forecast.tracks[0].ending.completed.hits;
    cr_expect_gt(completed, 500);
    cr_expect_lt(completed, 1000);
    cr_expect_eq(forecast.ending_all.completed.hits, completed);
    cr_expect_eq(forecast.ending_all.failed.hits, 1000 - completed);
    cr_expect_eq(forecast.ending_all.unfinished.hits, 0);
    cr_expect_eq(forecast.deadlines[0].met.hits, completed);
    cr_expect_eq(forecast.tracks[1].ending.not_started.hits, completed);
    loading_clear(&loading);
    arena_clear(&arena);
}

/* Of all runs together the latest counts: a manual run that nobody starts never meets a share. */
Test(experiment, asks_each_run_for_its_share)
{
    struct arena arena;
    struct loading loading;
    struct forecast forecast;
    arena_init(&arena, out_of_memory);
    forecast_of(&loading,
                scenario_of(&arena,
                            RUN("up", "") ",{\"name\":\"later\",\"start\":\"manual\","
                                          "\"managedClusterUpdate\":{\"upgrade\":{\"type\":"
                                          "\"Full\",\"kubernetesVersion\":\"1.35.9\"}}}",
                            "{\"name\":\"up\",\"run\":\"up\",\"coverage\":0.5,\"at\":"
                            "\"2026-12-02T00:00:00Z\"},{\"name\":\"all\",\"coverage\":0.5,\"at\":"
                            "\"2026-12-02T00:00:00Z\"}"),
                &forecast);
    cr_expect_gt(forecast.deadlines[0].met.hits, 900);
    cr_expect_eq(forecast.deadlines[1].met.hits, 0);
    loading_clear(&loading);
    arena_clear(&arena);
}

/* One of two fails after half an hour: the other is Stopping until the hour is over. */
Test(experiment, counts_members_that_are_stopping)
{
    struct arena arena;
    struct loading loading;
    struct forecast forecast;
    arena_init(&arena, out_of_memory);
    forecast_of(&loading, scenario_of(&arena, RUN("up", ""), ""), &forecast);
    double most = 0;
    for (uint32_t i = 0; i < forecast.timeline.point_count; i++) {
        const struct timeline_point *point = &forecast.timeline.points[i];
        double all = 0;
        for (uint32_t state = 0; state < STATE_COUNT; state++)
            all += point->mean[state];
        cr_expect_float_eq(all, 2, 1e-9);
        most = point->mean[STATE_STOPPING] > most ? point->mean[STATE_STOPPING] : most;
    }
    /* One fails and the other does not: 2 * 0.2 * 0.8. */
    cr_expect_float_eq(most, 0.32, 0.06);
    loading_clear(&loading);
    arena_clear(&arena);
}

/* An interrupt before the first block is done leaves no trials, and nothing to speak of. */
Test(experiment, may_be_interrupted_before_its_first_trial)
{
    struct arena arena;
    struct loading loading;
    struct forecast forecast = {.trials = 1};
    atomic_bool interrupt = true;
    arena_init(&arena, out_of_memory);
    loading_right(&loading, scenario_of(&arena, RUN("up", ""), ""));
    struct experiment_options options = {
        .jobs = 2, .trials = 1000, .seed = 1, .version = "test", .interrupt = &interrupt};
    experiment_run(&loading.arena, &loading.scenario, &options, &forecast);
    cr_expect_eq(forecast.trials, 0);
    cr_expect(forecast.interrupted);
    loading_clear(&loading);
    arena_clear(&arena);
}
