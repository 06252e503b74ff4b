#include "sim/cli/input.h"

#include "scenarios/load.h"
#include "sim/cli/command.h"

#include <stdio.h>

int input_load(struct arena *arena, const struct options *options, const char *path,
               struct scenario *scenario)
{
    struct problems problems;
    struct load_request request = {
        .path = path,
        .settings = options->settings,
        .setting_count = options->setting_count,
    };

    if (scenario_load(arena, &request, scenario, &problems))
        return EXIT_FINE;
    problems_print(&problems, stderr);
    return problems.unreadable ? EXIT_MACHINE_FAILED : EXIT_WRONG_INPUT;
}
