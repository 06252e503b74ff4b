/* caution: warnings about a scenario that is right but may not do what was meant, each with its
 * consequence in numbers. What one strategy's limits come to is warned of by models/plan.h. */
#ifndef SCENARIOS_CAUTION_H
#define SCENARIOS_CAUTION_H

#include "scenarios/reader.h"

/* After the plans and the openings are made. */
void caution_all(struct reader *reader);

#endif
