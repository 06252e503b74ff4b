/* floor: the earliest a plan can end, whatever luck it has.
 *
 * Upgrades of zero length, no failures, gates at once, no limits: what remains are windows,
 * exclusions, waits and releases. A stage ends at the latest first possible instant of its members
 * (from its beginning on), plus its wait; the next begins then. What people do at known times may
 * come earlier (models/relief.h): starts by hand, skips, gates completed; members that operations
 * change, have the windows of their time. As `validate` prints it. Poll ticks are left out: the
 * floor is a lower bound.
 */
#ifndef MODELS_FLOOR_H
#define MODELS_FLOOR_H

#include "models/scenario.h"

struct stage_floor {
    int64_t end_s;     /* INSTANT_NEVER: not within the horizon */
    uint32_t member;   /* fleet index of the member that sets it; NONE: nobody has to wait */
    int64_t without_s; /* the stage's end without that member */
};

struct run_floor {
    int64_t start_s,
        end_s; /* start INSTANT_NEVER: nobody starts it, or after a run without a floor */
    struct stage_floor *stages;
};

/* One run_floor per run. Runs that follow another start at that one's floor plus the smallest
 * delay. */
void floor_compute(struct arena *arena, const struct scenario *scenario, struct run_floor **floors);

#endif
