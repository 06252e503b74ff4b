/* read_profile_changes: what `setProfile` operations make of profiles, one after the other in the
 * order in which they take effect. Before what depends on the types of upgrades there are; whether
 * an operation has the keys it needs is looked at with the others (read_operations.c). */
#include "scenarios/reader.h"

#include "scenarios/change.h"
#include "scenarios/keys_check.h"

#include <stdlib.h>
#include <string.h>

static const struct path operations_path = {NULL, "operations", 0};

struct entry {
    const cJSON *value;
    uint32_t number; /* in the document */
    int64_t at_s;
    uint32_t profile;
};

static int compare_entries(const void *a, const void *b)
{
    const struct entry *first = a, *second = b;
    if (first->at_s != second->at_s)
        return first->at_s < second->at_s ? -1 : 1;
    return (first->number > second->number) - (first->number < second->number);
}

static bool is_change(const cJSON *value)
{
    const char *what = json_text(json_get(value, "do"));
    return what && strcmp(what, operation_word(OPERATION_SET_PROFILE)) == 0 &&
           json_text(json_get(value, "profile")) && json_get(value, "set");
}

static struct entry *collect(struct reader *reader, uint32_t *count)
{
    const cJSON *list = json_get(reader->root, "operations");
    struct entry *entries = arena_array(reader->scratch, struct entry, json_count(list));
    uint32_t number = 0;
    *count = 0;
    for (const cJSON *value = json_first(list); value; value = value->next, number++) {
        if (!is_change(value))
            continue;
        struct entry entry = {
            .value = value,
            .number = number,
            .at_s = reader_instant(json_get(value, "at"), reader->scenario->start_s),
            .profile = names_find(&reader->profiles, json_text(json_get(value, "profile")))};
        if (entry.profile != NONE)
            entries[(*count)++] = entry;
    }
    if (*count > 0)
        qsort(entries, *count, sizeof *entries, compare_entries);
    return entries;
}

/* The profiles as the operations so far have left them. */
struct left {
    cJSON **documents; /* NULL: as it was written */
    const struct profile **profiles;
};

static struct profile change_of(struct reader *reader, const struct left *left,
                                const struct entry *entry, const cJSON *after,
                                const struct path *path)
{
    const cJSON *set = json_get(entry->value, "set");
    const struct profile *before = left->profiles[entry->profile];
    struct profile to = {.name = before->name, .entity = before->entity};
    read_profile_keys(reader, after, path, &to);
    if (!change_finds(set, "updateStrategy"))
        to.strategy = before->strategy;
    return to;
}

static const cJSON *document_of(const struct reader *reader, const struct left *left,
                                uint32_t profile)
{
    return left->documents[profile]
               ? left->documents[profile]
               : cJSON_GetArrayItem(json_get(reader->root, "autoUpgradeProfiles"), (int)profile);
}

static void read_change(struct reader *reader, const struct left *left, const struct entry *entry)
{
    const struct path here = {&operations_path, NULL, entry->number}, path = {&here, "set", 0};
    const struct key_node *node = keys_root(reader->keys, "profile");
    const cJSON *set = json_get(entry->value, "set"), *name = change_finds(set, "name");
    if (name) {
        reader_problem(reader, name, &path, PROBLEM_SET_FIXED, reader_quoted(reader, "name"),
                       "profile");
        return;
    }
    cJSON *after = json_copy(reader->inputs, document_of(reader, left, entry->profile));
    if (!change_apply(reader->inputs, node, after, set) ||
        !keys_check(reader->inputs, after, node, &path)) {
        cJSON_Delete(after);
        return;
    }
    struct changed_profile *changed = &reader->changed_profiles[reader->changed_profile_count++];
    *changed =
        (struct changed_profile){.number = entry->number,
                                 .change = {.at_s = entry->at_s,
                                            .profile = entry->profile,
                                            .to = change_of(reader, left, entry, after, &path),
                                            .switches = change_finds(set, "disabled") != NULL}};
    cJSON_Delete(left->documents[entry->profile]);
    left->documents[entry->profile] = after;
    left->profiles[entry->profile] = &changed->change.to;
}

void read_profile_changes(struct reader *reader)
{
    uint32_t count, profile_count = reader->scenario->profile_count;
    const struct entry *entries = collect(reader, &count);
    struct left left = {.documents = arena_array(reader->scratch, cJSON *, profile_count),
                        .profiles =
                            arena_array(reader->scratch, const struct profile *, profile_count)};
    for (uint32_t i = 0; i < profile_count; i++)
        left.profiles[i] = &reader->scenario->profiles[i];
    reader->changed_profiles = arena_array(reader->arena, struct changed_profile, count);
    for (uint32_t i = 0; i < count; i++)
        read_change(reader, &left, &entries[i]);
    for (uint32_t i = 0; i < profile_count; i++)
        cJSON_Delete(left.documents[i]);
}
