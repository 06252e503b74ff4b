#include "reports/figure.h"
#include "reports/fit_folder.h"
#include "reports/plot_frame.h"

#include <stdlib.h>
#include <string.h>

enum { HEIGHT = 620, DIGITS = 5 };

static int compare_lengths(const void *a, const void *b)
{
    const struct lifetime *x = a, *y = b;
    if (x->length < y->length || x->length > y->length)
        return x->length < y->length ? -1 : 1;
    return x->censored - y->censored; /* what ended then had not lasted longer */
}

/* The rank of a length is the middle of its step of the estimated distribution function. */
void fit_plot_dat(struct arena *arena, FILE *data, const struct lifetime_fit *fit,
                  const struct lifetime *lengths, size_t count)
{
    struct distribution fitted = lifetime_distribution(fit, 1);
    struct lifetime *list = arena_array(arena, struct lifetime, count);
    double surviving = 1;
    memcpy(list, lengths, count * sizeof *list);
    qsort(list, count, sizeof *list, compare_lengths);
    plot_block(data, true, "quantiles", "fitted\tseen");
    for (size_t i = 0; i < count; i++) {
        char expected[FIGURE_SIZE], seen[FIGURE_SIZE];
        double before = surviving;
        if (list[i].censored)
            continue;
        surviving *= 1 - 1 / (double)(count - i);
        double rank = 1 - (before + surviving) / 2;
        fprintf(data, "%s\t%s\n",
                figure_significant(distribution_quantile(&fitted, rank), DIGITS, expected),
                figure_significant(list[i].length, DIGITS, seen));
    }
}

/* 0.01, 0.015, 0.02, 0.03, 0.05, 0.07, 0.1, ... 700,000: those in the range are shown. */
static void put_marks(FILE *script, char axis)
{
    static const int steps[] = {10, 15, 20, 30, 50, 70};
    enum { STEPS = sizeof steps / sizeof *steps };
    fprintf(script, "set %ctics (", axis);
    for (int power = -3; power < 5; power++)
        for (int i = 0; i < STEPS; i++)
            fprintf(script, "%s%de%d", power == -3 && i == 0 ? "" : ",", steps[i], power);
    fputs(")\n", script);
}

void fit_plot_gp(FILE *script, const char *name, const char *title, const char *unit)
{
    plot_begin(script, name, HEIGHT);
    fprintf(script,
            "set title '%s' textcolor rgb '" PLOT_INK "'\n"
            "set xlabel '%s as fitted' textcolor rgb '" PLOT_INK "'\n"
            "set ylabel '%s as seen' textcolor rgb '" PLOT_INK "'\n"
            "set logscale xy\nset autoscale fix\nset offsets graph 0.04,graph 0.04,graph 0.04,"
            "graph 0.04\n",
            title, unit, unit);
    put_marks(script, 'x');
    put_marks(script, 'y');
    fprintf(script,
            "plot x with lines lw 1.5 lc rgb '" PLOT_SOFT "', \\\n"
            "  '%s.dat' index 'quantiles' using 1:2 with points pt 7 ps 0.5 lc rgb '" PLOT_BLUE
            "'\n",
            name);
}
