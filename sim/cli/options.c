#include "sim/cli/options.h"

#include "models/instant.h"
#include "scenarios/json_print.h"
#include "scenarios/names.h"

#include <assert.h>
#include <cjson/cJSON.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SETTINGS_OF_A_WORD = 3 }; /* at most: --precision */

struct option_word {
    const char *name, *argument, *help; /* argument NULL: takes none */
    char letter;                        /* 0: long only */
};

static const struct option_word words[OPTION_COUNT] = {
    [OPTION_OUTPUT] = {"output", "DIR", "write tables, plots and the page into DIR", 'o'},
    [OPTION_TRIALS] = {"trials", "N", "simulate N histories (default: the scenario's, 5000)", 0},
    [OPTION_SEED] = {"seed", "S", "seed of all randomness (default: the scenario's, 1)", 0},
    [OPTION_JOBS] = {"jobs", "J", "threads; changes no result (default: the cores online)", 'j'},
    [OPTION_NO_TRIALS] = {"no-trials", NULL, "leave trials.csv out of DIR", 0},
    [OPTION_MEMBERS] = {"members", "top:N", "keep only the N members that end latest", 0},
    [OPTION_TRIAL] = {"trial", "K", "show history number K (default: 0)", 0},
    [OPTION_FORMAT] = {"format", "FORMAT", "text (default), csv or json", 0},
    [OPTION_PLAN_FORMAT] = {"format", "FORMAT", "text (default) or json", 0},
    [OPTION_STRICT] = {"strict", NULL, "exit with 1 if there are warnings", 0},
    [OPTION_SET] = {"set", "POINTER=VALUE", "change one value of the scenario; may be repeated", 0},
    [OPTION_FIT_OUTPUT] = {"output", "FILE|DIR", "write FILE.json; or DIR with table and plots",
                           'o'},
    [OPTION_EXTENDS] = {"extends", "SCENARIO", "make it this scenario with fitted models", 0},
    [OPTION_FLEET_MEMBERS] = {"members", "N", "how many clusters the fleet has (required)", 0},
    [OPTION_REGIONS] = {"regions", "N", "in so many regions (default: one per 20, 1 to 8)", 0},
    [OPTION_STAGES] = {"stages", "N", "each of twice the groups of the one before (3)", 0},
    [OPTION_GROUPS] = {"groups", "N", "of equal size (default: one per 25 members, to 85)", 0},
    [OPTION_WINDOWS] = {"windows", "N", "weekly ones of 4 hours; a fifth has none (7)", 0},
    [OPTION_POOLS] = {"pools", "N", "node pools of each cluster (2)", 0},
    [OPTION_START] = {"start", "INSTANT", "begin of the forecast (2027-01-11T08:00:00Z)", 0},
    [OPTION_FLEET_SEED] = {"seed", "S", "seed of the fleet's shape (default: 1)", 0},
    [OPTION_PRECISION] = {"precision", "WIDTHS",
                          "stop once intervals are so narrow: P80=30m,P=0.01 (+-)", 0},
    [OPTION_REQUIRE] = {"require", "CONDITION",
                        "exit with 1 unless it holds: 'P(freeze) >= 0.9'; repeatable", 0},
    [OPTION_ALT] = {"alt", "POINTER=VALUE",
                    "an alternative: the base with one value changed; repeatable", 0},
    [OPTION_VARY] = {"vary", "POINTER=LIST", "v1,v2,... or from..to/step; several make a grid", 0},
    [OPTION_GRID] = {"grid", "CSV", "combinations: a header of pointers, one a row", 0},
    [OPTION_QUIET] = {"quiet", NULL, "no progress and no notes on standard error", 'q'},
    [OPTION_HELP] = {"help", NULL, "this text", 'h'},
};

struct parse {
    struct arena *arena;
    const char *command;
    unsigned taken;
    struct options *options;
};

static void complain(const struct parse *parse, const char *option, const char *found,
                     const char *write)
{
    fprintf(stderr, "fleetsim %s: --%s: found \"%s\", write %s\n", parse->command, option, found,
            write);
}

/* strtoull would also take a sign and spaces. */
static bool is_digits(const char *text)
{
    return *text != '\0' && text[strspn(text, "0123456789")] == '\0';
}

