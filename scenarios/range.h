/* range: a loaded scenario once more, with some of its defaults at an end of their range. */
#ifndef SCENARIOS_RANGE_H
#define SCENARIOS_RANGE_H

#include "scenarios/load.h"

/* The default `range.key`, or all that have a range, as the resolved scenario leaves them open.
 * False: with these values it does not hold together. */
bool range_load(struct arena *arena, const struct scenario *scenario, struct load_range range,
                struct scenario *variant);

#endif
