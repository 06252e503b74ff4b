/* days: lengths in days, for tables in which hours would be large. */
#ifndef REPORTS_DAYS_H
#define REPORTS_DAYS_H

#include "reports/csv_writer.h"

enum { DAYS_DECIMALS = 4 };

/* Empty when infinite or missing. */
void csv_days(struct csv *csv, int64_t length_s);

void csv_empty_cells(struct csv *csv, uint32_t count);

#endif
