/* read_risks: the risk register. */
#include "scenarios/reader.h"

#include "models/random.h"
#include "models/state.h"
#include "scenarios/read_distribution.h"

#include <string.h>

static enum scope read_scope(const cJSON *value)
{
    const char *text = json_text(value);
    for (int scope = 0; text && scope < SCOPE_COUNT; scope++)
        if (strcmp(text, scope_name((enum scope)scope)) == 0)
            return (enum scope)scope;
    return SCOPE_RUN;
}

static struct distribution constant(double value)
{
    return (struct distribution){.kind = DISTRIBUTION_CONSTANT, .a = value};
}

static struct distribution read_hours(struct reader *reader, const cJSON *hours,
                                      const struct path *path)
{
    struct distribution seconds;
    distribution_read(reader->inputs, reader->arena, hours, path, &seconds);
    distribution_scale(&seconds, (double)HOUR_S, reader->arena);
    return seconds;
}

static void refuse_both(struct reader *reader, const cJSON *text, const cJSON *hours,
                        const struct path *path, const char *keys)
{
    if (text && hours)
        reader_problem(reader, hours, path, PROBLEM_RISK_TIME_BOTH, keys, "");
}

static void read_begin(struct reader *reader, const cJSON *value, const struct path *path,
                       struct risk_event *risk)
{
    const cJSON *at = json_get(value, "startsAt"), *hours = json_get(value, "startsAfterHours");
    int64_t begin_s = reader->scenario->start_s, after_s = 0;
    refuse_both(reader, at, hours, path, "\"startsAt\" and \"startsAfterHours\"");
    if (json_text(at) && !duration_parse(json_text(at), &after_s))
        after_s = reader_instant(at, begin_s) - begin_s;
    risk->begins = hours ? read_hours(reader, hours, PATH_KEY(path, "startsAfterHours"))
                         : constant((double)after_s);
}

static void read_end(struct reader *reader, const cJSON *value, const struct path *path,
                     struct risk_event *risk)
{
    const cJSON *lasts = json_get(value, "lasts"), *hours = json_get(value, "lastsHours");
    int64_t length_s = 0;
    refuse_both(reader, lasts, hours, path, "\"lasts\" and \"lastsHours\"");
    if (json_text(lasts))
        duration_parse(json_text(lasts), &length_s);
    risk->endless = !lasts && !hours;
    risk->lasts = hours ? read_hours(reader, hours, PATH_KEY(path, "lastsHours"))
                        : constant((double)length_s);
}

static void read_effect(struct reader *reader, const cJSON *value, const struct path *path,
                        struct risk_event *risk)
{
    const cJSON *failure = json_get(value, "memberFailureProbability");
    const cJSON *factor = json_get(value, "durationFactor");
    risk->member_failure_probability = json_number(failure, 0);
    risk->at_fraction = defaults_number(&reader->defaults, "failureAtFraction");
    risk->factor = constant(1);
    if (factor)
        distribution_read(reader->inputs, reader->arena, factor, PATH_KEY(path, "durationFactor"),
                          &risk->factor);
    if (cJSON_IsObject(value) &&
        !cJSON_GetObjectItemCaseSensitive(value, "memberFailureProbability") &&
        !cJSON_GetObjectItemCaseSensitive(value, "durationFactor"))
        reader_problem(reader, value, path, PROBLEM_RISK_IDLE, "", "");
}

static void read_name(struct reader *reader, const cJSON *value, const struct path *path,
                      struct names *seen, struct risk_event *risk)
{
    const cJSON *name = json_get(value, "name");
    const char *text = json_text(name) ? json_text(name) : "";
    if (*text && names_find(seen, text) != NONE)
        reader_problem(reader, name, PATH_KEY(path, "name"), PROBLEM_RISK_TWICE,
                       reader_quoted(reader, text), "");
    names_add(seen, text);
    risk->name = arena_strdup(reader->arena, text);
    risk->entity = entity_hash_pair(entity_hash("risk"), entity_hash(text));
    risk->reason = (uint16_t)(REASON_FIRST_CAUSE + reader_intern(reader, &reader->causes, text));
}

void read_risks(struct reader *reader)
{
    const cJSON *list = json_get_in(reader->root, "models", "risks", NULL);
    const struct path top = {NULL, "models", 0}, path = {&top, "risks", 0};
    struct risk_event *risks = arena_array(reader->arena, struct risk_event, json_count(list));
    struct names seen;
    names_init(&seen, reader->scratch);
    uint32_t i = 0;
    for (const cJSON *value = json_first(list); value; value = value->next, i++) {
        const struct path *here = PATH_INDEX(&path, i);
        read_name(reader, value, here, &seen, &risks[i]);
        risks[i].scope = read_scope(json_get(value, "scope"));
        struct probability probability =
            read_probability(reader, json_get(value, "probability"), PATH_KEY(here, "probability"));
        risks[i].probability = probability.value;
        risks[i].beta_a = probability.beta_a;
        risks[i].beta_b = probability.beta_b;
        read_effect(reader, value, here, &risks[i]);
        read_begin(reader, value, here, &risks[i]);
        read_end(reader, value, here, &risks[i]);
    }
    reader->scenario->risks = risks;
    reader->scenario->risk_count = i;
}
