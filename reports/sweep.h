/* sweep: many combinations side by side, as files and as text. */
#ifndef REPORTS_SWEEP_H
#define REPORTS_SWEEP_H

#include "models/sweep.h"

#include <stdbool.h>
#include <stdio.h>

struct output_folder; /* reports/output_folder.h */

/* The rows of one combination in sweep.csv: the varied values, then those of runs.csv. */
void sweep_csv_rows(FILE *out, const struct variation *variation, uint32_t combination,
                    const struct forecast *forecast);

void sweep_csv(FILE *out, const struct sweep *sweep);
void sweep_json(FILE *out, const struct sweep *sweep);

/* One line a combination. */
void sweep_text(FILE *out, const struct sweep *sweep);

/* sweep.csv, summary.json, scenario.json and plots/. False: the folder holds the error. */
bool sweep_write(struct output_folder *folder, const struct sweep *sweep, bool quiet);

#endif
