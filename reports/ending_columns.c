#include "reports/ending_columns.h"

void ending_columns(struct csv *csv)
{
    csv_proportion_columns(csv, "p_completed");
    csv_proportion_columns(csv, "p_failed");
    csv_proportion_columns(csv, "p_stopped");
    csv_proportion_columns(csv, "p_unfinished_at_horizon");
    csv_proportion_columns(csv, "p_not_started");
}

void ending_cells(struct csv *csv, const struct ending *ending)
{
    csv_proportion(csv, &ending->completed);
    csv_proportion(csv, &ending->failed);
    csv_proportion(csv, &ending->stopped);
    csv_proportion(csv, &ending->unfinished);
    csv_proportion(csv, &ending->not_started);
}

void segment_columns(struct csv *csv)
{
    ending_columns(csv);
    csv_proportion_columns(csv, "p_skipped");
    csv_proportion_columns(csv, "p_over_limit");
    csv_instants_columns(csv, "begin");
    csv_instants_columns(csv, "finish");
}

void segment_cells(struct csv *csv, const struct segment_outcome *segment)
{
    ending_cells(csv, &segment->ending);
    csv_proportion(csv, &segment->ending.skipped);
    csv_proportion(csv, &segment->over_limit);
    csv_instants(csv, segment->begin);
    csv_instants(csv, segment->finish);
}
