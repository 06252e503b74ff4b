#include "reports/advice_json.h"

#include "models/version.h"
#include "reports/figure.h"
#include "reports/skip_command.h"

#include <stdlib.h>

void advice_json_latest_start(struct json *json, const struct latest_start *latest)
{
    json_put_object(json, "latestStart");
    json_put_fixed(json, "pRequired", latest->required, PROBABILITY_DECIMALS);
    if (latest_start_exists(latest)) {
        json_put_instant(json, "at", latest->at_s);
        json_put_proportion(json, "pMet", &latest->met);
        if (latest->day_later.n > 0)
            json_put_proportion(json, "pMetADayLater", &latest->day_later);
    } else {
        json_put_text(json, "at", NULL);
    }
    if (latest->answer != LATEST_START_FOUND)
        json_put_text(json, "note", latest_start_note(latest->answer));
    json_put_end(json);
}

static void skip_object(struct json *json, const struct scenario *scenario,
                        const struct skip_step *step)
{
    char version[VERSION_TEXT_SIZE];
    json_put_object(json, NULL);
    json_put_text(json, "run", scenario->runs[step->skip.run].name);
    json_put_text(json, "member", scenario->fleet.members[step->skip.member].name);
    json_put_count(json, "trials", step->trials);
    json_put_proportion(json, "pMet", &step->met);
    json_put_quantile_instant(json, "finishP80", &step->p80);
    json_put_text(json, "kubernetesVersion", version_format(step->kubernetes_version, version));
    json_put_instant(json, "supportedUntil", step->supported_until_s);
    json_put_end(json);
}

void advice_json_skips(struct json *json, const struct scenario *scenario,
                       const struct skip_set *set)
{
    json_put_object(json, "skips");
    json_put_fixed(json, "pRequired", set->required_p, PROBABILITY_DECIMALS);
    json_put_text(json, "answer", skip_answer_word(set->answer));
    json_put_bool(json, "searched", set->searched);
    json_put_array(json, "steps");
    for (uint32_t i = 0; i < set->step_count; i++)
        skip_object(json, scenario, &set->steps[i]);
    json_put_end(json);
    if (set->step_count > 0) {
        char *command = skip_command(scenario, set->steps, set->step_count);
        json_put_text(json, "command", command);
        free(command);
    }
    json_put_end(json);
}

static void barrier_object(struct json *json, const struct scenario *scenario,
                           const struct barrier *barrier)
{
    const struct track *track = &scenario->tracks[barrier->track];
    json_put_object(json, NULL);
    json_put_text(json, "run", track->name);
    json_put_text(json, "stage", track->plan->stages[barrier->stage].name);
    json_put_count(json, "lastMembers", barrier->last);
    json_put_fixed(json, "earlierMeanHours", barrier->earlier_mean_s / 3600, HOURS_DECIMALS);
    json_put_array(json, "members");
    for (uint32_t i = 0; i < barrier->last; i++)
        json_put_text(json, NULL, scenario->fleet.members[barrier->members[i]].name);
    json_put_end(json);
    json_put_end(json);
}

void advice_json_barriers(struct json *json, const struct forecast *forecast)
{
    json_put_array(json, "barriers");
    for (uint32_t i = 0; i < forecast->barrier_count; i++)
        barrier_object(json, forecast->scenario, &forecast->barriers[i]);
    json_put_end(json);
}

static void put_hours(struct json *json, const char *key, bool known, double seconds)
{
    if (known)
        json_put_fixed(json, key, seconds / 3600, HOURS_DECIMALS);
    else
        json_put_text(json, key, NULL);
}

static void finish_object(struct json *json, const char *key, const struct lever_finish *finish)
{
    json_put_object(json, key);
    json_put_quantile_instant(json, "at", &finish->with);
    json_put_object(json, "changeHours");
    put_hours(json, "value", finish->known, finish->change_s);
    put_hours(json, "low", finish->known && finish->low_known, finish->low_s);
    put_hours(json, "high", finish->known && finish->high_known, finish->high_s);
    json_put_end(json);
    json_put_end(json);
}

static void chance_object(struct json *json, const struct scenario *scenario, uint32_t index,
                          const struct lever_chance *chance)
{
    json_put_object(json, NULL);
    if (scenario->deadline_count > 0) {
        json_put_text(json, "deadline", scenario->deadlines[index].name);
        if (scenario->deadlines[index].track != NONE)
            json_put_text(json, "run", scenario->tracks[scenario->deadlines[index].track].name);
    }
    if (chance->with.n > 0) {
        json_put_proportion(json, "p", &chance->with);
        json_put_object(json, "change");
        json_put_fixed(json, "value", chance->change, PROBABILITY_DECIMALS);
        json_put_fixed(json, "low", chance->low, PROBABILITY_DECIMALS);
        json_put_fixed(json, "high", chance->high, PROBABILITY_DECIMALS);
        json_put_end(json);
    }
    json_put_end(json);
}

static void lever_object(struct json *json, const struct scenario *scenario,
                         const struct lever_outcome *outcome)
{
    json_put_object(json, NULL);
    json_put_text(json, "kind", lever_kind_name(outcome->lever.kind));
    json_put_text(json, "lever", outcome->words);
    if (outcome->subject[0] != '\0')
        json_put_text(json, "subject", outcome->subject);
    if (outcome->not_run != NULL) {
        json_put_text(json, "notSimulatedBecause", outcome->not_run);
    } else {
        json_put_count(json, "trials", outcome->trials);
        finish_object(json, "finishP50", &outcome->p50);
        finish_object(json, "finishP80", &outcome->p80);
        json_put_array(json, scenario->deadline_count > 0 ? "deadlines" : "completed");
        for (uint32_t i = 0; i < lever_chance_count(scenario->deadline_count); i++)
            chance_object(json, scenario, i, &outcome->chances[i]);
        json_put_end(json);
    }
    json_put_end(json);
}

void advice_json_levers(struct json *json, const struct forecast *forecast)
{
    json_put_array(json, "levers");
    for (uint32_t i = 0; i < forecast->lever_count; i++)
        lever_object(json, forecast->scenario, &forecast->levers[i]);
    json_put_end(json);
}
