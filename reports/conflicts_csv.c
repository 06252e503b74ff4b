/* conflicts.csv: deadlines, freezes, upgrades that outlast their window, runs that failures stop,
 * and versions that leave support; one row each.
 *
 * What does not apply to a kind of row is empty; so is every probability of an instant beyond the
 * horizon, which is "not simulated", never 0. */
#include "models/version.h"
#include "reports/csv_writer.h"
#include "reports/figure.h"
#include "reports/line.h"
#include "reports/renderer.h"

static void empty_cells(struct csv *csv, int count)
{
    for (int i = 0; i < count; i++)
        csv_empty(csv);
}

static void count_cells(struct csv *csv, const struct count_outcome *count)
{
    csv_fixed(csv, count->mean, MEAN_DECIMALS);
    csv_count(csv, count->p95);
}

/* The columns of the last safe stop and of the failure policy, which most rows leave empty. */
static void last_cells(struct csv *csv, const struct safe_stop *safe,
                       const struct stop_outcome *stop)
{
    if (safe != NULL && safe->exists) {
        csv_instant(csv, safe->at.value_s);
        csv_instant(csv, safe->at.low_s);
        csv_instant(csv, safe->at.high_s);
        count_cells(csv, &safe->at_target);
        count_cells(csv, &safe->before);
        count_cells(csv, &safe->in_progress);
    } else {
        empty_cells(csv, 9);
    }
    if (stop == NULL) {
        empty_cells(csv, 7);
        return;
    }
    csv_proportion(csv, &stop->stops);
    if (stop->stops.hits == 0) {
        empty_cells(csv, 4);
        return;
    }
    count_cells(csv, &stop->touched);
    count_cells(csv, &stop->overshoot);
}

/* NULL: it was not looked for. */
static void latest_start_cells(struct csv *csv, const struct latest_start *latest)
{
    if (latest == NULL) {
        empty_cells(csv, 9);
        return;
    }
    csv_fixed(csv, latest->required, PROBABILITY_DECIMALS);
    if (latest_start_exists(latest)) {
        csv_instant(csv, latest->at_s);
        csv_proportion(csv, &latest->met);
        csv_proportion(csv, &latest->day_later);
    } else {
        empty_cells(csv, 7);
    }
    csv_text(csv, latest_start_note(latest->answer));
}

/* NULL: a row of another kind. */
static void support_cells(struct csv *csv, const struct support_outcome *outcome)
{
    if (outcome == NULL || !outcome->simulated) {
        empty_cells(csv, 4);
        return;
    }
    csv_fixed(csv, outcome->members_mean, MEAN_DECIMALS);
    csv_proportion(csv, &outcome->any);
}

static void deadline_row(struct csv *csv, const struct scenario *scenario, uint32_t index,
                         const struct deadline_outcome *outcome, const struct latest_start *latest)
{
    const struct deadline *deadline = &scenario->deadlines[index];
    csv_text(csv, "deadline");
    csv_text(csv, deadline->name);
    csv_text(csv, deadline->track == NONE ? "" : scenario->tracks[deadline->track].name);
    csv_empty(csv);
    csv_instant(csv, deadline->at_s);
    if (deadline->coverage > 0)
        csv_fixed(csv, deadline->coverage, PROBABILITY_DECIMALS);
    else
        csv_empty(csv);
    empty_cells(csv, 2);
    csv_text(csv, outcome->simulated ? "true" : "false");
    if (outcome->simulated)
        csv_proportion(csv, &outcome->met);
    else
        csv_proportion_empty(csv);
    empty_cells(csv, 16);
    last_cells(csv, NULL, NULL);
    latest_start_cells(csv, latest);
    support_cells(csv, NULL);
    csv_end(csv);
}

static void freeze_outcome_cells(struct csv *csv, const struct freeze_outcome *outcome)
{
    if (!outcome->simulated) {
        empty_cells(csv, 9);
        return;
    }
    csv_proportion(csv, &outcome->work);
    csv_proportion(csv, &outcome->begins);
    csv_fixed(csv, outcome->member_hours_mean, HOURS_DECIMALS);
    csv_fixed(csv, outcome->members_mean, MEAN_DECIMALS);
    csv_count(csv, outcome->members_p95);
}

static void freeze_row(struct csv *csv, const struct freeze *freeze,
                       const struct freeze_outcome *outcome)
{
    csv_text(csv, "freeze");
    csv_text(csv, freeze->name);
    csv_empty(csv);
    csv_instant(csv, freeze->start_s);
    csv_instant(csv, freeze->end_s);
    csv_empty(csv);
    csv_text(csv, freeze->enforce ? "true" : "false");
    csv_count(csv, freeze->scope_count);
    csv_text(csv, outcome->simulated ? "true" : "false");
    csv_proportion_empty(csv);
    freeze_outcome_cells(csv, outcome);
    empty_cells(csv, 7);
    last_cells(csv, &outcome->safe, NULL);
    latest_start_cells(csv, NULL);
    support_cells(csv, NULL);
    csv_end(csv);
}

