/* replay: one trial again, as the history that `trace` shows. */
#ifndef SIM_REPLAY_H
#define SIM_REPLAY_H

#include "models/history.h"

#include <stdint.h>

/* The history of this trial, the same events that the experiment counted. Lives in `arena`. */
void replay_trial(struct arena *arena, const struct scenario *scenario, uint64_t seed,
                  uint32_t trial, struct history *history);

#endif
