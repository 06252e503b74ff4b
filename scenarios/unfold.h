/* unfold: what `az` and the service print stands in envelopes; here it is taken out of them.
 *
 * A member, a node pool and an auto-upgrade profile may have their keys in "properties" (Azure
 * Resource Manager); these then stand beside "name", as if they had been written there. A
 * maintenance configuration holds its window in "maintenanceWindow", an update strategy its stages
 * in "strategy", in "properties" or (as the CLI prints them) not: the inner object then stands for
 * the whole. A profile's "updateStrategyId" is the name at the end of it; a
 * cluster's "nodeOsUpgradeChannel" is its "nodeOSUpgradeChannel". What does not look like
 * this is left as it is, and so is unknown to the table of keys. Values keep their places. Sources:
 * Fleet API 2026-06-02-preview, AKS API 2026-05-02-preview (Azure/azure-rest-api-specs).
 */
#ifndef SCENARIOS_UNFOLD_H
#define SCENARIOS_UNFOLD_H

#include "scenarios/json_document.h"

/* One file of a scenario, as parsed. */
void unfold_scenario(struct inputs *inputs, cJSON *root);

/* One strategy, as in a file of its own. */
void unfold_strategy(cJSON *strategy);

#endif
