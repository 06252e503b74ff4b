/* lever_approvals: a scenario in which people approve sooner, or gates do not wait for a date. */
#ifndef MODELS_LEVER_APPROVALS_H
#define MODELS_LEVER_APPROVALS_H

#include "models/arena.h"
#include "models/scenario.h"

#include <stdbool.h>
#include <stdint.h>

/* Approvals take `left` (0..1) of their delay; with 0 they come at once, whatever the hour, also
 * those that nobody gives. `model` is one of operators.approvals, NONE all of them, with those that
 * are assumed or left to operations. False: no gate is an Approval. */
bool lever_approvals_sooner(struct arena *arena, uint32_t model, double left,
                            struct scenario *scenario);

/* Every gate that is a ScheduledStart is done when the run reaches it. False: there is none. */
bool lever_scheduled_at_once(struct arena *arena, struct scenario *scenario);

#endif
