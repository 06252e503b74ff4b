/* S-curve and histogram of the finish of all runs together, with deadlines, freezes and quantiles.
 */
#include "models/instant.h"
#include "reports/figure.h"
#include "reports/gnuplot.h"
#include "reports/plot_curve.h"
#include "reports/plot_frame.h"
#include "reports/renderer.h"

#include <inttypes.h>

enum { BINS_MAX = 80, HEIGHT = 596, DEADLINE_REACH = 2 };

/* Percent of the curve's height for the name of a deadline. */
#define NAME_STEP 7.0

static uint32_t completed(const struct forecast *forecast)
{
    return plot_curve_count(forecast->finish_sorted, forecast->trials);
}

static int64_t least(int64_t a_s, int64_t b_s)
{
    return a_s < b_s ? a_s : b_s;
}

static int64_t most(int64_t a_s, int64_t b_s)
{
    return a_s > b_s ? a_s : b_s;
}

/* The finishes, and those deadlines that do not squeeze them into a corner. At least one trial
 * completed. */
static struct plot_span finish_span(const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    int64_t first_s = forecast->finish_sorted[0];
    int64_t last_s = forecast->finish_sorted[completed(forecast) - 1];
    int64_t reach_s = DEADLINE_REACH * most(last_s - first_s, DAY_S);
    struct plot_span span = {first_s, last_s};
    for (uint32_t i = 0; i < scenario->deadline_count; i++) {
        int64_t at_s = scenario->deadlines[i].at_s;
        if (at_s < first_s - reach_s || at_s > last_s + reach_s || at_s > scenario->horizon_s)
            continue;
        span.from_s = least(span.from_s, at_s);
        span.until_s = most(span.until_s, at_s);
    }
    int64_t margin_s = most((span.until_s - span.from_s) / 25, HOUR_S);
    return (struct plot_span){span.from_s - margin_s, span.until_s + margin_s};
}

static int64_t bin_width_s(int64_t length_s)
{
    static const int64_t widths_s[] = {5 * MINUTE_S, 15 * MINUTE_S, 30 * MINUTE_S, HOUR_S,
                                       2 * HOUR_S,   3 * HOUR_S,    6 * HOUR_S,    12 * HOUR_S,
                                       DAY_S,        2 * DAY_S,     WEEK_S,        4 * WEEK_S};
    enum { WIDTHS = sizeof widths_s / sizeof *widths_s };
    for (int i = 0; i < WIDTHS; i++)
        if (length_s / widths_s[i] < BINS_MAX)
            return widths_s[i];
    return length_s / BINS_MAX;
}

/* Trials that ended between two multiples of a round width; the next begins at `next`. */
struct bin {
    int64_t from_s;
    uint32_t hits, next;
};

static int64_t histogram_width_s(const struct forecast *forecast)
{
    return bin_width_s(forecast->finish_sorted[completed(forecast) - 1] -
                       forecast->finish_sorted[0]);
}

static struct bin bin_at(const struct forecast *forecast, uint32_t first, int64_t width_s)
{
    const int64_t *finish_s = forecast->finish_sorted;
    uint32_t count = completed(forecast);
    struct bin bin = {.from_s = finish_s[first] / width_s * width_s, .next = first};
    while (bin.next < count && finish_s[bin.next] < bin.from_s + width_s)
        bin.next++;
    bin.hits = bin.next - first;
    return bin;
}

static void write_histogram(FILE *data, const struct forecast *forecast)
{
    int64_t width_s = histogram_width_s(forecast);
    plot_block(data, false, "histogram", "from_utc\tuntil_utc\tshare of trials, percent");
    for (uint32_t i = 0; i < completed(forecast);) {
        struct bin bin = bin_at(forecast, i, width_s);
        char from[FIGURE_SIZE], until[FIGURE_SIZE], percent[FIGURE_SIZE];
        fprintf(data, "%s\t%s\t%s\n", figure_instant(bin.from_s, from),
                figure_instant(bin.from_s + width_s, until),
                figure_fixed(100.0 * bin.hits / forecast->trials, 4, percent));
        i = bin.next;
    }
}

/* Percent between two marks of the histogram's axis, so that there are at most five. */
static int histogram_mark(const struct forecast *forecast)
{
    static const int marks[] = {1, 2, 5, 10, 20, 25};
    int64_t width_s = histogram_width_s(forecast);
    double highest = 0;
    for (uint32_t i = 0; i < completed(forecast);) {
        struct bin bin = bin_at(forecast, i, width_s);
        double percent = 100.0 * bin.hits / forecast->trials;
        highest = percent > highest ? percent : highest;
        i = bin.next;
    }
    int chosen = 0;
    while (marks[chosen] * 4 < highest && marks[chosen] < 25)
        chosen++;
    return marks[chosen];
}

