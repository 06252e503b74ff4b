/* stages.csv: one row per stage of a track. */
#include "reports/csv_writer.h"
#include "reports/ending_columns.h"
#include "reports/figure.h"
#include "reports/renderer.h"

static void row(struct csv *csv, const struct forecast *forecast,
                const struct segment_outcome *segment)
{
    const struct scenario *scenario = forecast->scenario;
    const struct plan_stage *stage = &scenario->tracks[segment->track].plan->stages[segment->index];
    csv_text(csv, scenario->tracks[segment->track].name);
    csv_text(csv, stage->name);
    csv_count(csv, stage->group_count);
    csv_count(csv, stage->member_count);
    csv_count(csv, stage->concurrency_max);
    csv_count(csv, stage->failures_max);
    csv_hours(csv, stage->wait_s);
    segment_cells(csv, segment);
    csv_fixed(csv, forecast->tracks[segment->track].runs_per_trial_mean, MEAN_DECIMALS);
    csv_end(csv);
}

void stages_csv(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    struct csv csv = {.out = out};
    csv_headings(&csv, "run,stage,groups,members,concurrency_max,failures_max,after_stage_wait_h");
    segment_columns(&csv);
    csv_headings(&csv, "runs_per_trial_mean");
    csv_end(&csv);
    for (uint32_t i = 0; i < forecast->stage_count; i++)
        row(&csv, forecast, &forecast->stages[i]);
}
