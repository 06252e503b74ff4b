/* lever_list: which levers are worth a look for a scenario.
 *
 * All hindrances removed, and eased as a whole; then, of what stands in the way most often
 * (forecast->criticality), the limits, windows and members one by one; each approval model; earlier
 * starts.
 */
#ifndef SIM_LEVER_LIST_H
#define SIM_LEVER_LIST_H

#include "models/arena.h"
#include "models/lever.h"
#include "models/outcome.h"

#include <stdint.h>

/* In the order of levers.csv: a removed lever before those that ease the same. The scenario has
 * something for each of them to act on. */
uint32_t lever_list(struct arena *arena, const struct forecast *forecast,
                    const struct lever **levers);

#endif
