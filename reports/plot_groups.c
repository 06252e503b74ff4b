/* A bar per group from P10 of its begin to P90 of its finish, the middle half of it from P50 to
 * P50; an arrow where the P90 is infinite. */
#include "reports/figure.h"
#include "reports/gnuplot.h"
#include "reports/name.h"
#include "reports/plot_frame.h"
#include "reports/renderer.h"
#include "reports/segment_selection.h"

#include <inttypes.h>
#include <string.h>

enum { ROW_HEIGHT = 22, HEAD_HEIGHT = 40, ARROW_LENGTHS = 50 };

/* Rows count downwards from 1; names of deadlines stand in the rows above. */
static const struct plot_headroom headroom = {.top = 0, .step = 1};

struct picture {
    const struct forecast *forecast;
    struct segment_selection selection;
    struct plot_span span;
};

static const struct segment_outcome *shown(const struct picture *picture, uint32_t row)
{
    return &picture->forecast->groups[picture->selection.index[row]];
}

static void widen(struct plot_span *span, int64_t at_s)
{
    if (at_s == INSTANT_NEVER)
        return;
    span->from_s = at_s < span->from_s ? at_s : span->from_s;
    span->until_s = at_s > span->until_s ? at_s : span->until_s;
}

/* From the start to the last P90; to the horizon where one is infinite. */
static void picture_init(struct picture *picture, const struct forecast *forecast)
{
    int64_t start_s = forecast->scenario->start_s, horizon_s = forecast->scenario->horizon_s;
    picture->forecast = forecast;
    picture->span = (struct plot_span){start_s, start_s + HOUR_S};
    segment_selection_init(&picture->selection, forecast->groups, forecast->group_count);
    for (uint32_t row = 0; row < picture->selection.count; row++) {
        const struct segment_outcome *group = shown(picture, row);
        bool open = group->begin[Q10].value_s != INSTANT_NEVER &&
                    group->finish[Q90].value_s == INSTANT_NEVER;
        widen(&picture->span, group->begin[Q90].value_s);
        widen(&picture->span, open ? horizon_s : group->finish[Q90].value_s);
    }
    int64_t margin_s = (picture->span.until_s - picture->span.from_s) / (ARROW_LENGTHS / 2);
    picture->span.until_s += margin_s;
}

static void name_row(FILE *data, const struct picture *picture, uint32_t row)
{
    const struct segment_outcome *group = shown(picture, row);
    const struct scenario *scenario = picture->forecast->scenario;
    const struct plan *plan = scenario->tracks[group->track].plan;
    const char *stage = plan->stages[plan->groups[group->index].stage].name;
    char at[FIGURE_SIZE];
    fprintf(data, "%u\t%s\t", row + 1, figure_instant(picture->span.from_s, at));
    if (scenario->track_count > 1) {
        gnuplot_cell(data, scenario->tracks[group->track].name, 12);
        fputs(": ", data);
    }
    const char *name = plan->groups[group->index].name;
    if (strcmp(stage, name) != 0) {
        gnuplot_cell(data, stage, 14);
        fputs(" / ", data);
    }
    gnuplot_cell(data, name, 20);
    fputc('\n', data);
}

/* Row, from, until; nothing where the bar never begins. */
static void bar_row(FILE *data, const struct picture *picture, uint32_t row, int from, int until)
{
    const struct segment_outcome *group = shown(picture, row);
    int64_t from_s = group->begin[from].value_s, until_s = group->finish[until].value_s;
    char begin[FIGURE_SIZE], finish[FIGURE_SIZE];
    if (from_s == INSTANT_NEVER)
        return;
    if (until_s == INSTANT_NEVER)
        until_s = picture->forecast->scenario->horizon_s;
    fprintf(data, "%u\t%s\t%s\n", row + 1, figure_instant(from_s, begin),
            figure_instant(until_s, finish));
}

/* Row and the median of the finish. */
static void tick_row(FILE *data, const struct picture *picture, uint32_t row)
{
    char at[FIGURE_SIZE];
    figure_instant(shown(picture, row)->finish[Q50].value_s, at);
    if (at[0] != '\0')
        fprintf(data, "%u\t%s\n", row + 1, at);
}

static bool runs_off(const struct picture *picture, uint32_t row)
{
    const struct segment_outcome *group = shown(picture, row);
    return group->begin[Q10].value_s != INSTANT_NEVER &&
           group->finish[Q90].value_s == INSTANT_NEVER;
}

static void arrow_row(FILE *data, const struct picture *picture, uint32_t row)
{
    char at[FIGURE_SIZE];
    if (runs_off(picture, row))
        fprintf(data, "%u\t%s\n", row + 1,
                figure_instant(picture->forecast->scenario->horizon_s, at));
}

