/* drivers.csv: one row per track and driver. */
#include "reports/csv_writer.h"
#include "reports/figure.h"
#include "reports/renderer.h"

static void row(struct csv *csv, const struct scenario *scenario,
                const struct driver_outcome *outcome)
{
    csv_text(csv, scenario->tracks[outcome->track].name);
    csv_text(csv, driver_name(outcome->driver));
    csv_fixed(csv, outcome->mean_s / (double)HOUR_S, HOURS_DECIMALS);
    csv_fixed(csv, outcome->share, PROBABILITY_DECIMALS);
    csv_fixed(csv, outcome->near_p80_s / (double)HOUR_S, HOURS_DECIMALS);
    csv_end(csv);
}

/* A track of which no run is Completed has no rows. */
void drivers_csv(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    const struct scenario *scenario = forecast->scenario;
    struct csv csv = {.out = out};
    csv_headings(&csv, "run,driver,mean_h,share,near_p80_h");
    csv_end(&csv);
    for (uint32_t track = 0; forecast->drivers != NULL && track < scenario->track_count; track++)
        for (uint32_t i = 0; i < DRIVER_COUNT && forecast->tracks[track].ending.completed.hits > 0;
             i++)
            row(&csv, scenario, &forecast->drivers[(size_t)track * DRIVER_COUNT + i]);
}
