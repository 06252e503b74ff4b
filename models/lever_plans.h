/* lever_plans: a scenario's resolved plans with other waits, limits or gates.
 *
 * A run may have several plans (models/epoch.h), and tables show yet another; all of them change
 * alike. A limit that is as large as its stage or group is none. Each function returns false when
 * there is nothing to change.
 */
#ifndef MODELS_LEVER_PLANS_H
#define MODELS_LEVER_PLANS_H

#include "models/arena.h"
#include "models/scenario.h"

#include <stdbool.h>
#include <stdint.h>

/* Each wait after a stage becomes `left` (0..1) of what it is. */
bool lever_plans_wait(struct arena *arena, double left, struct scenario *scenario);

enum lever_limit { LIMIT_CONCURRENCY, LIMIT_FAILURES };

/* What is limited: all stages and groups, or a stage or a group of a track as tables show them. */
struct lever_limited {
    uint32_t track; /* NONE: all */
    uint32_t stage; /* NONE: all, or a group */
    uint32_t group;
};

/* The limits become `more` larger, up to none; UINT32_MAX: none at once. */
bool lever_plans_more(struct arena *arena, enum lever_limit limit, struct lever_limited of,
                      uint32_t more, struct scenario *scenario);

/* Gates become what `change` makes of them; it says whether it changed one. */
bool lever_plans_gates(struct arena *arena, bool (*change)(struct plan_gate *gate),
                       struct scenario *scenario);

#endif
