/* relay: the commonest moment, in which one member is done and the next of its group takes its
 * slot.
 *
 * Most moments of a large run are of this kind and change nothing above the members: as many are in
 * progress as before, in the group, the stage and the run, and whoever waited goes on waiting. So
 * nothing has to be rolled up, offered or looked for. This file says when a moment is of that kind,
 * by what the general way (schedule.h, rollup.h) would find, and then does what it would do; where
 * any doubt is left it declines. The tests' second host restores the core before each step, after
 * which it always declines, and comes to the same histories.
 */
#ifndef SIM_ORCHESTRATOR_RELAY_H
#define SIM_ORCHESTRATOR_RELAY_H

#include "sim/orchestrator/core.h"

/* Serves the moment if it is of that kind. False: nothing was done. */
bool relay_serve(struct orchestrator *core, const struct orchestrator_moment *moment);

#endif
