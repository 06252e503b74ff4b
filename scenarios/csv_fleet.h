/* csv_fleet: members and node pools from tables, as the JSON objects one would have written. */
#ifndef SCENARIOS_CSV_FLEET_H
#define SCENARIOS_CSV_FLEET_H

#include "scenarios/json_document.h"
#include "scenarios/keys.h"

/* An array of member objects, or NULL after adding a problem. `cited` is where the file is named.
 */
cJSON *csv_fleet_members(struct inputs *inputs, const struct keys *keys, const char *path,
                         int cited);

/* Adds the pools of a table to the members they name. */
void csv_fleet_pools(struct inputs *inputs, const struct keys *keys, const char *path, int cited,
                     cJSON *members);

/* Replaces {"file", "column"} by the numbers of the column: a new array, or NULL after adding a
 * problem. */
cJSON *csv_samples(struct inputs *inputs, const cJSON *reference);

#endif
