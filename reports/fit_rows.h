/* fit_rows: what was fitted, as one table: a row for each parameter, with its 95 % interval.
 *
 *     part      type  class       parameter
 *     duration  Full  fleet       two of the distribution, minutes: median and sigma of a
 * lognormal, mean and shape of a gamma, scale and shape of a Weibull duration  Full  westeurope
 * factor on the fleet's minutes, shrunk; so for node sizes shared          run         sigma of the
 * logarithm; so for region (in a run) shared          trend       factor a year; the fleet's
 * minutes are those at the history's end failure   Full  a code      probability an attempt
 *     approval        gates       two of the distribution, hours
 */
#ifndef REPORTS_FIT_ROWS_H
#define REPORTS_FIT_ROWS_H

#include "models/fit.h"

#include <stdio.h>

struct fit_row {
    const char *part, *type, *class; /* type "": of all */
    size_t count, censored;          /* upgrades, runs, attempts or gates it rests on */
    const char *distribution;        /* "": none */
    const char *parameter;
    double estimate, low, high;
    const struct goodness *goodness; /* NULL: not told here */
};

typedef void fit_row_function(const struct fit_row *row, void *context);

/* Calls `function` for each row, in the table's order. */
void fit_rows(const struct fit *fit, fit_row_function *function, void *context);

/* The table as CSV (reports/COLUMNS.md, fit.csv). */
void fit_csv(FILE *out, const struct fit *fit);

/* For people: what the history holds, the table, and what the models leave out. */
void fit_text(FILE *out, const struct fit *fit);

#endif
