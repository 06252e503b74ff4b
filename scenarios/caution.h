/* caution: warnings about a scenario that is right but may not do what was meant, each with its
 * consequence in numbers. What one strategy's limits come to is warned of by models/plan.h. */
#ifndef SCENARIOS_CAUTION_H
#define SCENARIOS_CAUTION_H

#include "scenarios/reader.h"

/* After the plans and the openings are made. */
void caution_all(struct reader *reader);

/* Of deadlines that no history meets; after operations have found their targets, which may free a
 * run from waiting. */
void caution_floors(struct reader *reader);

/* How many members of a run share a property, and the first of them. */
struct concerned {
    uint32_t count;
    const char *first;
};

void caution_count(struct concerned *concerned, const struct member *member);

/* The place of a run: "/updateRuns/0". */
const char *caution_where(struct reader *reader, uint32_t run);

#endif
