/* runs.csv: one row per track: an update run, or a profile over its runs. */
#include "reports/renderer.h"
#include "reports/run_cells.h"

void runs_csv(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    struct csv csv = {.out = out};
    csv_headings(&csv, "run,profile,trials");
    run_columns(&csv);
    csv_end(&csv);
    for (uint32_t i = 0; i < forecast->scenario->track_count; i++) {
        const struct track *track = &forecast->scenario->tracks[i];
        csv_text(&csv, track->name);
        csv_text(&csv, track->profile == NONE ? "" : track->name);
        csv_count(&csv, forecast->trials);
        run_cells(&csv, &forecast->tracks[i]);
        csv_end(&csv);
    }
}
