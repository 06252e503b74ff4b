/* surge.csv: one row per region and step of the timeline in which some trial has surge nodes. */
#include "reports/csv_writer.h"
#include "reports/figure.h"
#include "reports/renderer.h"

static void row(struct csv *csv, const char *region, int64_t at_s, const struct surge_point *point,
                uint32_t quota_vcpus)
{
    csv_text(csv, region);
    csv_instant(csv, at_s);
    csv_fixed(csv, point->nodes_mean, MEAN_DECIMALS);
    csv_count(csv, point->nodes_p95);
    csv_count(csv, point->nodes_peak);
    csv_fixed(csv, point->vcpus_mean, MEAN_DECIMALS);
    csv_count(csv, point->vcpus_p95);
    csv_count(csv, point->vcpus_peak);
    if (quota_vcpus == NONE)
        csv_empty(csv);
    else
        csv_count(csv, quota_vcpus);
    csv_end(csv);
}

void surge_csv(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    const struct fleet *fleet = &forecast->scenario->fleet;
    const struct timeline *timeline = &forecast->timeline;
    struct csv csv = {.out = out};
    csv_headings(&csv, "region,time_utc,nodes_mean,nodes_p95,nodes_peak,vcpus_mean,vcpus_p95,"
                       "vcpus_peak,quota_vcpus");
    csv_end(&csv);
    for (uint32_t region = 0; forecast->surge != NULL && region <= fleet->region_count; region++)
        for (uint32_t i = 0; i < timeline->point_count; i++) {
            const struct surge_point *point =
                &forecast->surge[(size_t)region * timeline->point_count + i];
            if (point->nodes_peak > 0)
                row(&csv, region < fleet->region_count ? fleet->regions[region] : "",
                    timeline->from_s + i * timeline->step_s, point,
                    region < fleet->region_count ? scenario_quota(forecast->scenario, region)
                                                 : NONE);
        }
}
