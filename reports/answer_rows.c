/* The table of the answer, row by row. */
#include "reports/answer.h"
#include "reports/figure.h"
#include "reports/name.h"

enum { ROW_NAME_COLUMNS = 48 };

/* Where rows go. One row is put together at a time. */
struct rows {
    const struct forecast *forecast;
    answer_row_function *emit;
    void *context;
    const char *of; /* what chances are shares of: "trials", of a profile "runs" */
    struct answer_row row;
};

static struct answer_row *begin(struct rows *rows)
{
    struct line *lines[] = {&rows->row.label, &rows->row.value, &rows->row.note};
    for (int i = 0; i < 3; i++) {
        lines[i]->length = 0;
        lines[i]->text[0] = '\0';
    }
    return &rows->row;
}

static void end(struct rows *rows)
{
    rows->emit(rows->context, &rows->row);
}

static void add_name(struct line *line, const char *before, const char *name, const char *after)
{
    char buffer[NAME_SIZE];
    line_add(line, "%s%s%s", before, name_short(name, ROW_NAME_COLUMNS, buffer), after);
}

static void end_row(struct rows *rows, const char *label, const struct quantile *finish,
                    const struct ending *ending)
{
    struct answer_row *row = begin(rows);
    char interval[FIGURE_SIZE];
    line_add(&row->label, "%s", label);
    if (finish->value_s == INSTANT_NEVER) {
        answer_never(ending, rows->of, &row->value);
    } else {
        answer_moment(rows->forecast->scenario, finish->value_s, &row->value);
        line_add(&row->note, "95 %% interval %s", figure_moment_interval(finish, interval));
    }
    end(rows);
}

static void end_rows(struct rows *rows, const struct quantile finish[QUANTILE_COUNT],
                     const struct ending *ending)
{
    end_row(rows, "Ends by, P50", &finish[Q50], ending);
    end_row(rows, "Ends by, P80", &finish[Q80], ending);
    end_row(rows, "Ends by, P95", &finish[Q95], ending);
}

static void add_chance(struct rows *rows, const struct proportion *p)
{
    struct answer_row *row = &rows->row;
    char buffer[FIGURE_SIZE];
    line_add(&row->value, "%s", figure_percent(p, buffer));
    bool one_sided = p->hits == 0 || p->hits == p->n;
    line_add(&row->note, "%s%s", one_sided ? "" : "95 % interval ",
             figure_percent_interval(p, rows->of, buffer));
}

static void chance_row(struct rows *rows, const char *label, const struct proportion *p)
{
    struct answer_row *row = begin(rows);
    line_add(&row->label, "%s", label);
    add_chance(rows, p);
    end(rows);
}

static void ending_rows(struct rows *rows, const struct ending *ending)
{
    chance_row(rows, "Completed", &ending->completed);
    chance_row(rows, "Failed", &ending->failed);
    if (ending->stopped.hits > 0)
        chance_row(rows, "Stopped", &ending->stopped);
    chance_row(rows, "Unfinished at the horizon", &ending->unfinished);
    if (ending->not_started.hits > 0)
        chance_row(rows, "Never started", &ending->not_started);
}

static void not_simulated(struct answer_row *row)
{
    line_add(&row->value, "not simulated");
    line_add(&row->note, "it lies beyond the horizon");
}

static void deadline_row(struct rows *rows, const struct deadline *deadline,
                         const struct deadline_outcome *outcome)
{
    struct answer_row *row = begin(rows);
    char at[FIGURE_SIZE];
    const struct scenario *scenario = rows->forecast->scenario;
    add_name(&row->label, "Meets the deadline \"", deadline->name, "\", ");
    line_add(&row->label, "%s", figure_moment(deadline->at_s, at));
    if (deadline->track != NONE)
        add_name(&row->label, ", run \"", scenario->tracks[deadline->track].name, "\"");
    if (!outcome->simulated) {
        not_simulated(row);
    } else {
        add_chance(rows, &outcome->met);
        if (deadline->coverage > 0)
            line_add(&row->note, "; met with %s %% of members at target",
                     figure_fixed(deadline->coverage * 100, 1, at));
    }
    end(rows);
}

