/* snapshot: a run saved and taken up again (R44).
 *
 * States of members, gates, waits and parents are what is saved; counts, phases, trees and lanes
 * follow from them. Instants at which things began and ended are kept only where the setup asks for
 * it: nothing in the core depends on them.
 */
#ifndef SIM_ORCHESTRATOR_SNAPSHOT_H
#define SIM_ORCHESTRATOR_SNAPSHOT_H

#include "sim/orchestrator/core.h"

/* How many things of a plan have times: run, stages, waits, groups, gates, members. */
uint32_t snapshot_times(const struct plan *plan);

/* The run is new: nothing has begun. Does nothing where no times are kept. */
void snapshot_forget_times(struct core_run *run);

/* Takes down the transitions of this step. */
void snapshot_note_times(struct orchestrator *core);

#endif
