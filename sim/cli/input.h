/* input: the scenario a command was given, or the reasons why it is refused. */
#ifndef SIM_CLI_INPUT_H
#define SIM_CLI_INPUT_H

#include "models/scenario.h"
#include "sim/cli/options.h"

/* Loads `path` with the settings of the command line. Returns EXIT_FINE, or the status to end with
 * after the reasons were printed on standard error. */
int input_load(struct arena *arena, const struct options *options, const char *path,
               struct scenario *scenario);

#endif
