/* read_operations: what people do at known times. Operations on members and strategies are worked
 * in at once; those on runs and profiles are kept for scenarios/targets.c, which finds what they
 * point to when the plans are made. */
#include "scenarios/reader.h"

#include "scenarios/read_changes.h"

#include <stdlib.h>
#include <string.h>

static const struct path operations_path = {NULL, "operations", 0};

/* The keys that an operation takes besides "at" and "do", as a set. */
enum {
    TAKES_RUN = 1,
    TAKES_TARGETS = 2,
    TAKES_GATE = 4,
    TAKES_PROFILE = 8,
    TAKES_STRATEGY = 16,
    TAKES_STAGES = 32,
    TAKES_MEMBER = 64,
    TAKES_MEMBERS = 128,
    TAKES_SET = 256,
    TAKES_KUBERNETES = 512,
    TAKES_IMAGE = 1024
};

static const char *const keys[] = {"run",    "targets", "gate", "profile",    "strategy", "stages",
                                   "member", "members", "set",  "kubernetes", "nodeImage"};

enum { KEY_COUNT = sizeof keys / sizeof *keys };

struct form {
    unsigned needs, may, one_of;
};

static const struct form forms[OPERATION_KIND_COUNT] = {
    [OPERATION_START] = {.may = TAKES_RUN},
    [OPERATION_STOP] = {.may = TAKES_RUN},
    [OPERATION_SKIP] = {.may = TAKES_RUN, .needs = TAKES_TARGETS},
    [OPERATION_APPROVE] = {.may = TAKES_RUN, .needs = TAKES_GATE},
    [OPERATION_COMPLETE_GATE] = {.may = TAKES_RUN, .needs = TAKES_GATE},
    [OPERATION_CREATE_RUN] = {.may = TAKES_RUN},
    [OPERATION_GENERATE_RUN] = {.needs = TAKES_PROFILE},
    [OPERATION_ENABLE_PROFILE] = {.needs = TAKES_PROFILE},
    [OPERATION_DISABLE_PROFILE] = {.needs = TAKES_PROFILE},
    [OPERATION_SET_PROFILE] = {.needs = TAKES_PROFILE | TAKES_SET},
    [OPERATION_DELETE_PROFILE] = {.needs = TAKES_PROFILE},
    [OPERATION_SET_STRATEGY] = {.needs = TAKES_STRATEGY | TAKES_STAGES},
    [OPERATION_SET_MEMBER] = {.needs = TAKES_SET, .one_of = TAKES_MEMBER | TAKES_MEMBERS},
    [OPERATION_PUBLISH] = {.one_of = TAKES_KUBERNETES | TAKES_IMAGE},
};

/* An operation on its way. */
struct entry {
    const cJSON *value;
    size_t number; /* in the document */
    int64_t at_s;
    enum operation_kind kind;
};

static const char *list_of(struct reader *reader, unsigned set)
{
    const char *list = "";
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (set >> i & 1)
            list = arena_printf(reader->scratch, "%s%s\"%s\"", list, *list ? " and " : "", keys[i]);
    return list;
}

/* The keys that stand in the operation, those with wrong values included. */
static unsigned keys_of(const cJSON *value)
{
    unsigned set = 0;
    for (size_t i = 0; i < KEY_COUNT; i++) {
        const cJSON *key = cJSON_GetObjectItemCaseSensitive(value, keys[i]);
        if (key && !cJSON_IsNull(key))
            set |= 1u << i;
    }
    return set;
}

static bool is_single(unsigned set)
{
    return set && !(set & (set - 1));
}

