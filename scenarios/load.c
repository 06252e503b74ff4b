#include "scenarios/load.h"

#include "scenarios/assume.h"
#include "scenarios/caution.h"
#include "scenarios/epochs.h"
#include "scenarios/fates.h"
#include "scenarios/json_print.h"
#include "scenarios/keys_check.h"
#include "scenarios/openings.h"
#include "scenarios/places.h"
#include "scenarios/reader.h"
#include "scenarios/resolve.h"
#include "scenarios/rivals.h"
#include "scenarios/squeeze.h"
#include "scenarios/targets.h"

#include <string.h>

/* The file's name without folder and ".json": the scenario's name when it has none. */
static const char *name_of_file(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    size_t length = strlen(base);
    if (length > 5 && strcmp(base + length - 5, ".json") == 0)
        length -= 5;
    if (length == 0 || strcmp(base, "-") == 0)
        return "scenario";
    return arena_printf(arena, "%.*s", length < NAME_BYTES_MAX ? (int)length : NAME_BYTES_MAX,
                        base);
}

/* scenario.json says its name, so that it is the same scenario under another file name. */
static void add_name(struct inputs *inputs, cJSON *root, const char *path)
{
    if (cJSON_GetObjectItemCaseSensitive(root, "name"))
        return;
    cJSON *name = json_new_text(inputs, name_of_file(inputs->scratch, path), json_place(root));
    json_add(inputs, root, "name", name);
    cJSON_InsertItemInArray(root, 0, cJSON_DetachItemViaPointer(root, name));
}

/* FNV-1a (Fowler, Noll, Vo), 64 bits. */
static uint64_t digest_of(const char *text, size_t length)
{
    uint64_t digest = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < length; i++)
        digest = (digest ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
    return digest;
}

static void init_names(struct reader *reader)
{
    struct names *all[] = {&reader->windows, &reader->inline_windows, &reader->strategies,
                           &reader->runs,    &reader->profiles,       &reader->durations,
                           &reader->failures};
    struct names *kept[] = {&reader->causes, &reader->groups, &reader->regions, &reader->families,
                            &reader->members};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        names_init(all[i], reader->scratch);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        names_init(kept[i], reader->arena); /* the fleet's tables are these lists */
    reader->windows.incomplete = reader_is_void(reader->root, "maintenanceWindows", NULL);
    reader->strategies.incomplete = reader_is_void(reader->root, "strategies", NULL);
    reader->runs.incomplete = reader_is_void(reader->root, "updateRuns", NULL);
    reader->profiles.incomplete = reader_is_void(reader->root, "autoUpgradeProfiles", NULL);
    reader->durations.incomplete = reader_is_void(reader->root, "models", "duration");
    reader->failures.incomplete = reader_is_void(reader->root, "models", "failure");
    reader->regions.incomplete = reader_is_void(reader->root, "fleet", "members");
    reader->members.incomplete = reader->regions.incomplete;
}

/* Codes of failures, from durations, failures and risks. */
static void keep_causes(struct reader *reader)
{
    const char **causes = arena_array(reader->arena, const char *, reader->causes.count);
    for (uint32_t i = 0; i < reader->causes.count; i++)
        causes[i] = reader->causes.list[i];
    reader->scenario->causes = causes;
    reader->scenario->cause_count = reader->causes.count;
}

/* Everything that can be wrong is found here. */
static void read_all(struct reader *reader)
{
    init_names(reader);
    read_times(reader);
    read_windows(reader);
    read_strategies(reader);
    read_runs(reader);
    read_profiles(reader);
    read_profile_changes(reader);
    read_durations(reader);
    read_failures(reader);
    read_risks(reader);
    keep_causes(reader);
    read_fleet(reader);
    read_operators(reader);
    read_operations(reader);
    read_quota(reader);
    read_rollouts(reader);
    read_regions(reader);
    read_support(reader);
    read_releases(reader);
    read_deadlines(reader);
    read_freezes(reader);
    read_settings(reader);
    read_experiment(reader);
}

/* What follows from a scenario without problems so far: names of targets are only found in plans.
 */
static bool complete(struct reader *reader)
{
    uint32_t versions_assumed = assume_versions(reader);
    openings_build(reader);
    if (!epochs_build(reader))
        return false;
    caution_all(reader);
    fates_warn(reader);
    rivals_warn(reader);
    squeeze_warn(reader);
    places_add(reader);
    targets_find(reader);
    if (reader->inputs->problems->count > 0)
        return false;
    caution_floors(reader);
    assume_list(reader, versions_assumed);
    return true;
}

static void keep_text(struct scenario *scenario, struct arena *arena, const cJSON *root)
{
    size_t length;
    scenario->resolved = json_print(arena, root, &length);
    scenario->digest = digest_of(scenario->resolved, length);
}

static bool read_document(struct arena *arena, struct inputs *inputs, const struct keys *keys,
                          const struct defaults *defaults, const struct catalog *catalog,
                          cJSON *root, struct scenario *scenario)
{
    struct reader *reader = arena_new(inputs->scratch, struct reader);
    *reader = (struct reader){.inputs = inputs,
                              .keys = keys,
                              .arena = arena,
                              .scratch = inputs->scratch,
                              .scenario = scenario,
                              .root = root,
                              .defaults = *defaults,
                              .catalog = *catalog};
    keys_check(inputs, root, keys_root(keys, "scenario"), NULL);
    read_all(reader);
    if (inputs->problems->count > 0)
        return false;
    if (!complete(reader))
        return false;
    keep_text(scenario, arena, root);
    return true;
}

static bool load(struct arena *arena, struct arena *scratch, const struct load_request *request,
                 struct scenario *scenario, struct problems *problems)
{
    struct inputs *inputs = arena_new(scratch, struct inputs);
    struct keys keys;
    struct defaults defaults;
    struct catalog catalog;
    inputs_init(inputs, scratch, problems);
    /* First: these are inputs, and have their places for certain. */
    defaults_init(&defaults, inputs, request->range);
    catalog_init(&catalog, inputs);
    inputs->files_forbidden = request->files_forbidden;
    keys_init(&keys, scratch);
    warnings_init(&scenario->warnings, arena);
    scenario->file = arena_strdup(arena, request->path);
    cJSON *root = resolve(inputs, &keys, request, &scenario->warnings);
    if (!root)
        return false;
    add_name(inputs, root, request->path);
    bool right = read_document(arena, inputs, &keys, &defaults, &catalog, root, scenario);
    cJSON_Delete(root);
    return right;
}

bool scenario_load(struct arena *arena, const struct load_request *request,
                   struct scenario *scenario, struct problems *problems)
{
    struct arena scratch;
    struct scenario loaded = {0};
    problems_init(problems, arena);
    arena_init(&scratch, arena->exhausted);
    bool right = load(arena, &scratch, request, &loaded, problems);
    arena_clear(&scratch);
    if (right)
        *scenario = loaded;
    return right;
}
