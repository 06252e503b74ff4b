/* read_operators: who approves gates and when, and what people do about failed and stuck upgrades.
 */
#include "scenarios/reader.h"

#include "scenarios/read_distribution.h"

#include <stdlib.h>
#include <string.h>

static const struct path models_path = {NULL, "models", 0};
static const struct path operators_path = {&models_path, "operators", 0};

static int compare_days(const void *a, const void *b)
{
    int64_t first = *(const int64_t *)a, second = *(const int64_t *)b;
    return (first > second) - (first < second);
}

static void read_holidays(struct reader *reader, const cJSON *list, struct working_hours *hours)
{
    int64_t *days = arena_array(reader->arena, int64_t, json_count(list));
    struct date date;
    for (const cJSON *value = json_first(list); value; value = value->next)
        if (json_text(value) && date_parse(json_text(value), &date))
            days[hours->holiday_count++] = date_to_days(date);
    qsort(days, hours->holiday_count, sizeof *days, compare_days);
    hours->holidays = days;
}

static int32_t clock_of(const cJSON *value)
{
    int32_t after_midnight_s = 0;
    if (json_text(value))
        clock_parse(json_text(value), &after_midnight_s);
    return after_midnight_s;
}

/* "00:00" as the end of work is the end of the day. */
static void read_hours(struct reader *reader, const cJSON *value, const struct path *path,
                       struct working_hours *hours)
{
    const cJSON *days = json_get(value, "days"), *offset = json_get(value, "utcOffset");
    const cJSON *from = json_get(value, "from"), *to = json_get(value, "to");
    hours->always = value == NULL;
    if (json_text(days))
        working_hours_days(json_text(days), &hours->weekdays);
    if (json_text(offset))
        utc_offset_parse(json_text(offset), &hours->offset_s);
    hours->from_s = clock_of(from);
    hours->to_s = clock_of(to) == 0 ? (int32_t)DAY_S : clock_of(to);
    read_holidays(reader, json_get(value, "holidays"), hours);
    if (from && to && hours->from_s >= hours->to_s)
        reader_problem(reader, to, PATH_KEY(path, "to"), PROBLEM_WORKING_ORDER,
                       reader_quoted(reader, json_text(to)),
                       reader_quoted(reader, json_text(from)));
}

/* Without a delay people act at once, without working hours around the clock. */
static void read_reaction(struct reader *reader, const cJSON *value, const struct path *path,
                          struct reaction *reaction)
{
    const cJSON *delay = json_get(value, "delayHours");
    *reaction = (struct reaction){.delay = {.kind = DISTRIBUTION_CONSTANT}};
    if (delay) {
        distribution_read(reader->inputs, reader->arena, delay, PATH_KEY(path, "delayHours"),
                          &reaction->delay);
        distribution_scale(&reaction->delay, (double)HOUR_S, reader->arena);
    }
    read_hours(reader, json_get(value, "workingHours"), PATH_KEY(path, "workingHours"),
               &reaction->hours);
}

static struct working_hours assumed_hours(const struct reader *reader)
{
    const struct defaults *defaults = &reader->defaults;
    struct working_hours hours = {.offset_s = reader->scenario->display_offset_s};
    working_hours_days(defaults_text(defaults, "approvalDays"), &hours.weekdays);
    clock_parse(defaults_text(defaults, "approvalFrom"), &hours.from_s);
    clock_parse(defaults_text(defaults, "approvalTo"), &hours.to_s);
    return hours;
}

static const struct approval *assume_approval(struct reader *reader)
{
    struct approval *approval = arena_new(reader->arena, struct approval);
    approval->reaction =
        (struct reaction){.delay = defaults_distribution(&reader->defaults, "approvalDelayHours"),
                          .hours = assumed_hours(reader)};
    distribution_scale(&approval->reaction.delay, (double)HOUR_S, reader->arena);
    return approval;
}

static void read_approval(struct reader *reader, const cJSON *value, const struct path *path,
                          const char *gate, struct approval *approval)
{
    *approval = (struct approval){.gate = gate ? arena_strdup(reader->arena, gate) : NULL,
                                  .never = json_text(value) != NULL};
    read_reaction(reader, value, path, &approval->reaction);
}

/* Whether the object says how every gate is approved, and not only how some are. */
static bool is_for_all(const cJSON *value)
{
    return json_text(value) || json_get(value, "delayHours") || json_get(value, "workingHours") ||
           (value && !json_get(value, "gates"));
}

static void read_approvals(struct reader *reader, const cJSON *value, struct operators *operators)
{
    const cJSON *gates = json_get(value, "gates");
    const struct path path = {&operators_path, "approval", 0}, gates_path = {&path, "gates", 0};
    struct approval *list = arena_array(reader->arena, struct approval, json_count(gates) + 1);
    if (is_for_all(value))
        read_approval(reader, value, &path, NULL, &list[operators->approval_count++]);
    for (const cJSON *gate = json_first(gates); gate; gate = gate->next)
        read_approval(reader, gate, PATH_KEY(&gates_path, gate->string), gate->string,
                      &list[operators->approval_count++]);
    operators->approvals = list;
    operators->assumed = assume_approval(reader);
}

static bool has_step(const cJSON *steps, const char *word)
{
    for (const cJSON *step = json_first(steps); step; step = step->next)
        if (json_text(step) && strcmp(json_text(step), word) == 0)
            return true;
    return false;
}

static void read_failure_response(struct reader *reader, const cJSON *value,
                                  struct failure_response *response)
{
    const struct path path = {&operators_path, "failureResponse", 0};
    const cJSON *then = json_get(value, "then"), *attempts = json_get(value, "maxAttempts");
    bool retries = has_step(then, "retry");
    if (!cJSON_IsObject(value))
        return;
    response->reacts = true;
    response->skips = has_step(then, "skip");
    if (retries)
        response->attempts_max = (uint32_t)json_number(
            attempts, defaults_number(&reader->defaults, "failureMaxAttempts"));
    else if (attempts && then)
        reader_problem(reader, attempts, PATH_KEY(&path, "maxAttempts"), PROBLEM_ATTEMPTS_FOREIGN,
                       "", "");
    read_reaction(reader, json_get(value, "react"), PATH_KEY(&path, "react"), &response->reaction);
}

static void read_validation_response(struct reader *reader, const cJSON *value,
                                     struct validation_response *response)
{
    const struct path path = {&operators_path, "validationResponse", 0};
    if (!cJSON_IsObject(value))
        return;
    response->reacts = true;
    if (json_text(json_get(value, "after")))
        duration_parse(json_text(json_get(value, "after")), &response->after_s);
    read_reaction(reader, json_get(value, "react"), PATH_KEY(&path, "react"), &response->reaction);
}

void read_operators(struct reader *reader)
{
    const cJSON *value = json_get_in(reader->root, "models", "operators", NULL);
    struct operators *operators = &reader->scenario->operators;
    read_approvals(reader, json_get(value, "approval"), operators);
    read_failure_response(reader, json_get(value, "failureResponse"), &operators->failure);
    read_validation_response(reader, json_get(value, "validationResponse"), &operators->validation);
}
