/* read_failures: failure models; those written, then the catalogue's own if no `default` is given.
 */
#include "scenarios/reader.h"

#include "models/random.h"
#include "models/state.h"

#include <stdlib.h>
#include <string.h>

enum { CAUSES_MAX = 1000 };

static const char *const assumed_keys[UPGRADE_TYPE_COUNT] = {
    [UPGRADE_FULL] = "failureProbabilityFull",
    [UPGRADE_CONTROL_PLANE_ONLY] = "failureProbabilityControlPlaneOnly",
    [UPGRADE_NODE_IMAGE_ONLY] = "failureProbabilityNodeImageOnly",
};

struct probability read_probability(struct reader *reader, const cJSON *value,
                                    const struct path *path)
{
    const cJSON *beta = json_get(value, "beta"), *a = json_first(beta), *b = a ? a->next : NULL;
    struct probability probability = {.value = json_number(value, 0)};
    if (beta && (!b || b->next))
        reader_problem(reader, beta, PATH_KEY(path, "beta"), PROBLEM_BETA_FORM,
                       arena_printf(reader->scratch, "%zu number%s", json_count(beta),
                                    json_count(beta) == 1 ? "" : "s"),
                       "");
    else if (beta)
        probability =
            (struct probability){.beta_a = json_number(a, 1), .beta_b = json_number(b, 1)};
    return probability;
}

static void read_one_probability(struct reader *reader, const cJSON *value, const struct path *path,
                                 struct failure_cause *cause, int type)
{
    struct probability probability = read_probability(reader, value, path);
    cause->probability[type] = probability.value;
    cause->beta_a[type] = probability.beta_a;
    cause->beta_b[type] = probability.beta_b;
}

static const char *type_key(const cJSON *value)
{
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        if (cJSON_GetObjectItemCaseSensitive(value, upgrade_type_name((enum upgrade_type)type)))
            return upgrade_type_name((enum upgrade_type)type);
    return NULL;
}

static void read_type_probability(struct reader *reader, const cJSON *value,
                                  const struct path *path, struct failure_cause *cause, int type)
{
    const char *name = upgrade_type_name((enum upgrade_type)type);
    const cJSON *part = json_get(value, name);
    if (part)
        read_one_probability(reader, part, PATH_KEY(path, name), cause, type);
    else if (reader->runs_type[type] && !cJSON_GetObjectItemCaseSensitive(value, name))
        reader_problem(reader, value, path, PROBLEM_TYPE_MISSING, name,
                       reader_quoted(reader, reader->type_run[type]));
}

static void read_probabilities(struct reader *reader, const cJSON *value, const struct path *path,
                               struct failure_cause *cause)
{
    const char *name = cJSON_IsObject(value) ? type_key(value) : NULL;
    if (name && json_get(value, "beta"))
        reader_problem(reader, value, path, PROBLEM_TYPE_MIXED, "\"beta\"",
                       reader_quoted(reader, name));
    if (cJSON_IsObject(value) && !value->child)
        reader_problem(reader, value, path, PROBLEM_FORM_MISSING, "\"beta\"", "");
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++) {
        if (name)
            read_type_probability(reader, value, path, cause, type);
        else if (value)
            read_one_probability(reader, value, path, cause, type);
    }
}

static enum failure_per read_per(const char *text)
{
    return text && strcmp(text, "pool") == 0   ? FAILURE_PER_POOL
           : text && strcmp(text, "node") == 0 ? FAILURE_PER_NODE
                                               : FAILURE_PER_ATTEMPT;
}

static uint16_t reason_of(struct reader *reader, const char *code)
{
    return (uint16_t)(REASON_FIRST_CAUSE + reader_intern(reader, &reader->causes, code));
}

