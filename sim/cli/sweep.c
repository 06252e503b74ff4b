/* sweep: batch Monte Carlo. One scenario under every combination of some values, with the same
 * luck. */
#include "reports/sweep.h"
#include "scenarios/read_variation.h"
#include "sim/cli/command.h"
#include "sim/cli/folder.h"
#include "sim/cli/input.h"
#include "sim/cli/interrupt.h"
#include "sim/cli/progress.h"
#include "sim/cli/sweep_state.h"
#include "sim/experiment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WRONG_COMBINATIONS_SHOWN = 5 };

static int read_variation(struct arena *arena, const struct options *options,
                          struct variation *variation)
{
    const char *wrong, *option = options->grid != NULL ? "grid" : "vary";

    if ((options->grid != NULL) == (options->vary_count > 0)) {
        fputs("fleetsim sweep: write what to vary, either with --vary POINTER=v1,v2 or with "
              "--grid combinations.csv\n",
              stderr);
        return EXIT_WRONG_INPUT;
    }
    wrong = options->grid != NULL ? variation_of_grid(arena, options->grid, variation)
                                  : variation_of_ranges(arena, options->vary,
                                                        (uint32_t)options->vary_count, variation);
    if (wrong == NULL)
        return EXIT_FINE;
    fprintf(stderr, "fleetsim sweep: --%s: %s\n", option, wrong);
    return EXIT_WRONG_INPUT;
}

/* The scenario with the settings of the command line and of the combination. */
static int load_combination(struct arena *arena, const struct options *options,
                            const struct variation *variation, uint32_t combination,
                            struct scenario *scenario)
{
    struct options changed = *options;

    changed.settings =
        arena_array(arena, struct load_setting, options->setting_count + variation->pointer_count);
    for (size_t i = 0; i < options->setting_count; i++)
        changed.settings[i] = options->settings[i];
    for (uint32_t i = 0; i < variation->pointer_count; i++)
        changed.settings[changed.setting_count++] =
            (struct load_setting){.text = variation_setting(arena, variation, combination, i),
                                  .option = options->grid ? "--grid" : "--vary"};
    return input_load(arena, &changed, options->operands[0], scenario);
}

/* Before anything is simulated; what is wrong with the first few is said. */
static int check_combinations(struct arena *arena, const struct options *options,
                              const struct variation *variation)
{
    uint32_t wrong = 0;

    for (uint32_t i = 0; i < variation->count && wrong < WRONG_COMBINATIONS_SHOWN; i++) {
        struct arena own;
        struct scenario scenario;

        arena_init(&own, arena->exhausted);
        wrong += load_combination(&own, options, variation, i, &scenario) != EXIT_FINE;
        arena_clear(&own);
    }
    return wrong == 0 ? EXIT_FINE : EXIT_WRONG_INPUT;
}

static const char *rows_of(struct arena *arena, const struct variation *variation,
                           uint32_t combination, const struct forecast *forecast)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    if (out == NULL)
        arena->exhausted();
    sweep_csv_rows(out, variation, combination, forecast);
    fclose(out);
    const char *rows = arena_strdup(arena, text);
    free(text);
    return rows;
}

static struct sweep_point point_of(struct arena *arena, const struct variation *variation,
                                   uint32_t combination, const struct forecast *forecast)
{
    struct sweep_point point = {.completed = forecast->ending_all.completed,
                                .deadline = proportion_of(0, 0),
                                .rows = rows_of(arena, variation, combination, forecast)};

    memcpy(point.finish, forecast->finish_all, sizeof point.finish);
    if (forecast->scenario->deadline_count > 0 && forecast->deadlines[0].simulated)
        point.deadline = forecast->deadlines[0].met;
    return point;
}

/* False: interrupted. */
static bool simulate(struct arena *arena, const struct options *options,
                     const struct variation *variation, uint32_t combination,
                     struct sweep_point *point)
{
    struct progress progress;
    struct scenario scenario;
    struct forecast forecast;
    struct arena own;
    struct experiment_options experiment = {
        .jobs = options->jobs,
        .version = FLEETSIM_VERSION,
        .interrupt = interrupt_watch(),
        .progress = progress_update,
        .progress_context = &progress,
    };

