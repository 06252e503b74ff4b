/* lever_windows: a scenario's maintenance windows open for longer, or always.
 *
 * Each list of openings is made anew where it stands, so members keep their numbers. Change freezes
 * that are enforced stay closed.
 */
#ifndef MODELS_LEVER_WINDOWS_H
#define MODELS_LEVER_WINDOWS_H

#include "models/arena.h"
#include "models/scenario.h"

#include <stdint.h>

#define LENGTH_ALWAYS INT64_MAX

/* The window (NONE: each of them) is open for `more_s` longer, 24 h at most, or LENGTH_ALWAYS.
 * False: no member has it. */
bool lever_windows_longer(struct arena *arena, uint32_t window, int64_t more_s,
                          struct scenario *scenario);

/* The member's windows are open once more from at_s on, for as long as they always are. False: a
 * freeze forbids it, or the member has no window, or the fleet changes in the course of the
 * history, which is not looked into. */
bool lever_windows_once_more(struct arena *arena, uint32_t member, int64_t at_s,
                             struct scenario *scenario);

#endif
