/* sweep_plot: the finish over one varied value as lines, over two as a heat map. */
#ifndef REPORTS_SWEEP_PLOT_H
#define REPORTS_SWEEP_PLOT_H

#include "models/sweep.h"

#include <stdio.h>

void sweep_plot_dat(FILE *out, const struct sweep *sweep);
void sweep_plot_gp(FILE *out, const struct sweep *sweep);

#endif