/* Kind and name, and all that only deadlines and freezes have. */
static void overrun_head(struct csv *csv, const char *kind, const char *name)
{
    csv_text(csv, kind);
    csv_text(csv, name);
    empty_cells(csv, 6);
    csv_text(csv, "true");
    empty_cells(csv, 12);
}

static void overrun_row(struct csv *csv, const struct overrun_outcome *overrun)
{
    overrun_head(csv, "overrun", "");
    csv_proportion(csv, &overrun->trials);
    csv_proportion(csv, &overrun->upgrades);
    csv_count(csv, overrun->members);
    last_cells(csv, NULL, NULL);
    latest_start_cells(csv, NULL);
    support_cells(csv, NULL);
    csv_end(csv);
}

static void window_row(struct csv *csv, const char *name, const struct proportion *upgrades)
{
    overrun_head(csv, "window", name);
    csv_proportion_empty(csv);
    csv_proportion(csv, upgrades);
    csv_empty(csv);
    last_cells(csv, NULL, NULL);
    latest_start_cells(csv, NULL);
    support_cells(csv, NULL);
    csv_end(csv);
}

static void failure_limit_row(struct csv *csv, const char *track, const struct stop_outcome *stop)
{
    csv_text(csv, "failure_limit");
    csv_text(csv, "");
    csv_text(csv, track);
    empty_cells(csv, 5);
    csv_text(csv, "true");
    empty_cells(csv, 19);
    last_cells(csv, NULL, stop);
    latest_start_cells(csv, NULL);
    support_cells(csv, NULL);
    csv_end(csv);
}

static void support_row(struct csv *csv, const struct support_outcome *outcome)
{
    struct line name = {.length = 0};
    char version[VERSION_TEXT_SIZE];
    line_add(&name, "%s%s", version_minor_format(outcome->minor, version),
             outcome->long_term ? " with long-term support" : "");
    csv_text(csv, "end_of_support");
    csv_text(csv, name.text);
    csv_empty(csv);
    csv_instant(csv, outcome->end_s);
    csv_instant(csv, outcome->at_s);
    empty_cells(csv, 2);
    csv_count(csv, outcome->members);
    csv_text(csv, outcome->simulated ? "true" : "false");
    empty_cells(csv, 19);
    last_cells(csv, NULL, NULL);
    latest_start_cells(csv, NULL);
    support_cells(csv, outcome);
    csv_end(csv);
}

static void header(struct csv *csv)
{
    csv_headings(csv,
                 "kind,name,run,from_utc,until_utc,coverage,enforced,members_in_scope,simulated");
    csv_proportion_columns(csv, "p_met");
    csv_proportion_columns(csv, "p_work");
    csv_proportion_columns(csv, "p_begins");
    csv_headings(csv, "work_mean_h,members_with_work_mean,members_with_work_p95");
    csv_proportion_columns(csv, "p_trial_overrun");
    csv_proportion_columns(csv, "p_upgrade_overrun");
    csv_headings(csv, "members_overrun,last_safe_stop_utc,last_safe_stop_lo_utc,"
                      "last_safe_stop_hi_utc,at_target_then_mean,at_target_then_p95,"
                      "old_version_then_mean,old_version_then_p95,in_progress_then_mean,"
                      "in_progress_then_p95");
    csv_proportion_columns(csv, "p_stop");
    csv_headings(csv, "touched_mean,touched_p95,overshoot_mean,overshoot_p95,"
                      "p_required,latest_start_utc");
    csv_proportion_columns(csv, "p_latest_start");
    csv_proportion_columns(csv, "p_day_later");
    csv_headings(csv, "latest_start_note,members_out_of_support_mean");
    csv_proportion_columns(csv, "p_out_of_support");
    csv_end(csv);
}

void conflicts_csv(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    const struct scenario *scenario = forecast->scenario;
    struct csv csv = {.out = out};
    header(&csv);
    for (uint32_t i = 0; i < scenario->deadline_count; i++)
        deadline_row(&csv, scenario, i, &forecast->deadlines[i],
                     forecast->latest_starts == NULL ? NULL : &forecast->latest_starts[i]);
    for (uint32_t i = 0; i < scenario->freeze_count; i++)
        freeze_row(&csv, &scenario->freezes[i], &forecast->freezes[i]);
    overrun_row(&csv, &forecast->overrun);
    for (uint32_t i = 0; i < scenario->window_count; i++)
        window_row(&csv, scenario->windows[i].name, &forecast->window_overruns[i].upgrades);
    for (uint32_t i = 0; i < scenario->track_count; i++)
        failure_limit_row(&csv, scenario->tracks[i].name, &forecast->stops[i]);
    for (uint32_t i = 0; i < forecast->support_count; i++)
        support_row(&csv, &forecast->support[i]);
}
