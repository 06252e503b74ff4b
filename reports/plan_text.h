/* plan_text: the resolved plan, its floor and its warnings, as `fleetsim validate` prints them.
 *
 * `floors` is what floor_compute found, one per run of the scenario.
 */
#ifndef REPORTS_PLAN_TEXT_H
#define REPORTS_PLAN_TEXT_H

#include "models/floor.h"

#include <stdio.h>

void plan_text(FILE *out, const struct scenario *scenario, const struct run_floor *floors);
void plan_json(FILE *out, const struct scenario *scenario, const struct run_floor *floors);

#endif
