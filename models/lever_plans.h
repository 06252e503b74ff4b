/* lever_plans: a scenario's resolved plans with other waits and limits.
 *
 * A run may have several plans (models/epoch.h), and tables show yet another; all of them change
 * alike.
 */
#ifndef MODELS_LEVER_PLANS_H
#define MODELS_LEVER_PLANS_H

#include "models/arena.h"
#include "models/scenario.h"

/* Each wait after a stage becomes `left` (0..1) of what it is. False: there is none. */
bool lever_plans_wait(struct arena *arena, double left, struct scenario *scenario);

/* Stages and groups have no limit on concurrency, or take `more` at a time; a limit that is as
 * large as its stage or group is none. False: there is no limit. */
bool lever_plans_unlimited(struct arena *arena, struct scenario *scenario);
bool lever_plans_more(struct arena *arena, uint32_t more, struct scenario *scenario);

#endif
