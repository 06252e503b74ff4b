/* watch: an observer that believes nothing.
 *
 * It is told what a host tells, keeps its own account of every state, and checks after each step
 * what must hold whatever the fleet (rules of sim/orchestrator/RULES.md):
 *
 * - only transitions that section 5 lists, each from the state told before; every Pending, Skipped
 *   and Failed with a reason that can be true (R22, R23, R31)
 * - upgrades in progress within the limits of group and stage, a cluster in one run at a time
 *   (R6, R42)
 * - what begins: not after a stop, not in a later stage or before its wait, inside its window, with
 *   its version in the region, at a poll tick or when something happened, in the order of classes
 *   (R14 to R20, R26, R27); and once, but for a restart of a run in which it had failed (R28)
 * - what does not begin: nothing, while there is a free slot and no reason to wait (R14, R16)
 * - failures counted once; states of parents follow from their members' (R24 to R26)
 * - time does not go back
 *
 * The first breach is kept as a sentence; after it nothing is checked any more.
 */
#ifndef TESTS_LIB_WATCH_H
#define TESTS_LIB_WATCH_H

#include "sim/host.h"
#include "tests/lib/coverage.h"

struct watch;

/* Counts into `coverage`. All memory is the arena's. */
struct watch *watch_create(struct arena *arena, const struct scenario *scenario,
                           struct coverage *coverage);

/* What to give to the host. */
struct host_observer watch_observer(struct watch *watch);

/* Plays this trial on a host that was created with the observer. Returns the first breach, or
 * NULL. */
const char *watch_run(struct watch *watch, struct host *host, uint32_t trial);

#endif
