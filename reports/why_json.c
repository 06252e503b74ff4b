#include "reports/why_json.h"

#include "reports/critical_words.h"
#include "reports/figure.h"

static bool has_path(const struct forecast *forecast, uint32_t track)
{
    return forecast->tracks[track].ending.completed.hits > 0;
}

static void put_mean(struct json *json, const char *key, double length_s)
{
    json_put_fixed(json, key, length_s / (double)HOUR_S, HOURS_DECIMALS);
}

static void drivers(struct json *json, const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    json_put_array(json, "drivers");
    for (uint32_t i = 0; i < scenario->track_count * DRIVER_COUNT; i++) {
        const struct driver_outcome *outcome = &forecast->drivers[i];
        if (!has_path(forecast, outcome->track))
            continue;
        json_put_object(json, NULL);
        json_put_text(json, "run", scenario->tracks[outcome->track].name);
        json_put_text(json, "driver", driver_name(outcome->driver));
        put_mean(json, "meanHours", outcome->mean_s);
        json_put_fixed(json, "share", outcome->share, PROBABILITY_DECIMALS);
        put_mean(json, "nearP80Hours", outcome->near_p80_s);
        json_put_end(json);
    }
    json_put_end(json);
}

static void stage_paths(struct json *json, const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    json_put_array(json, "stagePaths");
    for (uint32_t i = 0; i < forecast->stage_count; i++) {
        const struct segment_outcome *stage = &forecast->stages[i];
        const struct track *track = &scenario->tracks[stage->track];
        if (!has_path(forecast, stage->track))
            continue;
        json_put_object(json, NULL);
        json_put_text(json, "run", track->name);
        json_put_text(json, "stage", track->plan->stages[stage->index].name);
        json_put_fixed(json, "pathShare", forecast->stage_shares[i].path_share,
                       PROBABILITY_DECIMALS);
        put_mean(json, "barrierHours", forecast->stage_shares[i].barrier_s);
        put_mean(json, "mergeBiasHours", forecast->stage_shares[i].merge_bias_s);
        json_put_end(json);
    }
    json_put_end(json);
}

static void critical(struct json *json, const struct scenario *scenario,
                     const struct criticality *criticality)
{
    struct critical_place place;
    critical_place_of(scenario, criticality, &place);
    json_put_object(json, NULL);
    json_put_text(json, "run", scenario->tracks[criticality->track].name);
    json_put_text(json, "kind", critical_kind_name(criticality->kind));
    json_put_text(json, "name", place.name);
    json_put_text(json, "stage", place.stage);
    json_put_text(json, "group", place.group);
    json_put_proportion(json, "p", &criticality->p);
    json_put_end(json);
}

void why_json(struct json *json, const struct forecast *forecast)
{
    if (forecast->drivers == NULL)
        return;
    drivers(json, forecast);
    stage_paths(json, forecast);
    json_put_array(json, "criticality");
    for (uint32_t i = 0; i < forecast->criticality_count; i++)
        if (forecast->criticality[i].kind != CRITICAL_MEMBER)
            critical(json, forecast->scenario, &forecast->criticality[i]);
    json_put_end(json);
}
