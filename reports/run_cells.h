/* run_cells: the figures of one update run as CSV, in runs.csv and wherever runs stand side by
 * side. */
#ifndef REPORTS_RUN_CELLS_H
#define REPORTS_RUN_CELLS_H

#include "reports/csv_writer.h"

/* The names of models/run_figure.h, and their cells. */
void run_columns(struct csv *csv);
void run_cells(struct csv *csv, const struct track_outcome *run);

#endif