void plot_groups_dat(FILE *out, const struct rendering *rendering)
{
    struct picture picture;
    picture_init(&picture, rendering->forecast);
    uint32_t rows = picture.selection.count;
    plot_block(out, true, "groups", "row\tfrom_utc\tgroup");
    for (uint32_t row = 0; row < rows; row++)
        name_row(out, &picture, row);
    plot_block(out, false, "bars",
               "row\tbegin_p10_utc\tfinish_p90_utc (the horizon where infinite)");
    for (uint32_t row = 0; row < rows; row++)
        bar_row(out, &picture, row, Q10, Q90);
    plot_block(out, false, "medians",
               "row\tbegin_p50_utc\tfinish_p50_utc (the horizon where infinite)");
    for (uint32_t row = 0; row < rows; row++)
        bar_row(out, &picture, row, Q50, Q50);
    plot_block(out, false, "ticks", "row\tfinish_p50_utc");
    for (uint32_t row = 0; row < rows; row++)
        tick_row(out, &picture, row);
    plot_block(out, false, "arrows", "row\thorizon_utc, where finish_p90_utc is infinite");
    for (uint32_t row = 0; row < rows; row++)
        arrow_row(out, &picture, row);
    plot_deadlines(out, rendering->forecast->scenario, picture.span, headroom);
}

/* Which blocks have rows; gnuplot stops at an empty one. */
struct filled {
    bool bars, medians, ticks, arrows;
};

static struct filled filled_blocks(const struct picture *picture)
{
    struct filled filled = {0};
    for (uint32_t row = 0; row < picture->selection.count; row++) {
        const struct segment_outcome *group = shown(picture, row);
        filled.bars |= group->begin[Q10].value_s != INSTANT_NEVER;
        filled.medians |= group->begin[Q50].value_s != INSTANT_NEVER;
        filled.ticks |= group->finish[Q50].value_s != INSTANT_NEVER;
        filled.arrows |= runs_off(picture, row);
    }
    return filled;
}

/* Over the whole width: the names beside the rows may take half of it. */
static void title(FILE *script, const struct picture *picture)
{
    char count[FIGURE_SIZE];
    fputs("set label 1 'Groups, light from P10 of the begin to P90 of the finish, dark from "
          "median to median",
          script);
    if (picture->selection.count < picture->forecast->group_count)
        fprintf(script, " (the %u of %s that end latest)", picture->selection.count,
                figure_count(picture->forecast->group_count, count));
    fputs("' at screen 0.5, graph 1 center offset 0,1.2 textcolor rgb '" PLOT_INK "'\n", script);
}

/* Rows are of one height, however many there are. */
static void frame(FILE *script, int rows)
{
    double height = HEAD_HEIGHT + rows * ROW_HEIGHT + PLOT_FOOT;
    char top[FIGURE_SIZE], bottom[FIGURE_SIZE];
    plot_begin(script, "groups", (int)height);
    fprintf(script, "set tmargin at screen %s\nset bmargin at screen %s\n",
            figure_fixed(1 - HEAD_HEIGHT / height, 4, top),
            figure_fixed(PLOT_FOOT / height, 4, bottom));
}

static void plot_command(FILE *script, const struct picture *picture)
{
    struct filled filled = filled_blocks(picture);
    fputs("plot 'groups.dat' index 'groups' using (t(2)):1:ytic(3) with dots lc rgb 'white'",
          script);
    if (filled.bars)
        fputs(", \\\n  '' index 'bars' using (t(2)):1:(t(2)):(t(3)):($1-0.36):($1+0.36) with "
              "boxxyerror fs solid 1 noborder lc rgb '" PLOT_SKY "'",
              script);
    if (filled.medians)
        fputs(", \\\n  '' index 'medians' using (t(2)):1:(t(2)):(t(3)):($1-0.18):($1+0.18) with "
              "boxxyerror fs solid 1 noborder lc rgb '" PLOT_BLUE "'",
              script);
    if (filled.ticks)
        fputs(", \\\n  '' index 'ticks' using (t(2)):($1-0.36):(0):(0.72) with vectors nohead "
              "lw 3 lc rgb 'black'",
              script);
    if (filled.arrows)
        fprintf(script,
                ", \\\n  '' index 'arrows' using (t(2)):1:(%" PRId64 "):(0) with vectors "
                "size screen 0.012,25 filled lw 2 lc rgb 'black'",
                (picture->span.until_s - picture->span.from_s) / ARROW_LENGTHS);
    plot_deadline_lines(script, "groups", picture->forecast->scenario, picture->span,
                        picture->selection.count + 0.6);
    fputc('\n', script);
}

void plot_groups_gp(FILE *out, const struct rendering *rendering)
{
    struct picture picture;
    picture_init(&picture, rendering->forecast);
    if (picture.selection.count == 0) {
        plot_nothing(out, "groups", "There are no groups.");
        return;
    }
    uint32_t names = plot_deadline_count(rendering->forecast->scenario, picture.span);
    frame(out, (int)(picture.selection.count + names));
    title(out, &picture);
    plot_time_axis(out, picture.span);
    plot_freezes(out, rendering->forecast->scenario, picture.span);
    fprintf(out, "set yrange [%u.6:%d.4]\nset ytics scale 0\nset grid noytics\n",
            picture.selection.count, -(int)names);
    plot_command(out, &picture);
}
