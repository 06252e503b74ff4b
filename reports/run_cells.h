/* run_cells: the figures of one update run as CSV, in runs.csv and wherever runs stand side by
 * side. */
#ifndef REPORTS_RUN_CELLS_H
#define REPORTS_RUN_CELLS_H

#include "reports/csv_writer.h"

/* The columns of runs.csv, and the cells of one track in them; the row is not ended. */
void run_columns(struct csv *csv);
void run_cells(struct csv *csv, const struct forecast *forecast, uint32_t track);

#endif
