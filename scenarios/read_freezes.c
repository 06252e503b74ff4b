/* read_freezes: change freezes and whom they are for. */
#include "scenarios/reader.h"

#include <string.h>

/* The members a freeze is narrowed to: all that stay true. */
static void narrow_to_labels(struct reader *reader, const cJSON *value, const struct path *path,
                             bool *in_scope)
{
    const struct fleet *fleet = &reader->scenario->fleet;
    const struct selector *selector = read_selector(reader, value, path);
    if (!selector)
        return;
    for (uint32_t i = 0; i < fleet->member_count; i++)
        in_scope[i] &=
            selector_chooses(selector, fleet->members[i].labels, fleet->members[i].label_count);
}

static void narrow_to_regions(struct reader *reader, const cJSON *list, const struct path *path,
                              bool *in_scope)
{
    const struct fleet *fleet = &reader->scenario->fleet;
    if (!list)
        return;
    bool *named = arena_array(reader->scratch, bool, fleet->region_count);
    size_t i = 0;
    for (const cJSON *value = json_first(list); value; value = value->next, i++) {
        uint32_t region = reader_refer(reader, &reader->regions, value, PATH_INDEX(path, i),
                                       PROBLEM_REGION_UNKNOWN);
        if (region != NONE)
            named[region] = true;
    }
    for (uint32_t m = 0; m < fleet->member_count; m++)
        in_scope[m] &= fleet->members[m].region != NONE && named[fleet->members[m].region];
}

static void read_scope(struct reader *reader, const cJSON *value, const struct path *path,
                       struct freeze *freeze)
{
    uint32_t members = reader->scenario->fleet.member_count;
    bool *in_scope = arena_array(reader->arena, bool, members);
    memset(in_scope, 1, members * sizeof *in_scope);
    narrow_to_labels(reader, json_get(value, "members"), PATH_KEY(path, "members"), in_scope);
    narrow_to_regions(reader, json_get(value, "regions"), PATH_KEY(path, "regions"), in_scope);
    for (uint32_t i = 0; i < members; i++)
        freeze->scope_count += in_scope[i];
    freeze->in_scope = in_scope;
    if (freeze->scope_count == 0 && members > 0 && freeze->name)
        warnings_add(&reader->scenario->warnings, "freeze-without-members",
                     path_text(reader->scratch, path),
                     "the freeze %s is for none of the %u members", freeze->name, members);
}

static void read_freeze(struct reader *reader, const cJSON *value, const struct path *path,
                        struct names *seen, struct freeze *freeze)
{
    const cJSON *name = json_get(value, "name"), *end = json_get(value, "end");
    freeze->name = reader_text(reader, name);
    if (freeze->name && names_find(seen, freeze->name) != NONE)
        reader_problem(reader, name, PATH_KEY(path, "name"), PROBLEM_FREEZE_TWICE,
                       reader_quoted(reader, freeze->name), "");
    else if (freeze->name)
        names_add(seen, freeze->name);
    freeze->start_s = reader_instant(json_get(value, "start"), INT64_MIN);
    freeze->end_s = reader_instant(end, INSTANT_NEVER);
    if (freeze->end_s <= freeze->start_s)
        reader_problem(reader, end, PATH_KEY(path, "end"), PROBLEM_FREEZE_ORDER,
                       reader_instant_text(reader, freeze->end_s),
                       reader_instant_text(reader, freeze->start_s));
    freeze->enforce = json_is_true(json_get(value, "enforce"));
    read_scope(reader, value, path, freeze);
}

void read_freezes(struct reader *reader)
{
    const cJSON *list = json_get(reader->root, "freezes");
    const struct path path = {NULL, "freezes", 0};
    struct freeze *freezes = arena_array(reader->arena, struct freeze, json_count(list));
    struct names seen;
    names_init(&seen, reader->scratch);
    uint32_t i = 0;
    for (const cJSON *value = json_first(list); value; value = value->next, i++)
        read_freeze(reader, value, PATH_INDEX(&path, i), &seen, &freezes[i]);
    reader->scenario->freezes = freezes;
    reader->scenario->freeze_count = i;
}
