/* robustness.csv: one row per input in use that nobody measured and, where there are several,
 * deadline; then the rows of all these inputs together. */
#include "reports/answer.h"
#include "reports/csv_writer.h"
#include "reports/figure.h"
#include "reports/renderer.h"

static const char *const ends[] = {"low", "high"};

static void headings(struct csv *csv)
{
    csv_headings(csv, "input,source_class,source,value,low,high,range_rule,trials,p80_utc,"
                      "deadline,p_met");
    for (int i = 0; i < 2; i++) {
        csv_heading(csv, "%s_p80_utc", ends[i]);
        csv_heading(csv, "%s_p80_lo_utc", ends[i]);
        csv_heading(csv, "%s_p80_hi_utc", ends[i]);
        csv_heading(csv, "%s_p80_change_h", ends[i]);
        csv_heading(csv, "%s_p80_change_lo_h", ends[i]);
        csv_heading(csv, "%s_p80_change_hi_h", ends[i]);
        csv_heading(csv, "%s_p_met", ends[i]);
        csv_heading(csv, "%s_p_met_lo", ends[i]);
        csv_heading(csv, "%s_p_met_hi", ends[i]);
        csv_heading(csv, "%s_p_met_change", ends[i]);
        csv_heading(csv, "%s_p_met_change_lo", ends[i]);
        csv_heading(csv, "%s_p_met_change_hi", ends[i]);
        csv_heading(csv, "%s_risk", ends[i]);
    }
    csv_end(csv);
}

static void empty(struct csv *csv, int cells)
{
    for (int i = 0; i < cells; i++)
        csv_empty(csv);
}

static void p80(struct csv *csv, const struct robustness_side *side)
{
    csv_instant(csv, side->p80.value_s);
    csv_instant(csv, side->p80.low_s);
    csv_instant(csv, side->p80.high_s);
    if (!side->change_known) {
        empty(csv, 3);
        return;
    }
    csv_hours(csv, side->change_s);
    csv_hours(csv, side->low_s);
    csv_hours(csv, side->high_s);
}

static void chance(struct csv *csv, const struct robustness_chance *chance)
{
    csv_proportion(csv, &chance->p);
    if (chance->p.n == 0) {
        empty(csv, 3);
        return;
    }
    csv_fixed(csv, chance->change.value, PROBABILITY_DECIMALS);
    csv_fixed(csv, chance->change.low, PROBABILITY_DECIMALS);
    csv_fixed(csv, chance->change.high, PROBABILITY_DECIMALS);
}

static void side(struct csv *csv, const struct robustness_side *side, uint32_t index)
{
    if (!side->simulated) {
        empty(csv, 13);
        return;
    }
    p80(csv, side);
    chance(csv, &side->chances[index]);
    csv_text(csv, risk_name(side->risk));
}

static void input(struct csv *csv, const struct assumption *assumption)
{
    if (assumption == NULL) {
        csv_text(csv, "all of these together");
        empty(csv, 6);
        return;
    }
    csv_text(csv, assumption->what);
    csv_text(csv, source_class_name(assumption->source_class));
    csv_text(csv, assumption->source);
    csv_text(csv, assumption->range->value);
    csv_text(csv, assumption->range->low);
    csv_text(csv, assumption->range->high);
    csv_text(csv, assumption->range->rule);
}

static void row(struct csv *csv, const struct forecast *forecast, const struct robustness_row *row,
                uint32_t index)
{
    const struct robustness *robustness = forecast->robustness;
    const struct proportion *p = &robustness->base.chances[index].p;
    input(csv, row->assumption);
    csv_count(csv, robustness->trials);
    csv_instant(csv, robustness->base.p80.value_s);
    csv_text(csv, forecast->scenario->deadline_count > 0 ? forecast->scenario->deadlines[index].name
                                                         : "");
    if (p->n > 0)
        csv_fixed(csv, p->value, PROBABILITY_DECIMALS);
    else
        csv_empty(csv);
    side(csv, &row->low, index);
    side(csv, &row->high, index);
    csv_end(csv);
}

void robustness_csv(FILE *out, const struct rendering *rendering)
{
    const struct robustness *robustness = rendering->forecast->robustness;
    struct csv csv = {.out = out};
    headings(&csv);
    for (uint32_t i = 0; robustness != NULL && i < robustness->count; i++)
        for (uint32_t chance = 0; chance < robustness->chance_count; chance++)
            row(&csv, rendering->forecast, &robustness->rows[i], chance);
}
