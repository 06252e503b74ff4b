/* levers.csv: what would bring the finish forward: one row per lever and deadline. Changes are with
 * the lever minus without, in the same trials. */
#include "reports/csv_writer.h"
#include "reports/figure.h"
#include "reports/renderer.h"

static void header(struct csv *csv)
{
    csv_headings(csv, "kind,lever,subject,simulated,not_simulated_because,trials");
    csv_headings(csv, "finish_p50_change_h,finish_p50_change_lo_h,finish_p50_change_hi_h,"
                      "finish_p80_change_h,finish_p80_change_lo_h,finish_p80_change_hi_h,"
                      "finish_p50_utc,finish_p50_lo_utc,finish_p50_hi_utc,"
                      "finish_p80_utc,finish_p80_lo_utc,finish_p80_hi_utc");
    csv_headings(csv, "deadline,run,p_change,p_change_lo,p_change_hi");
    csv_proportion_columns(csv, "p");
    csv_end(csv);
}

static void empty_cells(struct csv *csv, int count)
{
    for (int i = 0; i < count; i++)
        csv_empty(csv);
}

static void hours_or_empty(struct csv *csv, bool known, double seconds)
{
    if (known)
        csv_fixed(csv, seconds / 3600, HOURS_DECIMALS);
    else
        csv_empty(csv);
}

static void change_cells(struct csv *csv, const struct lever_finish *finish)
{
    hours_or_empty(csv, finish->known, finish->change_s);
    hours_or_empty(csv, finish->known && finish->low_known, finish->low_s);
    hours_or_empty(csv, finish->known && finish->high_known, finish->high_s);
}

static void instant_cells(struct csv *csv, const struct quantile *quantile)
{
    csv_instant(csv, quantile->value_s);
    csv_instant(csv, quantile->low_s);
    csv_instant(csv, quantile->high_s);
}

static void chance_cells(struct csv *csv, const struct lever_chance *chance)
{
    if (chance == NULL || chance->with.n == 0) {
        empty_cells(csv, 6);
        return;
    }
    csv_fixed(csv, chance->change, PROBABILITY_DECIMALS);
    csv_fixed(csv, chance->low, PROBABILITY_DECIMALS);
    csv_fixed(csv, chance->high, PROBABILITY_DECIMALS);
    csv_proportion(csv, &chance->with);
}

static void lever_cells(struct csv *csv, const struct lever_outcome *outcome)
{
    csv_text(csv, lever_kind_name(outcome->lever.kind));
    csv_text(csv, outcome->words);
    csv_text(csv, outcome->subject);
    csv_text(csv, outcome->not_run == NULL ? "true" : "false");
    csv_text(csv, outcome->not_run == NULL ? "" : outcome->not_run);
    if (outcome->not_run != NULL) {
        empty_cells(csv, 13);
        return;
    }
    csv_count(csv, outcome->trials);
    change_cells(csv, &outcome->p50);
    change_cells(csv, &outcome->p80);
    instant_cells(csv, &outcome->p50.with);
    instant_cells(csv, &outcome->p80.with);
}

/* Without a deadline: of Completed. */
static void deadline_cells(struct csv *csv, const struct scenario *scenario, uint32_t index)
{
    if (scenario->deadline_count == 0) {
        csv_text(csv, "");
        csv_text(csv, "");
        return;
    }
    const struct deadline *deadline = &scenario->deadlines[index];
    csv_text(csv, deadline->name);
    csv_text(csv, deadline->track == NONE ? "" : scenario->tracks[deadline->track].name);
}

static void row(struct csv *csv, const struct scenario *scenario,
                const struct lever_outcome *outcome, uint32_t index)
{
    lever_cells(csv, outcome);
    deadline_cells(csv, scenario, index);
    chance_cells(csv, outcome->chances == NULL ? NULL : &outcome->chances[index]);
    csv_end(csv);
}

void levers_csv(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    const struct scenario *scenario = forecast->scenario;
    struct csv csv = {.out = out};
    uint32_t chances = lever_chance_count(scenario->deadline_count);
    header(&csv);
    for (uint32_t i = 0; i < forecast->lever_count; i++)
        for (uint32_t c = 0; c < chances; c++)
            row(&csv, scenario, &forecast->levers[i], c);
}
