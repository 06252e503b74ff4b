/* refusals: counts over trials what the service would refuse of the scenario's operations.
 *
 * An observer of a host. Each worker has its own; merging adds. An operation is carried out once a
 * trial, so it is refused at most once.
 */
#ifndef SIM_REFUSALS_H
#define SIM_REFUSALS_H

#include "models/operation_outcome.h"
#include "sim/host.h"

struct refusals;

struct refusals *refusals_create(struct arena *arena, const struct scenario *scenario);
struct host_observer refusals_observer(struct refusals *refusals);
void refusals_merge(struct refusals *into, const struct refusals *from);

/* Per operation of the scenario, in `arena`. */
const struct operation_outcome *refusals_outcomes(struct arena *arena,
                                                  const struct refusals *refusals, uint32_t trials);

#endif
