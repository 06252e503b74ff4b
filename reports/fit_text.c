#include "reports/figure.h"
#include "reports/fit_rows.h"
#include "reports/name.h"

#include <string.h>

enum { CLASS_COLUMNS = 24, DIGITS = 3, DECIMALS_MAX = 5 };

struct printing {
    FILE *out;
    const char *part, *type, *class; /* of the row above: not said again */
};

static void put(FILE *out, const char *text, size_t width)
{
    char clipped[NAME_SIZE];
    name_short(text, width, clipped);
    fputs(clipped, out);
    for (size_t i = name_width(clipped); i < width + 2; i++)
        fputc(' ', out);
}

/* A probability's lower end may be as good as 0. */
static char *short_figure(double value, char buffer[FIGURE_SIZE])
{
    int decimals = figure_decimals(value, DIGITS);
    return figure_fixed(value, decimals < DECIMALS_MAX ? decimals : DECIMALS_MAX, buffer);
}

static void print_interval(FILE *out, const struct fit_row *row)
{
    char estimate[FIGURE_SIZE], low[FIGURE_SIZE], high[FIGURE_SIZE], interval[2 * FIGURE_SIZE + 8];
    short_figure(row->estimate, estimate);
    short_figure(row->low, low);
    short_figure(row->high, high);
    snprintf(interval, sizeof interval, "%s to %s", low, high);
    fprintf(out, "%8s  ", estimate);
    if (row->goodness) {
        char statistic[FIGURE_SIZE], p[FIGURE_SIZE];
        fprintf(out, "%-18s  %6s  %s", interval,
                figure_fixed(row->goodness->anderson_darling, 2, statistic),
                figure_fixed(row->goodness->p, 3, p));
    } else {
        fputs(interval, out);
    }
    fputc('\n', out);
}

static void print_row(const struct fit_row *row, void *context)
{
    struct printing *printing = context;
    FILE *out = printing->out;
    bool same = printing->part && strcmp(printing->part, row->part) == 0 &&
                strcmp(printing->type, row->type) == 0 && strcmp(printing->class, row->class) == 0;
    put(out, same ? "" : row->part, strlen("duration"));
    put(out, same ? "" : row->type, strlen("ControlPlaneOnly"));
    put(out, same ? "" : row->class, CLASS_COLUMNS);
    if (same)
        fprintf(out, "%7s  %5s  ", "", "");
    else if (row->censored)
        fprintf(out, "%7zu  %5zu  ", row->count, row->censored);
    else
        fprintf(out, "%7zu  %5s  ", row->count, "");
    put(out, same ? "" : row->distribution, strlen("lognormal"));
    put(out, row->parameter, strlen("factor a year"));
    print_interval(out, row);
    printing->part = row->part;
    printing->type = row->type;
    printing->class = row->class;
}

static size_t count_of(const struct records *records, enum record_outcome outcome)
{
    size_t count = 0;
    for (size_t i = 0; i < records->upgrade_count; i++)
        count += records->upgrades[i].outcome == outcome;
    return count;
}

static int64_t first_begin(const struct records *records)
{
    int64_t first_s = records->upgrades[0].begun_s;
    for (size_t i = 1; i < records->upgrade_count; i++)
        if (records->upgrades[i].begun_s < first_s)
            first_s = records->upgrades[i].begun_s;
    return first_s;
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void print_history(FILE *out, const struct records *records)
{
    char from[FIGURE_SIZE], until[FIGURE_SIZE];
    size_t count = records->upgrade_count;
    fprintf(out, "%zu upgrade%s from %s to %s: ", count, plural(count),
            figure_moment(first_begin(records), from), figure_moment(records->until_s, until));
    fprintf(out, "%zu completed, %zu failed, %zu unfinished; %u run%s, %u region%s\n",
            count_of(records, RECORD_COMPLETED), count_of(records, RECORD_FAILED),
            count_of(records, RECORD_UNFINISHED), records->runs.count, plural(records->runs.count),
            records->regions.count, plural(records->regions.count));
    if (records->not_begun > 0)
        fprintf(out, "left out: %zu member%s skipped, pending or not started\n", records->not_begun,
                plural(records->not_begun));
    if (records->not_understood > 0)
        fprintf(out, "left out: %zu of a state or type unknown to this version\n",
                records->not_understood);
    fputc('\n', out);
}

static void print_heading(FILE *out)
{
    put(out, "part", strlen("duration"));
    put(out, "type", strlen("ControlPlaneOnly"));
    put(out, "class", CLASS_COLUMNS);
    fprintf(out, "%7s  %5s  ", "n", "cut");
    put(out, "distr.", strlen("lognormal"));
    put(out, "parameter", strlen("factor a year"));
    fprintf(out, "%8s  %-18s  %6s  %s\n", "estimate", "95 % interval", "A2", "p");
}

static void print_absent(FILE *out, const struct fit *fit)
{
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        if (!fit_has(fit, (enum upgrade_type)type))
            fprintf(out, "No %s upgrade was completed: nothing is said about such upgrades.\n",
                    upgrade_type_name((enum upgrade_type)type));
    if (fit->records->runs.count == 0)
        fputs("The history names no runs: what the members of a run share cannot be told.\n", out);
    else if (fit->effects.run.sd <= 0 && fit->effects.region.sd <= 0)
        fputs("Nothing shows that the members of a run, or of a region in a run, share.\n", out);
    if (fit->records->regions.count == 0)
        fputs("The history names no regions; give \"az fleet member list -o json\" too.\n", out);
}

void fit_text(FILE *out, const struct fit *fit)
{
    struct printing printing = {.out = out};
    print_history(out, fit->records);
    print_heading(out);
    fit_rows(fit, print_row, &printing);
    fputs("\nDurations in minutes as of the last upgrade, approvals in hours. cut: failed or "
          "unfinished,\nknown only to last longer. A2, p: Anderson-Darling of the completed ones; "
          "a small p speaks\nagainst the distribution.\n",
          out);
    print_absent(out, fit);
}
