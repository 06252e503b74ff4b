/* ending_columns: how histories ended, as CSV cells; shared by runs, stages and groups. */
#ifndef REPORTS_ENDING_COLUMNS_H
#define REPORTS_ENDING_COLUMNS_H

#include "models/outcome.h"
#include "reports/csv_writer.h"

/* p_completed, p_failed, p_stopped, p_unfinished_at_horizon, p_not_started, each with its interval.
 */
void ending_columns(struct csv *csv);
void ending_cells(struct csv *csv, const struct ending *ending);

/* The same and p_skipped; then p_over_limit, begin and finish quantiles: stages and groups. */
void segment_columns(struct csv *csv);
void segment_cells(struct csv *csv, const struct segment_outcome *segment);

#endif
