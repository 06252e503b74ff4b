/* options: what the user wrote after the command's name.
 *
 * One table (options.c) holds every option with its help line; a command says by a set of them
 * which it takes. Options and operands may be mixed; "--name=value" and "--name value" are the
 * same; "--" ends the options; "-" alone is an operand, standard input. Long options are not
 * abbreviated, so that a new one never breaks a script.
 *
 *     struct options options;
 *     if (!options_parse(&arena, "forecast", 1u << OPTION_TRIALS, argc, argv, &options)) return
 * EXIT_WRONG_INPUT;
 */
#ifndef SIM_CLI_OPTIONS_H
#define SIM_CLI_OPTIONS_H

#include "models/arena.h"
#include "scenarios/load.h"
#include "scenarios/synthetic.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum option_id {
    OPTION_OUTPUT,
    OPTION_TRIALS,
    OPTION_SEED,
    OPTION_JOBS,
    OPTION_NO_TRIALS,
    OPTION_MEMBERS,
    OPTION_TRIAL,
    OPTION_FORMAT,
    OPTION_PLAN_FORMAT,
    OPTION_STRICT,
    OPTION_SET,
    OPTION_FIT_OUTPUT,
    OPTION_EXTENDS,
    OPTION_FLEET_MEMBERS,
    OPTION_REGIONS,
    OPTION_STAGES,
    OPTION_GROUPS,
    OPTION_WINDOWS,
    OPTION_POOLS,
    OPTION_START,
    OPTION_FLEET_SEED,
    OPTION_PRECISION,
    OPTION_REQUIRE,
    OPTION_ALT,
    OPTION_VARY,
    OPTION_GRID,
    OPTION_QUIET,
    OPTION_HELP,
    OPTION_COUNT
};

enum { JOBS_MAX = 1024 };

enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON };

struct options {
    const char **operands;
    size_t operand_count;
    const char *output;  /* -o; NULL: text on standard output, no files */
    const char *extends; /* the scenario that gets fitted models; NULL: none */
    struct load_setting
        *settings; /* --set, --trials, --seed, --precision, --require; the last one counts */
    size_t setting_count;
    const char **conditions; /* --require, also among the settings */
    size_t condition_count;
    const char **alternatives; /* --alt */
    size_t alternative_count;
    const char **vary; /* --vary */
    size_t vary_count;
    const char *grid;     /* --grid; NULL: none */
    uint32_t jobs;        /* default: the cores online */
    uint32_t members_top; /* 0: all */
    uint32_t trial;
    enum format format;
    struct synthetic synthetic; /* the fleet to make up; 0 members: not given */
    bool no_trials, strict, quiet, help;
};

/* Reads argv[0 .. argc), the words after the command's name. `taken` has bit OPTION_X set for each
 * option the command takes. False: what is wrong was printed on standard error. Memory is the
 * arena's. */
bool options_parse(struct arena *arena, const char *command, unsigned taken, int argc, char **argv,
                   struct options *options);

/* One help line for each option taken. */
void options_help(FILE *out, unsigned taken);

#endif
