/* arrivals: when the releases known beforehand reach the fleet's regions, over all trials.
 *
 * Draws are by address, so the ways that the trials' releases took (models/release_plan.h) can be
 * looked up afterwards: nothing of it is kept while trials run. Kubernetes versions count that a
 * written run aims at, and node images published in the last weeks before the start or later; those
 * of one train are one. Arrivals before the start are at the start.
 */
#ifndef SIM_ARRIVALS_H
#define SIM_ARRIVALS_H

#include "models/release_plan.h"
#include "models/scenario.h"

#include <stdint.h>

struct arrival_release {
    const char *name; /* "1.35.2", "node images 202512.01.0" */
    const struct rollout *rollout;
    uint64_t entity;     /* of its roll-out's luck */
    uint32_t kubernetes; /* its version, or VERSION_UNSET */
    uint32_t family;     /* of an image: one of its train's */
    uint64_t image;
};

struct arrivals {
    const struct arrival_release *releases;
    uint32_t release_count, region_count, trials;
    const uint32_t *after_s; /* [(release * region_count + region) * trials + trial]: seconds after
                                the start; UINT32_MAX: never, or a century later */
};

/* All arrays live in `arena`. No releases where nothing of them is drawn. */
void arrivals_look_up(struct arena *arena, const struct scenario *scenario, uint64_t seed,
                      uint32_t trials, uint32_t jobs, struct arrivals *arrivals);

/* Of one release in one region, per trial. */
const uint32_t *arrivals_of(const struct arrivals *arrivals, uint32_t release, uint32_t region);

#endif
