/* times: when things began and ended, for whoever shows a run as the service does (R44).
 *
 * Kept only where the setup asks for it: nothing in the core depends on them. A run has one pair of
 * instants for itself, then for its stages, waits, groups, gates and members, in plan order.
 */
#ifndef SIM_ORCHESTRATOR_TIMES_H
#define SIM_ORCHESTRATOR_TIMES_H

#include "sim/orchestrator/core.h"

/* How many things of a plan have times, and which number one of them has. */
uint32_t times_count(const struct plan *plan);
uint32_t times_index(const struct plan *plan, enum orchestrator_level level, uint32_t index);

/* The run is new: nothing has begun. Does nothing where no times are kept. */
void times_forget(struct core_run *run);

/* Takes down the transitions of this step. */
void times_note(struct orchestrator *core);

#endif
