/* forecast: the main job. A scenario in, thousands of histories simulated, a report out. */
#include "models/verdict.h"
#include "reports/report.h"
#include "scenarios/range.h"
#include "sim/advice.h"
#include "sim/cli/command.h"
#include "sim/cli/folder.h"
#include "sim/cli/input.h"
#include "sim/cli/interrupt.h"
#include "sim/cli/progress.h"
#include "sim/experiment.h"
#include "sim/robustness.h"
#include "sim/sensitivity.h"

#include <stdio.h>

static bool load_at_end(const void *context, struct arena *arena, const char *key,
                        enum range_end end, struct scenario *variant)
{
    return range_load(arena, context, (struct load_range){end, key}, variant);
}

/* What comes after the trials, for a report. False: interrupted. */
static bool explain(struct arena *arena, const struct scenario *scenario,
                    const struct experiment_options *experiment, struct forecast *forecast)
{
    struct robustness_source source = {scenario, load_at_end};
    if (forecast->trials > 0)
        sensitivity_find(arena, experiment->seed, experiment->jobs, forecast);
    return forecast->interrupted || (robustness_find(arena, &source, experiment, forecast) &&
                                     advice_find(arena, scenario, experiment, forecast));
}

/* What would help is left out where it is interrupted while looking for that. */
static void simulate(struct arena *arena, const struct scenario *scenario,
                     const struct options *options, struct forecast *forecast)
{
    bool whole = true;
    struct progress progress;
    struct experiment_options experiment = {
        .jobs = options->jobs,
        .trials = scenario->experiment.trials,
        .seed = scenario->experiment.seed,
        .precision = scenario->experiment.precision,
        .surge = options->output != NULL,
        .barriers = options->output != NULL,
        .why = true,
        .campaign = options->output != NULL,
        .support = options->output != NULL,
        .version = FLEETSIM_VERSION,
        .interrupt = interrupt_watch(),
        .progress = progress_update,
        .progress_context = &progress,
    };

    progress_begin(&progress, options->quiet);
    experiment_run(arena, scenario, &experiment, forecast);
    progress_end(&progress);
    if (options->output != NULL) {
        progress_note(&progress, "looking for what would help");
        whole = explain(arena, scenario, &experiment, forecast);
        progress_end(&progress);
    }
    forecast->advice_cut = !whole;
    if (!whole)
        fputs("fleetsim: interrupted; what would help is left out\n", stderr);
}

/* All files, or none and a sentence. */
static int write_folder(struct output_folder *folder, const struct forecast *forecast,
                        const struct options *options)
{
    struct report_options report = {!options->no_trials, options->members_top, options->quiet};

    report_write(folder, forecast, &report); /* an error stays in the folder, and commit tells it */
    return folder_commit(folder);
}

static int write_answer(struct output_folder *folder, const struct forecast *forecast,
                        const struct options *options)
{
    int status = EXIT_FINE;

    if (forecast->trials == 0) { /* the folder is removed at exit */
        fputs("fleetsim: interrupted before the first trials were done; nothing is written\n",
              stderr);
        return EXIT_INTERRUPTED;
    }
    if (folder != NULL)
        status = write_folder(folder, forecast, options);
    if (status != EXIT_FINE)
        return status;
    report_text(stdout, forecast);
    if (folder != NULL && !options->quiet)
        fprintf(stderr, "written: %s (begin with report.html)\n", options->output);
    if (forecast->interrupted || forecast->advice_cut)
        return EXIT_INTERRUPTED;
    return verdicts_met(forecast) ? EXIT_FINE : EXIT_ANSWER_NO;
}

static int forecast_run(struct arena *arena, const struct options *options)
{
    struct scenario scenario;
    struct forecast forecast;
    struct output_folder *folder;
    int status = input_load(arena, options, options->operands[0], &scenario);

    if (status == EXIT_FINE)
        status = folder_open(options->output, &folder);
    if (status != EXIT_FINE)
        return status;
    simulate(arena, &scenario, options, &forecast);
    return write_answer(folder, &forecast, options);
}

const struct command forecast_command = {
    .name = "forecast",
    .operands = "SCENARIO",
    .operand = "scenario",
    .summary = "say when a fleet upgrade will end, and with what probability",
    .explanation =
        "Simulates thousands of histories of the scenario and prints what they say together.\n"
        "Without -o nothing is written. DIR appears whole or not at all; an existing one is\n"
        "replaced only if it is empty or holds a summary.json of fleetsim. Ctrl-C ends the run\n"
        "early: what the trials done so far say is written, marked partial.\n",
    .example = "fleetsim forecast scenarios/enterprise/scenario.json -o forecast --trials 2000",
    .options = 1u << OPTION_OUTPUT | 1u << OPTION_TRIALS | 1u << OPTION_SEED | 1u << OPTION_JOBS |
               1u << OPTION_NO_TRIALS | 1u << OPTION_MEMBERS | 1u << OPTION_SET |
               1u << OPTION_PRECISION | 1u << OPTION_REQUIRE | 1u << OPTION_QUIET,
    .operands_max = 1,
    .run = forecast_run,
};
