/* Which uncertain inputs the date hangs on. */
#include "reports/change_words.h"
#include "reports/figure.h"
#include "reports/html_table.h"
#include "reports/html_why.h"
#include "reports/html_writer.h"
#include "reports/plot_tornado.h"

enum { ROWS_SHOWN = 12 };

static void correlation_cell(FILE *out, const struct rank_correlation *correlation)
{
    struct line interval = {.length = 0};
    char value[FIGURE_SIZE], end[FIGURE_SIZE];
    line_add(&interval, "%s to ", change_signed(correlation->low, 2, end));
    line_add(&interval, "%s", change_signed(correlation->high, 2, end));
    html_sure_cell(out, change_signed(correlation->value, 2, value), interval.text);
}

static void swing_cell(FILE *out, const struct swing *swing)
{
    struct change change = {
        swing->known,          (double)swing->value_s,    (double)swing->low_s,
        (double)swing->high_s, swing->low_s != INT64_MIN, swing->high_s != INSTANT_NEVER};
    struct line interval = {.length = 0};
    char value[FIGURE_SIZE];
    if (!swing->known) {
        html_cell(out, "beyond the horizon on one side");
        return;
    }
    change_add_shift_interval(&change, change_of_instant, &interval);
    html_sure_cell(out, change_shift(change.value, true, change_of_instant, value), interval.text);
}

static void input_row(FILE *out, const struct sensitivity_row *row)
{
    html_row_begin(out, row->input);
    correlation_cell(out, &row->correlation);
    html_instant_cell(out, &row->lowest_p80);
    html_instant_cell(out, &row->highest_p80);
    swing_cell(out, &row->swing);
    html_row_end(out);
}

static uint32_t count_clear(const struct sensitivity *sensitivity)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < sensitivity->count; i++)
        count += sensitivity_is_clear(&sensitivity->rows[i]);
    return count;
}

static void table(FILE *out, const struct sensitivity *sensitivity, uint32_t clear)
{
    struct line caption = {.length = 0};
    char trials[FIGURE_SIZE];
    uint32_t shown = 0;
    line_add(&caption,
             "P80 of the finish by inputs that are drawn once a trial, over the first %s trials",
             figure_count(sensitivity->trials, trials));
    if (clear > ROWS_SHOWN)
        line_add(&caption, "; %d of %u rows, sensitivity.csv holds all", ROWS_SHOWN, clear);
    html_table_begin(out, NULL, caption.text,
                     (const char *const[]){"Input", "Rank correlation with the finish",
                                           "P80 where it is lowest, or does not happen",
                                           "P80 where it is highest, or happens", "Swing", NULL});
    for (uint32_t i = 0; i < sensitivity->count && shown < ROWS_SHOWN; i++)
        if (sensitivity_is_clear(&sensitivity->rows[i])) {
            shown++;
            input_row(out, &sensitivity->rows[i]);
        }
    html_table_end(out);
}

static void picture(FILE *out, const struct rendering *rendering)
{
    if (rendering->no_pictures != NULL || !plot_tornado_drawn(rendering->forecast))
        return;
    html_picture(out,
                 &(struct html_picture){
                     .folder = rendering->folder,
                     .name = "tornado",
                     .title = "P80 of the finish by uncertain input",
                     .description =
                         "A bar for each input, from P80 of the finish over the tenth of trials in "
                         "which it is lowest to P80 over the tenth in which it is highest; of "
                         "what happens or does not, over the trials without and with it. The "
                         "widest stand on top."});
}

void html_why_inputs(FILE *out, const struct rendering *rendering)
{
    const struct sensitivity *sensitivity = rendering->forecast->sensitivity;
    fputs("<h3>What chance decides</h3>\n", out);
    if (sensitivity == NULL || sensitivity->count == 0) {
        fputs("<p>No input is drawn once for many upgrades, so no single one moves the "
              "date.</p>\n",
              out);
        return;
    }
    uint32_t clear = count_clear(sensitivity);
    if (clear == 0)
        fputs("<p>None of the inputs that are drawn once a trial moves the date more than "
              "simulation error would.</p>\n",
              out);
    else {
        picture(out, rendering);
        table(out, sensitivity, clear);
    }
}
