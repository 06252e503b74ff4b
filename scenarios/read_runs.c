/* read_runs: update runs, what they do and when they start. */
#include "scenarios/reader.h"

#include "models/random.h"
#include "models/version.h"
#include "scenarios/read_distribution.h"

#include <string.h>

static enum upgrade_type read_type(const char *text)
{
    for (int type = 0; text && type < UPGRADE_TYPE_COUNT; type++)
        if (strcmp(upgrade_type_name((enum upgrade_type)type), text) == 0)
            return (enum upgrade_type)type;
    return UPGRADE_FULL;
}

/* The upgrade's type and version. False when the type is not known, so that nothing that depends on
 * it can be checked. */
static bool read_upgrade(struct reader *reader, const cJSON *upgrade, const struct path *path,
                         struct update_run *run)
{
    const char *type = json_text(json_get(upgrade, "type"));
    const cJSON *version = json_get(upgrade, "kubernetesVersion");
    if (!type)
        return false;
    run->type = read_type(type);
    if (version)
        version_parse(json_text(version), &run->kubernetes_version);
    if (run->type == UPGRADE_NODE_IMAGE_ONLY && version)
        reader_problem(reader, version, PATH_KEY(path, "kubernetesVersion"),
                       PROBLEM_VERSION_FORBIDDEN, reader_quoted(reader, json_text(version)), "");
    if (run->type != UPGRADE_NODE_IMAGE_ONLY && !version && !json_is_spoilt(upgrade))
        reader_problem(reader, upgrade, path, PROBLEM_VERSION_MISSING, type, "");
    return true;
}

static void read_custom_image(struct reader *reader, const cJSON *entry, const struct path *path,
                              struct names *seen, struct custom_image *image)
{
    const cJSON *version = json_get(entry, "version");
    size_t length;
    if (!version || !image_name_parse(json_text(version), &length, &image->version))
        return;
    const char *family = arena_printf(reader->scratch, "%.*s", (int)length, json_text(version));
    image->family = reader_intern(reader, &reader->families, family);
    if (names_find(seen, family) != NONE)
        reader_problem(reader, version, PATH_KEY(path, "version"), PROBLEM_CUSTOM_FAMILY_TWICE,
                       reader_quoted(reader, family), "");
    names_add(seen, family);
}

static void read_custom_images(struct reader *reader, const cJSON *list, const struct path *path,
                               struct update_run *run)
{
    struct names seen;
    names_init(&seen, reader->scratch);
    run->custom_image_count = json_count(list);
    struct custom_image *images =
        arena_array(reader->arena, struct custom_image, run->custom_image_count);
    run->custom_images = images;
    size_t i = 0;
    for (const cJSON *entry = json_first(list); entry; entry = entry->next, i++)
        read_custom_image(reader, entry, PATH_INDEX(path, i), &seen, &images[i]);
}

static void read_selection(struct reader *reader, const cJSON *selection, const struct path *path,
                           bool type_known, struct update_run *run)
{
    const char *type = json_text(json_get(selection, "type"));
    const cJSON *images = json_get(selection, "customNodeImageVersions");
    if (selection && type_known && run->type == UPGRADE_CONTROL_PLANE_ONLY) {
        reader_problem(reader, selection, path, PROBLEM_SELECTION_FORBIDDEN, "", "");
        return;
    }
    if (!type)
        return;
    run->image_selection = strcmp(type, "Consistent") == 0 ? IMAGE_CONSISTENT
                           : strcmp(type, "Custom") == 0   ? IMAGE_CUSTOM
                                                           : IMAGE_LATEST;
    if (run->image_selection == IMAGE_CUSTOM && !images && !json_is_spoilt(selection))
        reader_problem(reader, selection, path, PROBLEM_CUSTOM_MISSING, "", "");
    if (run->image_selection != IMAGE_CUSTOM && images)
        reader_problem(reader, images, PATH_KEY(path, "customNodeImageVersions"),
                       PROBLEM_CUSTOM_FORBIDDEN, type, "");
    read_custom_images(reader, images, PATH_KEY(path, "customNodeImageVersions"), run);
}

static void read_start_at(struct reader *reader, const cJSON *start, const struct path *path,
                          struct update_run *run)
{
    int64_t begin_s = reader->scenario->start_s;
    run->start_s = reader_instant(start, begin_s);
    if (run->start_s < begin_s)
        reader_problem(reader, start, path, PROBLEM_RUN_START_ORDER,
                       reader_instant_text(reader, run->start_s),
                       reader_instant_text(reader, begin_s));
}

/* The delay in seconds, from "2d" or from hours. */
static void read_delay(struct reader *reader, const cJSON *start, const struct path *path,
                       struct update_run *run)
{
    const cJSON *delay = json_get(start, "delay"), *hours = json_get(start, "delayHours");
    int64_t length_s = 0;
    if (delay && hours)
        reader_problem(reader, hours, path, PROBLEM_RUN_DELAY_BOTH, "", "");
    if (hours) {
        distribution_read(reader->inputs, reader->arena, hours, PATH_KEY(path, "delayHours"),
                          &run->delay);
        distribution_scale(&run->delay, (double)HOUR_S, reader->arena);
        return;
    }
    if (delay)
        duration_parse(json_text(delay), &length_s);
    run->delay = (struct distribution){.kind = DISTRIBUTION_CONSTANT, .a = (double)length_s};
}

