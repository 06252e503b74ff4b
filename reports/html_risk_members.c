/* Which members most likely do not end Completed, and why. */
#include "models/instant.h"
#include "reports/figure.h"
#include "reports/html_risks.h"
#include "reports/html_table.h"
#include "reports/html_writer.h"
#include "reports/line.h"
#include "reports/scratch.h"
#include "reports/top_rows.h"

#include <stdlib.h>

enum { MEMBERS_SHOWN = 10, REASONS_SHOWN = 3 };

/* A member with its part of forecast.reasons, which stand in the same order. */
struct doubtful {
    const struct member_outcome *member;
    uint32_t reason_first, reason_count;
};

/* Members that are at their target are as they should be. */
static double not_completed(const struct forecast *forecast, const struct doubtful *doubtful)
{
    const struct proportion *completed = &doubtful->member->state[STATE_COMPLETED];
    uint64_t fine = completed->hits;
    for (uint32_t i = 0; i < doubtful->reason_count; i++) {
        const struct reason_outcome *reason = &forecast->reasons[doubtful->reason_first + i];
        if (reason->reason == REASON_ALREADY_AT_TARGET)
            fine += reason->p.hits;
    }
    return completed->n <= fine ? 0 : (double)(completed->n - fine) / (double)completed->n;
}

/* Where each member's reasons begin, and one end behind the last: to be given to free(). */
static uint32_t *find_reasons(const struct forecast *forecast)
{
    uint32_t *first = scratch_array(uint32_t, forecast->member_count + 1), at = 0;
    for (uint32_t i = 0; i < forecast->member_count; i++) {
        const struct member_outcome *member = &forecast->members[i];
        first[i] = at;
        while (at < forecast->reason_count && forecast->reasons[at].track == member->track &&
               forecast->reasons[at].member == member->member)
            at++;
    }
    first[forecast->member_count] = at;
    return first;
}

static struct doubtful doubtful_at(const struct forecast *forecast, const uint32_t *reason_first,
                                   uint32_t i)
{
    return (struct doubtful){&forecast->members[i], reason_first[i],
                             reason_first[i + 1] - reason_first[i]};
}

static struct top_rows rank_members(const struct forecast *forecast, const uint32_t *reason_first)
{
    struct top_rows top = {.limit = MEMBERS_SHOWN};
    for (uint32_t i = 0; i < forecast->member_count; i++) {
        struct doubtful doubtful = doubtful_at(forecast, reason_first, i);
        double chance = not_completed(forecast, &doubtful);
        if (chance > 0)
            top_rows_offer(&top, i, chance);
    }
    return top;
}

/* The most likely one that comes behind `last` in that order; NULL: there is none. */
static const struct reason_outcome *next_reason(const struct forecast *forecast,
                                                const struct doubtful *doubtful,
                                                const struct reason_outcome *last)
{
    const struct reason_outcome *best = NULL;
    for (uint32_t i = 0; i < doubtful->reason_count; i++) {
        const struct reason_outcome *at = &forecast->reasons[doubtful->reason_first + i];
        bool behind =
            last == NULL || at->p.hits < last->p.hits || (at->p.hits == last->p.hits && at > last);
        if (behind && (best == NULL || at->p.hits > best->p.hits))
            best = at;
    }
    return best;
}

static void add_reasons(const struct forecast *forecast, const struct doubtful *doubtful,
                        struct line *line)
{
    char figure[FIGURE_SIZE];
    const struct reason_outcome *at = next_reason(forecast, doubtful, NULL);
    for (int i = 0; i < REASONS_SHOWN && at != NULL; i++) {
        line_add(line, "%s%s in %s", i > 0 ? "; " : "",
                 scenario_reason(forecast->scenario, at->reason), figure_percent(&at->p, figure));
        if (at->mean_s > 0)
            line_add(line, ", %s h on average", figure_mean(at->mean_s / HOUR_S, figure));
        at = next_reason(forecast, doubtful, at);
    }
    if (line->length == 0)
        line_add(line, "the run had ended before its turn");
}

static void member_row(FILE *out, const struct forecast *forecast, const struct doubtful *doubtful)
{
    static const enum update_state states[] = {STATE_FAILED, STATE_SKIPPED, STATE_PENDING,
                                               STATE_NOT_STARTED};
    const struct scenario *scenario = forecast->scenario;
    struct line name = {.length = 0}, why = {.length = 0};
    if (scenario->track_count > 1)
        line_add(&name, "%s: ", scenario->tracks[doubtful->member->track].name);
    line_add(&name, "%s", scenario->fleet.members[doubtful->member->member].name);
    add_reasons(forecast, doubtful, &why);
    html_row_begin(out, name.text);
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        html_chance_cell(out, &doubtful->member->state[states[i]]);
    html_cell(out, why.text);
    html_row_end(out);
}

static void table(FILE *out, const struct forecast *forecast, const uint32_t *reason_first,
                  const struct top_rows *top)
{
    struct line caption = {.length = 0};
    char count[FIGURE_SIZE];
    line_add(&caption,
             "State at the end of the run or the horizon: %u of %s members that are not Completed "
             "in some trial",
             top->count, figure_count(top->offered, count));
    html_table_begin(out, "members", caption.text,
                     (const char *const[]){"Member", "Failed", "Skipped", "Pending", "Not started",
                                           "What it met, in the share of trials", NULL});
    for (uint32_t i = 0; i < top->count; i++) {
        struct doubtful doubtful = doubtful_at(forecast, reason_first, top->index[i]);
        member_row(out, forecast, &doubtful);
    }
    html_table_end(out);
}

void html_risk_members(FILE *out, const struct forecast *forecast)
{
    uint32_t *reason_first = find_reasons(forecast);
    struct top_rows top = rank_members(forecast, reason_first);
    fputs("<h3>Members that most likely are left behind</h3>\n", out);
    if (top.count == 0)
        fputs("<p>Every member ends Completed, or is at its target already, in every "
              "trial.</p>\n",
              out);
    else
        table(out, forecast, reason_first, &top);
    free(reason_first);
}
