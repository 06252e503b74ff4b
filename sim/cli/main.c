/* fleetsim: the table of commands, and how the program begins and ends. */
#include "models/arena.h"
#include "scenarios/names.h"
#include "sim/cli/command.h"
#include "sim/cli/finish.h"
#include "sim/cli/options.h"

#include <gsl/gsl_errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static const struct command *const commands[] = {
    &forecast_command, &trace_command,    &compare_command, &sweep_command,
    &validate_command, &generate_command, &fit_command,
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static int print_help(void)
{
    printf("fleetsim forecasts upgrades of a fleet of clusters.\n\n"
           "usage: fleetsim COMMAND [SCENARIO...] [OPTION...]\n\n");
    for (int i = 0; i < COMMAND_COUNT; i++)
        printf("  %-10s %s\n", commands[i]->name, commands[i]->summary);
    printf("\n\"fleetsim COMMAND --help\" explains a command; \"fleetsim --version\" prints the "
           "version.\n"
           "SCENARIO is a JSON file, or - for standard input.\n\n"
           "exit status: 0 success, 1 the answer is no, 2 wrong use or wrong input,\n"
           "3 the machine failed (disk full, no memory), 130 interrupted\n\n"
           "example: fleetsim forecast scenarios/enterprise/scenario.json\n");
    return EXIT_FINE;
}

static void print_usage(FILE *out, const struct command *command)
{
    fprintf(out, "usage: fleetsim %s%s%s [OPTION...]\n", command->name,
            command->operands_max > 0 ? " " : "", command->operands);
}

static int print_command_help(const struct command *command)
{
    print_usage(stdout, command);
    printf("\n%s\n", command->explanation);
    options_help(stdout, command->options);
    printf("\nexample: %s\n", command->example);
    return EXIT_FINE;
}

static const struct command *find_command(struct arena *arena, const char *name)
{
    struct names names;

    names_init(&names, arena);
    for (int i = 0; i < COMMAND_COUNT; i++) {
        names_add(&names, commands[i]->name);
        if (strcmp(name, commands[i]->name) == 0)
            return commands[i];
    }
    fprintf(stderr, "fleetsim: there is no command %s%s\n", name, names_hint(&names, arena, name));
    return NULL;
}

static bool operands_fit(const struct command *command, const struct options *options)
{
    size_t least = command->operands_max > 0 ? 1 : 0;

    if (options->operand_count >= least && options->operand_count <= command->operands_max)
        return true;
    if (options->operand_count == 0)
        fprintf(stderr, "fleetsim %s: no %s is given\n", command->name, command->operand);
    else if (command->operands_max == 0)
        fprintf(stderr, "fleetsim %s: found \"%s\", but only options are taken\n", command->name,
                options->operands[0]);
    else
        fprintf(stderr, "fleetsim %s: \"%s\" is one %s too many\n", command->name,
                options->operands[command->operands_max], command->operand);
    print_usage(stderr, command);
    return false;
}

static int run_command(struct arena *arena, const struct command *command, int argc, char **argv)
{
    struct options options;

    if (!options_parse(arena, command->name, command->options, argc, argv, &options))
        return EXIT_WRONG_INPUT;
    if (options.help)
        return print_command_help(command);
    return operands_fit(command, &options) ? command->run(arena, &options) : EXIT_WRONG_INPUT;
}

static int run(struct arena *arena, int argc, char **argv)
{
    const struct command *command;

    if (argc < 2) {
        fputs("fleetsim: no command is given; \"fleetsim --help\" lists them\n", stderr);
        return EXIT_WRONG_INPUT;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return print_help();
    if (strcmp(argv[1], "--version") == 0) {
        puts("fleetsim " FLEETSIM_VERSION);
        return EXIT_FINE;
    }
    command = find_command(arena, argv[1]);
    if (command == NULL)
        return EXIT_WRONG_INPUT;
    return run_command(arena, command, argc - 2, argv + 2);
}

int main(int argc, char **argv)
{
    struct arena arena;
    int status;

    gsl_set_error_handler_off(); /* its default ends the program by a signal */
    signal(SIGXFSZ, SIG_IGN);    /* a file over its limit is a write error like any other */
    arena_init(&arena, finish_out_of_memory);
    status = run(&arena, argc, argv);
    arena_clear(&arena);
    return finish_output(status);
}
