/* plan_releases: which Kubernetes versions the runs of a plan wait for, and when each region is
 * expected to have them; a part of what `fleetsim validate` prints. Nothing where all are there. */
#ifndef REPORTS_PLAN_RELEASES_H
#define REPORTS_PLAN_RELEASES_H

#include "models/scenario.h"

#include <stdio.h>

void plan_releases(FILE *out, const struct scenario *scenario);

#endif
