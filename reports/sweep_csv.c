/* sweep.csv: the varied values, then the columns of runs.csv; a row per combination and run. */
#include "reports/csv_writer.h"
#include "reports/run_cells.h"
#include "reports/sweep.h"

void sweep_csv_rows(FILE *out, const struct variation *variation, uint32_t combination,
                    const struct forecast *forecast)
{
    struct csv csv = {.out = out};
    for (uint32_t track = 0; track < forecast->scenario->track_count; track++) {
        for (uint32_t i = 0; i < variation->pointer_count; i++)
            csv_text(&csv, variation_value(variation, combination, i));
        run_cells(&csv, forecast, track);
        csv_end(&csv);
    }
}

void sweep_csv(FILE *out, const struct sweep *sweep)
{
    struct csv csv = {.out = out};
    for (uint32_t i = 0; i < sweep->variation->pointer_count; i++)
        csv_text(&csv, sweep->variation->pointers[i]);
    run_columns(&csv);
    csv_end(&csv);
    for (uint32_t i = 0; i < sweep->variation->count; i++)
        fputs(sweep->points[i].rows, out);
}
