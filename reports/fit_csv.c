#include "reports/csv_writer.h"
#include "reports/fit_rows.h"

enum { ESTIMATE_DECIMALS = 6, STATISTIC_DECIMALS = 3 };

static void write_row(const struct fit_row *row, void *context)
{
    struct csv *csv = context;
    csv_text(csv, row->part);
    csv_text(csv, row->type);
    csv_text(csv, row->class);
    csv_count(csv, row->count);
    csv_count(csv, row->censored);
    csv_text(csv, row->distribution);
    csv_text(csv, row->parameter);
    csv_fixed(csv, row->estimate, ESTIMATE_DECIMALS);
    csv_fixed(csv, row->low, ESTIMATE_DECIMALS);
    csv_fixed(csv, row->high, ESTIMATE_DECIMALS);
    if (row->goodness) {
        csv_fixed(csv, row->goodness->anderson_darling, STATISTIC_DECIMALS);
        csv_fixed(csv, row->goodness->p, STATISTIC_DECIMALS);
    } else {
        csv_empty(csv);
        csv_empty(csv);
    }
    csv_end(csv);
}

void fit_csv(FILE *out, const struct fit *fit)
{
    struct csv csv = {.out = out};
    csv_headings(&csv, "part,type,class,n,censored,distribution,parameter,estimate,estimate_lo,"
                       "estimate_hi,anderson_darling,p_value");
    csv_end(&csv);
    fit_rows(fit, write_row, &csv);
}
