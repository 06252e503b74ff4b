/* Section "When it ends": S-curve, histogram, and the quantiles as a table. */
#include "models/run_figure.h"
#include "reports/csv_writer.h"
#include "reports/figure.h"
#include "reports/html_sections.h"
#include "reports/html_writer.h"
#include "reports/line.h"

enum { TRACKS_SHOWN = 20 };

static const char *const upper_names[QUANTILE_COUNT] = {"P10", "P50", "P80", "P90", "P95"};

static void quantile_cells(FILE *out, const struct quantile *q)
{
    char buffer[FIGURE_SIZE];
    html_element(out, "td class=\"value\"", figure_moment(q->value_s, buffer));
    html_element(out, "td", q->value_s == INSTANT_NEVER ? "" : figure_moment_interval(q, buffer));
}

static void finish_row(FILE *out, const struct track_outcome *run, int q)
{
    fputs("<tr>", out);
    html_element(out, "th scope=\"row\"", upper_names[q]);
    quantile_cells(out, &run->finish[q]);
    if (run->ending.completed.hits > 0)
        quantile_cells(out, &run->finish_if_completed[q]);
    else
        fputs("<td>no trial completes</td><td></td>", out);
    fputs("</tr>\n", out);
}

static void caption(FILE *out, const char *before, const char *name, const char *after)
{
    fputs("<caption>", out);
    fputs(before, out);
    html_text(out, name);
    fputs(after, out);
    fputs("</caption>\n", out);
}

static void finish_table(FILE *out, const char *name, const struct track_outcome *run)
{
    char completed[FIGURE_SIZE];
    struct line share = {.length = 0};
    fputs("<table>\n", out);
    caption(out, "Finish of ", name, "");
    fputs("<thead><tr><th scope=\"col\">Quantile</th><th scope=\"col\">Over all trials</th>"
          "<th scope=\"col\">95 % interval</th><th scope=\"col\">If completed</th>"
          "<th scope=\"col\">95 % interval</th></tr></thead>\n<tbody>\n",
          out);
    for (int q = 0; q < QUANTILE_COUNT; q++)
        finish_row(out, run, q);
    fputs("</tbody>\n</table>\n", out);
    line_add(&share, "Completed: %s.", figure_chance(&run->ending.completed, completed));
    html_element(out, "p class=\"note\"", share.text);
}

static void share_row(FILE *out, const struct track_outcome *run, int share)
{
    static const int shown[] = {Q50, Q80, Q95};
    fprintf(out, "<tr><th scope=\"row\">%s %% of members</th>", share_names[share]);
    for (int i = 0; i < 3; i++) {
        char value[FIGURE_SIZE], interval[FIGURE_SIZE];
        const struct quantile *q = &run->at_target[share][shown[i]];
        fputs("<td>", out);
        html_prose(out, figure_moment(q->value_s, value));
        if (q->value_s != INSTANT_NEVER) {
            fputs("<br>", out);
            html_element(out, "small", figure_moment_interval(q, interval));
        }
        fputs("</td>", out);
    }
    fputs("</tr>\n", out);
}

static void target_table(FILE *out, const char *name, const struct track_outcome *run)
{
    fputs("<table>\n", out);
    caption(out, "Members of ", name, " at their target (below each instant its 95 % interval)");
    fputs("<thead><tr><th scope=\"col\">Share</th><th scope=\"col\">P50</th>"
          "<th scope=\"col\">P80</th><th scope=\"col\">P95</th></tr></thead>\n<tbody>\n",
          out);
    for (int share = 0; share < SHARE_COUNT; share++)
        share_row(out, run, share);
    fputs("</tbody>\n</table>\n", out);
}

void html_finish(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    const struct scenario *scenario = forecast->scenario;
    if (scenario->written_run_count == 0) {
        fputs(
            "<p class=\"note\">Auto-upgrade profiles make runs again and again, so there is no one "
            "end to show. The tables are of the last run of each history.</p>\n",
            out);
    } else if (rendering->no_pictures != NULL) {
        fputs("<p class=\"note\">There are no pictures: ", out);
        html_text(out, rendering->no_pictures);
        fputs(". The scripts in plots/ draw them.</p>\n", out);
    } else {
        html_picture(out, &(struct html_picture){
                              .folder = rendering->folder,
                              .name = "finish",
                              .title = "S-curve and histogram of the finish",
                              .description =
                                  "Above: the share of trials that are Completed by an instant, "
                                  "with P50, P80 and "
                                  "P95. Below: the share of trials that complete in each span. "
                                  "Dashed: deadlines; "
                                  "grey: freezes. The table below holds the same quantiles."});
    }
    for (uint32_t i = 0; i < scenario->track_count && i < TRACKS_SHOWN; i++) {
        finish_table(out, scenario->tracks[i].name, &forecast->tracks[i]);
        target_table(out, scenario->tracks[i].name, &forecast->tracks[i]);
    }
}
