/* compare: what-if. A base and its alternatives, simulated with the same luck, side by side. */
#include "reports/compare.h"
#include "sim/cli/command.h"
#include "sim/cli/folder.h"
#include "sim/cli/input.h"
#include "sim/cli/interrupt.h"
#include "sim/cli/progress.h"
#include "sim/whatif.h"

#include <stdio.h>

/* The base is scenario 0. */
struct plan_of_scenarios {
    struct scenario *scenarios;
    const char **labels;
    uint32_t count;
};

static int load_changed(struct arena *arena, const struct options *options, const char *path,
                        const char *setting, struct scenario *scenario)
{
    struct options changed = *options;

    changed.settings = arena_array(arena, struct load_setting, options->setting_count + 1);
    for (size_t i = 0; i < options->setting_count; i++)
        changed.settings[i] = options->settings[i];
    changed.settings[changed.setting_count++] =
        (struct load_setting){.text = setting, .option = "--alt"};
    return input_load(arena, &changed, path, scenario);
}

/* All of them are looked at, so that all that is wrong is said at once. */
static int load_all(struct arena *arena, const struct options *options,
                    struct plan_of_scenarios *all)
{
    const char *base = options->operands[0];
    size_t files = options->operand_count;
    int worst = EXIT_FINE;

    all->count = (uint32_t)(files + options->alternative_count);
    all->scenarios = arena_array(arena, struct scenario, all->count);
    all->labels = arena_array(arena, const char *, all->count);
    for (uint32_t i = 0; i < all->count; i++) {
        bool file = i < files;
        int status;

        all->labels[i] = file ? options->operands[i] : options->alternatives[i - files];
        status = file ? input_load(arena, options, all->labels[i], &all->scenarios[i])
                      : load_changed(arena, options, base, all->labels[i], &all->scenarios[i]);
        worst = status > worst ? status : worst;
    }
    return worst;
}

/* False: interrupted. */
static bool simulate_all(struct arena *arena, const struct plan_of_scenarios *all,
                         const struct options *options, struct series_set *sets)
{
    struct progress progress;
    const struct experiment *base = &all->scenarios[0].experiment;
    struct experiment_options experiment = {
        .jobs = options->jobs,
        .trials = base->trials,
        .seed = base->seed,
        .precision = base->precision,
        .version = FLEETSIM_VERSION,
        .interrupt = interrupt_watch(),
        .progress = progress_update,
        .progress_context = &progress,
    };
    bool whole = true;

    for (uint32_t i = 0; i < all->count && whole; i++) {
        progress_begin(&progress, options->quiet);
        whole = whatif_simulate(arena, &all->scenarios[i], &experiment, &sets[i]);
        progress_end(&progress);
        experiment.trials = sets[0].trials; /* the base decides for all */
        experiment.precision = (struct precision){0};
    }
    return whole;
}

static void compare_all(struct arena *arena, const struct plan_of_scenarios *all,
                        const struct series_set *sets, uint32_t jobs,
                        struct comparisons *comparisons)
{
    struct compared *sides = arena_array(arena, struct compared, all->count);
    struct comparison *list = arena_array(arena, struct comparison, all->count - 1);

    *comparisons = (struct comparisons){.version = FLEETSIM_VERSION,
                                        .trials = sets[0].trials,
                                        .seed = all->scenarios[0].experiment.seed,
                                        .list = list,
                                        .count = all->count - 1};
    for (uint32_t i = 0; i < all->count; i++)
        whatif_side(arena, &sets[i], all->labels[i], &sides[i]);
    comparisons->base = sides[0];
    for (uint32_t i = 1; i < all->count; i++) {
        list[i - 1].base = &sides[0];
        list[i - 1].alternative = &sides[i];
        whatif_compare(arena, &sets[0], &sets[i], comparisons->seed, jobs, &list[i - 1]);
    }
}

static int write_answer(struct output_folder *folder, const struct comparisons *comparisons,
                        const struct options *options)
{
    int status = EXIT_FINE;

    if (folder != NULL) {
        compare_write(folder, comparisons, options->quiet);
        status = folder_commit(folder);
    }
    if (status != EXIT_FINE)
        return status;
    if (options->format == FORMAT_CSV)
        compare_csv(stdout, comparisons);
    else if (options->format == FORMAT_JSON)
        compare_json(stdout, comparisons);
    else
        compare_text(stdout, comparisons);
    if (folder != NULL && !options->quiet)
        fprintf(stderr, "written: %s (begin with compare.html)\n", options->output);
    return EXIT_FINE;
}

static int compare_run(struct arena *arena, const struct options *options)
{
    struct plan_of_scenarios all;
    struct comparisons comparisons;
    struct output_folder *folder;
    struct series_set *sets;
    int status;

    if (options->operand_count + options->alternative_count < 2) {
        fputs("fleetsim compare: no alternative is given; name a second scenario or write --alt "
              "POINTER=VALUE\n",
              stderr);
        return EXIT_WRONG_INPUT;
    }
    status = load_all(arena, options, &all);
    if (status == EXIT_FINE)
        status = folder_open(options->output, &folder);
    if (status != EXIT_FINE)
        return status;
    sets = arena_array(arena, struct series_set, all.count);
    if (!simulate_all(arena, &all, options, sets)) {
        fputs("fleetsim: interrupted before all scenarios were simulated; nothing is written\n",
              stderr);
        return EXIT_INTERRUPTED;
    }
    compare_all(arena, &all, sets, options->jobs, &comparisons);
    return write_answer(folder, &comparisons, options);
}

const struct command compare_command = {
    .name = "compare",
    .operands = "BASE ALTERNATIVE...",
    .summary = "what-if: hold alternatives against a base, history by history",
    .explanation =
        "Simulates all scenarios with the base's trials and seed and the same luck, and says\n"
        "what each alternative changes: later or earlier, more or less probable, in how many\n"
        "histories better. An alternative is a scenario file, or with --alt the base with one\n"
        "value changed; --set changes all of them.\n",
    .example = "fleetsim compare fleet.json --alt /strategies/safe/stages/prod/maxConcurrency=8",
    .options = 1u << OPTION_ALT | 1u << OPTION_OUTPUT | 1u << OPTION_TRIALS | 1u << OPTION_SEED |
               1u << OPTION_JOBS | 1u << OPTION_FORMAT | 1u << OPTION_SET | 1u << OPTION_PRECISION |
               1u << OPTION_QUIET,
    .operands_max = SIZE_MAX,
    .run = compare_run,
};
