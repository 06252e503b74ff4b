/* Section "What may go wrong": failures, the policy on them, members left behind, windows, quota.
 */
#include "reports/html_risks.h"

#include "reports/answer.h"
#include "reports/figure.h"
#include "reports/html_sections.h"
#include "reports/html_writer.h"
#include "reports/line.h"
#include "reports/reason_total.h"

/* Members of the written runs in a state at the end, all runs together. */
static double members_mean(const struct forecast *forecast, enum update_state state)
{
    double sum = 0;
    for (uint32_t i = 0; i < forecast->scenario->written_run_count; i++)
        sum += forecast->tracks[i].members_mean[state];
    return sum;
}

static void written_sentence(const struct forecast *forecast, struct line *line)
{
    const struct scenario *scenario = forecast->scenario;
    uint32_t members = 0;
    char figure[FIGURE_SIZE];
    for (uint32_t i = 0; i < scenario->written_run_count; i++)
        members += scenario->tracks[i].plan->member_count;
    line_add(line, "%s ends Failed in %s of trials; ",
             scenario->written_run_count == 1 ? "The run" : "One of the runs",
             figure_chance(&forecast->ending_all.failed, figure));
    line_add(line, "of %s members ", figure_count(members, figure));
    line_add(line, "%s are expected to end failed, ",
             figure_mean(members_mean(forecast, STATE_FAILED), figure));
    line_add(line, "%s still pending ", figure_mean(members_mean(forecast, STATE_PENDING), figure));
    line_add(line, "and %s not started.",
             figure_mean(members_mean(forecast, STATE_NOT_STARTED), figure));
}

static void made_sentence(const struct forecast *forecast, struct line *line)
{
    const struct scenario *scenario = forecast->scenario;
    uint32_t worst = 0;
    char figure[FIGURE_SIZE];
    for (uint32_t i = 1; i < scenario->track_count; i++)
        if (forecast->tracks[i].ending.failed.value > forecast->tracks[worst].ending.failed.value)
            worst = i;
    line_add(line, "Of the runs that profile %s makes, %s end Failed", scenario->tracks[worst].name,
             figure_chance(&forecast->tracks[worst].ending.failed, figure));
    line_add(line,
             scenario->track_count > 1 ? "; those of the other profiles do so less often." : ".");
}

static void sentence(FILE *out, const struct forecast *forecast)
{
    struct line line = {.length = 0};
    if (forecast->scenario->written_run_count > 0)
        written_sentence(forecast, &line);
    else
        made_sentence(forecast, &line);
    html_element(out, "p class=\"lead\"", line.text);
    fputc('\n', out);
}

void html_risks(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    sentence(out, forecast);
    html_risk_failures(out, forecast);
    html_risk_policy(out, forecast);
    html_risk_members(out, forecast);
    html_risk_waits(out, forecast);
    html_risk_support(out, forecast);
    html_risk_overruns(out, forecast);
    html_risk_surge(out, forecast);
}
