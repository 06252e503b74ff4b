/* validate: is the input right, what does it come to, and what can it never do? */
#include "models/floor.h"
#include "reports/plan_text.h"
#include "sim/cli/command.h"
#include "sim/cli/input.h"

#include <stdio.h>

/* Warnings do not make it fail; the caller asks for them with --strict. */
static int validate_one(struct arena *arena, const struct options *options, const char *path)
{
    struct scenario scenario;
    struct run_floor *floors;
    int status = input_load(arena, options, path, &scenario);

    if (status != EXIT_FINE)
        return status;
    floor_compute(arena, &scenario, &floors);
    if (options->format == FORMAT_JSON)
        plan_json(stdout, &scenario, floors);
    else
        plan_text(stdout, &scenario, floors);
    return options->strict && scenario.warnings.count > 0 ? EXIT_ANSWER_NO : EXIT_FINE;
}

/* Every scenario is looked at; the worst status counts. */
static int validate_run(struct arena *arena, const struct options *options)
{
    int worst = EXIT_FINE;

    for (size_t i = 0; i < options->operand_count; i++) {
        int status = validate_one(arena, options, options->operands[i]);

        worst = status > worst ? status : worst;
    }
    return worst;
}

const struct command validate_command = {
    .name = "validate",
    .operands = "SCENARIO...",
    .operand = "scenario",
    .summary = "check input, print the resolved plan, its earliest end and warnings",
    .explanation =
        "Reports what is wrong, with its place and what to write instead, or prints the plan as\n"
        "resolved, the earliest end that windows and waits allow, and warnings in numbers.\n",
    .example = "fleetsim validate scenarios/enterprise/scenario.json --strict",
    .options =
        1u << OPTION_STRICT | 1u << OPTION_PLAN_FORMAT | 1u << OPTION_SET | 1u << OPTION_QUIET,
    .operands_max = SIZE_MAX,
    .run = validate_run,
};
