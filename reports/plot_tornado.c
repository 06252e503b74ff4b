#include "reports/plot_tornado.h"

#include "reports/figure.h"
#include "reports/gnuplot.h"
#include "reports/plot_frame.h"
#include "reports/renderer.h"

#include <inttypes.h>
#include <math.h>

enum {
    BARS_MAX = 15,
    ROW_HEIGHT = 26,
    HEAD_HEIGHT = 40,
    NAME_ROOM = 48, /* characters */
    ARROW_LENGTHS = 40
};

struct drawing {
    const struct forecast *forecast;
    const struct sensitivity_row *bars[BARS_MAX];
    uint32_t count;
    struct plot_span span;
};

static bool is_finite(const struct quantile *p80)
{
    return p80->value_s != INSTANT_NEVER;
}

static bool is_drawn(const struct sensitivity_row *row)
{
    return sensitivity_is_clear(row) &&
           (is_finite(&row->lowest_p80) || is_finite(&row->highest_p80));
}

/* An infinite side reaches further than any other. */
static double width_of(const struct sensitivity_row *row)
{
    return row->swing.known ? fabs((double)row->swing.value_s) : INFINITY;
}

/* Keeps the widest, the widest first; of equal ones the stronger correlation, as they come. */
static void choose_bars(struct drawing *drawing)
{
    const struct sensitivity *sensitivity = drawing->forecast->sensitivity;
    for (uint32_t i = 0; sensitivity != NULL && i < sensitivity->count; i++) {
        const struct sensitivity_row *row = &sensitivity->rows[i];
        uint32_t at = drawing->count;
        while (at > 0 && width_of(drawing->bars[at - 1]) < width_of(row))
            at--;
        if (!is_drawn(row) || at == BARS_MAX)
            continue;
        drawing->count += drawing->count < BARS_MAX;
        for (uint32_t k = drawing->count - 1; k > at; k--)
            drawing->bars[k] = drawing->bars[k - 1];
        drawing->bars[at] = row;
    }
}

static void reach(struct plot_span *span, const struct quantile *p80)
{
    if (!is_finite(p80))
        return;
    span->from_s = p80->value_s < span->from_s ? p80->value_s : span->from_s;
    span->until_s = p80->value_s > span->until_s ? p80->value_s : span->until_s;
}

/* A twentieth of room on both sides, and an hour at least. */
static void choose_span(struct drawing *drawing)
{
    struct plot_span span = {INSTANT_NEVER, INT64_MIN};
    reach(&span, &drawing->forecast->finish_all[Q80]);
    for (uint32_t i = 0; i < drawing->count; i++) {
        reach(&span, &drawing->bars[i]->lowest_p80);
        reach(&span, &drawing->bars[i]->highest_p80);
    }
    int64_t room_s = (span.until_s - span.from_s) / 20 + HOUR_S;
    drawing->span = (struct plot_span){span.from_s - room_s, span.until_s + room_s};
}

static struct drawing plan(const struct forecast *forecast)
{
    struct drawing drawing = {.forecast = forecast};
    choose_bars(&drawing);
    if (drawing.count > 0)
        choose_span(&drawing);
    return drawing;
}

bool plot_tornado_drawn(const struct forecast *forecast)
{
    return plan(forecast).count > 0;
}

static int64_t end_of(const struct drawing *drawing, const struct quantile *p80)
{
    return is_finite(p80) ? p80->value_s : drawing->span.until_s;
}

/* From all trials' P80 to that of one side. */
static void bar(FILE *data, const struct drawing *drawing, uint32_t row, const struct quantile *p80)
{
    char from[FIGURE_SIZE], until[FIGURE_SIZE];
    fprintf(data, "%u\t%s\t%s\n", row + 1,
            figure_instant(end_of(drawing, &drawing->forecast->finish_all[Q80]), from),
            figure_instant(end_of(drawing, p80), until));
}

static bool runs_off(const struct sensitivity_row *row)
{
    return !is_finite(&row->lowest_p80) || !is_finite(&row->highest_p80);
}

static uint32_t write_arrows(FILE *data, const struct drawing *drawing)
{
    char at[FIGURE_SIZE];
    uint32_t count = 0;
    for (uint32_t i = 0; i < drawing->count; i++) {
        if (!runs_off(drawing->bars[i]))
            continue;
        count++;
        if (data != NULL)
            fprintf(data, "%u\t%s\n", i + 1, figure_instant(drawing->span.until_s, at));
    }
    return count;
}