static bool check_form(struct reader *reader, const struct entry *entry, const struct path *path)
{
    const struct form *form = &forms[entry->kind];
    unsigned given = keys_of(entry->value);
    unsigned missing = form->needs & ~given;
    unsigned foreign = given & ~(form->needs | form->may | form->one_of);
    const char *word = operation_word(entry->kind);
    if (foreign)
        return reader_problem(reader, entry->value, path, PROBLEM_OPERATION_FOREIGN, word,
                              list_of(reader, foreign));
    if (missing && !json_is_spoilt(entry->value))
        return reader_problem(reader, entry->value, path, PROBLEM_OPERATION_MISSING, word,
                              list_of(reader, missing));
    if (form->one_of && !is_single(given & form->one_of) && !json_is_spoilt(entry->value))
        return reader_problem(reader, entry->value, path, PROBLEM_OPERATION_CHOICE, word,
                              list_of(reader, form->one_of));
    return !missing;
}

static bool find_kind(const cJSON *value, enum operation_kind *kind)
{
    for (int i = 0; i < OPERATION_KIND_COUNT; i++)
        if (json_text(value) &&
            strcmp(operation_word((enum operation_kind)i), json_text(value)) == 0) {
            *kind = (enum operation_kind)i;
            return true;
        }
    return false;
}

static void check_instant(struct reader *reader, const struct entry *entry, const struct path *path)
{
    const struct scenario *scenario = reader->scenario;
    const cJSON *at = json_get(entry->value, "at");
    if (entry->at_s < scenario->start_s)
        reader_problem(reader, at, PATH_KEY(path, "at"), PROBLEM_OPERATION_ORDER,
                       reader_instant_text(reader, entry->at_s),
                       reader_instant_text(reader, scenario->start_s));
    if (entry->at_s > scenario->horizon_s)
        warnings_add(&reader->scenario->warnings, "operation-after-horizon",
                     path_text(reader->scratch, path),
                     "the operation %s at %s is %.1f days after the horizon: nothing comes of it",
                     operation_word(entry->kind), reader_instant_text(reader, entry->at_s),
                     (double)(entry->at_s - scenario->horizon_s) / (double)DAY_S);
}

/* --- what is asked of runs and profiles */

static void find_profile(struct reader *reader, const cJSON *value, const struct path *path,
                         const char *name, struct asked_operation *asked)
{
    asked->profile = names_find(&reader->profiles, name);
    if (asked->profile == NONE && !reader->profiles.incomplete)
        reader_problem(reader, value, path, PROBLEM_PROFILE_UNKNOWN, reader_quoted(reader, name),
                       inputs_hint(reader->inputs, &reader->profiles, name));
}

/* A run by name, a profile's latest, or the only one there is. */
static void find_run(struct reader *reader, const cJSON *operation, const struct path *path,
                     struct asked_operation *asked)
{
    static const char of_profile[] = "profile:";
    const cJSON *run = json_get(operation, "run");
    const char *name = json_text(run);
    const struct path here = {path, "run", 0};
    bool single = reader->scenario->run_count == 1 && reader->profiles.count == 0;
    if (name && strncmp(name, of_profile, strlen(of_profile)) == 0)
        find_profile(reader, run, &here, name + strlen(of_profile), asked);
    else if (name)
        asked->run = reader_refer(reader, &reader->runs, run, &here, PROBLEM_OPERATION_RUN_UNKNOWN);
    else if (single)
        asked->run = 0;
    else if (!json_is_spoilt(operation))
        reader_problem(reader, operation, path, PROBLEM_OPERATION_RUN_MISSING,
                       operation_word(asked->kind),
                       inputs_hint(reader->inputs, &reader->runs, "?"));
}

static void check_created(struct reader *reader, const cJSON *operation, const struct path *path,
                          const struct asked_operation *asked)
{
    if (asked->run == NONE || reader->scenario->runs[asked->run].start == RUN_START_MANUAL)
        return;
    reader_problem(reader, operation, path, PROBLEM_CREATE_NOT_MANUAL,
                   reader_quoted(reader, reader->scenario->runs[asked->run].name), "");
}

/* What a setProfile was found to make of its profile; NULL: it is none, or is wrong. */
static const struct profile_change *find_change(const struct reader *reader, uint32_t number)
{
    for (uint32_t i = 0; i < reader->changed_profile_count; i++)
        if (reader->changed_profiles[i].number == number)
            return &reader->changed_profiles[i].change;
    return NULL;
}

