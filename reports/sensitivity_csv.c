/* sensitivity.csv: one row per uncertain input that is not the same in all trials. */
#include "reports/csv_writer.h"
#include "reports/figure.h"
#include "reports/renderer.h"

static void swing(struct csv *csv, const struct swing *swing)
{
    if (!swing->known) {
        for (int i = 0; i < 3; i++)
            csv_empty(csv);
        return;
    }
    csv_hours(csv, swing->value_s);
    csv_hours(csv, swing->low_s);
    csv_hours(csv, swing->high_s);
}

static void side(struct csv *csv, uint32_t trials, const struct quantile *p80)
{
    csv_count(csv, trials);
    csv_instant(csv, p80->value_s);
    csv_instant(csv, p80->low_s);
    csv_instant(csv, p80->high_s);
}

static void row(struct csv *csv, const struct sensitivity_row *row)
{
    csv_text(csv, sensitivity_kind_name(row->kind));
    csv_text(csv, row->input);
    csv_fixed(csv, row->correlation.value, PROBABILITY_DECIMALS);
    csv_fixed(csv, row->correlation.low, PROBABILITY_DECIMALS);
    csv_fixed(csv, row->correlation.high, PROBABILITY_DECIMALS);
    swing(csv, &row->swing);
    side(csv, row->lowest_trials, &row->lowest_p80);
    side(csv, row->highest_trials, &row->highest_p80);
    csv_end(csv);
}

void sensitivity_csv(FILE *out, const struct rendering *rendering)
{
    const struct sensitivity *sensitivity = rendering->forecast->sensitivity;
    struct csv csv = {.out = out};
    csv_headings(&csv, "kind,input,rank_correlation,rank_correlation_lo,rank_correlation_hi,"
                       "swing_p80_h,swing_p80_lo_h,swing_p80_hi_h,"
                       "lowest_trials,lowest_p80_utc,lowest_p80_lo_utc,lowest_p80_hi_utc,"
                       "highest_trials,highest_p80_utc,highest_p80_lo_utc,highest_p80_hi_utc");
    csv_end(&csv);
    for (uint32_t i = 0; sensitivity != NULL && i < sensitivity->count; i++)
        row(&csv, &sensitivity->rows[i]);
}
