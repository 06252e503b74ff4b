/* read_profiles: auto-upgrade profiles, and what makes their keys agree. */
#include "scenarios/reader.h"

#include "models/channel.h"
#include "models/random.h"
#include "models/version.h"

#include <string.h>

static enum channel read_channel(const char *text)
{
    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        if (strcmp(channel_name((enum channel)channel), text) == 0)
            return (enum channel)channel;
    return CHANNEL_STABLE;
}

/* Tables have a row for a run or a profile by its name, so the two share their names. */
static void read_name(struct reader *reader, const cJSON *value, const struct path *path,
                      struct profile *profile)
{
    const char *name = reader_text(reader, value);
    profile->name = name ? name : "";
    profile->entity = entity_hash(profile->name);
    if (!name)
        return;
    if (names_find(&reader->profiles, name) != NONE || names_find(&reader->runs, name) != NONE)
        reader_problem(reader, value, path, PROBLEM_PROFILE_TWICE, reader_quoted(reader, name), "");
    reader_note_name(reader, NAME_PROFILE, name);
}

static void read_target(struct reader *reader, const cJSON *entry, const struct path *path,
                        struct profile *profile)
{
    const cJSON *target = json_get(entry, "targetKubernetesVersion");
    const cJSON *support = json_get(entry, "longTermSupport");
    bool targets = profile->channel == CHANNEL_TARGET_VERSION;
    profile->long_term_support = json_is_true(support);
    if (target)
        version_parse(json_text(target), &profile->target_minor);
    if (targets && !target && !json_is_spoilt(entry))
        reader_problem(reader, entry, path, PROBLEM_PROFILE_TARGET_MISSING, "", "");
    if (!targets && target)
        reader_problem(reader, target, PATH_KEY(path, "targetKubernetesVersion"),
                       PROBLEM_PROFILE_TARGET_FORBIDDEN, channel_name(profile->channel), "");
    if (!targets && profile->long_term_support)
        reader_problem(reader, support, PATH_KEY(path, "longTermSupport"),
                       PROBLEM_PROFILE_SUPPORT_FORBIDDEN, channel_name(profile->channel), "");
}

static void read_images(struct reader *reader, const cJSON *selection, const struct path *path,
                        struct profile *profile)
{
    const char *type = json_text(json_get(selection, "type"));
    bool images = channel_upgrade(profile->channel) == UPGRADE_NODE_IMAGE_ONLY;
    if (selection && images)
        reader_problem(reader, selection, path, PROBLEM_PROFILE_SELECTION_FORBIDDEN,
                       channel_name(profile->channel), "");
    profile->image_selection = images                                    ? IMAGE_CHANNEL
                               : type && strcmp(type, "Consistent") == 0 ? IMAGE_CONSISTENT
                                                                         : IMAGE_LATEST;
}

static void note_type(struct reader *reader, const struct profile *profile)
{
    enum upgrade_type type = channel_upgrade(profile->channel);
    if (reader->runs_type[type])
        return;
    reader->runs_type[type] = true;
    reader->type_run[type] = profile->name;
}

void read_profile_keys(struct reader *reader, const cJSON *entry, const struct path *path,
                       struct profile *profile)
{
    const char *channel = json_text(json_get(entry, "channel"));
    profile->strategy = read_run_strategy(reader, json_get(entry, "updateStrategy"),
                                          PATH_KEY(path, "updateStrategy"));
    profile->disabled = json_is_true(json_get(entry, "disabled"));
    if (!channel)
        return;
    profile->channel = read_channel(channel);
    read_target(reader, entry, path, profile);
    read_images(reader, json_get(entry, "nodeImageSelection"), PATH_KEY(path, "nodeImageSelection"),
                profile);
    note_type(reader, profile);
}

static void read_profile(struct reader *reader, const cJSON *entry, const struct path *path,
                         struct profile *profile)
{
    read_name(reader, json_get(entry, "name"), PATH_KEY(path, "name"), profile);
    read_profile_keys(reader, entry, path, profile);
}

void read_profiles(struct reader *reader)
{
    struct scenario *scenario = reader->scenario;
    const cJSON *value = json_get(reader->root, "autoUpgradeProfiles");
    const struct path path = {NULL, "autoUpgradeProfiles", 0};
    uint32_t count = (uint32_t)json_count(value), i = 0;
    struct profile *list = arena_array(reader->arena, struct profile, count);
    for (const cJSON *entry = json_first(value); entry; entry = entry->next, i++) {
        read_profile(reader, entry, PATH_INDEX(&path, i), &list[i]);
        names_add(&reader->profiles,
                  *list[i].name ? list[i].name : arena_printf(reader->scratch, "\n%u", i));
    }
    scenario->profiles = list;
    scenario->profile_count = count;
    if (count == 0 && scenario->run_count == 0 && !json_is_spoilt(reader->root) &&
        !reader->runs.incomplete && !reader->profiles.incomplete)
        reader_problem(reader, reader->root, PATH_KEY(NULL, "updateRuns"), PROBLEM_RUNS_MISSING, "",
                       "");
}
