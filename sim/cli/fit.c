/* fit: models from a fleet's own past. */
#include "models/fit.h"
#include "reports/fit_folder.h"
#include "reports/fit_models.h"
#include "reports/fit_rows.h"
#include "reports/output_folder.h"
#include "reports/whole_file.h"
#include "scenarios/history.h"
#include "sim/cli/command.h"

#include <stdio.h>
#include <string.h>

enum { SENTENCE_SIZE = 1024 };

static int refuse(const char *why, bool wrong_use)
{
    fprintf(stderr, "fleetsim: %s\n", why);
    return wrong_use ? EXIT_WRONG_INPUT : EXIT_MACHINE_FAILED;
}

static bool is_file(const char *output)
{
    size_t length = strlen(output);
    return length > 5 && strcmp(output + length - 5, ".json") == 0;
}

/* The base scenario is named from where we stand; in the file it is named from the file's folder:
 * one step up for each folder of `output`. */
static const char *base_from(struct arena *arena, const char *base, const char *output)
{
    const char *path = base;
    if (!base || !output || *base == '/')
        return base;
    for (const char *at = output; (at = strchr(at, '/')); at++)
        if (at[1] != '\0')
            path = arena_printf(arena, "../%s", path);
    return is_file(output) ? path : arena_printf(arena, "../%s", path);
}

static int write_file(const struct fit *fit, const char *path, const char *base)
{
    struct whole_file file;
    char why[SENTENCE_SIZE];
    bool wrong_use;
    if (!whole_file_open(&file, path, "\"description\": \"" FIT_DESCRIPTION, why, sizeof why,
                         &wrong_use))
        return refuse(why, wrong_use);
    fit_models(file.out, fit, base);
    return whole_file_commit(&file, why, sizeof why) ? EXIT_FINE : refuse(why, false);
}

static int write_folder(const struct fit *fit, const char *path, const char *base, bool quiet)
{
    char why[SENTENCE_SIZE];
    bool wrong_use;
    struct output_folder *folder = output_folder_open(path, why, sizeof why, &wrong_use);
    if (!folder)
        return refuse(why, wrong_use);
    fit_folder_write(folder, fit, base, quiet);
    return output_folder_commit(folder, why, sizeof why) ? EXIT_FINE : refuse(why, false);
}

static int write_output(struct arena *arena, const struct fit *fit, const struct options *options)
{
    const char *output = options->output, *base = base_from(arena, options->extends, output);
    int status = EXIT_FINE;
    if (!output)
        return status;
    status = is_file(output) ? write_file(fit, output, base)
                             : write_folder(fit, output, base, options->quiet);
    if (status == EXIT_FINE && !options->quiet)
        fprintf(stderr, "written: %s%s\n", output, is_file(output) ? "" : " (models.json in it)");
    return status;
}

static void print_answer(const struct fit *fit, const struct options *options)
{
    switch (options->format) {
    case FORMAT_TEXT:
        fit_text(stdout, fit);
        break;
    case FORMAT_CSV:
        fit_csv(stdout, fit);
        break;
    case FORMAT_JSON:
        fit_models(stdout, fit, options->extends);
        break;
    }
}

static int fit_run(struct arena *arena, const struct options *options)
{
    struct records records;
    struct problems problems;
    struct fit fit;
    if (!history_read(arena, options->operands, options->operand_count, &records, &problems)) {
        problems_print(&problems, stderr);
        return problems.unreadable ? EXIT_MACHINE_FAILED : EXIT_WRONG_INPUT;
    }
    fit_records(arena, &records, &fit);
    int status = write_output(arena, &fit, options);
    if (status == EXIT_FINE)
        print_answer(&fit, options);
    return status;
}

const struct command fit_command = {
    .name = "fit",
    .operands = "HISTORY...",
    .operand = "history",
    .summary = "estimate models of duration, failure and approval from a fleet's past",
    .explanation =
        "HISTORY: update runs as \"az fleet updaterun list -o json\" prints them, members as \"az\n"
        "fleet member list -o json\" does (for their regions), or a table (CSV) with columns\n"
        "member, type, started and, where known, run, region, nodes, finished, outcome, code.\n"
        "Prints what was fitted; --format json prints the models. FILE is a document that a\n"
        "scenario can extend; with --extends SCENARIO it is a scenario itself.\n",
    .example = "fleetsim fit runs.json members.json --extends fleet.json -o fitted.json",
    .options =
        1u << OPTION_FIT_OUTPUT | 1u << OPTION_EXTENDS | 1u << OPTION_FORMAT | 1u << OPTION_QUIET,
    .operands_max = SIZE_MAX,
    .run = fit_run,
};
