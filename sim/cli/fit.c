/* fit: models from a fleet's own past. */
#include "models/fit.h"
#include "reports/fit_folder.h"
#include "reports/fit_models.h"
#include "reports/fit_rows.h"
#include "reports/output_folder.h"
#include "reports/whole_file.h"
#include "scenarios/history.h"
#include "scenarios/names.h"
#include "sim/cli/command.h"
#include "sim/cli/input.h"

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

/* The members of the scenario that the history has upgrades of, of the class of the last. */
static void match_members(struct arena *arena, const struct fleet *fleet,
                          const struct records *records, struct fit_base *base)
{
    struct fit_member *members = arena_array(arena, struct fit_member, fleet->member_count);
    struct fit_member *classes = arena_array(arena, struct fit_member, records->members.count);
    struct names known;
    names_init(&known, arena);
    for (uint32_t i = 0; i < records->members.count; i++)
        names_add(&known, records->members.names[i]);
    for (size_t i = 0; i < records->upgrade_count; i++) {
        const struct upgrade_record *record = &records->upgrades[i];
        classes[record->member] = (struct fit_member){records->members.names[record->member],
                                                      record->region, node_size_of(record->nodes)};
    }
    for (uint32_t i = 0; i < fleet->member_count; i++) {
        uint32_t number = names_find(&known, fleet->members[i].name);
        if (number != NONE && classes[number].name)
            members[base->member_count++] = classes[number];
    }
    base->members = members;
}

/* The base scenario has to be right, or what extends it cannot be. */
static int load_base(struct arena *arena, const struct options *options,
                     const struct records *records, struct fit_base *base)
{
    struct scenario scenario;
    int status = input_load(arena, options, options->extends, &scenario);
    if (status != EXIT_FINE)
        return status;
    base->path = base_from(arena, options->extends, options->output);
    match_members(arena, &scenario.fleet, records, base);
    return EXIT_FINE;
}

static int write_file(const struct fit *fit, const char *path, const struct fit_base *base)
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

static int write_folder(struct arena *arena, const struct fit *fit, const char *path,
                        const struct fit_base *base, bool quiet)
{
    char why[SENTENCE_SIZE];
    bool wrong_use;
    struct output_folder *folder = output_folder_open(path, why, sizeof why, &wrong_use);
    if (!folder)
        return refuse(why, wrong_use);
    fit_folder_write(arena, folder, fit, base, quiet);
    return output_folder_commit(folder, why, sizeof why) ? EXIT_FINE : refuse(why, false);
}

static int write_output(struct arena *arena, const struct fit *fit, const struct fit_base *base,
                        const struct options *options)
{
    const char *output = options->output;
    int status = EXIT_FINE;
    if (!output)
        return status;
    status = is_file(output) ? write_file(fit, output, base)
                             : write_folder(arena, fit, output, base, options->quiet);
    if (status == EXIT_FINE && !options->quiet)
        fprintf(stderr, "written: %s%s\n", output, is_file(output) ? "" : " (models.json in it)");
    return status;
}

static void print_answer(const struct fit *fit, const struct fit_base *base, enum format format)
{
    switch (format) {
    case FORMAT_TEXT:
        fit_text(stdout, fit);
        break;
    case FORMAT_CSV:
        fit_csv(stdout, fit);
        break;
    case FORMAT_JSON:
        fit_models(stdout, fit, base);
        break;
    }
}

static int fit_run(struct arena *arena, const struct options *options)
{
    struct records records;
    struct problems problems;
    struct fit_base of_options = {0}, *base = options->extends ? &of_options : NULL;
    struct fit fit;
    int status = EXIT_FINE;
    if (!history_read(arena, options->operands, options->operand_count, &records, &problems)) {
        problems_print(&problems, stderr);
        return problems.unreadable ? EXIT_MACHINE_FAILED : EXIT_WRONG_INPUT;
    }
    if (base)
        status = load_base(arena, options, &records, base);
    if (status != EXIT_FINE)
        return status;
    fit_records(arena, &records, &fit);
    status = write_output(arena, &fit, base, options);
    if (status == EXIT_FINE)
        print_answer(&fit, base, options->format);
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
