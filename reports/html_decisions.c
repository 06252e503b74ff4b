/* Section "Backout and decision points": until when the work can be stopped, the points before
 * which nothing further has been touched, and what stopping does. */
#include "reports/answer.h"
#include "reports/figure.h"
#include "reports/html_sections.h"
#include "reports/html_table.h"
#include "reports/html_writer.h"
#include "reports/line.h"
#include "reports/plan_words.h"
#include "reports/segment_name.h"

enum { FREEZES_SHOWN = 20, DEADLINES_SHOWN = 20, STAGES_SHOWN = 40 };

/* The first freeze with a last safe stop, or NULL. */
static const struct freeze *first_safe(const struct forecast *forecast)
{
    for (uint32_t i = 0; i < forecast->scenario->freeze_count; i++)
        if (forecast->freezes[i].safe.exists)
            return &forecast->scenario->freezes[i];
    return NULL;
}

static void sentence(FILE *out, const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    const struct freeze *freeze = first_safe(forecast);
    struct line line = {.length = 0};
    if (freeze != NULL) {
        line_add(&line, "The work can be stopped until ");
        answer_moment(scenario, forecast->freezes[freeze - scenario->freezes].safe.at.value_s,
                      &line);
        line_add(&line, " with nothing in progress when the freeze \"%s\" begins; ", freeze->name);
    }
    line_add(&line, "%s", freeze == NULL ? "A run can be stopped at any time: " : "");
    line_add(&line, "what is upgraded by then stays upgraded, and the rest stays as it is.");
    html_element(out, "p class=\"lead\"", line.text);
    fputc('\n', out);
}

static void safe_row(FILE *out, const struct forecast *forecast, uint32_t index)
{
    const struct freeze *freeze = &forecast->scenario->freezes[index];
    const struct freeze_outcome *outcome = &forecast->freezes[index];
    struct line at = {.length = 0};
    char begins[FIGURE_SIZE], interval[FIGURE_SIZE];
    html_row_begin(out, freeze->name);
    html_cell(out, figure_moment(freeze->start_s, begins));
    if (!outcome->safe.exists) {
        html_cell(out, !outcome->simulated ? "not simulated: it lies beyond the horizon"
                                           : "none after the scenario's start");
        fputs("<td></td><td></td><td></td>", out);
    } else {
        answer_moment(forecast->scenario, outcome->safe.at.value_s, &at);
        html_sure_cell(out, at.text, figure_moment_interval(&outcome->safe.at, interval));
        html_count_cell(out, &outcome->safe.at_target);
        html_count_cell(out, &outcome->safe.before);
        html_count_cell(out, &outcome->safe.in_progress);
    }
    html_row_end(out);
}

static void safe_stops(FILE *out, const struct forecast *forecast)
{
    uint32_t count = forecast->scenario->freeze_count;
    fputs("<h3>Last safe stop</h3>\n", out);
    if (count == 0) {
        fputs("<p>The scenario has no freeze, so there is no last instant to stop before "
              "one.</p>\n",
              out);
        return;
    }
    fputs("<p>The latest minute at which, in 95 % of trials, every upgrade then in progress ends "
          "before the freeze begins; and the fleet at that minute.</p>\n",
          out);
    html_table_begin(out, NULL, "Stops before the freezes",
                     (const char *const[]){"Freeze", "Begins", "Last safe stop",
                                           "Members at target", "At the old version", "In progress",
                                           NULL});
    for (uint32_t i = 0; i < count && i < FREEZES_SHOWN; i++)
        safe_row(out, forecast, i);
    html_table_end(out);
    if (count > FREEZES_SHOWN)
        fprintf(out, "<p class=\"note\">And %u more freezes: conflicts.csv.</p>\n",
                count - FREEZES_SHOWN);
}

static void start_row(FILE *out, const struct scenario *scenario, uint32_t index,
                      const struct latest_start *start)
{
    struct line at = {.length = 0}, required = {.length = 0};
    char share[FIGURE_SIZE];
    html_row_begin(out, scenario->deadlines[index].name);
    line_add(&required, "%s %%", figure_share(start->required, share));
    html_cell(out, required.text);
    if (!latest_start_exists(start)) {
        html_cell(out, latest_start_note(start->answer));
        fputs("<td></td><td></td>", out);
    } else {
        answer_moment(scenario, start->at_s, &at);
        html_sure_cell(out, at.text, latest_start_note(start->answer));
        html_chance_cell(out, &start->met);
        html_chance_cell(out, &start->day_later);
    }
    html_row_end(out);
}

