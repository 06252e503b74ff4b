/* decision: what a board asks of a stop. How likely failures stop a run and how far it has gone by
 * then, and until when people can stop it before a freeze begins.
 *
 * The last safe stop before a freeze is the latest whole minute t at which in 95 % of trials every
 * upgrade of the freeze's scope that is in progress at t ends before the freeze: a trial spoils all
 * t from the earliest begin of an upgrade that the freeze's start finds in progress. What the fleet
 * looks like at t is found by playing the first trials again.
 */
#ifndef SIM_DECISION_H
#define SIM_DECISION_H

#include "models/outcome.h"
#include "sim/tally.h"

#include <stdint.h>

/* Per track. Arrays live in `arena`. */
const struct stop_outcome *decision_stops(struct arena *arena, const struct scenario *scenario,
                                          const struct tally_rows *rows, uint32_t trials);

/* Fills `safe` of each freeze that is simulated and begins after the scenario; none where only
 * profiles make runs. */
void decision_safe_stops(struct arena *arena, const struct scenario *scenario,
                         const struct tally_rows *rows, uint32_t trials, uint64_t seed,
                         uint32_t jobs, struct freeze_outcome *freezes);

#endif