static bool whole_number(const char *text, uint64_t *number)
{
    if (!is_digits(text))
        return false;
    errno = 0;
    *number = strtoull(text, NULL, 10);
    return errno == 0;
}

static bool small_number(const struct parse *parse, enum option_id id, const char *text,
                         uint32_t least, uint32_t most, uint32_t *number)
{
    char range[64];
    uint64_t n;

    if (whole_number(text, &n) && n >= least && n <= most) {
        *number = (uint32_t)n;
        return true;
    }
    snprintf(range, sizeof range, "a whole number from %u to %u", least, most);
    complain(parse, words[id].name, text, range);
    return false;
}

static void add_setting(struct parse *parse, enum option_id id, const char *text)
{
    struct options *options = parse->options;

    options->settings[options->setting_count++] = (struct load_setting){
        .text = text, .option = arena_printf(parse->arena, "--%s", words[id].name)};
}

/* Options that override a value of the scenario are settings, so that scenario.json records them;
 * the loader knows their range. */
static bool number_setting(struct parse *parse, enum option_id id, const char *pointer,
                           const char *text)
{
    if (!is_digits(text)) {
        complain(parse, words[id].name, text, "a whole number");
        return false;
    }
    add_setting(parse, id, arena_printf(parse->arena, "%s=%s", pointer, text));
    return true;
}

static bool is_setting(const struct parse *parse, enum option_id id, const char *text)
{
    if (text[0] == '/' && strchr(text, '=') != NULL)
        return true;
    complain(parse, words[id].name, text, "POINTER=VALUE, for example /experiment/seed=7");
    return false;
}

static bool read_setting(struct parse *parse, const char *text)
{
    if (!is_setting(parse, OPTION_SET, text))
        return false;
    add_setting(parse, OPTION_SET, text);
    return true;
}

static bool read_alternative(struct parse *parse, const char *text)
{
    struct options *options = parse->options;

    if (!is_setting(parse, OPTION_ALT, text))
        return false;
    options->alternatives[options->alternative_count++] = text;
    return true;
}

/* "P80=30m,P=0.01" takes the place of the scenario's; each half once. */
static bool read_precision(struct parse *parse, const char *text)
{
    static const char *const names[] = {"P80=", "P="};
    bool right = *text != '\0', seen[2] = {false, false};

    add_setting(parse, OPTION_PRECISION, "/experiment/precision={}");
    for (const char *rest = text; right && *rest != '\0';) {
        size_t length = strcspn(rest, ",");
        int half = strncmp(rest, names[0], strlen(names[0])) != 0;

        right = strncmp(rest, names[half], strlen(names[half])) == 0 && !seen[half];
        seen[half] = true;
        if (right)
            add_setting(
                parse, OPTION_PRECISION,
                arena_printf(parse->arena, "/experiment/precision/%.*s", (int)length, rest));
        rest += length + (rest[length] == ',');
    }
    if (!right)
        complain(parse, "precision", text, "P80=30m,P=0.01 or one of the two");
    return right;
}

/* Together they take the place of the scenario's. */
static void set_conditions(struct parse *parse)
{
    const struct options *options = parse->options;
    cJSON *list = cJSON_CreateStringArray(options->conditions, (int)options->condition_count);

    if (options->condition_count > 0)
        add_setting(parse, OPTION_REQUIRE,
                    arena_printf(parse->arena, "/experiment/require=%s",
                                 json_print_short(parse->arena, list)));
    cJSON_Delete(list);
}

static bool read_format(struct parse *parse, enum option_id id, const char *text)
{
    static const char *const names[] = {
        [FORMAT_TEXT] = "text", [FORMAT_CSV] = "csv", [FORMAT_JSON] = "json"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(text, names[i]) == 0 && !(id == OPTION_PLAN_FORMAT && i == FORMAT_CSV)) {
            parse->options->format = (enum format)i;
            return true;
        }
    }
    complain(parse, words[id].name, text,
             id == OPTION_PLAN_FORMAT ? "text or json" : "text, csv or json");
    return false;
}

static bool read_members(struct parse *parse, const char *text)
{
    uint64_t count;

    if (strncmp(text, "top:", 4) == 0 && whole_number(text + 4, &count) && count >= 1 &&
        count <= UINT32_MAX) {
        parse->options->members_top = (uint32_t)count;
        return true;
    }
    complain(parse, "members", text, "top:N, for example top:50");
    return false;
}

