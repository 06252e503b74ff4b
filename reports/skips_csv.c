/* skips.csv: per deadline a row for the fleet as it is (step 0) and one for each member to skip.
 *
 * A row's figures hold with the members of all steps up to it skipped, and so does its command. */
#include "models/version.h"
#include "reports/csv_writer.h"
#include "reports/figure.h"
#include "reports/renderer.h"
#include "reports/skip_command.h"

#include <stdlib.h>

static void head(struct csv *csv, const struct scenario *scenario, const struct skip_set *set,
                 uint32_t step)
{
    const struct deadline *deadline = &scenario->deadlines[set->deadline];
    csv_text(csv, deadline->name);
    csv_text(csv, deadline->track == NONE ? "" : scenario->tracks[deadline->track].name);
    csv_fixed(csv, set->required_p, PROBABILITY_DECIMALS);
    csv_text(csv, skip_answer_word(set->answer));
    csv_text(csv, set->searched ? "true" : "false");
    csv_count(csv, step);
}

static void quantile_cells(struct csv *csv, const struct quantile *q)
{
    csv_instant(csv, q->value_s);
    csv_instant(csv, q->low_s);
    csv_instant(csv, q->high_s);
}

static void empty_cells(struct csv *csv, int count)
{
    for (int i = 0; i < count; i++)
        csv_empty(csv);
}

static void base_row(struct csv *csv, const struct forecast *forecast, const struct skip_set *set)
{
    head(csv, forecast->scenario, set, 0);
    empty_cells(csv, 4);
    if (forecast->deadlines[set->deadline].simulated) {
        csv_count(csv, set->met.n);
        csv_proportion(csv, &set->met);
    } else {
        csv_empty(csv);
        csv_proportion_empty(csv);
    }
    empty_cells(csv, 3);
    quantile_cells(csv, &set->p80);
    empty_cells(csv, 4);
    csv_end(csv);
}

static void member_cells(struct csv *csv, const struct scenario *scenario, struct skip skip)
{
    const struct plan *plan = scenario->tracks[skip.run].plan;
    const struct plan_group *group = &plan->groups[plan->slot_group[plan->slot_of[skip.member]]];
    csv_text(csv, scenario->runs[skip.run].name);
    csv_text(csv, plan->stages[group->stage].name);
    csv_text(csv, group->name);
    csv_text(csv, scenario->fleet.members[skip.member].name);
}

static void step_row(struct csv *csv, const struct scenario *scenario, const struct skip_set *set,
                     uint32_t index)
{
    const struct skip_step *step = &set->steps[index];
    char version[VERSION_TEXT_SIZE];
    head(csv, scenario, set, index + 1);
    member_cells(csv, scenario, step->skip);
    csv_count(csv, step->trials);
    csv_proportion(csv, &step->met);
    csv_fixed(csv, step->gain.value, PROBABILITY_DECIMALS);
    csv_fixed(csv, step->gain.low, PROBABILITY_DECIMALS);
    csv_fixed(csv, step->gain.high, PROBABILITY_DECIMALS);
    quantile_cells(csv, &step->p80);
    csv_hours(csv, step->p80_gain_s);
    csv_text(csv, version_format(step->kubernetes_version, version));
    csv_instant(csv, step->supported_until_s);
    char *command = skip_command(scenario, set->steps, index + 1);
    csv_text(csv, command);
    free(command);
    csv_end(csv);
}

static void header(struct csv *csv)
{
    csv_headings(csv, "deadline,deadline_run,p_required,answer,searched,step,run,stage,group,"
                      "member,trials");
    csv_proportion_columns(csv, "p_met");
    csv_proportion_columns(csv, "p_met_gain");
    csv_headings(csv, "finish_p80_utc,finish_p80_lo_utc,finish_p80_hi_utc,finish_p80_gain_h,"
                      "kubernetes_version,supported_until_utc,command");
    csv_end(csv);
}

void skips_csv(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    const struct scenario *scenario = forecast->scenario;
    struct csv csv = {.out = out};
    header(&csv);
    for (uint32_t i = 0; forecast->skips != NULL && i < scenario->deadline_count; i++) {
        base_row(&csv, forecast, &forecast->skips[i]);
        for (uint32_t step = 0; step < forecast->skips[i].step_count; step++)
            step_row(&csv, scenario, &forecast->skips[i], step);
    }
}
