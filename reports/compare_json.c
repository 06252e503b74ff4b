/* summary.json of a comparison. Its first key marks the folder as ours. */
#include "reports/compare.h"
#include "reports/compare_words.h"
#include "reports/figure.h"
#include "reports/json_writer.h"

#include <inttypes.h>

static void side(struct json *json, const char *key, const struct compared *side)
{
    char digest[FIGURE_SIZE];
    json_put_object(json, key);
    json_put_text(json, "label", side->label);
    json_put_text(json, "name", side->scenario->name);
    snprintf(digest, sizeof digest, "%016" PRIx64, side->scenario->digest);
    json_put_text(json, "digest", digest);
    json_put_quantile_instant(json, "p50", &side->finish[Q50]);
    json_put_quantile_instant(json, "p80", &side->finish[Q80]);
    json_put_quantile_instant(json, "p95", &side->finish[Q95]);
    json_put_proportion(json, "pCompleted", &side->ending.completed);
    json_put_end(json);
}

static bool in_seconds(const struct comparison_row *row)
{
    return row->kind == METRIC_INSTANT || row->kind == METRIC_LENGTH;
}

static void difference(struct json *json, const char *key, const struct comparison_row *row,
                       bool known, double value)
{
    if (!known)
        json_put_text(json, key, NULL);
    else if (in_seconds(row))
        json_put_hours(json, key, (int64_t)value);
    else
        json_put_fixed(json, key, value, PROBABILITY_DECIMALS);
}

static void metric(struct json *json, const struct comparison_row *row)
{
    json_put_object(json, NULL);
    json_put_text(json, "metric", row->metric);
    json_put_text(json, "subject", row->subject);
    if (row->kind == METRIC_INSTANT) {
        json_put_instant(json, "base", row->base_s);
        json_put_instant(json, "alternative", row->alternative_s);
    } else if (row->kind == METRIC_LENGTH) {
        json_put_hours(json, "base", row->base_s);
        json_put_hours(json, "alternative", row->alternative_s);
    } else {
        json_put_fixed(json, "base", row->base, PROBABILITY_DECIMALS);
        json_put_fixed(json, "alternative", row->alternative, PROBABILITY_DECIMALS);
    }
    difference(json, "difference", row, row->difference_known, row->difference);
    difference(json, "low", row, row->low_known, row->low);
    difference(json, "high", row, row->high_known, row->high);
    json_put_proportion(json, "pBetter", &row->share.better);
    json_put_proportion(json, "pEqual", &row->share.equal);
    json_put_proportion(json, "pWorse", &row->share.worse);
    json_put_end(json);
}

void compare_json(FILE *out, const struct comparisons *comparisons)
{
    struct json json = {.out = out};
    json_put_object(&json, NULL);
    json_put_text(&json, "fleetsim", comparisons->version);
    json_put_text(&json, "kind", "comparison");
    json_put_count(&json, "trials", comparisons->trials);
    json_put_count(&json, "seed", comparisons->seed);
    side(&json, "base", &comparisons->base);
    json_put_array(&json, "alternatives");
    for (uint32_t i = 0; i < comparisons->count; i++) {
        struct line sentence = {.length = 0};
        const struct comparison *comparison = &comparisons->list[i];
        compare_sentence(comparison, &sentence);
        json_put_object(&json, NULL);
        side(&json, "scenario", comparison->alternative);
        json_put_text(&json, "sentence", sentence.text);
        json_put_array(&json, "metrics");
        for (uint32_t k = 0; k < comparison->row_count; k++)
            metric(&json, &comparison->rows[k]);
        json_put_end(&json);
        json_put_end(&json);
    }
    json_put_end(&json);
    json_put_end(&json);
}
