/* How far the answer moves when what is assumed is otherwise. */
#include "reports/answer.h"
#include "reports/change_words.h"
#include "reports/figure.h"
#include "reports/html_table.h"
#include "reports/html_why.h"
#include "reports/html_writer.h"
#include "reports/name.h"

enum { ROWS_SHOWN = 20, HEADING_COLUMNS = 18 };

static void side_cell(FILE *out, const struct robustness_side *side)
{
    struct change change = {side->change_known,       (double)side->change_s,
                            (double)side->low_s,      (double)side->high_s,
                            side->low_s != INT64_MIN, side->high_s != INSTANT_NEVER};
    struct line words = {.length = 0};
    char value[FIGURE_SIZE];
    if (!side->simulated) {
        html_cell(out, "the scenario does not hold together with it");
        return;
    }
    if (side->change_known)
        change_add_shift(&change, change_of_instant, &words);
    html_sure_cell(out, figure_moment(side->p80.value_s, value), words.text);
}

/* Of the first deadline; without deadlines to be Completed. */
static void chance_cell(FILE *out, const struct robustness_side *side)
{
    if (side->simulated && side->chances[0].p.n > 0)
        html_chance_cell(out, &side->chances[0].p);
    else
        html_cell(out, "");
}

static void input_row(FILE *out, const struct robustness_row *row)
{
    html_row_begin(out, row->assumption == NULL ? "all of them together" : row->assumption->what);
    side_cell(out, &row->low);
    side_cell(out, &row->high);
    chance_cell(out, &row->low);
    chance_cell(out, &row->high);
    html_row_end(out);
}

static void sentence(FILE *out, const struct robustness *robustness)
{
    struct line line = {.length = 0};
    char earliest[FIGURE_SIZE], latest[FIGURE_SIZE];
    line_add(&line, "Over the assumed inputs P80 of the finish lies between %s and %s",
             figure_moment(robustness->earliest_s, earliest),
             figure_moment(robustness->latest_s, latest));
    line_add(&line, robustness->moves_rating ? "; at some end of them the risk rating is worse."
                                             : "; the risk rating is the same at all their ends.");
    html_element(out, "p", line.text);
    fputc('\n', out);
}

static void table(FILE *out, const struct scenario *scenario, const struct robustness *robustness)
{
    struct line low = {.length = 0}, high = {.length = 0};
    char name[NAME_SIZE];
    const char *chance = scenario->deadline_count > 0
                             ? name_short(scenario->deadlines[0].name, HEADING_COLUMNS, name)
                             : "Completed";
    line_add(&low, "\"%s\", input at its low", chance);
    line_add(&high, "\"%s\", at its high", chance);
    html_table_begin(out, NULL, "Assumed and stated inputs at their ends (below: change of P80)",
                     (const char *const[]){"Input", "P80, input at its low", "P80, at its high",
                                           low.text, high.text, NULL});
    for (uint32_t i = 0; i < robustness->count; i++)
        if (i < ROWS_SHOWN || i + 1 == robustness->count) /* the last is all together */
            input_row(out, &robustness->rows[i]);
    html_table_end(out);
}

void html_why_robustness(FILE *out, const struct forecast *forecast)
{
    const struct robustness *robustness = forecast->robustness;
    char count[FIGURE_SIZE];
    fputs("<h3>If what is assumed were otherwise</h3>\n", out);
    if (robustness == NULL || robustness->count == 0) {
        fputs("<p>Nothing assumed was tried at other values.</p>\n", out);
        return;
    }
    sentence(out, robustness);
    table(out, forecast->scenario, robustness);
    fprintf(out,
            "<p class=\"note\">Over the first %s trials, with the same luck; robustness.csv holds "
            "intervals and all deadlines.</p>\n",
            figure_count(robustness->trials, count));
}
