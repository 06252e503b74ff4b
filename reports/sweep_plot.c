#include "reports/sweep_plot.h"

#include "models/instant.h"
#include "reports/figure.h"
#include "reports/gnuplot.h"
#include "reports/plot_frame.h"

#include <inttypes.h>
#include <string.h>

enum {
    HEIGHT = 480,
    VALUE_COLUMNS = 20,
    POINTER_COLUMNS = 60,
    CELL_LABELS_MAX = 200,
    AXIS_CHARACTERS = 80
};

/* Nothing is drawn of more values than this: they would not be told apart. */
enum { AXIS_MAX = 200 };

/* The distinct values of one pointer, in the order in which they first appear. */
struct axis {
    const struct variation *variation;
    uint32_t pointer, count;
    uint32_t first[AXIS_MAX]; /* a combination that has the value */
};

static uint32_t axis_place(const struct axis *axis, uint32_t combination)
{
    const char *value = variation_value(axis->variation, combination, axis->pointer);
    for (uint32_t i = 0; i < axis->count; i++)
        if (strcmp(variation_value(axis->variation, axis->first[i], axis->pointer), value) == 0)
            return i;
    return axis->count;
}

static bool axis_init(struct axis *axis, const struct variation *variation, uint32_t pointer)
{
    axis->variation = variation;
    axis->pointer = pointer;
    axis->count = 0;
    for (uint32_t i = 0; i < variation->count; i++) {
        if (axis_place(axis, i) < axis->count)
            continue;
        if (axis->count == AXIS_MAX)
            return false;
        axis->first[axis->count++] = i;
    }
    return true;
}

static const char *why_nothing(const struct sweep *sweep, struct axis axes[2])
{
    bool finite = false;
    if (sweep->variation->pointer_count > 2)
        return "More than two values are varied: sweep.csv holds the figures.";
    for (uint32_t i = 0; i < sweep->variation->pointer_count; i++)
        if (!axis_init(&axes[i], sweep->variation, i))
            return "Too many values for a picture: sweep.csv holds the figures.";
    for (uint32_t i = 0; i < sweep->variation->count; i++)
        finite |= sweep->points[i].finish[Q50].value_s != INSTANT_NEVER;
    return finite ? NULL : "P50 is beyond the horizon in every combination.";
}

static void line_rows(FILE *out, const struct sweep *sweep, const struct axis *axis, int quantile,
                      bool first, const char *name)
{
    char at[FIGURE_SIZE];
    plot_block(out, first, name, "place\tfinish_utc\tvalue");
    for (uint32_t i = 0; i < sweep->variation->count; i++) {
        int64_t finish_s = sweep->points[i].finish[quantile].value_s;
        fprintf(out, "%u\t%s\t", axis_place(axis, i),
                finish_s == INSTANT_NEVER ? "NaN" : figure_instant(finish_s, at));
        gnuplot_cell(out, variation_value(sweep->variation, i, 0), VALUE_COLUMNS);
        fputc('\n', out);
    }
}

static void map_rows(FILE *out, const struct sweep *sweep, const struct axis axes[2])
{
    char days[FIGURE_SIZE];
    int64_t start_s = sweep->scenario->start_s;
    plot_block(out, true, "map", "place\tplace\tP80 of the finish, days after the start");
    for (uint32_t i = 0; i < sweep->variation->count; i++) {
        int64_t finish_s = sweep->points[i].finish[Q80].value_s;
        bool finite = finish_s != INSTANT_NEVER;
        if (finite)
            figure_fixed((double)(finish_s - start_s) / (double)DAY_S, 2, days);
        fprintf(out, "%u\t%u\t%s\n", axis_place(&axes[0], i), axis_place(&axes[1], i),
                finite ? days : "NaN");
    }
}

void sweep_plot_dat(FILE *out, const struct sweep *sweep)
{
    struct axis axes[2];
    const char *nothing = why_nothing(sweep, axes);
    if (nothing != NULL) {
        fprintf(out, "# %s\n", nothing);
    } else if (sweep->variation->pointer_count == 2) {
        map_rows(out, sweep, axes);
    } else {
        line_rows(out, sweep, &axes[0], Q50, true, "P50");
        line_rows(out, sweep, &axes[0], Q80, false, "P80");
        line_rows(out, sweep, &axes[0], Q95, false, "P95");
    }
}