static const struct {
    int quantile;
    const char *name;
} marked[] = {{Q50, "P50"}, {Q80, "P80"}, {Q95, "P95"}};
enum { MARKED = sizeof marked / sizeof *marked };

/* Names stand left of their point, those near the left edge right of it. */
enum place { LEFT_OF_POINT, RIGHT_OF_POINT };
static const char *const quantile_blocks[] = {"quantiles", "quantiles early"};
static const char *const quantile_labels[] = {"right offset -0.9,0.4", "left offset 0.9,-0.4"};

static enum place label_place(struct plot_span span, int64_t at_s)
{
    return at_s - span.from_s < (span.until_s - span.from_s) / 4 ? RIGHT_OF_POINT : LEFT_OF_POINT;
}

/* `data` NULL: only counted. */
static int quantile_rows(FILE *data, const struct forecast *forecast, struct plot_span span,
                         enum place place)
{
    int count = 0;
    for (int i = 0; i < MARKED; i++) {
        int64_t at_s = forecast->finish_all[marked[i].quantile].value_s;
        char at[FIGURE_SIZE], percent[FIGURE_SIZE], shown[FIGURE_SIZE];
        if (at_s == INSTANT_NEVER || label_place(span, at_s) != place)
            continue;
        count++;
        if (data != NULL)
            fprintf(data, "%s\t%s\t%s: %s\n", figure_instant(at_s, at),
                    figure_fixed(quantile_levels[marked[i].quantile] * 100, 0, percent),
                    marked[i].name, instant_format_local(at_s, 0, shown));
    }
    return count;
}

static void write_quantiles(FILE *data, const struct forecast *forecast, struct plot_span span)
{
    for (enum place place = LEFT_OF_POINT; place <= RIGHT_OF_POINT; place++) {
        plot_block(data, false, quantile_blocks[place], "finish_utc\tpercent\tname");
        quantile_rows(data, forecast, span, place);
    }
}

static void quantile_points(FILE *script, const struct forecast *forecast, struct plot_span span,
                            enum place place)
{
    const char *block = quantile_blocks[place];
    if (quantile_rows(NULL, forecast, span, place) == 0)
        return;
    fprintf(script,
            ", \\\n  '' index '%s' using (t(1)):(0):(0):2 with vectors nohead lw 1.5 "
            "lc rgb '" PLOT_INK "', \\\n"
            "  '' index '%s' using (t(1)):2 with points pt 7 ps 0.8 lc rgb '" PLOT_INK "', \\\n"
            "  '' index '%s' using (t(1)):2:3 with labels %s textcolor rgb '" PLOT_INK "'",
            block, block, block, quantile_labels[place]);
}

/* The first name stands highest, the last just above 100 %. */
static struct plot_headroom headroom(const struct scenario *scenario, struct plot_span span)
{
    uint32_t count = plot_deadline_count(scenario, span);
    return (struct plot_headroom){100 + NAME_STEP * (count - 0.4), NAME_STEP};
}

static bool freeze_shown(const struct freeze *freeze, struct plot_span span)
{
    return freeze->start_s < span.until_s && freeze->end_s > span.from_s;
}

static uint32_t freeze_rows(FILE *data, const struct scenario *scenario, struct plot_span span)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < scenario->freeze_count && count < PLOT_MARKS_MAX; i++) {
        const struct freeze *freeze = &scenario->freezes[i];
        char at[FIGURE_SIZE];
        if (!freeze_shown(freeze, span))
            continue;
        count++;
        if (data == NULL)
            continue;
        fprintf(data, "%s\t", figure_instant(most(freeze->start_s, span.from_s), at));
        gnuplot_cell(data, freeze->name, PLOT_NAME_COLUMNS);
        fputc('\n', data);
    }
    return count;
}

void plot_finish_dat(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    if (completed(forecast) == 0) {
        fputs("# no trial completed within the horizon\n", out);
        return;
    }
    struct plot_span span = finish_span(forecast);
    plot_curve(out, true, "curve", forecast->finish_sorted, forecast->trials, span);
    write_histogram(out, forecast);
    write_quantiles(out, forecast, span);
    plot_deadlines(out, forecast->scenario, span, headroom(forecast->scenario, span));
    plot_block(out, false, "freezes", "from_utc\tname");
    freeze_rows(out, forecast->scenario, span);
}

/* What the curve never reaches. */
static void never_line(FILE *script, const struct forecast *forecast)
{
    uint32_t never = forecast->trials - completed(forecast);
    char level[FIGURE_SIZE];
    if (never == 0)
        return;
    figure_fixed(100.0 - 100.0 * never / forecast->trials, 3, level);
    fprintf(script,
            "set arrow 1 from graph 0, first %s to graph 1, first %s nohead lw 1 dt (2,3) "
            "lc rgb '" PLOT_INK "'\n",
            level, level);
}

