/* campaign.csv: one row per day. */
#include "reports/csv_writer.h"
#include "reports/days.h"
#include "reports/figure.h"
#include "reports/renderer.h"

static const char *const ages[AGE_COUNT] = {"p50", "p90", "p95", "max"};

static void headings(struct csv *csv)
{
    csv_headings(csv, "time_utc,nodes_mean");
    for (int i = 0; i < AGE_COUNT; i++)
        csv_heading(csv, "age_%s_mean_d,age_%s_p10_d,age_%s_p90_d", ages[i], ages[i], ages[i]);
    for (int i = 0; i < AGE_LIMIT_COUNT; i++)
        csv_heading(csv, "share_older_%u_d", age_limit_days[i]);
    csv_headings(csv, "minors_behind_mean,patches_behind_mean,out_of_support_mean,"
                      "active_runs_mean,active_runs_p95");
    csv_end(csv);
}

static void age_cells(struct csv *csv, const struct campaign_day *day)
{
    for (int i = 0; i < AGE_COUNT; i++) {
        csv_days(csv, day->age[i].mean_s);
        csv_days(csv, day->age[i].p10_s);
        csv_days(csv, day->age[i].p90_s);
    }
    for (int i = 0; i < AGE_LIMIT_COUNT; i++)
        csv_fixed(csv, day->older_share[i], PROBABILITY_DECIMALS);
}

static void row(struct csv *csv, const struct campaign_day *day)
{
    csv_instant(csv, day->at_s);
    csv_fixed(csv, day->nodes_mean, MEAN_DECIMALS);
    if (day->nodes_mean > 0)
        age_cells(csv, day);
    else
        csv_empty_cells(csv, 3 * AGE_COUNT + AGE_LIMIT_COUNT);
    csv_fixed(csv, day->minors_behind_mean, MEAN_DECIMALS);
    csv_fixed(csv, day->patches_behind_mean, MEAN_DECIMALS);
    csv_fixed(csv, day->out_of_support_mean, MEAN_DECIMALS);
    csv_fixed(csv, day->active_mean, MEAN_DECIMALS);
    csv_count(csv, day->active_p95);
    csv_end(csv);
}

void campaign_csv(FILE *out, const struct rendering *rendering)
{
    const struct campaign_table *table = rendering->forecast->campaign_table;
    struct csv csv = {.out = out};
    headings(&csv);
    for (uint32_t i = 0; table != NULL && i < table->day_count; i++)
        row(&csv, &table->days[i]);
}
