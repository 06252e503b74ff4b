/* The JSON forms of a history: update runs and members, as the service and its command line write
 * them. */
#include "scenarios/history_parts.h"
#include "scenarios/json_document.h"
#include "scenarios/pointer.h"

#include "models/instant.h"

#include <string.h>

/* One update run on its way into the records. */
struct run_reading {
    struct past *past;
    struct reading_of_run reading;
    enum upgrade_type type;
    const cJSON *strategy_stages;
};

static void refuse(struct past *past, const cJSON *value, const struct path *path,
                   enum problem_code code, const char *second)
{
    struct arena *scratch = past->inputs->scratch;
    inputs_problem(past->inputs, json_place(value), path_text(scratch, path), code,
                   json_describe(scratch, value), second);
}

/* A text where one belongs; NULL when absent, or after a problem. */
static const char *text_of(struct past *past, const cJSON *object, const char *key,
                           const struct path *path)
{
    const cJSON *value = json_get(object, key);
    if (value && !json_text(value))
        refuse(past, value, PATH_KEY(path, key), PROBLEM_HISTORY_FORM, "a text");
    return json_text(value);
}

/* The elements of a list where one belongs; NULL when absent, or after a problem. */
static const cJSON *list_of(struct past *past, const cJSON *object, const char *key,
                            const struct path *path)
{
    const cJSON *value = json_get(object, key);
    if (!value || cJSON_IsArray(value))
        return json_first(value);
    refuse(past, value, PATH_KEY(path, key), PROBLEM_HISTORY_FORM, "an array");
    return NULL;
}

static const cJSON *object_of(struct past *past, const cJSON *object, const char *key,
                              const struct path *path)
{
    const cJSON *value = json_get(object, key);
    if (!value || cJSON_IsObject(value))
        return value;
    refuse(past, value, PATH_KEY(path, key), PROBLEM_HISTORY_FORM, "an object");
    return NULL;
}

/* What a status says: UpdateStatus of the service. */
struct status {
    const char *state;
    int64_t begun_s, ended_s; /* INSTANT_NEVER: not there */
    const cJSON *ended;       /* for messages */
    bool right;
};

static int64_t instant_of(struct past *past, const cJSON *object, const char *key,
                          const struct path *path, bool *right)
{
    const cJSON *value = json_get(object, key);
    int64_t at_s = INSTANT_NEVER;
    if (!value)
        return at_s;
    if (json_text(value) && instant_parse(json_text(value), &at_s)) {
        past_see(past, at_s);
        return at_s;
    }
    *right = false;
    refuse(past, value, PATH_KEY(path, key), PROBLEM_HISTORY_INSTANT, "");
    return INSTANT_NEVER;
}

static struct status status_of(struct past *past, const cJSON *owner, const struct path *path)
{
    const cJSON *object = object_of(past, owner, "status", path);
    const struct path *inside = PATH_KEY(path, "status");
    struct status status = {.right = true, .ended = json_get(object, "completedTime")};
    status.state = text_of(past, object, "state", inside);
    status.begun_s = instant_of(past, object, "startTime", inside, &status.right);
    status.ended_s = instant_of(past, object, "completedTime", inside, &status.right);
    if (status.begun_s != INSTANT_NEVER && status.ended_s < status.begun_s) {
        status.right = false;
        refuse(past, status.ended, PATH_KEY(inside, "completedTime"), PROBLEM_HISTORY_ORDER,
               problem_quoted(past->inputs->scratch, json_text(json_get(object, "startTime"))));
    }
    return status;
}

static bool is_one_of(const char *state, const char *const *states)
{
    for (; *states; states++)
        if (strcmp(state, *states) == 0)
            return true;
    return false;
}

static const char *const idle_states[] = {"NotStarted", "Pending", "Skipped", "Stopped", NULL};
static const char *const busy_states[] = {"Running", "Stopping", NULL};

