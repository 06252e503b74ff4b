/* minute_host: the second host (R45). It knows nothing of events: it looks at its watch once a
 * simulated minute, tells the core what has ended since, and obeys. Its history must equal that of
 * sim/host.h in every story whose times are whole minutes. It is forgetful, too: after each step
 * that changed something it saves all runs, sets the core back, and restores them (R44). */
#ifndef TESTS_LIB_MINUTE_HOST_H
#define TESTS_LIB_MINUTE_HOST_H

#include "sim/host.h"

/* One history until `until_s`; the observer is told as by the real host. Returns the core it ended
 * with. */
const struct orchestrator *minute_host_run(struct arena *arena, const struct scenario *scenario,
                                           uint64_t seed, uint32_t trial,
                                           struct host_observer observer, int64_t until_s);

#endif
