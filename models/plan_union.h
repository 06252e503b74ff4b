/* plan_union: the plan that tables show for a run which has one of several, depending on when it is
 * created (models/epoch.h).
 *
 * It has every stage and group that one of the plans has, by their names, and every member that is
 * in one of them, in the group of the first plan that has it. Each plan gets maps from its own
 * stages, groups, slots and gates to the shown ones.
 */
#ifndef MODELS_PLAN_UNION_H
#define MODELS_PLAN_UNION_H

#include "models/arena.h"
#include "models/plan.h"

#include <stdint.h>

/* Of at least one plan over a fleet of `fleet_count` members. Sets `shown` of each of the plans. */
void plan_union(struct arena *arena, uint32_t fleet_count, struct plan *const *plans,
                uint32_t count, struct plan *shown);

#endif
