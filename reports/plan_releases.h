/* plan_releases: which Kubernetes versions the runs of a plan wait for, and when each region is
 * expected to have them; a part of what `fleetsim validate` prints. Nothing where all are there;
 * in JSON an empty list. */
#ifndef REPORTS_PLAN_RELEASES_H
#define REPORTS_PLAN_RELEASES_H

#include "models/scenario.h"
#include "reports/json_writer.h"

#include <stdio.h>

void plan_releases(FILE *out, const struct scenario *scenario);

/* Puts `releases` into the object that is open. */
void plan_releases_json(struct json *json, const struct scenario *scenario);

#endif
