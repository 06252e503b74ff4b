/* Members by state over time, stacked; a panel per track. */
#include "reports/figure.h"
#include "reports/gnuplot.h"
#include "reports/name.h"
#include "reports/plot_frame.h"
#include "reports/renderer.h"

#include <math.h>

enum { PANELS_MAX = 6, PANEL_HEIGHT = 340, PANEL_HEAD = 26, KEY_HEIGHT = 30 };

/* Below this share of the members a change is no reason to draw on. */
static const double CHANGE_SHARE = 0.001;

/* From the bottom up. What is in progress while a run stops counts as running. */
static const struct {
    enum update_state state;
    const char *name, *colour;
} layers[] = {
    {STATE_COMPLETED, "Completed", PLOT_GREEN}, {STATE_SKIPPED, "Skipped", PLOT_SKY},
    {STATE_FAILED, "Failed", PLOT_DARK},        {STATE_RUNNING, "Running", PLOT_ORANGE},
    {STATE_PENDING, "Pending", PLOT_YELLOW},    {STATE_NOT_STARTED, "NotStarted", PLOT_PALE},
};
enum { LAYERS = sizeof layers / sizeof *layers, LAYER_FIRST_COLUMN = 2 };

static double layer_mean(const struct timeline_point *point, int layer)
{
    double mean = point->mean[layers[layer].state];
    return layers[layer].state == STATE_RUNNING ? mean + point->mean[STATE_STOPPING] : mean;
}

static uint32_t panels(const struct forecast *forecast)
{
    uint32_t tracks = forecast->scenario->track_count;
    return tracks < PANELS_MAX ? tracks : PANELS_MAX;
}

static const struct timeline_point *track_points(const struct forecast *forecast, uint32_t track)
{
    return &forecast->timeline.points[(size_t)track * forecast->timeline.point_count];
}

static bool differs(const struct timeline_point *a, const struct timeline_point *b, double by)
{
    for (int layer = 0; layer < LAYERS; layer++)
        if (fabs(layer_mean(a, layer) - layer_mean(b, layer)) > by)
            return true;
    return false;
}

/* Points up to the last one after which nothing much changes any more, in any track. */
static uint32_t points_drawn(const struct forecast *forecast)
{
    uint32_t last = forecast->timeline.point_count - 1, drawn = 1;
    for (uint32_t track = 0; track < panels(forecast); track++) {
        const struct timeline_point *points = track_points(forecast, track);
        double by = CHANGE_SHARE * forecast->scenario->tracks[track].plan->member_count;
        uint32_t i = last;
        while (i > drawn && !differs(&points[i], &points[last], by))
            i--;
        drawn = i > drawn ? i : drawn;
    }
    uint32_t margin = drawn / 20 + 2;
    return drawn + margin < last ? drawn + margin : last;
}

static struct plot_span drawn_span(const struct forecast *forecast)
{
    const struct timeline *timeline = &forecast->timeline;
    return (struct plot_span){timeline->from_s,
                              timeline->from_s + points_drawn(forecast) * timeline->step_s};
}

static void point_row(FILE *data, int64_t at_s, const struct timeline_point *point)
{
    char buffer[FIGURE_SIZE];
    fputs(figure_instant(at_s, buffer), data);
    for (int layer = 0; layer < LAYERS; layer++)
        fprintf(data, "\t%s", figure_fixed(layer_mean(point, layer), MEAN_DECIMALS, buffer));
    fputc('\n', data);
}

/* Too few points for areas: a timeline of less than two. */
static bool is_empty(const struct forecast *forecast)
{
    return forecast->timeline.point_count < 2 || forecast->scenario->track_count == 0;
}

void plot_members_dat(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    const struct timeline *timeline = &forecast->timeline;
    if (is_empty(forecast)) {
        fputs("# no timeline\n", out);
        return;
    }
    uint32_t drawn = points_drawn(forecast);
    for (uint32_t track = 0; track < panels(forecast); track++) {
        char name[FIGURE_SIZE];
        snprintf(name, sizeof name, "run %u", track + 1);
        plot_block(out, track == 0, name,
                   "time_utc\tcompleted\tskipped\tfailed\trunning\tpending\tnot_started (means)");
        for (uint32_t i = 0; i <= drawn; i++)
            point_row(out, timeline->from_s + i * timeline->step_s,
                      &track_points(forecast, track)[i]);
    }
}

/* "$2+$3+...": the columns up to a layer. */
static void stacked_sum(FILE *script, int layer)
{
    for (int i = 0; i <= layer; i++)
        fprintf(script, "%s$%d", i == 0 ? "" : "+", LAYER_FIRST_COLUMN + i);
}

static void area(FILE *script, uint32_t track, int layer)
{
    fprintf(script, "  'members.dat' index 'run %u' using (t(1)):(", track + 1);
    stacked_sum(script, layer);
    fputs(") with filledcurves y1=0 fs solid 1 border lc rgb '" PLOT_SOFT "' fc rgb '", script);
    fputs(layers[layer].colour, script);
    fputs("'", script);
    if (track > 0)
        return;
    fputs(" title '", script);
    fputs(layers[layer].name, script);
    fputs("'", script);
}

/* From the top down, so that each area covers what is above it. */
static void areas(FILE *script, uint32_t track)
{
    fputs("plot \\\n", script);
    for (int layer = LAYERS - 1; layer >= 0; layer--) {
        area(script, track, layer);
        fputs(layer > 0 ? ", \\\n" : "\n", script);
    }
}

/* Panels stand below one another, with the key above the first. */
static void panel(FILE *script, const struct forecast *forecast, uint32_t track, double height)
{
    double below = (double)PANEL_HEIGHT * (panels(forecast) - track - 1);
    char top[FIGURE_SIZE], bottom[FIGURE_SIZE];
    uint32_t members = forecast->scenario->tracks[track].plan->member_count;
    fprintf(script, "set tmargin at screen %s\nset bmargin at screen %s\n",
            figure_fixed((below + PANEL_HEIGHT - PANEL_HEAD) / height, 4, top),
            figure_fixed((below + PLOT_FOOT) / height, 4, bottom));
    fprintf(script, "set yrange [0:%u]\nset title ", members > 0 ? members : 1);
    gnuplot_quoted(script, forecast->scenario->tracks[track].name, NAME_COLUMNS);
    fputc('\n', script);
    areas(script, track);
}

void plot_members_gp(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    if (is_empty(forecast)) {
        plot_nothing(out, "members", "There is no timeline.");
        return;
    }
    int height = PANEL_HEIGHT * (int)panels(forecast) + KEY_HEIGHT;
    plot_begin(out, "members", height);
    plot_time_axis(out, drawn_span(forecast));
    fputs("set lmargin at screen 0.075\nset rmargin at screen 0.97\n"
          "set key at screen 0.97, screen 0.99 right top horizontal maxrows 1 samplen 1.5 width -1 "
          "textcolor rgb '" PLOT_INK "' Left reverse\n"
          "set title offset 0,-0.4 textcolor rgb '" PLOT_INK "'\n"
          "set multiplot\n",
          out);
    for (uint32_t track = 0; track < panels(forecast); track++)
        panel(out, forecast, track, height);
    fputs("unset multiplot\n", out);
}