void plot_tornado_dat(FILE *out, const struct rendering *rendering)
{
    struct drawing drawing = plan(rendering->forecast);
    char at[FIGURE_SIZE];
    if (drawing.count == 0) {
        fputs("# no input moves the finish clearly\n", out);
        return;
    }
    plot_block(out, true, "inputs", "row\tfrom_utc\tinput");
    for (uint32_t i = 0; i < drawing.count; i++) {
        fprintf(out, "%u\t%s\t", i + 1, figure_instant(drawing.span.from_s, at));
        gnuplot_cell(out, drawing.bars[i]->input, NAME_ROOM);
        fputc('\n', out);
    }
    plot_block(out, false, "lowest", "row\tp80_utc\tlowest_p80_utc (the right edge: infinite)");
    for (uint32_t i = 0; i < drawing.count; i++)
        bar(out, &drawing, i, &drawing.bars[i]->lowest_p80);
    plot_block(out, false, "highest", "row\tp80_utc\thighest_p80_utc (the right edge: infinite)");
    for (uint32_t i = 0; i < drawing.count; i++)
        bar(out, &drawing, i, &drawing.bars[i]->highest_p80);
    plot_block(out, false, "arrows", "row\tthe right edge, where one of them is infinite");
    write_arrows(out, &drawing);
}

static void frame(FILE *script, const struct drawing *drawing)
{
    double height = HEAD_HEIGHT + (double)drawing->count * ROW_HEIGHT + PLOT_FOOT;
    char top[FIGURE_SIZE], bottom[FIGURE_SIZE];
    plot_begin(script, "tornado", (int)height);
    fprintf(script, "set tmargin at screen %s\nset bmargin at screen %s\n",
            figure_fixed(1 - HEAD_HEIGHT / height, 4, top),
            figure_fixed(PLOT_FOOT / height, 4, bottom));
    plot_time_axis(script, drawing->span);
    fprintf(script,
            "set lmargin at screen 0.4\nset rmargin at screen 0.97\n"
            "set yrange [%u.6:0.4]\nset ytics scale 0\nset grid noytics\n"
            "set xlabel 'P80 of the finish, UTC' offset 0,0.3 textcolor rgb '" PLOT_INK "'\n",
            drawing->count);
    fprintf(script,
            "set label 1 'Blue: the input in its lowest tenth, or it does not happen; orange: in "
            "its highest, or it happens%s' at screen 0.5, graph 1 center offset 0,1.2 "
            "textcolor rgb '" PLOT_INK "'\n",
            write_arrows(NULL, drawing) > 0 ? "; arrow: not within the horizon" : "");
}

/* Bordered, so that a short bar is a line at least. */
static void boxes(FILE *script, const char *block, const char *colour)
{
    fprintf(script,
            ", \\\n  '' index '%s' using (t(2)):1:(t(2) < t(3) ? t(2) : t(3)):"
            "(t(2) < t(3) ? t(3) : t(2)):($1-0.36):($1+0.36) with boxxyerror "
            "fs solid 1 border lc rgb '%s' lc rgb '%s' lw 1.5",
            block, colour, colour);
}

static void plot_command(FILE *script, const struct drawing *drawing)
{
    int64_t arrow_s = (drawing->span.until_s - drawing->span.from_s) / ARROW_LENGTHS;
    fputs("plot 'tornado.dat' index 'inputs' using (t(2)):1:ytic(3) with dots lc rgb 'white'",
          script);
    boxes(script, "highest", PLOT_ORANGE);
    boxes(script, "lowest", PLOT_BLUE);
    if (write_arrows(NULL, drawing) > 0)
        fprintf(script,
                ", \\\n  '' index 'arrows' using (t(2) - %" PRId64 "):1:(%" PRId64 "):(0) with "
                "vectors size screen 0.012,25 filled lw 2 lc rgb 'black'",
                arrow_s, arrow_s);
    fputc('\n', script);
}

void plot_tornado_gp(FILE *out, const struct rendering *rendering)
{
    struct drawing drawing = plan(rendering->forecast);
    const struct quantile *p80 = &rendering->forecast->finish_all[Q80];
    if (drawing.count == 0) {
        plot_nothing(out, "tornado", "No uncertain input moves the finish clearly.");
        return;
    }
    frame(out, &drawing);
    if (is_finite(p80))
        fprintf(out,
                "set arrow from %" PRId64 ", graph 0 to %" PRId64
                ", graph 1 nohead front lw 1.5 lc rgb 'black'\n",
                p80->value_s, p80->value_s);
    plot_command(out, &drawing);
}