/* Whether everything has ended when a freeze begins; of no use for one that had begun at the start.
 */
static void before_freeze_row(struct rows *rows, const struct freeze *freeze,
                              const struct freeze_outcome *outcome)
{
    const struct forecast *forecast = rows->forecast;
    char at[FIGURE_SIZE];
    if (freeze->start_s <= forecast->scenario->start_s ||
        forecast->scenario->written_run_count == 0)
        return;
    struct answer_row *row = begin(rows);
    add_name(&row->label, "Ends before the freeze \"", freeze->name, "\", ");
    line_add(&row->label, "%s", figure_moment(freeze->start_s, at));
    if (outcome->simulated) {
        struct proportion p = answer_ends_by(forecast, freeze->start_s);
        add_chance(rows, &p);
    } else {
        not_simulated(row);
    }
    end(rows);
}

static void work_in_freeze_row(struct rows *rows, const struct freeze *freeze,
                               const struct freeze_outcome *outcome)
{
    struct answer_row *row = begin(rows);
    char mean[FIGURE_SIZE], most[FIGURE_SIZE];
    add_name(&row->label, "Work in the freeze \"", freeze->name, "\"");
    if (outcome->simulated) {
        add_chance(rows, &outcome->work);
        line_add(&row->note, "; members with work in it: mean %s, P95 %s",
                 figure_mean(outcome->members_mean, mean),
                 figure_count(outcome->members_p95, most));
        if (freeze->end_s > rows->forecast->scenario->horizon_s)
            line_add(&row->note, "; looked at until the horizon only");
    } else {
        not_simulated(row);
    }
    end(rows);
}

static void add_count(struct line *line, const char *before, const struct count_outcome *count,
                      const char *after)
{
    char mean[FIGURE_SIZE], p95[FIGURE_SIZE];
    line_add(line, "%s%s%s", before, figure_mean(count->mean, mean), after);
    line_add(line, " (P95 %s)", figure_count(count->p95, p95));
}

/* Until when people can stop the work so that nothing is in progress when the freeze begins. */
static void safe_stop_row(struct rows *rows, const struct freeze *freeze,
                          const struct safe_stop *safe)
{
    char interval[FIGURE_SIZE];
    if (!safe->exists)
        return;
    struct answer_row *row = begin(rows);
    add_name(&row->label, "Last safe stop before the freeze \"", freeze->name, "\"");
    answer_moment(rows->forecast->scenario, safe->at.value_s, &row->value);
    line_add(&row->note, "95 %% interval %s", figure_moment_interval(&safe->at, interval));
    add_count(&row->note, "; the fleet then, means: ", &safe->at_target, " at target");
    add_count(&row->note, ", ", &safe->before, " at the old version");
    add_count(&row->note, ", ", &safe->in_progress, " in progress");
    end(rows);
}

static void stop_row(struct rows *rows, uint32_t track)
{
    const struct stop_outcome *stop = &rows->forecast->stops[track];
    if (stop->stops.hits == 0)
        return;
    struct answer_row *row = begin(rows);
    line_add(&row->label, "Stopped by failures over a limit");
    add_chance(rows, &stop->stops);
    add_count(&row->note, "; members touched by then: mean ", &stop->touched, "");
    add_count(&row->note, "; failures over the limit in the end: mean ", &stop->overshoot, "");
    end(rows);
}