static void ask(struct reader *reader, const struct entry *entry, const struct path *path)
{
    struct asked_operation *asked = &reader->asked[reader->asked_count++];
    const cJSON *profile = json_get(entry->value, "profile");
    *asked = (struct asked_operation){.value = entry->value,
                                      .number = (uint32_t)entry->number,
                                      .at_s = entry->at_s,
                                      .kind = entry->kind,
                                      .run = NONE,
                                      .profile = NONE};
    if (json_text(profile)) {
        find_profile(reader, profile, PATH_KEY(path, "profile"), json_text(profile), asked);
        asked->change = find_change(reader, asked->number);
    }
    if (forms[entry->kind].may & TAKES_RUN)
        find_run(reader, entry->value, path, asked);
    if (entry->kind == OPERATION_CREATE_RUN)
        check_created(reader, entry->value, path, asked);
}

/* --- strategies */

static void set_strategy(struct reader *reader, const struct entry *entry, const struct path *path)
{
    uint32_t strategy =
        reader_refer(reader, &reader->strategies, json_get(entry->value, "strategy"),
                     PATH_KEY(path, "strategy"), PROBLEM_STRATEGY_UNKNOWN);
    if (strategy == NONE)
        return;
    reader->changed_strategies[reader->changed_strategy_count++] =
        (struct changed_strategy){.at_s = entry->at_s,
                                  .strategy = strategy,
                                  .to = read_strategy(reader, entry->value, path,
                                                      reader->scenario->strategies[strategy].name)};
}

/* --- all of them */

static void read_operation(struct reader *reader, struct member_changes *changes,
                           const struct entry *entry)
{
    const struct path path = {&operations_path, NULL, entry->number};
    check_instant(reader, entry, &path);
    if (!check_form(reader, entry, &path))
        return;
    switch (entry->kind) {
    case OPERATION_SET_MEMBER:
        member_changes_apply(reader, changes, entry->value, &path, entry->at_s);
        return;
    case OPERATION_SET_STRATEGY:
        set_strategy(reader, entry, &path);
        return;
    case OPERATION_PUBLISH: /* read with the releases */
        return;
    default:
        ask(reader, entry, &path);
    }
}

static int compare_entries(const void *a, const void *b)
{
    const struct entry *first = a, *second = b;
    if (first->at_s != second->at_s)
        return first->at_s < second->at_s ? -1 : 1;
    return (first->number > second->number) - (first->number < second->number);
}

/* In the order in which they take effect: by instant, then as listed (R13). */
static struct entry *collect(struct reader *reader, const cJSON *list, size_t *count)
{
    struct entry *entries = arena_array(reader->scratch, struct entry, json_count(list));
    size_t number = 0;
    *count = 0;
    for (const cJSON *value = json_first(list); value; value = value->next, number++) {
        struct entry entry = {.value = value, .number = number};
        entry.at_s = reader_instant(json_get(value, "at"), reader->scenario->start_s);
        if (find_kind(json_get(value, "do"), &entry.kind))
            entries[(*count)++] = entry;
    }
    if (*count)
        qsort(entries, *count, sizeof *entries, compare_entries);
    return entries;
}

/* Members as operations leave them may bring groups and regions of their own. */
static void set_tables(struct reader *reader)
{
    struct fleet *fleet = &reader->scenario->fleet;
    fleet->groups = reader->groups.list;
    fleet->group_count = reader->groups.count;
    fleet->regions = reader->regions.list;
    fleet->region_count = reader->regions.count;
}

void read_operations(struct reader *reader)
{
    const cJSON *list = json_get(reader->root, "operations");
    size_t count;
    struct entry *entries = collect(reader, list, &count);
    struct member_changes *changes = member_changes_begin(reader);
    reader->asked = arena_array(reader->scratch, struct asked_operation, count);
    reader->changed_strategies = arena_array(reader->scratch, struct changed_strategy, count);
    for (size_t i = 0; i < count; i++)
        read_operation(reader, changes, &entries[i]);
    member_changes_end(changes);
    set_tables(reader);
}
