/* relief: from when on what people do frees an update run from waiting.
 *
 * Starts by hand, skips, members that leave, gates that are completed: known ahead, and the same in
 * every history. Each is the earliest instant of any operation that may do it, INSTANT_NEVER: none
 * does. Whether the service would refuse it then is not looked at: for lower bounds
 * (models/floor.h).
 */
#ifndef MODELS_RELIEF_H
#define MODELS_RELIEF_H

#include "models/scenario.h"

#include <stdint.h>

struct relief {
    int64_t start_s;
    int64_t *stages;  /* per stage of the plan shown (scenario.plans): it is skipped as a whole */
    int64_t *waits;   /* per stage: its after-stage wait is skipped */
    int64_t *members; /* per slot: it is skipped, by itself or with its group or stage, or leaves */
    int64_t *gates;   /* per gate: it is completed by hand */
};

/* Of a written run; everything lives in `arena`. */
struct relief relief_of_run(struct arena *arena, const struct scenario *scenario, uint32_t run);

#endif
