/* trace: one simulated history, event by event. */
#include "reports/trace.h"
#include "sim/cli/command.h"
#include "sim/cli/input.h"
#include "sim/replay.h"

#include <stdio.h>

static void print_history(const struct history *history, enum format format)
{
    switch (format) {
    case FORMAT_TEXT:
        trace_text(stdout, history);
        break;
    case FORMAT_CSV:
        trace_csv(stdout, history);
        break;
    case FORMAT_JSON:
        trace_json(stdout, history);
        break;
    }
}

static int trace_run(struct arena *arena, const struct options *options)
{
    struct scenario scenario;
    struct history history;
    int status = input_load(arena, options, options->operands[0], &scenario);

    if (status != EXIT_FINE)
        return status;
    replay_trial(arena, &scenario, scenario.experiment.seed, options->trial, &history);
    print_history(&history, options->format);
    return EXIT_FINE;
}

const struct command trace_command = {
    .name = "trace",
    .operands = "SCENARIO",
    .operand = "scenario",
    .summary = "show one simulated history as a readable timeline",
    .explanation =
        "Prints what happens in one trial, one line an event: instant, run, path, state entered,\n"
        "reason. Trials count from 0; the history is the one that the forecast counted.\n",
    .example = "fleetsim trace scenarios/02-groups/scenario.json --trial 17",
    .options = 1u << OPTION_TRIAL | 1u << OPTION_SEED | 1u << OPTION_FORMAT | 1u << OPTION_SET |
               1u << OPTION_QUIET,
    .operands_max = 1,
    .run = trace_run,
};
