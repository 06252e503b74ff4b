/* plot_curve: an S-curve, the share of trials that have ended by an instant, as a data block. */
#ifndef REPORTS_PLOT_CURVE_H
#define REPORTS_PLOT_CURVE_H

#include "reports/plot_frame.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Trials that end at all, of `trials` sorted finishes (INSTANT_NEVER last). */
uint32_t plot_curve_count(const int64_t *finish_sorted, uint32_t trials);

/* The empirical distribution function at each distinct finish, thinned where there are very many,
 * from one end of the span to the other. `first`, `name`: of the block. */
void plot_curve(FILE *data, bool first, const char *name, const int64_t *finish_sorted,
                uint32_t trials, struct plot_span span);

#endif
