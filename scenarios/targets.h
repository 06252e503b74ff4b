/* targets: what the operations on runs and profiles point to, in every plan the run may have. */
#ifndef SCENARIOS_TARGETS_H
#define SCENARIOS_TARGETS_H

#include "scenarios/reader.h"

/* After the plans are made. Fills scenario.operations; adds problems. */
void targets_find(struct reader *reader);

#endif
