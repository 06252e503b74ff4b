/* members.csv: one row per member and track. */
#include "reports/csv_writer.h"
#include "reports/figure.h"
#include "reports/member_facts.h"
#include "reports/renderer.h"

static const char *const quantile_columns[MEMBER_QUANTILE_COUNT] = {"p10", "p50", "p90"};

static void header(struct csv *csv)
{
    csv_headings(csv, "run,member,stage,group,region,labels,nodes,window");
    csv_proportion_columns(csv, "p_completed");
    csv_proportion_columns(csv, "p_skipped");
    csv_proportion_columns(csv, "p_failed");
    csv_proportion_columns(csv, "p_pending");
    csv_proportion_columns(csv, "p_not_started");
    csv_proportion_columns(csv, "p_in_progress");
    for (int q = 0; q < MEMBER_QUANTILE_COUNT; q++)
        csv_heading(csv, "begin_%s_utc", quantile_columns[q]);
    for (int q = 0; q < MEMBER_QUANTILE_COUNT; q++)
        csv_heading(csv, "end_%s_utc", quantile_columns[q]);
    csv_proportion_columns(csv, "p_overrun");
    csv_headings(csv, "runs_per_trial_mean");
    csv_proportion_columns(csv, "p_critical");
    csv_end(csv);
}

static void labels_cell(struct csv *csv, const struct member *member)
{
    char *labels = member_labels(member);
    csv_text(csv, labels);
    member_labels_free(labels);
}

static void place_cells(struct csv *csv, const struct scenario *scenario,
                        const struct member_outcome *outcome)
{
    const struct plan *plan = scenario->tracks[outcome->track].plan;
    const struct plan_group *group = &plan->groups[outcome->group];
    const struct member *member = &scenario->fleet.members[outcome->member];
    csv_text(csv, scenario->tracks[outcome->track].name);
    csv_text(csv, member->name);
    csv_text(csv, plan->stages[group->stage].name);
    csv_text(csv, group->name);
    csv_text(csv, member->region == NONE ? "" : scenario->fleet.regions[member->region]);
    labels_cell(csv, member);
    csv_count(csv, fleet_node_count(&scenario->fleet, outcome->member));
    csv_text(csv, member_window_name(scenario, outcome->track, outcome->member));
}

static void outcome_cells(struct csv *csv, const struct member_outcome *outcome)
{
    static const enum update_state states[] = {STATE_COMPLETED, STATE_SKIPPED,     STATE_FAILED,
                                               STATE_PENDING,   STATE_NOT_STARTED, STATE_RUNNING};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        csv_proportion(csv, &outcome->state[states[i]]);
    for (int q = 0; q < MEMBER_QUANTILE_COUNT; q++)
        csv_instant(csv, outcome->begin_s[q]);
    for (int q = 0; q < MEMBER_QUANTILE_COUNT; q++)
        csv_instant(csv, outcome->end_s[q]);
    csv_proportion(csv, &outcome->overrun);
}

void members_csv(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    struct csv csv = {.out = out};
    header(&csv);
    for (uint32_t i = 0; i < forecast->member_count; i++) {
        if (rendering->member_shown != NULL && !rendering->member_shown[i])
            continue;
        place_cells(&csv, forecast->scenario, &forecast->members[i]);
        outcome_cells(&csv, &forecast->members[i]);
        csv_fixed(&csv, forecast->tracks[forecast->members[i].track].runs_per_trial_mean,
                  MEAN_DECIMALS);
        csv_proportion_if(&csv, forecast->member_critical, i);
        csv_end(&csv);
    }
}
