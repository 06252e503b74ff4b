/* together: all update runs of a trial as one.
 *
 * These are the runs that are written, or where there are none those that profiles make. Runs that
 * never exist in a trial are left out. The finish is the latest one, infinite when any run that
 * exists is not Completed; what profiles do has no finish.
 */
#ifndef SIM_TOGETHER_H
#define SIM_TOGETHER_H

#include "models/state.h"
#include "sim/tally.h"

enum ending_kind ending_of(enum update_state state);

/* Completed when all are, Failed or Stopped when any is. `rows` are those of one trial. */
enum ending_kind together_ending(const struct tally_row *rows, const struct scenario *scenario);

int64_t together_finish(const struct tally_row *rows, const struct scenario *scenario);

#endif
