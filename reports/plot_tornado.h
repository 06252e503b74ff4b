/* plot_tornado: how far P80 of the finish lies apart between the lowest and the highest tenth of
 * each uncertain input, the widest on top. */
#ifndef REPORTS_PLOT_TORNADO_H
#define REPORTS_PLOT_TORNADO_H

#include "models/outcome.h"

/* Whether there is a bar: some input's correlation is clear of 0, and a P80 of it is finite. */
bool plot_tornado_drawn(const struct forecast *forecast);

#endif
