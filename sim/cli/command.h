/* command: one thing the program can be asked to do.
 *
 * main.c holds the table; each command is one file. A command gets its parsed words and returns the
 * exit status. Answers go to standard output, everything else to standard error. Nothing is written
 * before the input is accepted.
 */
#ifndef SIM_CLI_COMMAND_H
#define SIM_CLI_COMMAND_H

#include "models/arena.h"
#include "sim/cli/options.h"

#include <stddef.h>

enum {
    EXIT_FINE = 0,
    EXIT_ANSWER_NO = 1,      /* validate --strict with warnings */
    EXIT_WRONG_INPUT = 2,    /* wrong use, or wrong input */
    EXIT_MACHINE_FAILED = 3, /* disk full, no memory */
    EXIT_INTERRUPTED = 130   /* SIGINT, as shells count it: 128 + 2 */
};

struct command {
    const char *name, *operands, *summary; /* operands "": it takes none */
    const char *operand;                   /* one of them in a sentence: "scenario" */
    const char *explanation;               /* of --help: lines of at most 80 columns */
    const char *example;
    unsigned options; /* bit OPTION_X: the command takes it */
    size_t operands_max;
    int (*run)(struct arena *arena, const struct options *options);
};

extern const struct command forecast_command, trace_command, validate_command, generate_command;
extern const struct command compare_command, sweep_command, fit_command;

#endif