    arena_init(&own, arena->exhausted);
    if (load_combination(&own, options, variation, combination, &scenario) != EXIT_FINE)
        exit(EXIT_WRONG_INPUT); /* a file has changed since it was checked */
    experiment.trials = scenario.experiment.trials;
    experiment.seed = scenario.experiment.seed;
    experiment.precision = scenario.experiment.precision;
    progress_begin(&progress, options->quiet);
    experiment_run(&own, &scenario, &experiment, &forecast);
    progress_end(&progress);
    if (!forecast.interrupted)
        *point = point_of(arena, variation, combination, &forecast);
    arena_clear(&own);
    return !forecast.interrupted;
}

/* Combination by combination, from the first that is not done. */
static int simulate_all(struct arena *arena, const struct options *options,
                        const struct sweep *sweep, struct sweep_point *points,
                        struct sweep_state *state, uint32_t done)
{
    for (uint32_t i = done; i < sweep->variation->count; i++) {
        if (!simulate(arena, options, sweep->variation, i, &points[i])) {
            fprintf(stderr, "fleetsim: interrupted after %u of %u combinations%s\n", i,
                    sweep->variation->count,
                    state != NULL ? "; the same command goes on from there"
                                  : "; with -o a sweep could go on from there");
            return EXIT_INTERRUPTED;
        }
        if (state != NULL && !sweep_state_add(state, &points[i]))
            return EXIT_MACHINE_FAILED;
    }
    return EXIT_FINE;
}

static int write_answer(struct output_folder *folder, const struct sweep *sweep,
                        const struct options *options)
{
    int status = EXIT_FINE;

    if (folder != NULL) {
        sweep_write(folder, sweep, options->quiet);
        status = folder_commit(folder);
    }
    if (status != EXIT_FINE)
        return status;
    if (options->format == FORMAT_CSV)
        sweep_csv(stdout, sweep);
    else if (options->format == FORMAT_JSON)
        sweep_json(stdout, sweep);
    else
        sweep_text(stdout, sweep);
    if (folder != NULL && !options->quiet)
        fprintf(stderr, "written: %s (begin with sweep.csv)\n", options->output);
    return EXIT_FINE;
}

static int run_sweep(struct arena *arena, const struct options *options, struct sweep *sweep)
{
    struct sweep_point *points = arena_array(arena, struct sweep_point, sweep->variation->count);
    struct output_folder *folder;
    struct sweep_state *state = NULL;
    uint32_t done = 0;
    int status = folder_open(options->output, &folder);

    if (status != EXIT_FINE)
        return status;
    if (folder != NULL) {
        state = sweep_state_open(arena, options->output, sweep, points, &done);
        if (state == NULL)
            return EXIT_MACHINE_FAILED;
        if (done > 0 && !options->quiet)
            fprintf(stderr, "fleetsim: %u of %u combinations were done before\n", done,
                    sweep->variation->count);
    }
    sweep->points = points;
    status = simulate_all(arena, options, sweep, points, state, done);
    if (status == EXIT_FINE)
        status = write_answer(folder, sweep, options);
    if (state != NULL)
        sweep_state_close(state, status == EXIT_FINE);
    return status;
}

static int sweep_run(struct arena *arena, const struct options *options)
{
    struct scenario scenario;
    struct variation variation;
    struct sweep sweep = {
        .version = FLEETSIM_VERSION, .scenario = &scenario, .variation = &variation};
    int status = read_variation(arena, options, &variation);

    if (status == EXIT_FINE)
        status = input_load(arena, options, options->operands[0], &scenario);
    if (status == EXIT_FINE)
        status = check_combinations(arena, options, &variation);
    return status == EXIT_FINE ? run_sweep(arena, options, &sweep) : status;
}

const struct command sweep_command = {
    .name = "sweep",
    .operands = "SCENARIO",
    .summary = "forecast a scenario under many combinations of values",
    .explanation =
        "Every combination meets the same luck. Values are written as for --set, ranges as\n"
        "2..10/2, 1h..4h/30m or 2026-11-16T08:00:00Z..2026-12-14T08:00:00Z/7d. A sweep with -o\n"
        "that was killed or interrupted goes on where it was: DIR.sweep holds what is done.\n",
    .example =
        "fleetsim sweep fleet.json --vary /strategies/safe/stages/prod/maxConcurrency=1..8/1",
    .options = 1u << OPTION_VARY | 1u << OPTION_GRID | 1u << OPTION_OUTPUT | 1u << OPTION_TRIALS |
               1u << OPTION_SEED | 1u << OPTION_JOBS | 1u << OPTION_FORMAT | 1u << OPTION_SET |
               1u << OPTION_PRECISION | 1u << OPTION_QUIET,
    .operands_max = 1,
    .run = sweep_run,
};
