/* Section "When it ends": S-curve, histogram, and the quantiles as a table; of profiles how long
 * their runs take. */
#include "models/run_figure.h"
#include "reports/csv_writer.h"
#include "reports/figure.h"
#include "reports/html_sections.h"
#include "reports/html_writer.h"
#include "reports/line.h"

enum { TRACKS_SHOWN = 20 };

static const char *const upper_names[QUANTILE_COUNT] = {"P10", "P50", "P80", "P90", "P95"};

/* A table of quantiles: of an update run's finish, an instant; of the length of the runs that a
 * profile makes, which end all the time. */
struct quantile_table {
    const char *before, *after; /* the track's name in the caption */
    const char *each;           /* "trial", "run" */
    const struct quantile *all, *if_completed;
    char *(*value)(int64_t, char *);
    char *(*interval)(const struct quantile *, char *);
};

static void quantile_cells(FILE *out, const struct quantile_table *table, const struct quantile *q)
{
    char buffer[FIGURE_SIZE];
    html_element(out, "td class=\"value\"", table->value(q->value_s, buffer));
    html_element(out, "td", q->value_s == INSTANT_NEVER ? "" : table->interval(q, buffer));
}

static void quantile_row(FILE *out, const struct quantile_table *table, bool some_complete, int q)
{
    fputs("<tr>", out);
    html_element(out, "th scope=\"row\"", upper_names[q]);
    quantile_cells(out, table, &table->all[q]);
    if (some_complete)
        quantile_cells(out, table, &table->if_completed[q]);
    else
        fprintf(out, "<td>no %s completes</td><td></td>", table->each);
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

static void quantile_rows(FILE *out, const char *name, const struct ending *ending,
                          const struct quantile_table *table)
{
    char completed[FIGURE_SIZE];
    struct line share = {.length = 0};
    fputs("<table>\n", out);
    caption(out, table->before, name, table->after);
    fprintf(out,
            "<thead><tr><th scope=\"col\">Quantile</th><th scope=\"col\">Over all %ss</th>"
            "<th scope=\"col\">95 %% interval</th><th scope=\"col\">If completed</th>"
            "<th scope=\"col\">95 %% interval</th></tr></thead>\n<tbody>\n",
            table->each);
    for (int q = 0; q < QUANTILE_COUNT; q++)
        quantile_row(out, table, ending->completed.hits > 0, q);
    fputs("</tbody>\n</table>\n", out);
    line_add(&share, "Completed: %s of %ss.", figure_chance(&ending->completed, completed),
             table->each);
    html_element(out, "p class=\"note\"", share.text);
}

static void finish_table(FILE *out, const char *name, const struct track_outcome *run)
{
    quantile_rows(out, name, &run->ending,
                  &(struct quantile_table){.before = "Finish of ",
                                           .after = "",
                                           .each = "trial",
                                           .all = run->finish,
                                           .if_completed = run->finish_if_completed,
                                           .value = figure_moment,
                                           .interval = figure_moment_interval});
}

static void length_table(FILE *out, const char *name, const struct track_outcome *profile)
{
    char count[FIGURE_SIZE];
    struct line runs = {.length = 0};
    line_add(&runs, ", %s a history on average: how long one takes",
             figure_mean(profile->runs_per_trial_mean, count));
    quantile_rows(out, name, &profile->ending,
                  &(struct quantile_table){.before = "Runs of ",
                                           .after = runs.text,
                                           .each = "run",
                                           .all = profile->duration,
                                           .if_completed = profile->duration_if_completed,
                                           .value = figure_length,
                                           .interval = figure_length_interval});
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

static void track_tables(FILE *out, const struct track *track, const struct track_outcome *outcome)
{
    if (track->profile == NONE) {
        finish_table(out, track->name, outcome);
        target_table(out, track->name, outcome);
    } else if (outcome->ending.completed.n > 0) {
        length_table(out, track->name, outcome);
    }
}

void html_finish(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    const struct scenario *scenario = forecast->scenario;
    if (scenario->written_run_count == 0) {
        fputs(
            "<p class=\"note\">Auto-upgrade profiles make runs again and again, so there is no one "
            "end to show, but how long their runs take.</p>\n",
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
    for (uint32_t i = 0; i < scenario->track_count && i < TRACKS_SHOWN; i++)
        track_tables(out, &scenario->tracks[i], &forecast->tracks[i]);
}
