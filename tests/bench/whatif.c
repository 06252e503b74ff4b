/* What-if: what the shared luck gives, and what a comparison costs. Asked: an interval of a paired
 * difference at least 5 times narrower than one of independent seeds on the enterprise example, and
 * a comparison of two fleets of 1,000 members, 5,000 trials each and page included, in less than
 * three times one forecast; and all that would help in less than ten.
 *
 * How much narrower depends on the lever: what it truly changes stays in the interval. A lever that
 * meets a deadline in a share d more of the trials, and in none fewer, leaves a variance of
 * d (1 - d) a trial, however well the luck is shared; this bound stands beside. One more at a time
 * in a group also makes some trials worse: its members contend for their region's quota (without
 * quota the interval of P(deadline) is 4.6 times narrower instead of 3.5) and for the slots of
 * their stage, so other groups wait. */
#include "sim/whatif.h"
#include "reports/compare.h"
#include "reports/output_folder.h"
#include "scenarios/load.h"
#include "sim/advice.h"
#include "tests/bench/bench.h"
#include "tests/bench/measure.h"
#include "tests/bench/yardstick_scenario.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TRIALS = 5000 };

static void out_of_memory(void)
{
    fputs("bench: out of memory\n", stderr);
    exit(1);
}

static void load(struct arena *arena, const struct load_request *request, struct scenario *scenario)
{
    struct problems problems;
    if (scenario_load(arena, request, scenario, &problems))
        return;
    problems_print(&problems, stderr);
    exit(1);
}

static void load_enterprise(struct arena *arena, const char *setting, struct scenario *scenario)
{
    const struct load_setting settings[] = {{.text = setting}};
    struct load_request request = {.path = "scenarios/enterprise/scenario.json",
                                   .settings = settings,
                                   .setting_count = setting != NULL};
    load(arena, &request, scenario);
}

static struct series_set simulate(struct arena *arena, const struct scenario *scenario,
                                  uint64_t seed, uint32_t jobs)
{
    struct series_set set;
    struct experiment_options options = {
        .jobs = jobs, .trials = TRIALS, .seed = seed, .version = "bench"};
    whatif_simulate(arena, scenario, &options, &set);
    return set;
}

/* A change of the enterprise example that planners ask about. */
struct tried_lever {
    const char *name, *setting;
};

static const struct tried_lever tried[] = {
    {"start a day earlier", "/start=2026-10-06T07:00:00Z"},
    {"one more at a time in a group",
     "/strategies/dev-test-prod/stages/prod/groups/prod-eu/maxConcurrency=3"},
    {"half the failures",
     "/models/"
     "failure={\"default\":{\"causes\":[{\"code\":\"UpgradeFailed\",\"probability\":0.015}]}}"},
};

static double width_of(const struct comparison *comparison, const char *metric, const char *subject)
{
    const struct comparison_row *row = comparison_find(comparison, metric, subject);
    return row->high - row->low;
}

static void print_ratio(const struct tried_lever *lever, const char *what, double ratio)
{
    char name[200];
    snprintf(name, sizeof name, "paired interval, %s, %s", lever->name, what);
    print_figure(name, ratio, "times narrower", cores_online());
}

/* The narrowest that sharing all luck could make it. */
static double bound_of(const struct comparison_row *row)
{
    double gain = fabs(row->difference);
    double apart = row->base * (1 - row->base) + row->alternative * (1 - row->alternative);
    return sqrt(apart / (gain * (1 - gain)));
}

/* The same comparison, once with shared and once with independent luck. */
static void print_narrower(const struct tried_lever *lever)
{
    static const char deadline[] = "1.34 leaves support";
    struct arena arena;
    struct scenario base, changed;
    struct comparison paired, apart;
    uint32_t jobs = (uint32_t)cores_online();
    arena_init(&arena, out_of_memory);
    load_enterprise(&arena, NULL, &base);
    load_enterprise(&arena, lever->setting, &changed);
    struct series_set one = simulate(&arena, &base, 1, jobs);
    struct series_set same_luck = simulate(&arena, &changed, 1, jobs);
    struct series_set other_luck = simulate(&arena, &changed, 2, jobs);
    whatif_compare(&arena, &one, &same_luck, 1, jobs, &paired);
    whatif_compare(&arena, &one, &other_luck, 1, jobs, &apart);
    const struct comparison_row *row = comparison_find(&paired, "p_meets_deadline", deadline);
    print_ratio(lever, "P(deadline)",
                width_of(&apart, "p_meets_deadline", deadline) / (row->high - row->low));
    print_ratio(lever, "P(deadline), at most", bound_of(row));
    print_ratio(lever, "P50",
                width_of(&apart, "finish_p50", "") / width_of(&paired, "finish_p50", ""));
    print_ratio(lever, "P80",
                width_of(&apart, "finish_p80", "") / width_of(&paired, "finish_p80", ""));
    print_ratio(lever, "members completed",
                width_of(&apart, "members_completed_mean", "k135") /
                    width_of(&paired, "members_completed_mean", "k135"));
    arena_clear(&arena);
}

