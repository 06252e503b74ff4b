/* plot_surge: surge nodes' vCPUs over time, a panel per region; the regions with most
 * of them. */
#ifndef REPORTS_PLOT_SURGE_H
#define REPORTS_PLOT_SURGE_H

#include "models/outcome.h"

/* Whether there is a panel: some region has surge nodes in some trial. */
bool plot_surge_drawn(const struct forecast *forecast);

#endif