/* Names of values that would run into one another. */
static bool axis_has_long_values(const struct axis *axis)
{
    size_t length = 0;
    for (uint32_t i = 0; i < axis->count; i++)
        length += strlen(variation_value(axis->variation, axis->first[i], axis->pointer)) + 1;
    return length > AXIS_CHARACTERS;
}

/* Every value's name at its place; of very many only some. */
static void value_tics(FILE *out, const struct axis *axis, char letter, uint32_t shown)
{
    uint32_t step = axis->count / shown + 1;
    fprintf(out, "unset m%ctics\nset %ctics %s(", letter, letter,
            letter == 'x' && axis_has_long_values(axis) ? "rotate by 30 right " : "");
    for (uint32_t i = 0; i < axis->count; i += step) {
        fputs(i == 0 ? "" : ", ", out);
        gnuplot_quoted(out, variation_value(axis->variation, axis->first[i], axis->pointer),
                       VALUE_COLUMNS);
        fprintf(out, " %u", i);
    }
    fprintf(out,
            ") nomirror out textcolor rgb '" PLOT_INK "'\nset %crange [-0.5:%u.5]\nset %clabel ",
            letter, axis->count - 1, letter);
    gnuplot_quoted(out, axis->variation->pointers[axis->pointer], POINTER_COLUMNS);
    fputs(" textcolor rgb '" PLOT_INK "'\n", out);
}

static void line_script(FILE *out, const struct axis *axis)
{
    value_tics(out, axis, 'x', 12);
    fputs(
        "set title 'By when it ends' textcolor rgb '" PLOT_INK "'\n"
        "unset mytics\nset ydata time\nset timefmt '%Y-%m-%dT%H:%M:%SZ'\nset format y '%d %b %Y'\n"
        "set key below autotitle textcolor rgb '" PLOT_INK "'\n"
        "plot 'sweep.dat' index 'P50' using 1:2 with linespoints lw 2.5 dt (8,4) pt 7 ps 0.6 "
        "lc rgb '" PLOT_SKY "' title 'P50', \\\n"
        "  'sweep.dat' index 'P80' using 1:2 with linespoints lw 3 pt 5 ps 0.7 "
        "lc rgb '" PLOT_BLUE "' title 'P80', \\\n"
        "  'sweep.dat' index 'P95' using 1:2 with linespoints lw 2.5 dt (3,3) pt 9 ps 0.7 "
        "lc rgb '" PLOT_DARK "' title 'P95'\n",
        out);
}

/* Light is early; the figure stands in each cell, so no reader depends on the shade. */
static void map_script(FILE *out, const struct sweep *sweep, const struct axis axes[2])
{
    value_tics(out, &axes[0], 'x', 12);
    value_tics(out, &axes[1], 'y', 20);
    fputs("set title 'P80 of the finish, days after the start (white: beyond the horizon)' "
          "textcolor rgb '" PLOT_INK "'\nunset grid\n"
          "set palette defined (0 '#F2F2F2', 1 '" PLOT_SKY "', 2 '#5FB0E0')\n"
          "set cblabel 'days' textcolor rgb '" PLOT_INK "'\nset cbtics textcolor rgb '" PLOT_INK
          "'\n"
          "plot 'sweep.dat' index 'map' using 1:2:($1-0.5):($1+0.5):($2-0.5):($2+0.5):3 with "
          "boxxyerror fs solid border lc rgb '#FFFFFF' fc palette",
          out);
    if (sweep->variation->count <= CELL_LABELS_MAX)
        fputs(", \\\n  '' index 'map' using 1:2:(sprintf('%.1f', $3)) with labels "
              "textcolor rgb '#000000'",
              out);
    fputc('\n', out);
}

void sweep_plot_gp(FILE *out, const struct sweep *sweep)
{
    struct axis axes[2];
    const char *nothing = why_nothing(sweep, axes);
    if (nothing != NULL) {
        plot_nothing(out, "sweep", nothing);
        return;
    }
    plot_begin(out, "sweep", HEIGHT);
    if (sweep->variation->pointer_count == 2)
        map_script(out, sweep, axes);
    else
        line_script(out, &axes[0]);
}
