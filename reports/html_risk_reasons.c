/* Failures by cause, and members that wait or are skipped, by reason. */
#include "models/instant.h"
#include "reports/figure.h"
#include "reports/html_risks.h"
#include "reports/html_table.h"
#include "reports/html_writer.h"
#include "reports/line.h"
#include "reports/reason_total.h"

enum { ROWS_SHOWN = 30 };

static void heading(const struct scenario *scenario, const struct reason_total *total,
                    struct line *line)
{
    const char *words = reason_words(total->reason);
    if (scenario->track_count > 1)
        line_add(line, "%s: ", scenario->tracks[total->track].name);
    line_add(line, "%s", scenario_reason(scenario, total->reason));
    if (words[0] != '\0')
        line_add(line, ": %s", words);
}

/* "weu-prod-01 3.3 % (2.6 to 4.2 %), ..." */
static void add_members(const struct forecast *forecast, const struct reason_total *total,
                        struct line *line)
{
    char chance[FIGURE_SIZE];
    for (uint32_t i = 0; i < total->most.count; i++) {
        const struct reason_outcome *row = &forecast->reasons[total->most.index[i]];
        line_add(line, "%s%s %s", i > 0 ? ", " : "",
                 forecast->scenario->fleet.members[row->member].name,
                 figure_chance(&row->p, chance));
    }
    if (total->members > total->most.count)
        line_add(line, ", %s more", figure_count(total->members - total->most.count, chance));
}

static void reason_row(FILE *out, const struct forecast *forecast, const struct reason_total *total,
                       bool waits)
{
    struct line name = {.length = 0}, members = {.length = 0};
    char figure[FIGURE_SIZE];
    heading(forecast->scenario, total, &name);
    add_members(forecast, total, &members);
    html_row_begin(out, name.text);
    html_cell(out, figure_mean(total->members_mean, figure));
    if (waits)
        html_cell(out, total->mean_s > 0
                           ? figure_mean(total->mean_s / total->members_mean / HOUR_S, figure)
                           : "");
    html_cell(out, members.text);
    html_row_end(out);
}

static void rows(FILE *out, const struct forecast *forecast, const struct reason_totals *totals,
                 bool waits)
{
    for (uint32_t i = 0; i < totals->count && i < ROWS_SHOWN; i++)
        reason_row(out, forecast, &totals->list[i], waits);
    if (totals->count <= ROWS_SHOWN)
        return;
    html_row_begin(out, "and more: reasons.csv");
    fputs(waits ? "<td></td><td></td><td></td>" : "<td></td><td></td>", out);
    html_row_end(out);
}

/* What means of members are over. */
static const char *each(const struct scenario *scenario)
{
    return scenario->written_run_count == 0 ? "Members a run, mean" : "Members a trial, mean";
}

void html_risk_failures(FILE *out, const struct forecast *forecast)
{
    struct reason_totals totals = reason_totals_create(forecast, STATE_FAILED);
    fputs("<h3>Failures by cause</h3>\n", out);
    if (totals.count == 0) {
        fputs("<p>No upgrade fails in any trial.</p>\n", out);
    } else {
        html_table_begin(out, "reasons", "Members that fail, at least once, for each cause",
                         (const char *const[]){"Cause", each(forecast->scenario),
                                               "Which are most likely to", NULL});
        rows(out, forecast, &totals, false);
        html_table_end(out);
    }
    reason_totals_destroy(&totals);
}

void html_risk_waits(FILE *out, const struct forecast *forecast)
{
    struct reason_totals pending = reason_totals_create(forecast, STATE_PENDING);
    struct reason_totals skipped = reason_totals_create(forecast, STATE_SKIPPED);
    fputs("<h3>Members that wait or are skipped</h3>\n", out);
    if (pending.count + skipped.count == 0) {
        fputs("<p>No member waits for anything but its turn, and none is skipped.</p>\n", out);
    } else {
        html_table_begin(out, "reasons", "Pending, then Skipped, by reason",
                         (const char *const[]){"Reason", each(forecast->scenario),
                                               "Hours each of them waits, mean",
                                               "Which are most likely to", NULL});
        rows(out, forecast, &pending, true);
        rows(out, forecast, &skipped, true);
        html_table_end(out);
    }
    reason_totals_destroy(&pending);
    reason_totals_destroy(&skipped);
}
