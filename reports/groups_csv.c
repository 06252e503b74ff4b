/* groups.csv: one row per group of a run. */
#include "reports/csv_writer.h"
#include "reports/ending_columns.h"
#include "reports/figure.h"
#include "reports/renderer.h"

static void row(struct csv *csv, const struct forecast *forecast, uint32_t index)
{
    const struct segment_outcome *segment = &forecast->groups[index];
    const struct scenario *scenario = forecast->scenario;
    const struct plan *plan = scenario->tracks[segment->track].plan;
    const struct plan_group *group = &plan->groups[segment->index];
    csv_text(csv, scenario->tracks[segment->track].name);
    csv_text(csv, plan->stages[group->stage].name);
    csv_text(csv, group->name);
    csv_count(csv, group->member_count);
    csv_count(csv, group->concurrency_max);
    csv_count(csv, group->failures_max);
    segment_cells(csv, segment);
    csv_fixed(csv, forecast->tracks[segment->track].runs_per_trial_mean, MEAN_DECIMALS);
    csv_proportion_if(csv, forecast->group_critical, index);
    csv_end(csv);
}

void groups_csv(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    struct csv csv = {.out = out};
    csv_headings(&csv, "run,stage,group,members,concurrency_max,failures_max");
    segment_columns(&csv);
    csv_headings(&csv, "runs_per_trial_mean");
    csv_proportion_columns(&csv, "p_critical");
    csv_end(&csv);
    for (uint32_t i = 0; i < forecast->group_count; i++)
        row(&csv, forecast, i);
}