/* False: no upgrade, or none that is understood; counted. */
static bool outcome_of(struct past *past, const struct status *status, enum record_outcome *outcome)
{
    bool begun = status->begun_s != INSTANT_NEVER, ended = status->ended_s != INSTANT_NEVER;
    if (!status->state || is_one_of(status->state, idle_states)) {
        past->not_begun++;
        return false;
    }
    if (strcmp(status->state, "Completed") == 0 && begun && ended)
        *outcome = RECORD_COMPLETED;
    else if (strcmp(status->state, "Failed") == 0 && begun && ended)
        *outcome = RECORD_FAILED;
    else if (is_one_of(status->state, busy_states) && begun)
        *outcome = RECORD_UNFINISHED;
    else {
        past->not_understood++;
        return false;
    }
    return true;
}

static uint32_t code_of(struct past *past, const cJSON *member)
{
    const char *code = json_text(json_get_in(member, "status", "error", "code", NULL));
    return past_code(past, code && *code ? code : RECORD_CODE_UNNAMED);
}

static void read_member(struct run_reading *run, const cJSON *member, const struct path *path)
{
    struct past *past = run->past;
    struct upgrade_record record = {
        .run = run->reading.run, .region = NONE, .code = NONE, .type = run->type};
    const char *name = text_of(past, member, "name", path);
    struct status status = status_of(past, member, path);
    if (!status.right || !outcome_of(past, &status, &record.outcome))
        return;
    record.begun_s = status.begun_s;
    record.ended_s = status.ended_s;
    if (record.outcome == RECORD_FAILED)
        record.code = code_of(past, member);
    past_add_upgrade(past, run->reading, past_member(past, name ? name : ""), &record);
}

static void read_gate(struct run_reading *run, const cJSON *gate, const struct path *path)
{
    struct status status = status_of(run->past, gate, path);
    bool pending = status.state && strcmp(status.state, "Pending") == 0;
    bool approved =
        status.state && strcmp(status.state, "Completed") == 0 && status.ended_s != INSTANT_NEVER;
    if (!status.right || status.begun_s == INSTANT_NEVER || !(pending || approved))
        return;
    past_add_approval(run->past, run->reading,
                      &(struct approval_record){approved, status.begun_s, status.ended_s});
}

/* The run's status does not say of which type a gate is; the strategy does, at the same place. */
static bool is_scheduled(const cJSON *owner, const char *key, size_t index)
{
    const cJSON *gate = json_first(json_get(owner, key));
    for (size_t i = 0; gate && i < index; i++)
        gate = gate->next;
    const char *type = json_text(json_get(gate, "type"));
    return type && strcmp(type, "ScheduledStart") == 0;
}

static const cJSON *named(const cJSON *list, const char *name)
{
    for (const cJSON *entry = list; entry && name; entry = entry->next) {
        const char *of = json_text(json_get(entry, "name"));
        if (of && strcmp(of, name) == 0)
            return entry;
    }
    return NULL;
}

static void read_gates(struct run_reading *run, const cJSON *segment, const cJSON *planned,
                       const struct path *path)
{
    static const char *const keys[] = {"beforeGates", "afterGates"};
    for (int k = 0; k < 2; k++) {
        size_t i = 0;
        const struct path *inside = PATH_KEY(path, keys[k]);
        for (const cJSON *gate = list_of(run->past, segment, keys[k], path); gate;
             gate = gate->next, i++)
            if (!is_scheduled(planned, keys[k], i))
                read_gate(run, gate, PATH_INDEX(inside, i));
    }
}

static void read_group(struct run_reading *run, const cJSON *group, const cJSON *planned,
                       const struct path *path)
{
    const struct path *inside = PATH_KEY(path, "members");
    size_t i = 0;
    read_gates(run, group, planned, path);
    for (const cJSON *member = list_of(run->past, group, "members", path); member;
         member = member->next, i++)
        read_member(run, member, PATH_INDEX(inside, i));
}

