/* start_shift: a scenario whose update runs begin earlier or later.
 *
 * Runs move that begin at a given instant, or manual ones by their operations `start` and
 * `createRun`; those that follow another run come along. Everything else stays on its date:
 * windows, freezes, releases, other operations. A run that would begin before the scenario does
 * makes the scenario begin then, too. A run keeps the plan that it has on the date written, even if
 * the fleet or its strategy is another on the new one.
 *
 *     bool *moves = arena_array(&arena, bool, scenario->run_count);
 *     if (start_shift_runs(scenario, NONE, moves))
 *         start_shift(&arena, scenario, moves, -7 * DAY_S, &changed);
 */
#ifndef MODELS_START_SHIFT_H
#define MODELS_START_SHIFT_H

#include "models/arena.h"
#include "models/scenario.h"

#include <stdbool.h>
#include <stdint.h>

/* Which runs have to move for this track to begin on another date (NONE: for all tracks), one flag
 * a run. False: none can, as profiles make them, or nobody starts them. */
bool start_shift_runs(const struct scenario *scenario, uint32_t track, bool *moves);

/* When the first of them begins. */
int64_t start_shift_first(const struct scenario *scenario, const bool *moves);

/* They begin by_s later (below 0: earlier). What is new lives in `arena`. */
void start_shift(struct arena *arena, const struct scenario *scenario, const bool *moves,
                 int64_t by_s, struct scenario *changed);

#endif