static double forecast_seconds(const struct scenario *scenario)
{
    struct arena arena;
    struct forecast forecast;
    struct experiment_options options = {
        .jobs = (uint32_t)cores_online(), .trials = TRIALS, .seed = 1, .version = "bench"};
    arena_init(&arena, out_of_memory);
    double begun = seconds_now();
    experiment_run(&arena, scenario, &options, &forecast);
    double taken = seconds_now() - begun;
    arena_clear(&arena);
    return taken;
}

static void write_comparison(const struct comparisons *comparisons)
{
    char path[] = "/tmp/fleetsim-bench-XXXXXX", why[256];
    bool wrong_use;
    if (mkdtemp(path) == NULL)
        return;
    struct output_folder *folder = output_folder_open(path, why, sizeof why, &wrong_use);
    if (folder != NULL) {
        compare_write(folder, comparisons, true);
        output_folder_abandon(folder);
    }
    rmdir(path);
}

static double comparison_seconds(const struct scenario *base, const struct scenario *changed)
{
    struct arena arena;
    struct compared sides[2];
    struct comparison comparison = {.base = &sides[0], .alternative = &sides[1]};
    struct comparisons comparisons = {
        .version = "bench", .trials = TRIALS, .seed = 1, .list = &comparison, .count = 1};
    uint32_t jobs = (uint32_t)cores_online();
    arena_init(&arena, out_of_memory);
    double begun = seconds_now();
    struct series_set one = simulate(&arena, base, 1, jobs);
    struct series_set other = simulate(&arena, changed, 1, jobs);
    whatif_side(&arena, &one, "base", &sides[0]);
    whatif_side(&arena, &other, "alternative", &sides[1]);
    whatif_compare(&arena, &one, &other, 1, jobs, &comparison);
    comparisons.base = sides[0];
    write_comparison(&comparisons);
    double taken = seconds_now() - begun;
    arena_clear(&arena);
    return taken;
}

static void load_yardstick(struct arena *arena, uint32_t windows, struct scenario *scenario)
{
    struct yardstick yardstick = {
        .members = 1000, .group_members = 50, .stages = 4, .windows = windows};
    size_t length;
    char *text = yardstick_scenario(&yardstick, &length);
    struct load_request request = {.path = "yardstick", .text = text, .text_length = length};
    load(arena, &request, scenario);
    free(text);
}

static void print_cost_of_comparing(void)
{
    struct arena arena;
    struct scenario base, changed;
    double forecast = INFINITY, comparison = INFINITY;
    arena_init(&arena, out_of_memory);
    load_yardstick(&arena, 7, &base);
    load_yardstick(&arena, 14, &changed);
    for (int i = 0; i < BEST_OF; i++) {
        forecast = fmin(forecast, forecast_seconds(&base));
        comparison = fmin(comparison, comparison_seconds(&base, &changed));
    }
    print_figure("compare: two of 1,000 members, 5,000 trials, page included, against one forecast",
                 comparison / forecast, "times", cores_online());
    arena_clear(&arena);
}

/* Asked: less than ten. */
static void print_cost_of_advice(void)
{
    struct arena arena;
    struct scenario scenario;
    struct forecast forecast;
    struct experiment_options options = {.jobs = (uint32_t)cores_online(),
                                         .trials = TRIALS,
                                         .seed = 1,
                                         .surge = true,
                                         .barriers = true,
                                         .support = true,
                                         .why = true,
                                         .version = "bench"};
    arena_init(&arena, out_of_memory);
    load_enterprise(&arena, NULL, &scenario);
    double begun = seconds_now();
    experiment_run(&arena, &scenario, &options, &forecast);
    double simulated = seconds_now();
    advice_find(&arena, &scenario, &options, &forecast);
    print_figure("what would help, enterprise fleet, 5,000 trials, against its forecast",
                 (seconds_now() - simulated) / (simulated - begun), "times", cores_online());
    arena_clear(&arena);
}

void bench_whatif(void)
{
    for (size_t i = 0; i < sizeof tried / sizeof *tried; i++)
        print_narrower(&tried[i]);
    print_cost_of_comparing();
    print_cost_of_advice();
}
