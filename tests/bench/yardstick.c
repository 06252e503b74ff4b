/* The yardstick: whole experiments, from a scenario's text to quantiles with their intervals, with
 * per-member statistics on. Each size runs in a process of its own, so that the peaks of memory are
 * its own. One and all cores are timed in turn, so that their ratio does not drift with the
 * machine. */
#include "scenarios/load.h"
#include "sim/experiment.h"
#include "tests/bench/bench.h"
#include "tests/bench/measure.h"
#include "tests/bench/yardstick_scenario.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* `trials` make a measurement of some seconds. */
struct fleet_size {
    const char *name;
    struct yardstick yardstick;
    uint32_t trials;
};

enum { SMALL, MEDIUM, LARGE, NARROW, WIDE, SIZES };

enum { FULL_TRIALS = 10000 };

static const struct fleet_size sizes[SIZES] = {
    [SMALL] = {"yardstick 1,000", {1000, 50, 4, 7}, 5000},
    [MEDIUM] = {"yardstick 10,000", {10000, 50, 4, 7}, 1000},
    [LARGE] = {"yardstick 100,000", {100000, 50, 4, 7}, 100},
    [NARROW] = {"group of 100, windows of its own", {100, 100, 1, 100}, 10000},
    [WIDE] = {"group of 10,000, windows of its own", {10000, 10000, 1, 10000}, 200}};

static void out_of_memory(void)
{
    fputs("bench: out of memory\n", stderr);
    exit(3);
}

static void load(struct arena *arena, const struct yardstick *yardstick, struct scenario *scenario)
{
    struct load_request request = {.path = "yardstick"};
    char *text = yardstick_scenario(yardstick, &request.text_length);
    request.text = text;
    struct problems problems;
    if (!scenario_load(arena, &request, scenario, &problems)) {
        problems_print(&problems, stderr);
        exit(2);
    }
    free(text);
}

static double experiment_seconds(const struct scenario *scenario, uint32_t trials, int cores,
                                 bool why)
{
    struct experiment_options options = {
        .jobs = (uint32_t)cores, .trials = trials, .seed = 1, .why = why, .version = "bench"};
    struct forecast forecast;
    struct arena arena;
    arena_init(&arena, out_of_memory);
    if (cores == 1)
        hold_on_core(0);
    double began_s = seconds_now();
    experiment_run(&arena, scenario, &options, &forecast);
    double took_s = seconds_now() - began_s;
    release_cores();
    const struct ending *ending = &forecast.tracks[0].ending;
    assert(forecast.trials == trials);
    assert(ending->completed.hits + ending->failed.hits == trials);
    arena_clear(&arena);
    return took_s;
}

struct best {
    double one_s, all_s;
};

static struct best best_experiment(const struct scenario *scenario, uint32_t trials)
{
    struct best best = {0, 0};
    for (int i = 0; i < BEST_OF; i++) {
        double one_s = experiment_seconds(scenario, trials, 1, false);
        double all_s = experiment_seconds(scenario, trials, cores_online(), false);
        best.one_s = i == 0 || one_s < best.one_s ? one_s : best.one_s;
        best.all_s = i == 0 || all_s < best.all_s ? all_s : best.all_s;
    }
    return best;
}

/* Trials with driving paths against those without, one after the other in turn; asked: below 1.5.
 */
static double why_ratio(const struct scenario *scenario, uint32_t trials)
{
    double without_s = 0, with_s = 0;
    for (int i = 0; i < BEST_OF; i++) {
        double plain_s = experiment_seconds(scenario, trials, 1, false);
        double why_s = experiment_seconds(scenario, trials, 1, true);
        without_s = i == 0 || plain_s < without_s ? plain_s : without_s;
        with_s = i == 0 || why_s < with_s ? why_s : with_s;
    }
    return with_s / without_s;
}

static void print_sized(const struct fleet_size *size, const char *what, double value,
                        const char *unit, int cores)
{
    char name[80];
    snprintf(name, sizeof name, "%s: %s", size->name, what);
    print_figure(name, value, unit, cores);
}

static double peak_megabytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

/* What a planner waits for: text in, all quantiles out. */
static void print_start_to_end(const struct fleet_size *size)
{
    double best_s = 0;
    for (int i = 0; i < BEST_OF; i++) {
        struct arena arena;
        struct scenario scenario;
        arena_init(&arena, out_of_memory);
        double began_s = seconds_now();
        load(&arena, &size->yardstick, &scenario);
        experiment_seconds(&scenario, FULL_TRIALS, cores_online(), false);
        double took_s = seconds_now() - began_s;
        best_s = i == 0 || took_s < best_s ? took_s : best_s;
        arena_clear(&arena);
    }
    print_sized(size, "10,000 trials, start to end", best_s, "s", cores_online());
}

/* Prints a size's figures; returns nanoseconds a member's upgrade on one core. */
static double print_size(const struct fleet_size *size)
{
    int cores = cores_online();
    struct arena arena;
    struct scenario scenario;
    arena_init(&arena, out_of_memory);
    double began_s = seconds_now();
    load(&arena, &size->yardstick, &scenario);
    print_sized(size, "load", seconds_now() - began_s, "s", 1);
    struct best best = best_experiment(&scenario, size->trials);
    double upgrades = (double)size->trials * size->yardstick.members;
    print_sized(size, "trials", size->trials / best.one_s, "trials/s", 1);
    print_sized(size, "trials", size->trials / best.all_s, "trials/s", cores);
    print_sized(size, "a member's upgrade", best.one_s / upgrades * 1e9, "ns", 1);
    print_sized(size, "a member's upgrade", best.all_s / upgrades * 1e9, "ns", cores);
    print_sized(size, "all cores against one, each", best.one_s / best.all_s / cores, "of one core",
                cores);
    if (size == &sizes[SMALL])
        print_sized(size, "why, against a forecast without it", why_ratio(&scenario, size->trials),
                    "times", 1);
    print_sized(size, "peak memory", peak_megabytes(), "MiB", cores);
    arena_clear(&arena);
    return best.one_s / upgrades * 1e9;
}

/* In a process of its own; *ns is shared with it. */
static void print_size_apart(const struct fleet_size *size, double *ns)
{
    fflush(stdout);
    pid_t child = fork();
    assert(child >= 0);
    if (child == 0) {
        *ns = print_size(size);
        if (size == &sizes[SMALL])
            print_start_to_end(size);
        fflush(stdout);
        _exit(0);
    }
    int status;
    waitpid(child, &status, 0);
    if (status != 0)
        exit(WEXITSTATUS(status) ? WEXITSTATUS(status) : 1);
}

void bench_yardstick(void)
{
    double *ns =
        mmap(NULL, SIZES * sizeof *ns, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert(ns != MAP_FAILED);
    for (int i = 0; i < SIZES; i++)
        print_size_apart(&sizes[i], &ns[i]);
    print_figure("yardstick: cost a member, 100,000 against 1,000", ns[LARGE] / ns[SMALL], "times",
                 1);
    print_figure("windows of their own: cost a member, 10,000 against 100", ns[WIDE] / ns[NARROW],
                 "times", 1);
    munmap(ns, SIZES * sizeof *ns);
}