static void latest_starts(FILE *out, const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    fputs("<h3>Latest safe start</h3>\n", out);
    if (scenario->deadline_count == 0 || forecast->latest_starts == NULL) {
        fputs(scenario->deadline_count == 0
                  ? "<p>The scenario has no deadline to start in time for.</p>\n"
              : answer_is_partial(forecast)
                  ? "<p>The run was interrupted before a latest start was found.</p>\n"
                  : "<p>No latest start was looked for.</p>\n",
              out);
        return;
    }
    fputs("<p>The last day on which the runs can begin, at the same time of day, and still meet "
          "the deadline with the probability required. Days are looked at one by one, because "
          "the chance jumps with monthly windows.</p>\n",
          out);
    html_table_begin(out, NULL, "Latest start for each deadline",
                     (const char *const[]){"Deadline", "Required", "Latest start",
                                           "Deadline met then", "A day later", NULL});
    for (uint32_t i = 0; i < scenario->deadline_count && i < DEADLINES_SHOWN; i++)
        start_row(out, scenario, i, &forecast->latest_starts[i]);
    html_table_end(out);
}

/* A part of a list in a line: the first without a separator. */
static void add_gates(const struct plan *plan, struct plan_gates gates, struct line *line)
{
    for (uint32_t i = 0; i < gates.count; i++) {
        const struct plan_gate *gate = &plan->gates[gates.first + i];
        line_add(line, "%s", line->length > 0 ? "; " : "");
        if (gate->display_name != NULL)
            line_add(line, "%s: ", gate->display_name);
        plan_words_gate(gate, line);
    }
}

/* What holds a stage up: the wait and the gates behind the one before, and its own gates. */
static void holds_cell(FILE *out, const struct plan *plan, uint32_t index)
{
    struct line line = {.length = 0};
    char length[INSTANT_TEXT_SIZE];
    if (index > 0) {
        const struct plan_stage *before = &plan->stages[index - 1];
        if (before->wait_s > 0)
            line_add(&line, "a wait of %s", duration_format(before->wait_s, length));
        add_gates(plan, before->after, &line);
    }
    add_gates(plan, plan->stages[index].before, &line);
    html_cell(out, line.length > 0 ? line.text : "nothing but its turn");
}

static void stage_row(FILE *out, const struct forecast *forecast,
                      const struct segment_outcome *segment)
{
    const struct plan *plan = forecast->scenario->tracks[segment->track].plan;
    struct line name = {.length = 0}, share = {.length = 0};
    char count[FIGURE_SIZE], moment[FIGURE_SIZE];
    segment_name_stage(forecast->scenario, segment, &name);
    html_row_begin(out, name.text);
    html_cell(out, figure_moment(segment->begin[Q10].value_s, moment));
    html_instant_cell(out, &segment->begin[Q50]);
    html_cell(out, figure_moment(segment->begin[Q90].value_s, moment));
    line_add(&share, "%s", figure_count(plan->stages[segment->index].member_first, count));
    line_add(&share, " of %s", figure_count(plan->member_count, count));
    html_cell(out, share.text);
    holds_cell(out, plan, segment->index);
    html_row_end(out);
}

/* Stages of written runs; a profile's begin again and again. */
static void decision_points(FILE *out, const struct forecast *forecast)
{
    uint32_t shown = 0;
    fputs("<h3>Points at which to decide</h3>\n", out);
    if (forecast->scenario->written_run_count == 0) {
        fputs("<p>Profiles make runs again and again: to hold them, disable the profile.</p>\n",
              out);
        return;
    }
    html_table_begin(out, NULL, "Before a stage begins, only members of earlier ones are touched",
                     (const char *const[]){"Stage", "Begins, P10", "Begins, P50", "Begins, P90",
                                           "Members touched before", "What it waits for", NULL});
    for (uint32_t i = 0; i < forecast->stage_count && shown < STAGES_SHOWN; i++) {
        if (forecast->scenario->tracks[forecast->stages[i].track].profile != NONE)
            continue;
        shown++;
        stage_row(out, forecast, &forecast->stages[i]);
    }
    html_table_end(out);
}

/* R26 to R28 of sim/orchestrator/RULES.md. */
static void backout(FILE *out)
{
    fputs("<h3>What stopping does</h3>\n"
          "<ul>\n"
          "<li>Nothing new begins; upgrades in progress are not aborted, they run to their "
          "end.</li>\n"
          "<li>Members at their target stay there: an update run does not go back to an earlier "
          "version.</li>\n"
          "<li>A stopped run can be started again and goes on with the members that are neither "
          "Completed nor Skipped.</li>\n"
          "</ul>\n",
          out);
}

void html_decisions(FILE *out, const struct rendering *rendering)
{
    sentence(out, rendering->forecast);
    safe_stops(out, rendering->forecast);
    latest_starts(out, rendering->forecast);
    decision_points(out, rendering->forecast);
    backout(out);
}