static bool read_output(struct parse *parse, const char *text)
{
    if (text[0] == '\0') {
        complain(parse, "output", text, "the name of a folder");
        return false;
    }
    parse->options->output = text;
    return true;
}

/* A number of the fleet to make up. */
struct shape_number {
    enum option_id id;
    size_t offset; /* in struct synthetic */
    uint32_t least, most;
};

static const struct shape_number shape_numbers[] = {
    {OPTION_FLEET_MEMBERS, offsetof(struct synthetic, members), 1, SYNTHETIC_MEMBERS_MAX},
    {OPTION_REGIONS, offsetof(struct synthetic, regions), 0, SYNTHETIC_REGIONS_MAX},
    {OPTION_STAGES, offsetof(struct synthetic, stages), 1, SYNTHETIC_STAGES_MAX},
    {OPTION_GROUPS, offsetof(struct synthetic, groups), 1, SYNTHETIC_GROUPS_MAX},
    {OPTION_WINDOWS, offsetof(struct synthetic, windows), 0, SYNTHETIC_WINDOWS_MAX},
    {OPTION_POOLS, offsetof(struct synthetic, pools), 0, SYNTHETIC_POOLS_MAX},
};

static const struct shape_number *find_shape(enum option_id id)
{
    for (size_t i = 0; i < sizeof shape_numbers / sizeof *shape_numbers; i++)
        if (shape_numbers[i].id == id)
            return &shape_numbers[i];
    return NULL;
}

static bool read_shape(struct parse *parse, enum option_id id, const char *text)
{
    const struct shape_number *number = find_shape(id);

    return small_number(parse, id, text, number->least, number->most,
                        (uint32_t *)((char *)&parse->options->synthetic + number->offset));
}

static bool read_start(struct parse *parse, const char *text)
{
    int64_t at_s;

    if (instant_parse(text, &at_s)) {
        parse->options->synthetic.start = text;
        return true;
    }
    complain(parse, "start", text, "an instant, for example 2027-01-11T08:00:00Z");
    return false;
}

static bool read_fleet_seed(struct parse *parse, const char *text)
{
    if (whole_number(text, &parse->options->synthetic.seed) &&
        parse->options->synthetic.seed <= SYNTHETIC_SEED_MAX)
        return true;
    complain(parse, "seed", text, "a whole number from 0 to 2^53");
    return false;
}

static bool read_flag(struct options *options, enum option_id id)
{
    switch (id) {
    case OPTION_NO_TRIALS:
        options->no_trials = true;
        break;
    case OPTION_STRICT:
        options->strict = true;
        break;
    case OPTION_QUIET:
        options->quiet = true;
        break;
    default:
        assert(id == OPTION_HELP);
        options->help = true;
    }
    return true;
}

static bool read_option(struct parse *parse, enum option_id id, const char *value)
{
    struct options *options = parse->options;

    switch (id) {
    case OPTION_OUTPUT:
    case OPTION_FIT_OUTPUT:
        return read_output(parse, value);
    case OPTION_TRIALS:
        return number_setting(parse, id, "/experiment/trials", value);
    case OPTION_SEED:
        return number_setting(parse, id, "/experiment/seed", value);
    case OPTION_JOBS:
        return small_number(parse, id, value, 1, JOBS_MAX, &options->jobs);
    case OPTION_MEMBERS:
        return read_members(parse, value);
    case OPTION_TRIAL:
        return small_number(parse, id, value, 0, UINT32_MAX - 1, &options->trial);
    case OPTION_FORMAT:
    case OPTION_PLAN_FORMAT:
        return read_format(parse, id, value);
    case OPTION_SET:
        return read_setting(parse, value);
    case OPTION_EXTENDS:
        options->extends = value;
        return true;
    case OPTION_START:
        return read_start(parse, value);
    case OPTION_FLEET_SEED:
        return read_fleet_seed(parse, value);
    case OPTION_ALT:
        return read_alternative(parse, value);
    case OPTION_VARY:
        options->vary[options->vary_count++] = value;
        return true;
    case OPTION_GRID:
        options->grid = value;
        return true;
    case OPTION_PRECISION:
        return read_precision(parse, value);
    case OPTION_REQUIRE:
        options->conditions[options->condition_count++] = value;
        return true;
    default:
        return find_shape(id) ? read_shape(parse, id, value) : read_flag(options, id);
    }
}

