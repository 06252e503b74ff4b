/* How far the answer moves when what is assumed is otherwise. */
#include "reports/answer.h"
#include "reports/change_words.h"
#include "reports/figure.h"
#include "reports/html_table.h"
#include "reports/html_why.h"
#include "reports/html_writer.h"
#include "reports/name.h"

enum { ROWS_SHOWN = 20, CHANCES_SHOWN = 3 };

static const char *const columns[] = {"Assumed or stated input", "At its low", "At its high", NULL};

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

static const char *input_name(const struct robustness_row *row)
{
    return row->assumption == NULL ? "all of them together" : row->assumption->what;
}

/* The last row, all together, is always shown. */
static bool is_shown(const struct robustness *robustness, uint32_t row)
{
    return row < ROWS_SHOWN || row + 1 == robustness->count;
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

static void finish_table(FILE *out, const struct robustness *robustness)
{
    html_table_begin(out, NULL,
                     "P80 of the finish with an input at its ends (below: change against as "
                     "assumed)",
                     columns);
    for (uint32_t i = 0; i < robustness->count; i++) {
        if (!is_shown(robustness, i))
            continue;
        html_row_begin(out, input_name(&robustness->rows[i]));
        side_cell(out, &robustness->rows[i].low);
        side_cell(out, &robustness->rows[i].high);
        html_row_end(out);
    }
    html_table_end(out);
}

static void chance_cell(FILE *out, const struct robustness_side *side, uint32_t chance)
{
    if (!side->simulated)
        html_cell(out, "");
    else if (side->chances[chance].p.n == 0)
        html_cell(out, "not simulated");
    else
        html_chance_cell(out, &side->chances[chance].p);
}

/* For a deadline; without deadlines for being Completed. */
static void chance_table(FILE *out, const struct scenario *scenario,
                         const struct robustness *robustness, uint32_t chance)
{
    struct line caption = {.length = 0};
    char name[NAME_SIZE];
    if (scenario->deadline_count > 0)
        line_add(&caption, "Chance to meet \"%s\" with an input at its ends",
                 name_short(scenario->deadlines[chance].name, NAME_COLUMNS, name));
    else
        line_add(&caption, "Chance to be Completed with an input at its ends");
    html_table_begin(out, NULL, caption.text, columns);
    for (uint32_t i = 0; i < robustness->count; i++) {
        if (!is_shown(robustness, i))
            continue;
        html_row_begin(out, input_name(&robustness->rows[i]));
        chance_cell(out, &robustness->rows[i].low, chance);
        chance_cell(out, &robustness->rows[i].high, chance);
        html_row_end(out);
    }
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
    finish_table(out, robustness);
    for (uint32_t i = 0; i < robustness->chance_count && i < CHANCES_SHOWN; i++)
        chance_table(out, forecast->scenario, robustness, i);
    fprintf(out,
            "<p class=\"note\">Over the first %s trials, with the same luck; robustness.csv holds "
            "intervals and all deadlines.</p>\n",
            figure_count(robustness->trials, count));
}
