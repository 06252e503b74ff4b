/* squeeze: warnings about windows that never open, that are shorter than the upgrades in them, or
 * that cannot take all who wait for them, by expected durations. */
#ifndef SCENARIOS_SQUEEZE_H
#define SCENARIOS_SQUEEZE_H

#include "scenarios/reader.h"

/* After the plans and the openings are made. */
void squeeze_warn(struct reader *reader);

#endif
