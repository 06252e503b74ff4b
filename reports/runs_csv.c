/* runs.csv: one row per track: an update run, or a profile over its runs. */
#include "reports/renderer.h"
#include "reports/run_cells.h"

void runs_csv(FILE *out, const struct rendering *rendering)
{
    struct csv csv = {.out = out};
    run_columns(&csv);
    csv_end(&csv);
    for (uint32_t track = 0; track < rendering->forecast->scenario->track_count; track++) {
        run_cells(&csv, rendering->forecast, track);
        csv_end(&csv);
    }
}
