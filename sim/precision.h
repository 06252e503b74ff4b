/* precision: whether enough trials have been simulated.
 *
 * It is looked at only after 1,000 * 2^k trials, so it depends on the rows alone and never on
 * threads. P80 of the finish is precise when its 95 % interval is at most twice the width asked
 * for; a probability likewise. P80 of a fleet that ends in weekly windows may never be: where its
 * interval holds a gap between two neighbouring finishes that is wider than that, more trials only
 * move P80 from one side to the other. Then P80 is dropped, both sides are told, and only the
 * probabilities count.
 */
#ifndef SIM_PRECISION_H
#define SIM_PRECISION_H

#include "sim/tally.h"

#include <stdbool.h>
#include <stdint.h>

bool precision_asked(const struct precision *precision);

/* How many trials to simulate before the next look: 1,000 * 2^k, more than `done`, at most
 * `trials`. */
uint32_t precision_check_after(uint32_t done, uint32_t trials);

/* Of the first `done` trials. The probabilities are those that all runs together are Completed and
 * Failed, and that each simulated deadline is met. */
struct stopping precision_check(struct arena *scratch, const struct precision *precision,
                                const struct tally_shape *shape, const struct tally_rows *rows,
                                uint32_t done);

#endif
