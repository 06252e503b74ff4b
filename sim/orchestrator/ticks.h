/* ticks: when a run is scheduled (R14, R17): at once when something happened to it, else at the
 * poll ticks, of which those with nobody to look at are passed over.
 */
#ifndef SIM_ORCHESTRATOR_TICKS_H
#define SIM_ORCHESTRATOR_TICKS_H

#include "sim/orchestrator/core.h"

/* True when this instant is a scheduling moment of the run. */
bool ticks_are_a_moment(const struct orchestrator *core, const struct core_run *run);

/* Something about a member is about to change. What changes now is not for the poll ticks that have
 * passed without anything to look at. */
void ticks_pass(const struct orchestrator *core, struct core_run *run);

/* The poll ticks up to now have been served. */
void ticks_served(struct orchestrator *core, struct core_run *run);

/* When a member of the current stage has to be looked at next: a poll tick, or exactly then without
 * polling. */
int64_t ticks_next_look(const struct orchestrator *core, const struct core_run *run);

#endif
