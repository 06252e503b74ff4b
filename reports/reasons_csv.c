/* reasons.csv: one row per track, member, state and reason. */
#include "reports/csv_writer.h"
#include "reports/figure.h"
#include "reports/member_selection.h"
#include "reports/renderer.h"

static void row(struct csv *csv, const struct scenario *scenario,
                const struct reason_outcome *outcome)
{
    csv_text(csv, scenario->tracks[outcome->track].name);
    csv_text(csv, scenario->fleet.members[outcome->member].name);
    csv_text(csv, state_name(outcome->state));
    csv_text(csv, scenario_reason(scenario, outcome->reason));
    csv_proportion(csv, &outcome->p);
    csv_fixed(csv, outcome->mean_s / (double)HOUR_S, HOURS_DECIMALS);
    csv_end(csv);
}

void reasons_csv(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    struct csv csv = {.out = out};
    csv_headings(&csv, "run,member,state,reason");
    csv_proportion_columns(&csv, "p");
    csv_headings(&csv, "mean_h");
    csv_end(&csv);
    for (uint32_t i = 0; i < forecast->reason_count; i++) {
        const struct reason_outcome *outcome = &forecast->reasons[i];
        if (member_selection_has(rendering, outcome->track, outcome->member))
            row(&csv, forecast->scenario, outcome);
    }
}
