/* assume: fills in what the scenario leaves open, and lists what was assumed
 * (scenarios/schema/scenario.schema.json, fleet and models). */
#ifndef SCENARIOS_ASSUME_H
#define SCENARIOS_ASSUME_H

#include "scenarios/reader.h"

/* Unset member versions: one minor below the first run's target. Returns how many were unset. */
uint32_t assume_versions(struct reader *reader);

/* scenario.assumptions: every default in use, and the models the scenario gives. After everything
 * else is read. */
void assume_list(struct reader *reader, uint32_t versions_assumed);

#endif
