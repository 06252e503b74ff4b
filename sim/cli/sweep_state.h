/* sweep_state: what a sweep has done so far, in a file, so that one that was killed goes on.
 *
 * The file stands beside the folder that the sweep will write, DIR.sweep. Its first line names the
 * sweep: program version and the digests of the scenario, of the combinations and of their values.
 * Each combination that is done is appended as a whole, with its length and a digest of its own; a
 * record that was cut or damaged ends the reading, and what follows it is simulated again. The file
 * is removed when the folder has appeared.
 */
#ifndef SIM_CLI_SWEEP_STATE_H
#define SIM_CLI_SWEEP_STATE_H

#include "models/sweep.h"

#include <stdbool.h>
#include <stdint.h>

struct sweep_state;

/* Opens or begins the file and fills the points that it holds; *done counts them, they are the
 * first ones. NULL after a sentence on standard error: it cannot be written. */
struct sweep_state *sweep_state_open(struct arena *arena, const char *folder,
                                     const struct sweep *sweep, struct sweep_point *points,
                                     uint32_t *done);

/* Appends one point and makes sure that it is on the disk. False after a sentence. */
bool sweep_state_add(struct sweep_state *state, const struct sweep_point *point);

/* Closes the file; removed when all is done. */
void sweep_state_close(struct sweep_state *state, bool finished);

#endif