static void read_cause(struct reader *reader, const cJSON *value, const struct path *path,
                       const char *model, struct names *seen, struct failure_cause *cause)
{
    const cJSON *code = json_get(value, "code");
    const char *text = json_text(code);
    if (text && names_find(seen, text) != NONE)
        reader_problem(reader, code, PATH_KEY(path, "code"), PROBLEM_CAUSE_TWICE,
                       reader_quoted(reader, text), "");
    text = text ? text : "";
    names_add(seen, text);
    cause->reason = reason_of(reader, text);
    cause->entity = entity_hash_pair(entity_hash(model), entity_hash(text));
    cause->per = read_per(json_text(json_get(value, "per")));
    cause->at_fraction = json_number(json_get(value, "atFraction"),
                                     defaults_number(&reader->defaults, "failureAtFraction"));
    read_probabilities(reader, json_get(value, "probability"), PATH_KEY(path, "probability"),
                       cause);
}

/* By fraction; equal ones stay in the order written. */
static void sort_causes(struct failure_cause *causes, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        struct failure_cause cause = causes[i];
        uint32_t at = i;
        for (; at > 0 && causes[at - 1].at_fraction > cause.at_fraction; at--)
            causes[at] = causes[at - 1];
        causes[at] = cause;
    }
}

static void read_causes(struct reader *reader, const cJSON *list, const struct path *path,
                        struct failure_model *model)
{
    struct names seen;
    names_init(&seen, reader->scratch);
    model->cause_count = (uint32_t)json_count(list);
    struct failure_cause *causes =
        arena_array(reader->arena, struct failure_cause, model->cause_count);
    const struct path here = {path, "causes", 0};
    size_t i = 0;
    for (const cJSON *value = json_first(list); value; value = value->next, i++)
        read_cause(reader, value, PATH_INDEX(&here, i), model->name, &seen, &causes[i]);
    sort_causes(causes, model->cause_count);
    model->causes = causes;
}

/* What the catalogue assumes: one cause. */
static void assume_causes(struct reader *reader, struct failure_model *model)
{
    struct failure_cause *cause = arena_new(reader->arena, struct failure_cause);
    const char *code = defaults_text(&reader->defaults, "failureCode");
    cause->reason = reason_of(reader, code);
    cause->entity = entity_hash_pair(entity_hash(model->name), entity_hash(code));
    cause->at_fraction = defaults_number(&reader->defaults, "failureAtFraction");
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        cause->probability[type] = defaults_number(&reader->defaults, assumed_keys[type]);
    model->causes = cause;
    model->cause_count = 1;
}

static void finish_causes(struct reader *reader, struct failure_model *list)
{
    struct scenario *scenario = reader->scenario;
    size_t written = 0;
    for (uint32_t i = 0; i < scenario->failure_count; i++) {
        written += list[i].cause_count;
        list[i].draw_first = scenario->probability_count;
        scenario->probability_count += list[i].cause_count * UPGRADE_TYPE_COUNT;
    }
    const struct path top = {NULL, "models", 0};
    if (written > CAUSES_MAX)
        reader_problem(reader, json_get_in(reader->root, "models", "failure", NULL),
                       PATH_KEY(&top, "failure"), PROBLEM_CAUSE_MANY,
                       arena_printf(reader->scratch, "%zu", written),
                       arena_printf(reader->scratch, "%d", CAUSES_MAX));
}

void read_failures(struct reader *reader)
{
    const cJSON *models = json_get_in(reader->root, "models", "failure", NULL);
    const struct path top = {NULL, "models", 0}, path = {&top, "failure", 0};
    struct failure_model *list =
        arena_array(reader->arena, struct failure_model, json_count(models) + 1);
    for (const cJSON *value = json_first(models); value; value = value->next) {
        uint32_t i = reader_intern(reader, &reader->failures, value->string);
        list[i].name = reader->failures.list[i];
        read_causes(reader, json_get(value, "causes"), PATH_KEY(&path, value->string), &list[i]);
    }
    if (names_find(&reader->failures, "default") == NONE) {
        uint32_t i = names_add(&reader->failures, "default");
        list[i].name = "default";
        if (!json_text(models)) {
            assume_causes(reader, &list[i]);
            reader->scenario->failures_assumed = !models;
        }
    }
    reader->scenario->failures = list;
    reader->scenario->failure_count = reader->failures.count;
    finish_causes(reader, list);
}
