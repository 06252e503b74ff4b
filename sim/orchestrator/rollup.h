/* rollup: what a run, its stages and its groups become when their members have changed (R20, R23 to
 * R27).
 *
 * States of parents are never set directly: they follow from the counts of their children, from the
 * after-stage wait and from a stop under way.
 */
#ifndef SIM_ORCHESTRATOR_ROLLUP_H
#define SIM_ORCHESTRATOR_ROLLUP_H

#include "sim/orchestrator/core.h"

/* Takes the touched groups and the current stage as far as they can go, and rolls them and the run
 * up. Returns true when members have become candidates: of another group, or of the next stage. */
bool rollup_run(struct orchestrator *core, struct core_run *run);

/* Stages that are over, or were skipped before their turn, are passed; behind the last one the run
 * is Completed. True: run->stage is one that is not over. */
bool rollup_next_stage(struct orchestrator *core, struct core_run *run);

/* A stop has been asked for, by a user or by a failure: members in progress and their parents are
 * Stopping; with none in progress the run becomes Failed or Stopped at once (R26, R27). */
void rollup_stop(struct orchestrator *core, struct core_run *run);

#endif