static void read_stage(struct run_reading *run, const cJSON *stage, const struct path *path)
{
    const struct path *inside = PATH_KEY(path, "groups");
    const cJSON *planned = named(run->strategy_stages, json_text(json_get(stage, "name")));
    const cJSON *planned_groups = json_first(json_get(planned, "groups"));
    size_t i = 0;
    read_gates(run, stage, planned, path);
    for (const cJSON *group = list_of(run->past, stage, "groups", path); group;
         group = group->next, i++)
        read_group(run, group, named(planned_groups, json_text(json_get(group, "name"))),
                   PATH_INDEX(inside, i));
}

static void keep_latest(const cJSON *value, int64_t *latest_s)
{
    int64_t at_s;
    if (cJSON_IsString(value) && instant_parse(value->valuestring, &at_s) && at_s > *latest_s)
        *latest_s = at_s;
    for (const cJSON *child = json_first(value); child; child = child->next)
        keep_latest(child, latest_s);
}

/* By its ARM id, in which case does not count; else by its name. */
static uint32_t run_number(struct past *past, const cJSON *item)
{
    const char *id = json_text(json_get(item, "id")), *name = json_text(json_get(item, "name"));
    char *key = arena_strdup(past->arena, id ? id : name ? name : "");
    for (char *c = key; id && *c; c++)
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c + 'a' - 'A') : *c;
    if (*key == '\0')
        key = arena_printf(past->arena, "run without a name %u", past->readings);
    return past_run(past, key);
}

static void read_run(struct past *past, const cJSON *item, const cJSON *properties,
                     const struct path *path)
{
    const cJSON *update = object_of(past, properties, "managedClusterUpdate", path);
    const cJSON *status = object_of(past, properties, "status", path);
    const char *type = json_text(json_get_in(update, "upgrade", "type", NULL));
    const struct path *inside = PATH_KEY(PATH_KEY(path, "status"), "stages");
    struct run_reading run = {.past = past, .type = type ? past_type(type) : UPGRADE_TYPE_COUNT};
    int64_t latest_s = INT64_MIN;
    size_t i = 0;
    if (run.type == UPGRADE_TYPE_COUNT) {
        past->not_understood++;
        return;
    }
    keep_latest(status, &latest_s);
    run.reading = past_reading(past, run_number(past, item), latest_s);
    run.strategy_stages = json_first(json_get_in(properties, "strategy", "stages", NULL));
    for (const cJSON *stage = list_of(past, status, "stages", PATH_KEY(path, "status")); stage;
         stage = stage->next, i++)
        read_stage(&run, stage, PATH_INDEX(inside, i));
}

/* Regions are found in a label that the service sets itself. */
static void read_fleet_member(struct past *past, const cJSON *item, const cJSON *properties,
                              const struct path *path)
{
    const char *name = text_of(past, item, "name", path);
    const char *region =
        json_text(json_get_in(properties, "labels", "fleet.azure.com/location", NULL));
    if (name && region)
        past_set_region(past, past_member(past, name), past_region(past, region));
}

static void read_item(struct past *past, const cJSON *item, const struct path *path)
{
    const cJSON *properties = object_of(past, item, "properties", path);
    const struct path *inside = properties ? PATH_KEY(path, "properties") : path;
    const cJSON *of = properties ? properties : item;
    if (json_get(of, "managedClusterUpdate"))
        read_run(past, item, of, inside);
    else if (json_get(of, "clusterResourceId"))
        read_fleet_member(past, item, of, inside);
    else
        refuse(past, item, path, PROBLEM_HISTORY_SHAPE, "");
}

void past_read_json(struct past *past, struct input *input)
{
    cJSON *root = json_parse(past->inputs, input);
    const cJSON *list = cJSON_IsArray(root) ? root : json_get(root, "value");
    const struct path value = {NULL, "value", 0}, *path = list == root ? NULL : &value;
    size_t i = 0;
    if (root && !list)
        read_item(past, root, NULL);
    for (const cJSON *item = json_first(list); item; item = item->next, i++)
        read_item(past, item, PATH_INDEX(path, i));
    cJSON_Delete(root);
}
