/* operations: what people ask a run for, and what changes under it (R4, R19, R27 to R29).
 *
 * An operation that the state of its run or target does not allow is refused and changes nothing.
 * What follows from the others is left to the roll-up and the scheduling of the same moment.
 */
#ifndef SIM_ORCHESTRATOR_OPERATIONS_H
#define SIM_ORCHESTRATOR_OPERATIONS_H

#include "sim/orchestrator/core.h"

enum refusal operations_apply(struct orchestrator *core,
                              const struct orchestrator_operation *operation);

#endif
