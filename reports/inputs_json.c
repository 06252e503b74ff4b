#include "reports/inputs_json.h"

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

void inputs_json(struct json *json, const struct forecast *forecast)
{
    const struct sensitivity *sensitivity = forecast->sensitivity;
    if (sensitivity == NULL)
        return;
    json_put_array(json, "sensitivity");
    for (uint32_t i = 0; i < sensitivity->count; i++)
        sensitivity_row(json, &sensitivity->rows[i]);
    json_put_end(json);
}