static void unknown_option(const struct parse *parse, const char *word, size_t length)
{
    const char *wrong = arena_printf(parse->arena, "%.*s", (int)length, word);
    struct names names;

    names_init(&names, parse->arena);
    for (int i = 0; i < OPTION_COUNT; i++)
        if (parse->taken & 1u << i)
            names_add(&names, words[i].name);
    fprintf(stderr, "fleetsim %s: there is no option %s%s\n", parse->command, wrong,
            names_hint(&names, parse->arena, wrong + strspn(wrong, "-")));
    fprintf(stderr, "\"fleetsim %s --help\" lists them\n", parse->command);
}

/* The option a word names, or OPTION_COUNT; *value is what stands in the same word. */
static enum option_id find_option(const struct parse *parse, const char *word, const char **value)
{
    bool is_long = word[1] == '-';
    size_t length = strcspn(word, "=");

    for (int i = 0; i < OPTION_COUNT; i++) {
        if (!(parse->taken & 1u << i))
            continue;
        if (is_long && strlen(words[i].name) == length - 2 &&
            strncmp(words[i].name, word + 2, length - 2) == 0) {
            *value = word[length] == '=' ? word + length + 1 : NULL;
            return (enum option_id)i;
        }
        if (!is_long && words[i].letter == word[1]) {
            *value = word[2] != '\0' ? word + 2 : NULL;
            return (enum option_id)i;
        }
    }
    unknown_option(parse, word, is_long ? length : 2);
    return OPTION_COUNT;
}

/* Reads the option at argv[*at] and steps over its value. */
static bool take_option(struct parse *parse, int argc, char **argv, int *at)
{
    const char *value = NULL;
    enum option_id id = find_option(parse, argv[*at], &value);

    if (id == OPTION_COUNT)
        return false;
    if (words[id].argument == NULL && value != NULL) {
        fprintf(stderr, "fleetsim %s: --%s takes no value\n", parse->command, words[id].name);
        return false;
    }
    if (words[id].argument != NULL && value == NULL) {
        if (*at + 1 >= argc) {
            fprintf(stderr, "fleetsim %s: --%s needs a value: --%s %s\n", parse->command,
                    words[id].name, words[id].name, words[id].argument);
            return false;
        }
        value = argv[++*at];
    }
    return read_option(parse, id, value);
}

static uint32_t cores_online(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    return cores < 1 ? 1 : cores > JOBS_MAX ? JOBS_MAX : (uint32_t)cores;
}

bool options_parse(struct arena *arena, const char *command, unsigned taken, int argc, char **argv,
                   struct options *options)
{
    struct parse parse = {arena, command, taken | 1u << OPTION_HELP, options};
    bool options_end = false;

    *options = (struct options){.jobs = cores_online(), .synthetic = synthetic_unset()};
    options->operands = arena_array(arena, const char *, (size_t)argc);
    options->settings =
        arena_array(arena, struct load_setting, SETTINGS_OF_A_WORD * (size_t)argc + 1);
    options->conditions = arena_array(arena, const char *, (size_t)argc);
    options->alternatives = arena_array(arena, const char *, (size_t)argc);
    options->vary = arena_array(arena, const char *, (size_t)argc);
    for (int at = 0; at < argc; at++) {
        if (!options_end && strcmp(argv[at], "--") == 0)
            options_end = true;
        else if (options_end || argv[at][0] != '-' || argv[at][1] == '\0')
            options->operands[options->operand_count++] = argv[at];
        else if (!take_option(&parse, argc, argv, &at))
            return false;
    }
    set_conditions(&parse);
    return true;
}

void options_help(FILE *out, unsigned taken)
{
    char left[40];

    taken |= 1u << OPTION_HELP;
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_word *word = &words[i];

        if (!(taken & 1u << i))
            continue;
        snprintf(left, sizeof left, "--%s%s%s", word->name, word->argument ? " " : "",
                 word->argument ? word->argument : "");
        fprintf(out, "  %c%c%s %-20s  %s\n", word->letter ? '-' : ' ',
                word->letter ? word->letter : ' ', word->letter ? "," : " ", left, word->help);
    }
}
