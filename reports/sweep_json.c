/* summary.json of a sweep. Its first key marks the folder as ours. */
#include "models/run_figure.h"
#include "reports/json_writer.h"
#include "reports/sweep.h"

#include <inttypes.h>

static void combination(struct json *json, const struct sweep *sweep, uint32_t index)
{
    const struct sweep_point *point = &sweep->points[index];
    json_put_object(json, NULL);
    json_put_object(json, "values");
    for (uint32_t i = 0; i < sweep->variation->pointer_count; i++)
        json_put_text(json, sweep->variation->pointers[i],
                      variation_value(sweep->variation, index, i));
    json_put_end(json);
    json_put_object(json, "finish");
    for (int q = 0; q < QUANTILE_COUNT; q++)
        json_put_quantile_instant(json, quantile_names[q], &point->finish[q]);
    json_put_end(json);
    json_put_proportion(json, "pCompleted", &point->completed);
    if (point->deadline.n > 0)
        json_put_proportion(json, "pMeetsDeadline", &point->deadline);
    json_put_end(json);
}

void sweep_json(FILE *out, const struct sweep *sweep)
{
    const struct scenario *scenario = sweep->scenario;
    struct json json = {.out = out};
    char digest[24];
    json_put_object(&json, NULL);
    json_put_text(&json, "fleetsim", sweep->version);
    json_put_text(&json, "kind", "sweep");
    json_put_text(&json, "name", scenario->name);
    snprintf(digest, sizeof digest, "%016" PRIx64, scenario->digest);
    json_put_text(&json, "digest", digest);
    json_put_count(&json, "seed", scenario->experiment.seed);
    json_put_text(&json, "deadline",
                  scenario->deadline_count > 0 ? scenario->deadlines[0].name : NULL);
    json_put_array(&json, "combinations");
    for (uint32_t i = 0; i < sweep->variation->count; i++)
        combination(&json, sweep, i);
    json_put_end(&json);
    json_put_end(&json);
}
