#include "reports/plot_surge.h"

#include "reports/figure.h"
#include "reports/gnuplot.h"
#include "reports/name.h"
#include "reports/plot_frame.h"
#include "reports/renderer.h"

enum { PANELS_MAX = 6, PANEL_HEIGHT = 228, PANEL_HEAD = 26, KEY_HEIGHT = 30 };

/* What is drawn: regions in the order of the file, and the steps from the first with surge to the
 * last. */
struct drawing {
    const struct forecast *forecast;
    uint32_t regions[PANELS_MAX];
    uint32_t count;
    uint32_t first, last; /* steps */
};

static const struct surge_point *points_of(const struct forecast *forecast, uint32_t region)
{
    return &forecast->surge[(size_t)region * forecast->timeline.point_count];
}

static uint32_t peak_of(const struct forecast *forecast, uint32_t region)
{
    uint32_t peak = 0;
    for (uint32_t i = 0; i < forecast->timeline.point_count; i++)
        if (points_of(forecast, region)[i].vcpus_peak > peak)
            peak = points_of(forecast, region)[i].vcpus_peak;
    return peak;
}

/* Keeps the regions with the highest peaks, the highest first; of equal ones the earlier. */
static void choose_regions(struct drawing *drawing)
{
    const struct forecast *forecast = drawing->forecast;
    for (uint32_t region = 0; region <= forecast->scenario->fleet.region_count; region++) {
        uint32_t peak = peak_of(forecast, region), at = drawing->count;
        while (at > 0 && peak_of(forecast, drawing->regions[at - 1]) < peak)
            at--;
        if (peak == 0 || at == PANELS_MAX)
            continue;
        drawing->count += drawing->count < PANELS_MAX;
        for (uint32_t i = drawing->count - 1; i > at; i--)
            drawing->regions[i] = drawing->regions[i - 1];
        drawing->regions[at] = region;
    }
}

static struct drawing plan(const struct forecast *forecast)
{
    struct drawing drawing = {.forecast = forecast, .first = UINT32_MAX};
    if (forecast->surge == NULL)
        return drawing;
    choose_regions(&drawing);
    for (uint32_t panel = 0; panel < drawing.count; panel++)
        for (uint32_t i = 0; i < forecast->timeline.point_count; i++) {
            if (points_of(forecast, drawing.regions[panel])[i].nodes_peak == 0)
                continue;
            drawing.first = i < drawing.first ? i : drawing.first;
            drawing.last = i > drawing.last ? i : drawing.last;
        }
    return drawing;
}

bool plot_surge_drawn(const struct forecast *forecast)
{
    return plan(forecast).count > 0;
}

static int64_t step_begin(const struct forecast *forecast, uint32_t step)
{
    return forecast->timeline.from_s + step * forecast->timeline.step_s;
}

/* A figure holds from its step's begin to the next one's. */
static void point_row(FILE *data, int64_t at_s, const struct surge_point *point)
{
    char instant[FIGURE_SIZE], mean[FIGURE_SIZE];
    fprintf(data, "%s\t%s\t%u\t%u\n", figure_instant(at_s, instant),
            figure_fixed(point->vcpus_mean, MEAN_DECIMALS, mean), point->vcpus_p95,
            point->vcpus_peak);
}

void plot_surge_dat(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    struct drawing drawing = plan(forecast);
    if (drawing.count == 0)
        fputs("# no surge\n", out);
    for (uint32_t panel = 0; panel < drawing.count; panel++) {
        char name[FIGURE_SIZE];
        snprintf(name, sizeof name, "region %u", panel + 1);
        plot_block(out, panel == 0, name, "time_utc\tmean\tp95\tpeak (vCPUs)");
        for (uint32_t i = drawing.first; i <= drawing.last; i++)
            point_row(out, step_begin(forecast, i),
                      &points_of(forecast, drawing.regions[panel])[i]);
        point_row(out, step_begin(forecast, drawing.last + 1), &(struct surge_point){0});
    }
}

static const char *region_name(const struct forecast *forecast, uint32_t region)
{
    const struct fleet *fleet = &forecast->scenario->fleet;
    return region < fleet->region_count ? fleet->regions[region] : "(no region)";
}

/* The quota, where there is one, is in the picture. */
static void panel_range(FILE *script, const struct forecast *forecast, uint32_t region)
{
    uint32_t quota = region < forecast->scenario->fleet.region_count
                         ? scenario_quota(forecast->scenario, region)
                         : NONE;
    uint32_t top = peak_of(forecast, region);
    if (quota != NONE && quota > top)
        top = quota;
    fprintf(script, "set yrange [0:%u]\nunset arrow\n", top + top / 10 + 1);
    if (quota != NONE)
        fprintf(script,
                "set arrow from graph 0, first %u to graph 1, first %u nohead lc rgb '" PLOT_RED
                "' lw 2 dt 2\n",
                quota, quota);
}

static void panel(FILE *script, const struct drawing *drawing, uint32_t number, double height)
{
    static const char *const lines[] = {
        "(t(1)):3 with steps lc rgb '" PLOT_BLUE "' lw 1.5",
        "(t(1)):4 with steps lc rgb '" PLOT_ORANGE "' lw 3.5",
        "(t(1)):2 with fillsteps fs solid 0.5 noborder lc rgb '" PLOT_GREEN "'"};
    static const char *const titles[] = {"P95", "peak", "mean"};
    double below = (double)PANEL_HEIGHT * (drawing->count - number - 1);
    char top[FIGURE_SIZE], bottom[FIGURE_SIZE];
    fprintf(script, "set tmargin at screen %s\nset bmargin at screen %s\n",
            figure_fixed((below + PANEL_HEIGHT - PANEL_HEAD) / height, 4, top),
            figure_fixed((below + PLOT_FOOT) / height, 4, bottom));
    panel_range(script, drawing->forecast, drawing->regions[number]);
    fputs("set title ", script);
    gnuplot_quoted(script, region_name(drawing->forecast, drawing->regions[number]),
                   PLOT_NAME_COLUMNS);
    fputs("\nplot \\\n", script);
    for (int i = 2; i >= 0; i--) {
        fprintf(script, "  'surge.dat' index 'region %u' using %s", number + 1, lines[i]);
        if (number == 0)
            fprintf(script, " title '%s'", titles[i]);
        fputs(i > 0 ? ", \\\n" : "\n", script);
    }
}

void plot_surge_gp(FILE *out, const struct rendering *rendering)
{
    struct drawing drawing = plan(rendering->forecast);
    if (drawing.count == 0) {
        plot_nothing(out, "surge", "No surge nodes were counted.");
        return;
    }
    int height = PANEL_HEIGHT * (int)drawing.count + KEY_HEIGHT;
    plot_begin(out, "surge", height);
    plot_time_axis(out, (struct plot_span){step_begin(drawing.forecast, drawing.first),
                                           step_begin(drawing.forecast, drawing.last + 1)});
    fputs("set lmargin at screen 0.09\nset rmargin at screen 0.97\n"
          "set key at screen 0.97, screen 0.99 right top horizontal maxrows 1 samplen 1.5 "
          "textcolor rgb '" PLOT_INK "'\n"
          "set title offset 0,-0.4 textcolor rgb '" PLOT_INK "'\n"
          "set ylabel 'surge vCPUs' offset 1.5,0 textcolor rgb '" PLOT_INK "'\n"
          "set multiplot\n",
          out);
    for (uint32_t number = 0; number < drawing.count; number++)
        panel(out, &drawing, number, height);
    fputs("unset multiplot\n", out);
}
