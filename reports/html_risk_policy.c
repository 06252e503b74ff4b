/* Failure policy: what a run allows, who responds, how often failures stop it. */
#include "reports/figure.h"
#include "reports/html_risks.h"
#include "reports/html_table.h"
#include "reports/html_writer.h"
#include "reports/line.h"
#include "reports/segment_name.h"
#include "reports/top_rows.h"

enum { TRACKS_SHOWN = 20, SEGMENTS_SHOWN = 10 };

static void response(FILE *out, const struct failure_response *failure)
{
    if (!failure->reacts)
        fputs("<p>Failures beyond a limit stop the run: nothing new begins, upgrades in progress "
              "end, and the run ends Failed. Nobody starts it again.</p>\n",
              out);
    else
        fprintf(out,
                "<p>Failures beyond a limit stop the run: nothing new begins, and upgrades in "
                "progress end. People start it again, at most %u time%s a trial%s.</p>\n",
                failure->attempts_max, failure->attempts_max == 1 ? "" : "s",
                failure->skips ? "; after that they skip the failed members and go on" : "");
}

static void stop_row(FILE *out, const struct forecast *forecast, uint32_t track)
{
    const struct stop_outcome *stop = &forecast->stops[track];
    char figure[FIGURE_SIZE];
    html_row_begin(out, forecast->scenario->tracks[track].name);
    html_chance_cell(out, &stop->stops);
    if (stop->stops.hits > 0) {
        html_count_cell(out, &stop->touched);
        html_count_cell(out, &stop->overshoot);
    } else {
        fputs("<td></td><td></td>", out);
    }
    html_cell(out, figure_mean(forecast->tracks[track].failure_count_mean, figure));
    html_row_end(out);
}

static void stop_table(FILE *out, const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    struct line caption = {.length = 0};
    line_add(&caption, "Stopped by failures over a limit");
    if (scenario->track_count > TRACKS_SHOWN)
        line_add(&caption, ", the first %d of %u runs", TRACKS_SHOWN, scenario->track_count);
    html_table_begin(out, NULL, caption.text,
                     (const char *const[]){"Run or profile", "Chance",
                                           "Members touched by then, mean",
                                           "Failures over the limit in the end, mean",
                                           "Members failed at the end, mean over all", NULL});
    for (uint32_t i = 0; i < scenario->track_count && i < TRACKS_SHOWN; i++)
        stop_row(out, forecast, i);
    html_table_end(out);
}

/* Stages, then groups, as one list. */
static const struct segment_outcome *segment_at(const struct forecast *forecast, uint32_t index)
{
    return index < forecast->stage_count ? &forecast->stages[index]
                                         : &forecast->groups[index - forecast->stage_count];
}

static void segment_row(FILE *out, const struct forecast *forecast, uint32_t index)
{
    bool group = index >= forecast->stage_count;
    const struct segment_outcome *segment = segment_at(forecast, index);
    const struct plan *plan = forecast->scenario->tracks[segment->track].plan;
    struct line name = {.length = 0};
    char count[FIGURE_SIZE];
    if (group)
        segment_name_group(forecast->scenario, segment, &name);
    else
        segment_name_stage(forecast->scenario, segment, &name);
    html_row_begin(out, name.text);
    html_cell(out, group ? "group" : "stage");
    html_cell(out, figure_count(group ? plan->groups[segment->index].failures_max
                                      : plan->stages[segment->index].failures_max,
                                count));
    html_chance_cell(out, &segment->over_limit);
    html_row_end(out);
}

static void limit_table(FILE *out, const struct forecast *forecast)
{
    struct top_rows top = {.limit = SEGMENTS_SHOWN};
    for (uint32_t i = 0; i < forecast->stage_count + forecast->group_count; i++)
        if (segment_at(forecast, i)->over_limit.hits > 0)
            top_rows_offer(&top, i, segment_at(forecast, i)->over_limit.value);
    if (top.count == 0)
        return;
    html_table_begin(
        out, NULL, "Limits that are exceeded most often",
        (const char *const[]){"Where", "Limit of", "Failures allowed", "More than that", NULL});
    for (uint32_t i = 0; i < top.count; i++)
        segment_row(out, forecast, top.index[i]);
    html_table_end(out);
}

void html_risk_policy(FILE *out, const struct forecast *forecast)
{
    fputs("<h3>Failure policy</h3>\n", out);
    response(out, &forecast->scenario->operators.failure);
    stop_table(out, forecast);
    limit_table(out, forecast);
}