static void members_row(struct rows *rows, uint32_t track)
{
    const struct track_outcome *outcome = &rows->forecast->tracks[track];
    const struct plan *plan = rows->forecast->scenario->tracks[track].plan;
    const double *mean = outcome->members_mean;
    struct answer_row *row = begin(rows);
    char buffer[FIGURE_SIZE];
    bool made = rows->forecast->scenario->tracks[track].profile != NONE;
    line_add(&row->label, "Members expected at %s end", made ? "a run's" : "the");
    line_add(&row->value, "%s completed", figure_mean(mean[STATE_COMPLETED], buffer));
    line_add(&row->value, ", %s skipped", figure_mean(mean[STATE_SKIPPED], buffer));
    line_add(&row->value, ", %s failed", figure_mean(mean[STATE_FAILED], buffer));
    line_add(&row->value, ", %s still pending", figure_mean(mean[STATE_PENDING], buffer));
    line_add(&row->value, ", %s not started", figure_mean(mean[STATE_NOT_STARTED], buffer));
    double in_progress = mean[STATE_RUNNING] + mean[STATE_STOPPING];
    if (in_progress > 0)
        line_add(&row->value, ", %s in progress", figure_mean(in_progress, buffer));
    line_add(&row->note, "means, of %s", figure_count(plan->member_count, buffer));
    end(rows);
}

static void overrun_row(struct rows *rows)
{
    const struct overrun_outcome *overrun = &rows->forecast->overrun;
    struct answer_row *row = begin(rows);
    char buffer[FIGURE_SIZE];
    if (overrun->upgrades.n == 0)
        return;
    line_add(&row->label, "Some upgrade outlasts its window");
    add_chance(rows, &overrun->trials);
    line_add(&row->note, "; %s of upgrades begun in a window",
             figure_chance(&overrun->upgrades, buffer));
    end(rows);
}

/* Then a rating that is not the worst yet might be worse at the other end of a range. */
static bool has_untried_ranges(const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    for (uint32_t i = 0; i < scenario->assumption_count && forecast->robustness == NULL; i++)
        if (scenario->assumptions[i].range != NULL)
            return true;
    return false;
}

static void risk_row(struct rows *rows)
{
    const struct risk_rating *risk = &rows->forecast->risk;
    struct answer_row *row = begin(rows);
    char buffer[FIGURE_SIZE];
    line_add(&row->label, "Risk rating");
    line_add(&row->value, "%s", risk_name(risk->risk));
    if (risk->decided_by != NULL)
        add_name(&row->note, "decided by ", risk->decided_by, "");
    line_add(&row->note, "; upper interval end %s %%", figure_fixed(risk->figure * 100, 1, buffer));
    line_add(&row->note, "; members expected not at target: %s %%",
             figure_fixed(risk->not_at_target_share * 100, 1, buffer));
    if (risk->unsteady)
        line_add(&row->note, "; worse at some end of what is assumed");
    if (risk->raised)
        line_add(&row->note, ", therefore one level up");
    if (risk->risk != RISK_HIGH && has_untried_ranges(rows->forecast))
        line_add(&row->note, "; assumptions not tried at their ends (-o does)");
    end(rows);
}

static void mean_row(struct rows *rows, const char *label, double mean, const char *unit,
                     const char *note)
{
    struct answer_row *row = begin(rows);
    char buffer[FIGURE_SIZE];
    line_add(&row->label, "%s", label);
    line_add(&row->value, "%s%s", figure_mean(mean, buffer), unit);
    line_add(&row->note, "%s", note);
    end(rows);
}

static void growth_row(struct rows *rows, const struct campaign_outcome *campaign)
{
    struct answer_row *row = begin(rows);
    char first[FIGURE_SIZE], last[FIGURE_SIZE], high[FIGURE_SIZE];
    line_add(&row->label, "Runs pile up");
    line_add(&row->value, "%s", campaign->sustainable ? "no" : "yes");
    line_add(&row->note, "active runs on average: %s in the first third of the history",
             figure_fixed(campaign->active_first_mean, 2, first));
    line_add(&row->note, ", %s in the last", figure_fixed(campaign->active_last_mean, 2, last));
    line_add(&row->note, "; growth at most %s", figure_fixed(campaign->growth_high, 2, high));
    line_add(&row->note, ", sustainable below %s", figure_mean(CAMPAIGN_GROWTH_MAX, high));
    end(rows);
}

