/* operation_outcome: what came of an operation over all histories (models/operation.h).
 *
 * In each history it was done, it was refused, or its time lies beyond the horizon: the three sum
 * to 1. The service refuses an operation whose target is in a state that does not allow it, so a
 * refusal in some histories means that the plan asks for something too early or too late.
 */
#ifndef MODELS_OPERATION_OUTCOME_H
#define MODELS_OPERATION_OUTCOME_H

#include "models/refusal.h"
#include "models/statistics.h"

struct operation_outcome {
    struct proportion done, refused, not_reached;
    struct proportion refusals[REFUSAL_COUNT]; /* REFUSAL_NONE: hits 0 */
};

#endif
