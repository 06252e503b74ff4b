#include "reports/plot_frame.h"

#include "reports/figure.h"
#include "reports/gnuplot.h"

#include <inttypes.h>

enum { MARKS_MAX = 8 };

void plot_begin(FILE *script, const char *name, int height)
{
    fprintf(script,
            "# Draws %s.svg from %s.dat: gnuplot %s.gp\n"
            "reset\n"
            "set encoding utf8\n"
            "set terminal svg size %d,%d dynamic noenhanced background '#ffffff' "
            "font 'Helvetica,Arial,sans-serif,13'\n"
            "set output '%s.svg'\n"
            "set datafile separator \"\\t\"\n"
            "t(column) = timecolumn(column, '%%Y-%%m-%%dT%%H:%%M:%%SZ')\n"
            "set border 3 lc rgb '#888888'\n"
            "unset mxtics\nset tics nomirror out textcolor rgb '" PLOT_INK "'\n"
            "set grid x y lc rgb '#e5e5e5' lw 1 lt 1\n"
            "set key noautotitle\n",
            name, name, name, PLOT_WIDTH, height, name);
}

/* The finest step with at most MARKS_MAX marks. */
static int64_t mark_step_s(struct plot_span span)
{
    static const int64_t steps_s[] = {
        5 * MINUTE_S, 15 * MINUTE_S, 30 * MINUTE_S, HOUR_S,      2 * HOUR_S,  3 * HOUR_S,
        6 * HOUR_S,   12 * HOUR_S,   DAY_S,         2 * DAY_S,   4 * DAY_S,   WEEK_S,
        2 * WEEK_S,   4 * WEEK_S,    8 * WEEK_S,    13 * WEEK_S, 26 * WEEK_S, 52 * WEEK_S,
    };
    enum { STEPS = sizeof steps_s / sizeof *steps_s };
    for (int i = 0; i < STEPS; i++)
        if ((span.until_s - span.from_s) / steps_s[i] < MARKS_MAX)
            return steps_s[i];
    return (span.until_s - span.from_s) / MARKS_MAX / DAY_S * DAY_S + DAY_S;
}

/* One by one: a step of weeks gnuplot would move to the beginnings of months, two to the same. */
static void marks(FILE *script, int64_t first_s, int64_t step_s, int64_t until_s)
{
    fputs("set xtics (", script);
    for (int64_t at_s = first_s; at_s <= until_s; at_s += step_s)
        fprintf(script, "%s%" PRId64, at_s > first_s ? ", " : "", at_s);
    fputs(") time\n", script);
}

/* Marks stand on whole days, or within a day on multiples of the step. */
void plot_time_axis(FILE *script, struct plot_span span)
{
    int64_t step_s = mark_step_s(span);
    int64_t unit_s = step_s < DAY_S ? step_s : DAY_S;
    int64_t first_s = (span.from_s + unit_s - 1) / unit_s * unit_s;
    fprintf(script, "set xrange [%" PRId64 ":%" PRId64 "]\n", span.from_s, span.until_s);
    marks(script, first_s, step_s, span.until_s);
    fprintf(script,
            "set format x \"%s\" time\nset xlabel 'UTC' offset 0,0.3 textcolor rgb '" PLOT_INK
            "'\n",
            step_s < DAY_S ? "%d %b\\n%H:%M" : "%d %b\\n%Y");
}

static bool touches(struct plot_span span, int64_t from_s, int64_t until_s)
{
    return from_s <= span.until_s && until_s >= span.from_s;
}

void plot_freezes(FILE *script, const struct scenario *scenario, struct plot_span span)
{
    for (uint32_t i = 0; i < scenario->freeze_count; i++) {
        const struct freeze *freeze = &scenario->freezes[i];
        if (!touches(span, freeze->start_s, freeze->end_s))
            continue;
        int64_t from_s = freeze->start_s > span.from_s ? freeze->start_s : span.from_s;
        int64_t until_s = freeze->end_s < span.until_s ? freeze->end_s : span.until_s;
        fprintf(script,
                "set object rectangle from %" PRId64 ", graph 0 to %" PRId64
                ", graph 1 behind fc rgb '" PLOT_GREY "' fs solid noborder\n",
                from_s, until_s);
    }
}

void plot_block(FILE *data, bool first, const char *name, const char *columns)
{
    fprintf(data, "%s# %s\n# %s\n", first ? "" : "\n\n", name, columns);
}

enum side { EARLY, LATE };

/* The deadlines of one half of the span, in order. `data` NULL: only counted. */
static uint32_t deadlines_of_side(FILE *data, const struct scenario *scenario,
                                  struct plot_span span, struct plot_headroom headroom,
                                  enum side side)
{
    char at[FIGURE_SIZE], height[FIGURE_SIZE];
    int64_t middle_s = span.from_s + (span.until_s - span.from_s) / 2;
    uint32_t shown = 0, of_side = 0;
    for (uint32_t i = 0; i < scenario->deadline_count && shown < PLOT_MARKS_MAX; i++) {
        const struct deadline *deadline = &scenario->deadlines[i];
        if (!touches(span, deadline->at_s, deadline->at_s))
            continue;
        double y = headroom.top - headroom.step * shown++;
        if ((deadline->at_s < middle_s ? EARLY : LATE) != side)
            continue;
        of_side++;
        if (data == NULL)
            continue;
        fprintf(data, "%s\t%s\t", figure_instant(deadline->at_s, at), figure_fixed(y, 3, height));
        gnuplot_cell(data, deadline->name, PLOT_NAME_COLUMNS);
        fputc('\n', data);
    }
    return of_side;
}

static const struct plot_headroom no_headroom;

uint32_t plot_deadline_count(const struct scenario *scenario, struct plot_span span)
{
    return deadlines_of_side(NULL, scenario, span, no_headroom, EARLY) +
           deadlines_of_side(NULL, scenario, span, no_headroom, LATE);
}

static const char *const side_blocks[] = {"deadlines early", "deadlines late"};
static const char *const side_labels[] = {"left offset 0.6,0", "right offset -0.6,0"};

void plot_deadlines(FILE *data, const struct scenario *scenario, struct plot_span span,
                    struct plot_headroom headroom)
{
    for (enum side side = EARLY; side <= LATE; side++) {
        plot_block(data, false, side_blocks[side], "deadline_utc\theight\tname");
        deadlines_of_side(data, scenario, span, headroom, side);
    }
}

void plot_deadline_lines(FILE *script, const char *name, const struct scenario *scenario,
                         struct plot_span span, double bottom)
{
    char low[FIGURE_SIZE];
    figure_fixed(bottom, 3, low);
    for (enum side side = EARLY; side <= LATE; side++) {
        if (deadlines_of_side(NULL, scenario, span, no_headroom, side) == 0)
            continue;
        fprintf(script,
                ", \\\n  '%s.dat' index '%s' using (t(1)):(%s):(0):($2-(%s)) with vectors nohead "
                "lw 2 dt (6,4) lc rgb '" PLOT_RED "'",
                name, side_blocks[side], low, low);
        fprintf(script,
                ", \\\n  '' index '%s' using (t(1)):2:3 with labels %s textcolor rgb '" PLOT_RED
                "'",
                side_blocks[side], side_labels[side]);
    }
}

void plot_nothing(FILE *script, const char *name, const char *why)
{
    plot_begin(script, name, 120);
    fprintf(script,
            "unset border\nunset tics\nunset grid\nset xrange [0:1]\nset yrange [0:1]\n"
            "set label 1 '%s' at graph 0.5,0.5 center textcolor rgb '" PLOT_INK "'\n"
            "plot NaN\n",
            why);
}
