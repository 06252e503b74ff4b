/* campaign_members.csv: one row per member. */
#include "models/instant.h"
#include "reports/csv_writer.h"
#include "reports/days.h"
#include "reports/figure.h"
#include "reports/renderer.h"

static void row(struct csv *csv, const char *region, const struct member *of,
                const struct campaign_member *member)
{
    csv_text(csv, of->name);
    csv_text(csv, region);
    csv_fixed(csv, member->nodes_mean, MEAN_DECIMALS);
    if (member->nodes_mean > 0) {
        csv_days(csv, member->age_mean_s);
        csv_days(csv, member->age_max_s);
        csv_days(csv, member->age_peak_s);
    } else {
        csv_empty_cells(csv, 3);
    }
    csv_fixed(csv, member->patches_mean, MEAN_DECIMALS);
    csv_hours(csv, member->latency_p50_s);
    csv_hours(csv, member->latency_p90_s);
    csv_fixed(csv, member->exposure_node_days_mean, MEAN_DECIMALS);
    csv_fixed(csv, member->upgrades_per_month_mean, MEAN_DECIMALS);
    csv_days(csv, member->longest_gap_s);
    csv_end(csv);
}

void campaign_members_csv(FILE *out, const struct rendering *rendering)
{
    const struct campaign_table *table = rendering->forecast->campaign_table;
    const struct fleet *fleet = &rendering->forecast->scenario->fleet;
    struct csv csv = {.out = out};
    csv_headings(&csv, "member,region,nodes_mean,age_mean_d,age_max_mean_d,age_max_peak_d,"
                       "patches_mean,patch_latency_p50_h,patch_latency_p90_h,"
                       "exposure_mean_node_d,upgrades_per_month_mean,longest_gap_mean_d");
    csv_end(&csv);
    for (uint32_t i = 0; table != NULL && i < fleet->member_count; i++) {
        uint32_t region = fleet->members[i].region;
        row(&csv, region == NONE ? "" : fleet->regions[region], &fleet->members[i],
            &table->members[i]);
    }
}
