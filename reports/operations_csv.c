/* operations.csv: one row per operation on runs and profiles, and target. */
#include "reports/csv_writer.h"
#include "reports/figure.h"
#include "reports/operation_words.h"
#include "reports/renderer.h"

static void row(struct csv *csv, const struct scenario *scenario, const struct operation *operation,
                const struct operation_outcome *outcome)
{
    csv_count(csv, operation->number);
    csv_instant(csv, operation->at_s);
    csv_text(csv, operation_word(operation->kind));
    csv_text(csv, operation_run(scenario, operation));
    csv_text(csv, operation->target);
    csv_proportion(csv, &outcome->done);
    csv_proportion(csv, &outcome->refused);
    csv_proportion(csv, &outcome->not_reached);
    for (int refusal = REFUSAL_NONE + 1; refusal < REFUSAL_COUNT; refusal++)
        csv_fixed(csv, outcome->refusals[refusal].value, PROBABILITY_DECIMALS);
    csv_text(csv, refusal_text(operation_refusal(outcome)));
    csv_end(csv);
}

void operations_csv(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    const struct scenario *scenario = forecast->scenario;
    struct csv csv = {.out = out};
    csv_headings(&csv, "operation,at_utc,do,run,target");
    csv_proportion_columns(&csv, "p_done");
    csv_proportion_columns(&csv, "p_refused");
    csv_proportion_columns(&csv, "p_not_reached");
    for (int refusal = REFUSAL_NONE + 1; refusal < REFUSAL_COUNT; refusal++)
        csv_heading(&csv, "p_refused_%s", refusal_word((enum refusal)refusal));
    csv_heading(&csv, "refusal");
    csv_end(&csv);
    for (uint32_t i = 0; forecast->operations != NULL && i < scenario->operation_count; i++)
        row(&csv, scenario, &scenario->operations[i], &forecast->operations[i]);
}
