/* compare_plot: the S-curves of a base and its alternatives over one another. */
#ifndef REPORTS_COMPARE_PLOT_H
#define REPORTS_COMPARE_PLOT_H

#include "models/comparison.h"

#include <stdio.h>

/* The first so many alternatives are drawn. */
enum { COMPARE_CURVES_MAX = 6 };

void compare_plot_dat(FILE *out, const struct comparisons *comparisons);
void compare_plot_gp(FILE *out, const struct comparisons *comparisons);

#endif
