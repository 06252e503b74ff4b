#include "reports/compare_plot.h"

#include "models/instant.h"
#include "reports/gnuplot.h"
#include "reports/plot_curve.h"
#include "reports/plot_frame.h"

#include <inttypes.h>

enum { HEIGHT = 480, KEY_COLUMNS = 48 };

/* Okabe and Ito's colours, each with a dash of its own: they stay apart in grey. */
static const char *const curve_styles[COMPARE_CURVES_MAX + 1] = {
    "lw 3 lc rgb '" PLOT_INK "'",
    "lw 2.5 dt (14,4) lc rgb '" PLOT_BLUE "'",
    "lw 2.5 dt (8,4) lc rgb '" PLOT_RED "'",
    "lw 2.5 dt (4,3) lc rgb '" PLOT_GREEN "'",
    "lw 2.5 dt (12,4,2,4) lc rgb '" PLOT_ORANGE "'",
    "lw 2.5 dt (2,3) lc rgb '#CC79A7'",
    "lw 2.5 dt (8,3,2,3,2,3) lc rgb '#56B4E9'"};

static uint32_t curve_count(const struct comparisons *comparisons)
{
    uint32_t shown =
        comparisons->count < COMPARE_CURVES_MAX ? comparisons->count : COMPARE_CURVES_MAX;
    return 1 + shown;
}

static const struct compared *curve_side(const struct comparisons *comparisons, uint32_t curve)
{
    return curve == 0 ? &comparisons->base : comparisons->list[curve - 1].alternative;
}

/* All finishes and a margin. False: nothing ends. */
static bool find_span(const struct comparisons *comparisons, struct plot_span *span)
{
    *span = (struct plot_span){INT64_MAX, INT64_MIN};
    for (uint32_t curve = 0; curve < curve_count(comparisons); curve++) {
        const int64_t *sorted = curve_side(comparisons, curve)->finish_sorted;
        uint32_t count = plot_curve_count(sorted, comparisons->trials);
        if (count == 0)
            continue;
        span->from_s = sorted[0] < span->from_s ? sorted[0] : span->from_s;
        span->until_s = sorted[count - 1] > span->until_s ? sorted[count - 1] : span->until_s;
    }
    if (span->until_s == INT64_MIN)
        return false;
    int64_t margin_s = (span->until_s - span->from_s) / 25;
    margin_s = margin_s > HOUR_S ? margin_s : HOUR_S;
    span->from_s -= margin_s;
    span->until_s += margin_s;
    return true;
}

static const char *block_name(uint32_t curve, char buffer[24])
{
    if (curve == 0)
        return "base";
    snprintf(buffer, 24, "alternative %u", curve);
    return buffer;
}

void compare_plot_dat(FILE *out, const struct comparisons *comparisons)
{
    struct plot_span span;
    char name[24];
    if (!find_span(comparisons, &span)) {
        fputs("# no trial completed within the horizon\n", out);
        return;
    }
    for (uint32_t curve = 0; curve < curve_count(comparisons); curve++)
        plot_curve(out, curve == 0, block_name(curve, name),
                   curve_side(comparisons, curve)->finish_sorted, comparisons->trials, span);
}

static void curves(FILE *out, const struct comparisons *comparisons)
{
    char name[24];
    fputs("plot ", out);
    for (uint32_t curve = 0; curve < curve_count(comparisons); curve++) {
        fprintf(out, "%s'compare.dat' index '%s' using (t(1)):2 with steps %s title ",
                curve == 0 ? "" : ", \\\n  ", block_name(curve, name), curve_styles[curve]);
        gnuplot_quoted(out, curve_side(comparisons, curve)->label, KEY_COLUMNS);
    }
    fputc('\n', out);
}

/* Lines only: their names stand in the tables. */
static void deadline_arrows(FILE *out, const struct scenario *scenario, struct plot_span span)
{
    for (uint32_t i = 0; i < scenario->deadline_count; i++) {
        int64_t at_s = scenario->deadlines[i].at_s;
        if (at_s >= span.from_s && at_s <= span.until_s)
            fprintf(out,
                    "set arrow from %" PRId64 ", graph 0 to %" PRId64
                    ", graph 1 nohead lw 1.5 dt (6,4) lc rgb '" PLOT_SOFT "'\n",
                    at_s, at_s);
    }
}

void compare_plot_gp(FILE *out, const struct comparisons *comparisons)
{
    struct plot_span span;
    if (!find_span(comparisons, &span)) {
        plot_nothing(out, "compare", "No trial completes within the horizon.");
        return;
    }
    plot_begin(out, "compare", HEIGHT);
    plot_time_axis(out, span);
    plot_freezes(out, comparisons->base.scenario, span);
    deadline_arrows(out, comparisons->base.scenario, span);
    fputs("set title 'Share of trials that are Completed' textcolor rgb '" PLOT_INK "'\n"
          "set yrange [0:100]\nset ytics 0,20,100 format '%g %%'\n"
          "set key below left Left reverse autotitle width 2 textcolor rgb '" PLOT_INK "'\n",
          out);
    curves(out, comparisons);
}