/* What runs do to one another where profiles make them. */
static void campaign_rows(struct rows *rows)
{
    const struct campaign_outcome *campaign = &rows->forecast->campaign;
    mean_row(rows, "Two or more runs are active", campaign->overlap_share_mean * 100, " %",
             "of the time until the horizon, on average");
    growth_row(rows, campaign);
    mean_row(rows, "Waiting for another run", campaign->other_operation_h_mean, " h",
             "OperationInProgress, all members of all runs together, per history");
    if (campaign->without_place_mean > 0)
        mean_row(rows, "Runs that were left out", campaign->without_place_mean, "",
                 "per history: more than one history has room for");
}

static void duration_row(struct rows *rows, const char *label, const struct quantile *duration,
                         const struct ending *ending)
{
    struct answer_row *row = begin(rows);
    char text[FIGURE_SIZE];
    line_add(&row->label, "%s", label);
    if (duration->value_s == INSTANT_NEVER) {
        answer_never(ending, rows->of, &row->value);
    } else {
        line_add(&row->value, "%s", figure_length(duration->value_s, text));
        line_add(&row->note, "95 %% interval %s", figure_length_interval(duration, text));
    }
    end(rows);
}

static void profile_rows(struct rows *rows, uint32_t track)
{
    const struct track_outcome *outcome = &rows->forecast->tracks[track];
    rows->of = "runs";
    mean_row(rows, "Update runs", outcome->runs_per_trial_mean, "", "per history, on average");
    if (outcome->ending.completed.n == 0)
        return;
    duration_row(rows, "A run takes, P50", &outcome->duration[Q50], &outcome->ending);
    duration_row(rows, "A run takes, P80", &outcome->duration[Q80], &outcome->ending);
    ending_rows(rows, &outcome->ending);
    if (outcome->made.overlaps.n > 0)
        chance_row(rows, "Begins while the one before is active", &outcome->made.overlaps);
    members_row(rows, track);
    mean_row(rows, "Members passed over", outcome->made.passed_over_mean, "",
             "per run: another run had brought them to its target");
    if (outcome->made.stuck_stages_mean > 0)
        mean_row(rows, "Stages held up", outcome->made.stuck_stages_mean, "",
                 "per history: by a member whose region never gets the run's image");
}

void answer_rows(const struct forecast *forecast, answer_row_function *emit, void *context)
{
    const struct scenario *scenario = forecast->scenario;
    struct rows rows = {.forecast = forecast, .emit = emit, .context = context, .of = "trials"};
    if (scenario->written_run_count > 0) {
        end_rows(&rows, forecast->finish_all, &forecast->ending_all);
        ending_rows(&rows, &forecast->ending_all);
    }
    if (scenario->profile_count > 0)
        campaign_rows(&rows);
    for (uint32_t i = 0; i < scenario->deadline_count; i++)
        deadline_row(&rows, &scenario->deadlines[i], &forecast->deadlines[i]);
    for (uint32_t i = 0; i < scenario->freeze_count; i++) {
        before_freeze_row(&rows, &scenario->freezes[i], &forecast->freezes[i]);
        work_in_freeze_row(&rows, &scenario->freezes[i], &forecast->freezes[i]);
        safe_stop_row(&rows, &scenario->freezes[i], &forecast->freezes[i].safe);
    }
    overrun_row(&rows);
    if (!answer_is_by_track(scenario)) {
        stop_row(&rows, 0);
        members_row(&rows, 0);
    }
    risk_row(&rows);
}

void answer_track_rows(const struct forecast *forecast, uint32_t track, answer_row_function *emit,
                       void *context)
{
    struct rows rows = {.forecast = forecast, .emit = emit, .context = context, .of = "trials"};
    const struct track_outcome *outcome = &forecast->tracks[track];
    if (forecast->scenario->tracks[track].profile != NONE) {
        profile_rows(&rows, track);
        return;
    }
    end_rows(&rows, outcome->finish, &outcome->ending);
    ending_rows(&rows, &outcome->ending);
    stop_row(&rows, track);
    members_row(&rows, track);
}
