/* openings: windows expanded over the horizon, once each, and who obeys which list. */
#ifndef SCENARIOS_OPENINGS_H
#define SCENARIOS_OPENINGS_H

#include "scenarios/reader.h"

/* Fills scenario.windows, scenario.openings ([0] is always open) and member.openings. Members with
 * the same window and the same enforced freezes share a list. */
void openings_build(struct reader *reader);

#endif
