/* runs.csv: one row per track: an update run, or a profile over its runs. */
#include "reports/csv_writer.h"
#include "reports/ending_columns.h"
#include "reports/figure.h"
#include "reports/renderer.h"

static void header(struct csv *csv)
{
    csv_headings(csv, "run,profile,trials");
    ending_columns(csv);
    for (int q = 0; q < QUANTILE_COUNT; q++) {
        char name[FIGURE_SIZE];
        snprintf(name, sizeof name, "duration_%s", quantile_names[q]);
        csv_quantile_columns(csv, name, "h");
        snprintf(name, sizeof name, "finish_%s", quantile_names[q]);
        csv_quantile_columns(csv, name, "utc");
        snprintf(name, sizeof name, "duration_%s_if_completed", quantile_names[q]);
        csv_quantile_columns(csv, name, "h");
        snprintf(name, sizeof name, "finish_%s_if_completed", quantile_names[q]);
        csv_quantile_columns(csv, name, "utc");
    }
    for (int s = 0; s < SHARE_COUNT; s++) {
        char name[FIGURE_SIZE];
        snprintf(name, sizeof name, "at_target_%s", share_names[s]);
        csv_instants_columns(csv, name);
    }
    csv_instants_columns(csv, "last_member");
    csv_headings(csv, "members_completed_mean,members_skipped_mean,members_failed_mean,"
                      "members_pending_mean,members_not_started_mean,members_in_progress_mean,"
                      "failure_count_mean,spread_p95_p50_h");
    csv_end(csv);
}

static void quantile_cells(struct csv *csv, const struct track_outcome *track)
{
    for (int q = 0; q < QUANTILE_COUNT; q++) {
        csv_quantile_hours(csv, &track->duration[q]);
        csv_quantile_instant(csv, &track->finish[q]);
        csv_quantile_hours(csv, &track->duration_if_completed[q]);
        csv_quantile_instant(csv, &track->finish_if_completed[q]);
    }
    for (int s = 0; s < SHARE_COUNT; s++)
        csv_instants(csv, track->at_target[s]);
    csv_instants(csv, track->last_member);
}

static void mean_cells(struct csv *csv, const struct track_outcome *track)
{
    const double *mean = track->members_mean;
    csv_fixed(csv, mean[STATE_COMPLETED], MEAN_DECIMALS);
    csv_fixed(csv, mean[STATE_SKIPPED], MEAN_DECIMALS);
    csv_fixed(csv, mean[STATE_FAILED], MEAN_DECIMALS);
    csv_fixed(csv, mean[STATE_PENDING], MEAN_DECIMALS);
    csv_fixed(csv, mean[STATE_NOT_STARTED], MEAN_DECIMALS);
    csv_fixed(csv, mean[STATE_RUNNING] + mean[STATE_STOPPING], MEAN_DECIMALS);
    csv_fixed(csv, track->failure_count_mean, MEAN_DECIMALS);
    csv_hours(csv, track->spread_s);
}

void runs_csv(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    struct csv csv = {.out = out};
    header(&csv);
    for (uint32_t i = 0; i < forecast->scenario->track_count; i++) {
        const struct track_outcome *track = &forecast->tracks[i];
        csv_text(&csv, forecast->scenario->tracks[i].name);
        csv_empty(&csv); /* a profile's name, for runs that a profile made */
        csv_count(&csv, forecast->trials);
        ending_cells(&csv, &track->ending);
        quantile_cells(&csv, track);
        mean_cells(&csv, track);
        csv_end(&csv);
    }
}
