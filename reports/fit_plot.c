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

static struct lifetime *sorted(const struct lifetime *lengths, size_t count)
{
    struct lifetime *copy = calloc(count + 1, sizeof *copy);
    if (copy == NULL)
        return NULL;
    memcpy(copy, lengths, count * sizeof *copy);
    qsort(copy, count, sizeof *copy, compare_lengths);
    return copy;
}

/* The rank of a length is the middle of its step of the estimated distribution function. */
void fit_plot_dat(FILE *data, const struct lifetime_fit *fit, const struct lifetime *lengths,
                  size_t count)
{
    struct distribution fitted = lifetime_distribution(fit, 1);
    struct lifetime *list = sorted(lengths, count);
    double surviving = 1;
    plot_block(data, true, "quantiles", "fitted\tseen");
    for (size_t i = 0; list != NULL && i < count; i++) {
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
    free(list);
}

void fit_plot_gp(FILE *script, const char *name, const char *title, const char *unit)
{
    plot_begin(script, name, HEIGHT);
    fprintf(script,
            "set title '%s' textcolor rgb '" PLOT_INK "'\n"
            "set xlabel '%s as fitted' textcolor rgb '" PLOT_INK "'\n"
            "set ylabel '%s as seen' textcolor rgb '" PLOT_INK "'\n"
            "set logscale xy\nset size ratio 0.7\n"
            "plot x with lines lw 1.5 lc rgb '" PLOT_SOFT "', \\\n"
            "  '%s.dat' index 'quantiles' using 1:2 with points pt 7 ps 0.5 lc rgb '" PLOT_BLUE
            "'\n",
            title, unit, unit, name);
}
