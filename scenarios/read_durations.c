/* read_durations: duration models; model 0 and up as written, then the catalogue's own if no
 * `default` is given. */
#include "scenarios/reader.h"

#include "models/state.h"
#include "scenarios/read_distribution.h"

#include <string.h>

static const char *const part_keys[DURATION_PART_COUNT] = {
    [PART_CONTROL_PLANE] = "controlPlaneMinutes", [PART_NODE] = "nodeMinutes",
    [PART_IMAGE_NODE] = "nodeImageNodeMinutes",   [PART_WINDOWS_NODE] = "windowsNodeMinutes",
    [PART_OVERHEAD] = "overheadMinutes",
};

static struct distribution *part_of(struct duration_model *model, enum duration_part part)
{
    switch (part) {
    case PART_CONTROL_PLANE:
        return &model->control_plane;
    case PART_NODE:
        return &model->node;
    case PART_IMAGE_NODE:
        return &model->node_image_node;
    case PART_WINDOWS_NODE:
        return &model->windows_node;
    default:
        return &model->overhead;
    }
}

static void read_distribution(struct reader *reader, const cJSON *value, const struct path *path,
                              struct distribution *distribution)
{
    distribution_read(reader->inputs, reader->arena, value, path, distribution);
}

/* {"Full": ..., ...}: each type that a run has must be there. */
static void read_member_types(struct reader *reader, const cJSON *value, const struct path *path,
                              struct duration_model *model)
{
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++) {
        const char *name = upgrade_type_name((enum upgrade_type)type);
        const cJSON *minutes = json_get(value, name);
        model->member[type] = (struct distribution){.kind = DISTRIBUTION_CONSTANT};
        if (minutes)
            read_distribution(reader, minutes, PATH_KEY(path, name), &model->member[type]);
        else if (reader->runs_type[type] && !cJSON_GetObjectItemCaseSensitive(value, name))
            reader_problem(reader, value, path, PROBLEM_TYPE_MISSING, name,
                           reader_quoted(reader, reader->type_run[type]));
    }
}

static const char *type_key(const cJSON *value)
{
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        if (json_get(value, upgrade_type_name((enum upgrade_type)type)))
            return upgrade_type_name((enum upgrade_type)type);
    return NULL;
}

static void read_member_minutes(struct reader *reader, const cJSON *value, const struct path *path,
                                struct duration_model *model, struct duration_given *given)
{
    const char *type = type_key(value);
    const cJSON *dist = cJSON_GetObjectItemCaseSensitive(value, "dist");
    model->in_one_piece = true;
    if (type && dist) {
        reader_problem(reader, value, path, PROBLEM_TYPE_MIXED, "\"dist\"",
                       reader_quoted(reader, type));
    } else if (type) {
        read_member_types(reader, value, path, model);
    } else if (cJSON_IsObject(value) && !dist && !json_is_spoilt(value)) {
        reader_problem(reader, value, path, PROBLEM_FORM_MISSING, "\"dist\"", "");
    } else {
        given->one_for_all = true;
        read_distribution(reader, value, path, &model->member[0]);
        model->member[1] = model->member[2] = model->member[0];
    }
}

static void read_parts(struct reader *reader, const cJSON *value, const struct path *path,
                       struct duration_model *model, struct duration_given *given)
{
    model->node_spread = defaults_number(&reader->defaults, "nodeSpread");
    for (int part = 0; part < DURATION_PART_COUNT; part++) {
        const cJSON *minutes = json_get(value, part_keys[part]);
        struct distribution *distribution = part_of(model, (enum duration_part)part);
        given->parts[part] = minutes;
        *distribution = defaults_distribution(&reader->defaults, part_keys[part]);
        if (minutes)
            read_distribution(reader, minutes, PATH_KEY(path, part_keys[part]), distribution);
    }
}

