#include "reports/plot_curve.h"

#include "models/instant.h"
#include "reports/figure.h"

enum { CURVE_POINTS_MAX = 800 };

uint32_t plot_curve_count(const int64_t *finish_sorted, uint32_t trials)
{
    while (trials > 0 && finish_sorted[trials - 1] == INSTANT_NEVER)
        trials--;
    return trials;
}

static void curve_row(FILE *data, int64_t at_s, double share)
{
    char at[FIGURE_SIZE], percent[FIGURE_SIZE];
    fprintf(data, "%s\t%s\n", figure_instant(at_s, at), figure_fixed(share * 100, 4, percent));
}

void plot_curve(FILE *data, bool first, const char *name, const int64_t *finish_sorted,
                uint32_t trials, struct plot_span span)
{
    uint32_t count = plot_curve_count(finish_sorted, trials);
    uint32_t step = count / CURVE_POINTS_MAX + 1;
    uint32_t written = 0;
    plot_block(data, first, name, "finish_utc\tshare of trials that ended by then, percent");
    curve_row(data, span.from_s, 0);
    for (uint32_t i = 0; i < count; i++) {
        bool last = i + 1 == count;
        bool last_of_equals = last || finish_sorted[i + 1] != finish_sorted[i];
        if (!last_of_equals || (i + 1 - written < step && !last))
            continue;
        written = i + 1;
        curve_row(data, finish_sorted[i], (double)written / trials);
    }
    curve_row(data, span.until_s, (double)count / trials);
}
