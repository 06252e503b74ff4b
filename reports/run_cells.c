#include "reports/run_cells.h"

#include "models/run_figure.h"
#include "reports/figure.h"

static void headings(void *context, const struct run_figure *figure)
{
    char name[RUN_COLUMN_SIZE];
    for (int part = RUN_VALUE; part <= (figure->interval ? RUN_HIGH : RUN_VALUE); part++)
        csv_heading(context, "%s", run_figure_column(figure, (enum run_part)part, name));
}

static void quantile_cells(struct csv *csv, const struct run_figure *figure,
                           void (*cell)(struct csv *csv, int64_t value_s))
{
    cell(csv, figure->q.value_s);
    if (!figure->interval)
        return;
    cell(csv, figure->q.low_s);
    cell(csv, figure->q.high_s);
}

static void cells(void *context, const struct run_figure *figure)
{
    struct csv *csv = context;
    switch (figure->unit) {
    case RUN_PROBABILITY:
        csv_proportion(csv, &figure->p);
        break;
    case RUN_HOURS:
        quantile_cells(csv, figure, csv_hours);
        break;
    case RUN_INSTANT:
        quantile_cells(csv, figure, csv_instant);
        break;
    case RUN_MEAN:
        csv_fixed(csv, figure->p.value, MEAN_DECIMALS);
        break;
    }
}

void run_columns(struct csv *csv)
{
    csv_headings(csv, "run,profile,trials");
    run_figures_visit(&run_nothing, headings, csv);
}

void run_cells(struct csv *csv, const struct forecast *forecast, uint32_t track)
{
    const struct track *of = &forecast->scenario->tracks[track];
    csv_text(csv, of->name);
    csv_text(csv, of->profile == NONE ? "" : of->name);
    csv_count(csv, forecast->trials);
    run_figures_visit(&forecast->tracks[track], cells, csv);
}
