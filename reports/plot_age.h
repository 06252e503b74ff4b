/* plot_age: the picture of node images' age over time. */
#ifndef REPORTS_PLOT_AGE_H
#define REPORTS_PLOT_AGE_H

#include "models/outcome.h"

#include <stdbool.h>

/* Whether there is anything to draw: some node's image has a date. */
bool plot_age_drawn(const struct forecast *forecast);

#endif
