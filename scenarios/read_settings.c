/* read_settings: the controller. */
#include "scenarios/reader.h"

#include "scenarios/json_print.h"
#include "scenarios/read_distribution.h"

#include <math.h>
#include <string.h>

static double number_or_default(const struct reader *reader, const cJSON *value, const char *key)
{
    return cJSON_IsNumber(value) ? value->valuedouble : defaults_number(&reader->defaults, key);
}

/* A poll happens below one poll interval; with "notices at once" there is nothing to shift. */
static void read_phase(struct reader *reader, const cJSON *value, const struct path *path)
{
    struct controller *controller = &reader->scenario->controller;
    controller->poll_phase_random = !cJSON_IsNumber(value);
    controller->poll_phase_s = (int64_t)round(json_number(value, 0) * (double)MINUTE_S);
    char found[JSON_NUMBER_TEXT_SIZE], limit[JSON_NUMBER_TEXT_SIZE];
    if (controller->poll_phase_s > 0 && controller->poll_phase_s >= controller->poll_s)
        reader_problem(reader, value, path, PROBLEM_POLL_PHASE,
                       json_number_format(value->valuedouble, found),
                       json_number_format((double)controller->poll_s / (double)MINUTE_S, limit));
}

static void read_auto_upgrade(struct reader *reader, const cJSON *value, const struct path *path)
{
    struct controller *controller = &reader->scenario->controller;
    const char *image = json_text(json_get(value, "autoUpgradeImage"));
    const cJSON *delay = json_get(value, "triggerDelayHours");
    controller->latest_common_image = image && strcmp(image, "latestCommon") == 0;
    if (!delay)
        return;
    distribution_read(reader->inputs, reader->arena, delay, PATH_KEY(path, "triggerDelayHours"),
                      &controller->trigger_delay);
    distribution_scale(&controller->trigger_delay, (double)HOUR_S, reader->arena);
}

void read_settings(struct reader *reader)
{
    struct controller *controller = &reader->scenario->controller;
    const cJSON *value = json_get(reader->root, "controller");
    const cJSON *expired = json_get(value, "expiredImageFails");
    const struct path path = {NULL, "controller", 0};
    controller->poll_s = (int64_t)round(
        number_or_default(reader, json_get(value, "windowPollMinutes"), "windowPollMinutes") *
        (double)MINUTE_S);
    controller->lookahead_s = (int64_t)round(
        number_or_default(reader, json_get(value, "lookaheadHours"), "lookaheadHours") *
        (double)HOUR_S);
    controller->stage_concurrency_cap = (uint32_t)number_or_default(
        reader, json_get(value, "maxStageConcurrency"), "maxStageConcurrency");
    controller->expired_image_fails = !expired || json_is_true(expired);
    read_auto_upgrade(reader, value, &path);
    read_phase(reader, json_get(value, "windowPollPhaseMinutes"),
               PATH_KEY(&path, "windowPollPhaseMinutes"));
}
