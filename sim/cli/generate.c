/* generate: a scenario around a synthetic fleet, for capacity questions and scale tests. */
#include "scenarios/synthetic.h"
#include "sim/cli/command.h"

#include <stdio.h>

static int generate_run(struct arena *arena, const struct options *options)
{
    struct synthetic shape = options->synthetic;
    const char *why;
    size_t length;

    if (shape.members == 0) {
        fputs("fleetsim generate: --members is missing; write how many clusters the fleet has, "
              "such as --members 150\n",
              stderr);
        return EXIT_WRONG_INPUT;
    }
    if (!synthetic_fill(arena, &shape, &why)) {
        fprintf(stderr, "fleetsim generate: found %s\n", why);
        return EXIT_WRONG_INPUT;
    }
    const char *text = synthetic_scenario(arena, &shape, &length);
    fwrite(text, 1, length, stdout);
    return EXIT_FINE;
}

const struct command generate_command = {
    .name = "generate",
    .operands = "",
    .operand = "",
    .summary = "make up a fleet of any size and print a scenario around it",
    .explanation =
        "Prints a whole scenario: a fleet in regions and groups with weekly windows and node\n"
        "pools, and one update run through stages of growing size. The same options give the\n"
        "same bytes; growth is --set /fleet/generate/members=N on any command.\n",
    .example = "fleetsim generate --members 1000 --seed 7 > fleet.json",
    .options = 1u << OPTION_FLEET_MEMBERS | 1u << OPTION_REGIONS | 1u << OPTION_STAGES |
               1u << OPTION_GROUPS | 1u << OPTION_WINDOWS | 1u << OPTION_POOLS |
               1u << OPTION_START | 1u << OPTION_FLEET_SEED | 1u << OPTION_QUIET,
    .operands_max = 0,
    .run = generate_run,
};