static void read_after(struct reader *reader, const cJSON *start, const struct path *path,
                       struct update_run *run)
{
    const char *end = json_text(json_get(start, "on"));
    run->start = RUN_START_AFTER;
    run->after = reader_refer(reader, &reader->runs, json_get(start, "after"),
                              PATH_KEY(path, "after"), PROBLEM_RUN_UNKNOWN);
    run->after_state = end && strcmp(end, "Failed") == 0 ? RUN_AFTER_FAILED
                       : end && strcmp(end, "any") == 0  ? RUN_AFTER_ANY
                                                         : RUN_AFTER_COMPLETED;
    read_delay(reader, start, path, run);
}

static void read_start(struct reader *reader, const cJSON *start, const struct path *path,
                       struct update_run *run)
{
    const char *text = json_text(start);
    if (cJSON_IsObject(start))
        read_after(reader, start, path, run);
    else if (text && strcmp(text, "manual") == 0)
        run->start = RUN_START_MANUAL;
    else
        read_start_at(reader, start, path, run);
}

const struct strategy *read_run_strategy(struct reader *reader, const cJSON *value,
                                         const struct path *path)
{
    if (cJSON_IsObject(value))
        return read_strategy(reader, value, path, NULL);
    uint32_t strategy =
        reader_refer(reader, &reader->strategies, value, path, PROBLEM_STRATEGY_UNKNOWN);
    return strategy == NONE ? NULL : &reader->scenario->strategies[strategy];
}

static void read_run(struct reader *reader, const cJSON *value, const struct path *path,
                     struct update_run *run)
{
    const cJSON *update = json_get(value, "managedClusterUpdate");
    const struct path update_path = {path, "managedClusterUpdate", 0};
    run->name = reader_text(reader, json_get(value, "name"));
    run->name = run->name ? run->name : "";
    run->entity = entity_hash(run->name);
    run->after = NONE;
    run->start_s = reader->scenario->start_s;
    run->strategy =
        read_run_strategy(reader, json_get(value, "strategy"), PATH_KEY(path, "strategy"));
    const cJSON *upgrade = json_get(update, "upgrade");
    bool known = upgrade && read_upgrade(reader, upgrade, PATH_KEY(&update_path, "upgrade"), run);
    read_selection(reader, json_get(update, "nodeImageSelection"),
                   PATH_KEY(&update_path, "nodeImageSelection"), known, run);
    read_start(reader, json_get(value, "start"), PATH_KEY(path, "start"), run);
    if (known && !reader->runs_type[run->type]) {
        reader->runs_type[run->type] = true;
        reader->type_run[run->type] = run->name;
    }
}

/* All names first: a run may follow one that is written further down. */
static void read_run_names(struct reader *reader, const cJSON *runs, const struct path *path)
{
    size_t i = 0;
    for (const cJSON *run = json_first(runs); run; run = run->next, i++) {
        const cJSON *value = json_get(run, "name");
        const char *name = json_text(value);
        const struct path here = {path, NULL, i};
        const char *key = name ? name : arena_printf(reader->scratch, "\n%zu", i);
        if (name && names_find(&reader->runs, name) != NONE) {
            reader_problem(reader, value, PATH_KEY(&here, "name"), PROBLEM_RUN_TWICE,
                           reader_quoted(reader, name), "");
            key = arena_printf(reader->scratch, "\n%zu", i);
        }
        names_add(&reader->runs, key); /* the number is the run's index */
        reader->runs.incomplete |= !name;
        if (name)
            reader_note_name(reader, NAME_RUN, name);
    }
}

/* Walks back from each run; as many steps as there are runs mean a circle. */
static void check_circles(struct reader *reader, const cJSON *runs, const struct path *path)
{
    const struct scenario *scenario = reader->scenario;
    uint32_t i = 0;
    for (const cJSON *value = json_first(runs); value; value = value->next, i++) {
        uint32_t at = scenario->runs[i].after, steps = 0;
        while (at != NONE && at != i && steps++ < scenario->run_count)
            at = scenario->runs[at].after;
        const struct path here = {path, NULL, i}, start = {&here, "start", 0};
        if (at == i) {
            reader_problem(reader, json_get_in(value, "start", "after", NULL),
                           PATH_KEY(&start, "after"), PROBLEM_RUN_CYCLE,
                           reader_quoted(reader, scenario->runs[i].name), "");
            return;
        }
    }
}

void read_runs(struct reader *reader)
{
    const cJSON *runs = json_get(reader->root, "updateRuns");
    const struct path path = {NULL, "updateRuns", 0};
    uint32_t count = (uint32_t)json_count(runs), i = 0;
    struct update_run *list = arena_array(reader->arena, struct update_run, count);
    read_run_names(reader, runs, &path);
    for (const cJSON *run = json_first(runs); run; run = run->next, i++)
        read_run(reader, run, PATH_INDEX(&path, i), &list[i]);
    reader->scenario->runs = list;
    reader->scenario->run_count = count;
    check_circles(reader, runs, &path);
}
