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

/* Each window is open for `more_s` longer (24 h at most), or LENGTH_ALWAYS. False: no member has a
 * window, or all are that long already. */
bool lever_windows_longer(struct arena *arena, int64_t more_s, struct scenario *scenario);

#endif