/* What may block the drain of a node; without "drain" nothing does. */
static void read_drain(struct reader *reader, const cJSON *value, const struct path *path,
                       struct duration_model *model, struct duration_given *given)
{
    const cJSON *behind = json_get_in(reader->root, "controller", "cordonedNodesFail", NULL);
    const cJSON *minutes = json_get(value, "blockedMinutes");
    const char *code = defaults_text(&reader->defaults, "drainFailureCode");
    struct drain_model *drain = &model->drain;
    drain->blocked_probability = json_number(json_get(value, "blockedProbability"), 0);
    drain->blocked = defaults_distribution(&reader->defaults, "blockedMinutes");
    drain->behind_fails = !behind || json_is_true(behind);
    given->blocked = minutes;
    if (drain->blocked_probability > 0)
        drain->reason =
            (uint16_t)(REASON_FIRST_CAUSE + reader_intern(reader, &reader->causes, code));
    if (minutes)
        read_distribution(reader, minutes, PATH_KEY(path, "blockedMinutes"), &drain->blocked);
}

/* What it shares with others, by scope. */
static void read_shared(struct reader *reader, const cJSON *value, const struct path *path,
                        struct shared_factors *shared)
{
    for (int scope = 0; scope < SCOPE_COUNT; scope++) {
        const char *key = scope_name((enum scope)scope);
        const cJSON *factor = json_get(value, key);
        shared->given[scope] = factor;
        shared->any |= shared->given[scope];
        if (factor)
            read_distribution(reader, factor, PATH_KEY(path, key), &shared->factor[scope]);
    }
}

/* Keys of a model that is built up, in one that is in one piece. */
static void refuse_parts(struct reader *reader, const cJSON *value, const struct path *path)
{
    static const char *const others[] = {"drain", "poolsInParallel"};
    for (size_t i = 0; i < DURATION_PART_COUNT + sizeof others / sizeof *others; i++) {
        const char *key = i < DURATION_PART_COUNT ? part_keys[i] : others[i - DURATION_PART_COUNT];
        const cJSON *part = json_get(value, key);
        if (part)
            reader_problem(reader, part, PATH_KEY(path, key), PROBLEM_DURATION_BOTH,
                           reader_quoted(reader, key), "");
    }
}

static void read_model(struct reader *reader, const cJSON *value, const struct path *path,
                       struct duration_model *model, struct duration_given *given)
{
    const cJSON *whole = json_get(value, "memberMinutes");
    if (whole)
        refuse_parts(reader, value, path);
    read_parts(reader, whole ? NULL : value, path, model, given);
    read_drain(reader, json_get(value, "drain"), PATH_KEY(path, "drain"), model, given);
    read_shared(reader, json_get(value, "shared"), PATH_KEY(path, "shared"), &model->shared);
    model->pools_in_parallel = json_is_true(json_get(value, "poolsInParallel"));
    if (whole)
        read_member_minutes(reader, whole, PATH_KEY(path, "memberMinutes"), model, given);
}

void read_durations(struct reader *reader)
{
    const cJSON *models = json_get_in(reader->root, "models", "duration", NULL);
    const struct path top = {NULL, "models", 0}, path = {&top, "duration", 0};
    size_t room = json_count(models) + 1;
    struct duration_model *list = arena_array(reader->arena, struct duration_model, room);
    struct duration_given *given = arena_array(reader->scratch, struct duration_given, room);
    for (const cJSON *value = json_first(models); value; value = value->next) {
        uint32_t i = reader_intern(reader, &reader->durations, value->string);
        list[i].name = reader->durations.list[i];
        read_model(reader, value, PATH_KEY(&path, value->string), &list[i], &given[i]);
    }
    if (names_find(&reader->durations, "default") == NONE) {
        uint32_t i = names_add(&reader->durations, "default");
        list[i].name = "default";
        read_parts(reader, NULL, NULL, &list[i], &given[i]);
    }
    reader->duration_given = given;
    reader->scenario->durations = list;
    reader->scenario->duration_count = reader->durations.count;
}
