/* compare.csv: one row per alternative, subject and metric. */
#include "reports/compare.h"
#include "reports/csv_writer.h"
#include "reports/figure.h"

static const char *const unit_names[] = {[METRIC_INSTANT] = "utc",
                                         [METRIC_LENGTH] = "h",
                                         [METRIC_PROBABILITY] = "probability",
                                         [METRIC_COUNT] = "count"};

static void header(struct csv *csv)
{
    csv_headings(csv, "alternative_name,metric,subject,unit,base,alternative,difference,"
                      "difference_lo,difference_hi");
    csv_proportion_columns(csv, "p_better");
    csv_proportion_columns(csv, "p_equal");
    csv_proportion_columns(csv, "p_worse");
    csv_end(csv);
}

static bool in_seconds(const struct comparison_row *row)
{
    return row->kind == METRIC_INSTANT || row->kind == METRIC_LENGTH;
}

static void value_cell(struct csv *csv, const struct comparison_row *row, int64_t value_s,
                       double mean)
{
    switch (row->kind) {
    case METRIC_INSTANT:
        csv_instant(csv, value_s);
        break;
    case METRIC_LENGTH:
        csv_hours(csv, value_s);
        break;
    case METRIC_PROBABILITY:
        csv_fixed(csv, mean, PROBABILITY_DECIMALS);
        break;
    case METRIC_COUNT:
        csv_fixed(csv, mean, MEAN_DECIMALS);
        break;
    }
}

static void difference_cell(struct csv *csv, const struct comparison_row *row, bool known,
                            double difference)
{
    if (!known)
        csv_empty(csv);
    else if (in_seconds(row))
        csv_hours(csv, (int64_t)difference);
    else
        csv_fixed(csv, difference, PROBABILITY_DECIMALS);
}

static void data_row(struct csv *csv, const char *label, const struct comparison_row *row)
{
    csv_text(csv, label);
    csv_text(csv, row->metric);
    csv_text(csv, row->subject);
    csv_text(csv, unit_names[row->kind]);
    value_cell(csv, row, row->base_s, row->base);
    value_cell(csv, row, row->alternative_s, row->alternative);
    difference_cell(csv, row, row->difference_known, row->difference);
    difference_cell(csv, row, row->low_known, row->low);
    difference_cell(csv, row, row->high_known, row->high);
    csv_proportion(csv, &row->share.better);
    csv_proportion(csv, &row->share.equal);
    csv_proportion(csv, &row->share.worse);
    csv_end(csv);
}

void compare_csv(FILE *out, const struct comparisons *comparisons)
{
    struct csv csv = {.out = out};
    header(&csv);
    for (uint32_t i = 0; i < comparisons->count; i++) {
        const struct comparison *comparison = &comparisons->list[i];
        for (uint32_t k = 0; k < comparison->row_count; k++)
            data_row(&csv, comparison->alternative->label, &comparison->rows[k]);
    }
}
