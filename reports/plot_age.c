#include "reports/plot_age.h"

#include "reports/figure.h"
#include "reports/plot_frame.h"
#include "reports/renderer.h"

enum { HEIGHT = 380, AGE_DECIMALS = 4, LINES = 3 };

/* What is drawn of the ages, the oldest first, so that the younger lie on top. */
static const struct {
    int age;
    const char *title, *colour;
    int dash;
} lines[LINES] = {{AGE_MAX, "oldest node", PLOT_RED, 3},
                  {AGE_P95, "P95", PLOT_ORANGE, 2},
                  {AGE_P50, "P50 of nodes", PLOT_BLUE, 1}};

bool plot_age_drawn(const struct forecast *forecast)
{
    const struct campaign_table *table = forecast->campaign_table;
    for (uint32_t i = 0; table != NULL && i < table->day_count; i++)
        if (table->days[i].nodes_mean > 0)
            return true;
    return false;
}

static void cell(FILE *data, int64_t length_s)
{
    char text[FIGURE_SIZE];
    fprintf(data, "\t%s", figure_fixed((double)length_s / (double)DAY_S, AGE_DECIMALS, text));
}

void plot_age_dat(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    char instant[FIGURE_SIZE];
    if (!plot_age_drawn(forecast)) {
        fputs("# no image has a date\n", out);
        return;
    }
    plot_block(out, true, "age",
               "time_utc\toldest: mean, p10, p90\tp95: likewise\tp50: likewise (days)");
    for (uint32_t i = 0; i < forecast->campaign_table->day_count; i++) {
        const struct campaign_day *day = &forecast->campaign_table->days[i];
        if (day->nodes_mean == 0)
            continue;
        fputs(figure_instant(day->at_s, instant), out);
        for (int line = 0; line < LINES; line++) {
            cell(out, day->age[lines[line].age].mean_s);
            cell(out, day->age[lines[line].age].p10_s);
            cell(out, day->age[lines[line].age].p90_s);
        }
        fputc('\n', out);
    }
}

static double oldest_days(const struct campaign_table *table)
{
    int64_t most_s = 0;
    for (uint32_t i = 0; i < table->day_count; i++)
        if (table->days[i].age[AGE_MAX].p90_s > most_s)
            most_s = table->days[i].age[AGE_MAX].p90_s;
    return (double)most_s / (double)DAY_S;
}

/* Column 2 + 3 * line is a line's mean, P10 and P90 behind it. Bands of all three would hide one
 * another, so only the youngest has its own. */
static void plot_lines(FILE *script)
{
    int last = LINES - 1;
    fprintf(script,
            "  'age.dat' index 'age' using (t(1)):%d:%d with filledcurves fs solid noborder lc rgb "
            "'" PLOT_SKY "' title 'P10 to P90 of P50', \\\n",
            3 + 3 * last, 4 + 3 * last);
    for (int line = 0; line < LINES; line++)
        fprintf(script,
                "  'age.dat' index 'age' using (t(1)):%d with lines lc rgb '%s' lw 2 dt %d title "
                "'%s'%s\n",
                2 + 3 * line, lines[line].colour, lines[line].dash, lines[line].title,
                line < last ? ", \\" : "");
}

void plot_age_gp(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    if (!plot_age_drawn(forecast)) {
        plot_nothing(out, "age", "No node image has a date, or there is no campaign.");
        return;
    }
    const struct scenario *scenario = forecast->scenario;
    const struct plot_span span = {scenario->start_s, scenario->horizon_s};
    char top[FIGURE_SIZE];
    plot_begin(out, "age", HEIGHT);
    plot_time_axis(out, span);
    plot_freezes(out, scenario, span);
    fprintf(
        out,
        "set yrange [0:%s]\n"
        "set lmargin at screen 0.08\nset rmargin at screen 0.97\n"
        "set tmargin at screen 0.89\n"
        "set key at screen 0.97, screen 0.985 right top horizontal maxrows 1 width -3 samplen 2 "
        "textcolor rgb '" PLOT_INK "'\n"
        "set ylabel 'age of node images, days' offset 1.5,0 textcolor rgb '" PLOT_INK "'\n"
        "plot \\\n",
        figure_fixed(oldest_days(forecast->campaign_table) * 1.08 + 1, 2, top));
    plot_lines(out);
}
