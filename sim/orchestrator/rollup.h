/* rollup: what a run, its stages and its groups become when their members have changed (R20, R23 to
 * R27).
 *
 * States of parents are never set directly: they follow from the counts of their children, from the
 * after-stage wait and from a stop under way.
 */
#ifndef SIM_ORCHESTRATOR_ROLLUP_H
#define SIM_ORCHESTRATOR_ROLLUP_H

#include "sim/orchestrator/core.h"

/* Rolls the touched groups, the current stage and the run up. Begins the after-stage wait when the
 * last group is done. Returns true when the stage is over and the next one's turn has come:
 * run->stage has moved on. */
bool rollup_run(struct orchestrator *core, struct core_run *run);

/* Ends the after-stage wait when it is over; true: it ended now. */
bool rollup_wait(struct orchestrator *core, struct core_run *run);

/* A stop has been asked for, by a user or by a failure: members in progress and their parents are
 * Stopping; with none in progress the run becomes Failed or Stopped at once (R26, R27). */
void rollup_stop(struct orchestrator *core, struct core_run *run);

#endif