static void curve_title(FILE *script, const struct forecast *forecast)
{
    uint32_t never = forecast->trials - completed(forecast);
    struct proportion p = proportion_of(never, forecast->trials);
    char share[FIGURE_SIZE];
    fprintf(script, "set title '%s",
            forecast->scenario->written_run_count == 1
                ? "Share of trials that are Completed"
                : "Share of trials in which all runs are Completed");
    if (never > 0)
        fprintf(script, "; dotted: %s do not complete within the horizon",
                figure_chance(&p, share));
    fputs("' offset 0,-0.4 textcolor rgb '" PLOT_INK "'\n", script);
}

/* From one height above the picture's foot to another. */
static void panel(FILE *script, int top, int bottom)
{
    char above[FIGURE_SIZE], below[FIGURE_SIZE];
    fprintf(script,
            "set tmargin at screen %s\nset bmargin at screen %s\n"
            "set lmargin at screen 0.075\nset rmargin at screen 0.97\n",
            figure_fixed((double)top / HEIGHT, 4, above),
            figure_fixed((double)bottom / HEIGHT, 4, below));
}

static void curve_command(FILE *script, const struct forecast *forecast, struct plot_span span)
{
    fputs("plot 'finish.dat' index 'curve' using (t(1)):2 with fillsteps fs solid 0.25 noborder "
          "lc rgb '" PLOT_BLUE "', \\\n"
          "  '' index 'curve' using (t(1)):2 with steps lw 2.5 lc rgb '" PLOT_BLUE "'",
          script);
    if (freeze_rows(NULL, forecast->scenario, span) > 0)
        fputs(", \\\n  '' index 'freezes' using (t(1)):(2):2 with labels left rotate by 90 "
              "offset 0.9,0 textcolor rgb '" PLOT_SOFT "'",
              script);
    quantile_points(script, forecast, span, LEFT_OF_POINT);
    quantile_points(script, forecast, span, RIGHT_OF_POINT);
    plot_deadline_lines(script, "finish", forecast->scenario, span, 0);
    fputc('\n', script);
}

static void curve_panel(FILE *script, const struct forecast *forecast, struct plot_span span)
{
    char top[FIGURE_SIZE];
    uint32_t names = plot_deadline_count(forecast->scenario, span);
    panel(script, 561, 231);
    curve_title(script, forecast);
    fprintf(
        script,
        "set yrange [0:%s]\nset ytics 0,20,100 format '%%g %%%%'\nset format x ''\nunset xlabel\n",
        figure_fixed(100 + NAME_STEP * names, 3, top));
    never_line(script, forecast);
    curve_command(script, forecast, span);
    fputs("unset arrow 1\n", script);
}

/* Lines over the whole panel; names stand in the one above. */
static void deadline_arrows(FILE *script, const struct scenario *scenario, struct plot_span span)
{
    for (uint32_t i = 0; i < scenario->deadline_count; i++) {
        int64_t at_s = scenario->deadlines[i].at_s;
        if (at_s >= span.from_s && at_s <= span.until_s)
            fprintf(script,
                    "set arrow from %" PRId64 ", graph 0 to %" PRId64
                    ", graph 1 nohead lw 2 dt (6,4) lc rgb '" PLOT_RED "'\n",
                    at_s, at_s);
    }
}

static void histogram_panel(FILE *script, const struct forecast *forecast, struct plot_span span)
{
    panel(script, 184, PLOT_FOOT);
    char width[INSTANT_TEXT_SIZE];
    fprintf(script,
            "set title 'Share of trials that complete within each %s'\n"
            "set yrange [0:*]\nset ytics 0,%d format '%%g %%%%'\n",
            duration_format(histogram_width_s(forecast), width), histogram_mark(forecast));
    plot_time_axis(script, span);
    deadline_arrows(script, forecast->scenario, span);
    fputs("plot 'finish.dat' index 'histogram' using (t(1)):(0):(t(1)):(t(2)):(0):3 with "
          "boxxyerror fs solid 1 noborder lc rgb '" PLOT_BLUE "'\n",
          script);
}

void plot_finish_gp(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    if (completed(forecast) == 0) {
        plot_nothing(out, "finish",
                     forecast->scenario->written_run_count == 0
                         ? "Profiles make runs again and again: there is no one end to show."
                         : "No trial completes within the horizon.");
        return;
    }
    struct plot_span span = finish_span(forecast);
    plot_begin(out, "finish", HEIGHT);
    fputs("set multiplot\n", out);
    plot_time_axis(out, span);
    plot_freezes(out, forecast->scenario, span);
    curve_panel(out, forecast, span);
    histogram_panel(out, forecast, span);
    fputs("unset multiplot\n", out);
}
