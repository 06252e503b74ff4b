/* stages.csv: one row per stage of a track. */
#include "reports/csv_writer.h"
#include "reports/ending_columns.h"
#include "reports/figure.h"
#include "reports/renderer.h"

static void path_cells(struct csv *csv, const struct forecast *forecast, uint32_t index)
{
    const struct segment_outcome *segment = &forecast->stages[index];
    bool known = forecast->stage_shares != NULL &&
                 forecast->tracks[segment->track].ending.completed.hits > 0;
    if (!known) {
        for (int i = 0; i < 3; i++)
            csv_empty(csv);
        return;
    }
    const struct stage_share *share = &forecast->stage_shares[index];
    csv_fixed(csv, share->path_share, PROBABILITY_DECIMALS);
    csv_fixed(csv, share->barrier_s / (double)HOUR_S, HOURS_DECIMALS);
    csv_fixed(csv, share->merge_bias_s / (double)HOUR_S, HOURS_DECIMALS);
}

static void row(struct csv *csv, const struct forecast *forecast, uint32_t index)
{
    const struct segment_outcome *segment = &forecast->stages[index];
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
    path_cells(csv, forecast, index);
    csv_end(csv);
}

void stages_csv(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    struct csv csv = {.out = out};
    csv_headings(&csv, "run,stage,groups,members,concurrency_max,failures_max,after_stage_wait_h");
    segment_columns(&csv);
    csv_headings(&csv, "runs_per_trial_mean,path_share,barrier_h,merge_bias_h");
    csv_end(&csv);
    for (uint32_t i = 0; i < forecast->stage_count; i++)
        row(&csv, forecast, i);
}
