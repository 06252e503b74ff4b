/* generate: a synthetic fleet written out as members.
 *
 *     "generate": {
 *       "members": 1000, "seed": 1, "namePrefix": "aks-", "kubernetesVersion": "1.34.6",
 *       "regions": [{"name": "westeurope", "weight": 2}, {"name": "eastus"}],
 *       "groups": {"count": 20, "namePrefix": "group-"},
 *       "windows": [{"name": "sat-night", "weight": 4}, {"weight": 1}],
 *       "nodePools": [{"name": "system", "mode": "System", "count": 3},
 *                     {"name": "user", "count": {"dist": "uniform", "min": 2, "max": 60}}]
 *     }
 *
 * `groups` may also be written one by one: [{"name": "canary", "weight": 1}, ...].
 * Only `members` is required; weights are 1 unless given. Names are the prefix and a number from 1,
 * with zeros in front, so that order by name is order by number. Groups are dealt in turn: in each
 * round a group gets as many members as its weight, so a member's group does not depend on luck and
 * sizes are exact. Regions, windows (one without a name: no window) and node counts are drawn, by
 * the member's name, independently of each other; a member's window is for both kinds of upgrade.
 */
#ifndef SCENARIOS_GENERATE_H
#define SCENARIOS_GENERATE_H

#include "scenarios/json_document.h"
#include "scenarios/keys.h"

/* An array of member objects; `generate` has passed keys_check. NULL after adding a problem. */
cJSON *generate_members(struct inputs *inputs, const cJSON *generate);

#endif
