/* What would bring the finish forward: levers, each simulated again with the same luck. */
#include "reports/answer.h"
#include "reports/change_words.h"
#include "reports/figure.h"
#include "reports/html_table.h"
#include "reports/html_why.h"
#include "reports/html_writer.h"
#include "reports/name.h"

enum { LEVERS_SHOWN = 60, DEADLINES_SHOWN = 3, HEADING_COLUMNS = 18 };

static struct change change_of(const struct lever_finish *finish)
{
    return (struct change){finish->known,  finish->change_s,  finish->low_s,
                           finish->high_s, finish->low_known, finish->high_known};
}

static void shift_cell(FILE *out, const struct lever_finish *finish)
{
    struct change change = change_of(finish);
    struct line interval = {.length = 0};
    char value[FIGURE_SIZE];
    if (!finish->known) {
        html_cell(out, "beyond the horizon");
        return;
    }
    change_add_shift_interval(&change, change_of_instant, &interval);
    html_sure_cell(out, change_shift(change.value, true, change_of_instant, value), interval.text);
}

static void chance_cell(FILE *out, const struct lever_chance *chance)
{
    struct line value = {.length = 0}, interval = {.length = 0};
    char figure[FIGURE_SIZE];
    if (chance->with.n == 0) {
        html_cell(out, "not simulated");
        return;
    }
    line_add(&value, "%s points, ", change_signed(chance->change * 100, 1, figure));
    line_add(&value, "to %s", figure_percent(&chance->with, figure));
    if (chance->low != 0 || chance->high != 0) {
        line_add(&interval, "%s to ", change_signed(chance->low * 100, 1, figure));
        line_add(&interval, "%s points", change_signed(chance->high * 100, 1, figure));
    }
    html_sure_cell(out, value.text, interval.text);
}

static void lever_name(const struct lever_outcome *lever, struct line *line)
{
    line_add(line, "%s%s%s", lever->words, lever->subject[0] != '\0' ? ": " : "", lever->subject);
}

static uint32_t chances_shown(const struct scenario *scenario)
{
    uint32_t count = lever_chance_count(scenario->deadline_count);
    return count < DEADLINES_SHOWN ? count : DEADLINES_SHOWN;
}

static void lever_row(FILE *out, const struct scenario *scenario, const struct lever_outcome *lever)
{
    struct line name = {.length = 0};
    lever_name(lever, &name);
    html_row_begin(out, name.text);
    html_short_cell(out, lever_kind_name(lever->lever.kind));
    shift_cell(out, &lever->p50);
    shift_cell(out, &lever->p80);
    for (uint32_t i = 0; i < chances_shown(scenario); i++)
        chance_cell(out, &lever->chances[i]);
    html_row_end(out);
}

static void table(FILE *out, const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    struct line headings[DEADLINES_SHOWN] = {{.length = 0}};
    char name[NAME_SIZE];
    const char *columns[4 + DEADLINES_SHOWN + 1] = {"Lever", "Kind", "P50 of the finish",
                                                    "P80 of the finish"};
    for (uint32_t i = 0; i < chances_shown(scenario); i++) {
        if (scenario->deadline_count == 0)
            line_add(&headings[i], "Completed");
        else
            line_add(&headings[i], "Meets \"%s\"",
                     name_short(scenario->deadlines[i].name, HEADING_COLUMNS, name));
        columns[4 + i] = headings[i].text;
    }
    html_table_begin(out, "levers", "Change against the plan as it is (below it its 95 % interval)",
                     columns);
    uint32_t shown = 0;
    for (uint32_t i = 0; i < forecast->lever_count && shown < LEVERS_SHOWN; i++)
        if (forecast->levers[i].not_run == NULL && forecast->levers[i].gains) {
            shown++;
            lever_row(out, scenario, &forecast->levers[i]);
        }
    html_table_end(out);
}

static bool any_gains(const struct forecast *forecast)
{
    for (uint32_t i = 0; i < forecast->lever_count; i++)
        if (forecast->levers[i].not_run == NULL && forecast->levers[i].gains)
            return true;
    return false;
}

/* Those that gain nothing, and those that cannot. */
static void rest(FILE *out, const struct forecast *forecast)
{
    uint32_t listed = 0;
    for (uint32_t i = 0; i < forecast->lever_count && listed < LEVERS_SHOWN; i++) {
        const struct lever_outcome *lever = &forecast->levers[i];
        struct line name = {.length = 0};
        if (lever->not_run == NULL && lever->gains)
            continue;
        fputs(listed++ == 0 ? "<p>What gains nothing:</p>\n<ul class=\"rest\">\n" : "", out);
        lever_name(lever, &name);
        if (lever->not_run != NULL)
            line_add(&name, " (not simulated: %s)", lever->not_run);
        html_element(out, "li", name.text);
        fputc('\n', out);
    }
    fputs(listed > 0 ? "</ul>\n" : "", out);
}

static void trials_note(FILE *out, const struct forecast *forecast)
{
    char count[FIGURE_SIZE];
    for (uint32_t i = 0; i < forecast->lever_count; i++)
        if (forecast->levers[i].not_run == NULL) {
            fprintf(out, "<p class=\"note\">Each over the first %s trials",
                    figure_count(forecast->levers[i].trials, count));
            fputs(", with the same luck with and without it. Removed: a bound on what can be "
                  "gained there, not advice.</p>\n",
                  out);
            return;
        }
}

void html_help_levers(FILE *out, const struct forecast *forecast)
{
    fputs("<h3>What would bring the finish forward</h3>\n", out);
    if (forecast->lever_count == 0) {
        fputs(answer_is_partial(forecast)
                  ? "<p>The run was interrupted before levers were looked for.</p>\n"
                  : "<p>No levers were looked for.</p>\n",
              out);
        return;
    }
    if (any_gains(forecast))
        table(out, forecast);
    else
        fputs("<p>None of the levers that were tried brings the finish forward or makes a "
              "deadline more probable.</p>\n",
              out);
    rest(out, forecast);
    trials_note(out, forecast);
}
