/* agenda: what falls due in a history besides the ends of upgrades.
 *
 * Creations and starts of runs, changes of the fleet (models/epoch.h), what people do at known
 * times (models/operation.h) and how they respond to what happens (sim/people.h). A host asks it
 * what to tell the core, and lets it hear what came of it:
 *
 *     while the next instant is agenda_next(agenda) or earlier:
 *         count = agenda_take(agenda, now_s, operations);   behind the upgrades that finished
 *         update = orchestrator_step(core, &moment);
 *         agenda_hear(agenda, now_s, &update);
 *
 * Within an instant it keeps R13's order: the fleet changes, operations come as listed, approvals
 * and responses behind them. Nothing is allocated after agenda_create.
 */
#ifndef SIM_AGENDA_H
#define SIM_AGENDA_H

#include "models/refusal.h"
#include "sim/world.h"

#include <stdint.h>

struct agenda;

/* Whom to tell of refused operations: number is an index into scenario.operations. */
struct agenda_listener {
    void *context;
    void (*refused)(void *context, int64_t now_s, uint32_t operation, enum refusal refusal);
};

struct agenda *agenda_create(struct arena *arena, const struct scenario *scenario, uint64_t seed,
                             struct world *world, const struct orchestrator *core,
                             struct agenda_listener listener);

/* The next history; the world has been reset. */
void agenda_reset(struct agenda *agenda, uint32_t trial);

/* When something falls due; INSTANT_NEVER: nothing does. */
int64_t agenda_next(const struct agenda *agenda);

/* Takes what is due by now_s and writes what the core has to be told, at most
 * world_setup()->operations_max; returns how many. */
uint32_t agenda_take(struct agenda *agenda, int64_t now_s,
                     struct orchestrator_operation *operations);

/* Whether it has to hear of every step; else only of those in which it told the core something. */
bool agenda_listens(const struct agenda *agenda);

/* What the core answered. */
void agenda_hear(struct agenda *agenda, int64_t now_s, const struct orchestrator_update *update);

#endif
