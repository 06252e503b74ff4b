#include "reports/inputs_json.h"

#include "reports/answer.h"
#include "reports/figure.h"

static void correlation(struct json *json, const struct rank_correlation *r)
{
    json_put_object(json, "rankCorrelation");
    json_put_fixed(json, "value", r->value, PROBABILITY_DECIMALS);
    json_put_fixed(json, "low", r->low, PROBABILITY_DECIMALS);
    json_put_fixed(json, "high", r->high, PROBABILITY_DECIMALS);
    json_put_end(json);
}

static void swing(struct json *json, const struct swing *swing)
{
    json_put_object(json, "swingP80Hours");
    json_put_hours(json, "value", swing->known ? swing->value_s : INSTANT_NEVER);
    json_put_hours(json, "low", swing->known ? swing->low_s : INSTANT_NEVER);
    json_put_hours(json, "high", swing->known ? swing->high_s : INSTANT_NEVER);
    json_put_end(json);
}

static void sensitivity_row(struct json *json, const struct sensitivity_row *row)
{
    json_put_object(json, NULL);
    json_put_text(json, "kind", sensitivity_kind_name(row->kind));
    json_put_text(json, "input", row->input);
    correlation(json, &row->correlation);
    swing(json, &row->swing);
    json_put_count(json, "lowestTrials", row->lowest_trials);
    json_put_quantile_instant(json, "lowestP80", &row->lowest_p80);
    json_put_count(json, "highestTrials", row->highest_trials);
    json_put_quantile_instant(json, "highestP80", &row->highest_p80);
    json_put_end(json);
}

static void chance(struct json *json, const char *deadline, const struct robustness_chance *chance)
{
    json_put_object(json, NULL);
    json_put_text(json, "deadline", deadline);
    json_put_proportion(json, "p", &chance->p);
    json_put_fixed(json, "change", chance->change.value, PROBABILITY_DECIMALS);
    json_put_fixed(json, "changeLow", chance->change.low, PROBABILITY_DECIMALS);
    json_put_fixed(json, "changeHigh", chance->change.high, PROBABILITY_DECIMALS);
    json_put_end(json);
}

static void side(struct json *json, const char *key, const struct forecast *forecast,
                 const struct robustness_side *side)
{
    const struct scenario *scenario = forecast->scenario;
    if (!side->simulated)
        return;
    json_put_object(json, key);
    json_put_quantile_instant(json, "p80", &side->p80);
    json_put_hours(json, "changeP80Hours", side->change_known ? side->change_s : INSTANT_NEVER);
    json_put_hours(json, "changeP80LowHours", side->change_known ? side->low_s : INSTANT_NEVER);
    json_put_hours(json, "changeP80HighHours", side->change_known ? side->high_s : INSTANT_NEVER);
    json_put_array(json, "chances");
    for (uint32_t i = 0; i < forecast->robustness->chance_count; i++)
        if (side->chances[i].p.n > 0)
            chance(json, scenario->deadline_count > 0 ? scenario->deadlines[i].name : NULL,
                   &side->chances[i]);
    json_put_end(json);
    json_put_text(json, "risk", risk_name(side->risk));
    json_put_end(json);
}

static void robustness_row(struct json *json, const struct forecast *forecast,
                           const struct robustness_row *row)
{
    json_put_object(json, NULL);
    json_put_text(json, "input", row->assumption ? row->assumption->what : NULL);
    if (row->assumption != NULL) {
        json_put_text(json, "value", row->assumption->range->value);
        json_put_text(json, "low", row->assumption->range->low);
        json_put_text(json, "high", row->assumption->range->high);
        json_put_text(json, "rangeRule", row->assumption->range->rule);
    }
    side(json, "atLow", forecast, &row->low);
    side(json, "atHigh", forecast, &row->high);
    json_put_end(json);
}

static void robustness_object(struct json *json, const struct forecast *forecast)
{
    const struct robustness *robustness = forecast->robustness;
    json_put_object(json, "robustness");
    json_put_count(json, "trials", robustness->trials);
    json_put_instant(json, "earliestP80", robustness->earliest_s);
    json_put_instant(json, "latestP80", robustness->latest_s);
    json_put_bool(json, "movesRating", robustness->moves_rating);
    json_put_array(json, "inputs");
    for (uint32_t i = 0; i < robustness->count; i++)
        robustness_row(json, forecast, &robustness->rows[i]);
    json_put_end(json);
    json_put_end(json);
}

static void sensitivity_rows(struct json *json, const struct sensitivity *sensitivity)
{
    json_put_array(json, "sensitivity");
    for (uint32_t i = 0; i < sensitivity->count; i++)
        sensitivity_row(json, &sensitivity->rows[i]);
    json_put_end(json);
}

void inputs_json(struct json *json, const struct forecast *forecast)
{
    if (forecast->sensitivity != NULL)
        sensitivity_rows(json, forecast->sensitivity);
    if (forecast->robustness != NULL)
        robustness_object(json, forecast);
}
