/* recorder: an observer that writes one history down, in the order people read it
 * (models/history.h). */
#ifndef SIM_RECORDER_H
#define SIM_RECORDER_H

#include "models/history.h"
#include "sim/host.h"

struct recorder;

/* For one history. All memory is the arena's. */
struct recorder *recorder_create(struct arena *arena, const struct scenario *scenario);

/* What to give to the host. */
struct host_observer recorder_observer(struct recorder *recorder);

/* Whom to ask what upgrades leave alone and members wait for; without it entries do not tell. */
void recorder_ask(struct recorder *recorder, const struct world *world);

/* The history so far; `core` is asked whether something was unfinished. Call it once, at the end.
 */
void recorder_history(struct recorder *recorder, const struct orchestrator *core, uint32_t trial,
                      struct history *history);

#endif
