/* pasted: keys of what `az` prints from which nothing follows here.
 *
 * Members of `az fleet member list`, node pools of `az aks nodepool list` and profiles of `az fleet
 * autoupgradeprofile list` can be pasted into a scenario as they are. What their other keys say
 * (ids, tags, sizes of disks, ...) neither the rules nor the models know, so these are ignored like
 * remarks, but only where they belong; any other unknown key is still a problem. Sources: Fleet API
 * 2026-06-02-preview, FleetMember and AutoUpgradeProfile; AKS API 2026-05-02-preview,
 * ManagedClusterAgentPoolProfileProperties, in the spellings of both the API and the CLI. A pool's
 * osSku only says again what osType and nodeImageVersion do.
 */
#ifndef SCENARIOS_PASTED_H
#define SCENARIOS_PASTED_H

#include <stdbool.h>

/* `shape`: as in the table of keys, such as "member". */
bool pasted_is_ignored(const char *shape, const char *key);

/* The i-th of a shape's, or NULL. */
const char *pasted_key(const char *shape, unsigned i);

#endif
