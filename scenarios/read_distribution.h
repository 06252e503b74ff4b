/* read_distribution: a number or a {"dist": ...} object as a struct distribution. */
#ifndef SCENARIOS_READ_DISTRIBUTION_H
#define SCENARIOS_READ_DISTRIBUTION_H

#include "models/distribution.h"
#include "scenarios/json_document.h"
#include "scenarios/pointer.h"

/* `value` has passed keys_check. Samples are copied into `arena`. The quantity cannot be negative
 * (minutes, hours, nodes). False after adding a problem; *distribution is then the constant 0. */
bool distribution_read(struct inputs *inputs, struct arena *arena, const cJSON *value,
                       const struct path *path, struct distribution *distribution);

/* "lognormal, P50 6, P90 9", for the list of assumptions. */
const char *distribution_describe(struct arena *arena, const struct distribution *distribution);

#endif
