/* read_experiment: how many trials, when to stop, how to rate the risk. */
#include "scenarios/reader.h"

#include "models/instant.h"
#include "scenarios/json_print.h"

static double number_of(const struct reader *reader, const cJSON *object, const char *key,
                        const char *fallback)
{
    const cJSON *value = json_get(object, key);
    return cJSON_IsNumber(value) ? value->valuedouble
                                 : defaults_number(&reader->defaults, fallback);
}

static void read_precision(struct reader *reader, const cJSON *value, const struct path *path,
                           struct precision *precision)
{
    const cJSON *width = json_get(value, "P80");
    const char *text = json_text(width);
    if (value && !json_first(value))
        reader_problem(reader, value, path, PROBLEM_PRECISION_EMPTY, "", "");
    if (text && duration_parse(text, &precision->p80_s) && precision->p80_s == 0)
        reader_problem(reader, width, PATH_KEY(path, "P80"), PROBLEM_PRECISION_WIDTH,
                       reader_quoted(reader, text), "");
    precision->p = json_number(json_get(value, "P"), 0);
}

static void read_risk(struct reader *reader, const cJSON *value, const struct path *path,
                      struct risk_thresholds *risk)
{
    char low[JSON_NUMBER_TEXT_SIZE], moderate[JSON_NUMBER_TEXT_SIZE];
    risk->low_max = number_of(reader, value, "lowMax", "riskLowMax");
    risk->moderate_max = number_of(reader, value, "moderateMax", "riskModerateMax");
    risk->not_at_target_max = number_of(reader, value, "notAtTargetMax", "riskNotAtTargetMax");
    if (risk->low_max > risk->moderate_max)
        reader_problem(reader, value, path, PROBLEM_RISK_ORDER,
                       json_number_format(risk->low_max, low),
                       json_number_format(risk->moderate_max, moderate));
}

/* A precision decides alone how many trials there are, up to a number that no machine minds. */
static uint32_t read_trials(const struct reader *reader, const cJSON *value)
{
    return (uint32_t)number_of(reader, value, "trials",
                               json_get(value, "precision") ? "trialsWithPrecision" : "trials");
}

void read_experiment(struct reader *reader)
{
    const cJSON *value = json_get(reader->root, "experiment");
    const struct path *path = PATH_KEY(NULL, "experiment");
    struct experiment *experiment = &reader->scenario->experiment;
    experiment->trials = read_trials(reader, value);
    experiment->seed = (uint64_t)number_of(reader, value, "seed", "seed");
    read_precision(reader, json_get(value, "precision"), PATH_KEY(path, "precision"),
                   &experiment->precision);
    read_risk(reader, json_get(value, "riskRating"), PATH_KEY(path, "riskRating"),
              &experiment->risk);
    read_conditions(reader, json_get(value, "require"), PATH_KEY(path, "require"));
}
