/* quota: how many vCPUs surge nodes may take in a region at once.
 *
 * A quota counts what is left for surge, not what the clusters have. One with a subscription holds
 * for the region's members with the label `subscription` of that value, one without it for the
 * region's other members.
 */
#ifndef MODELS_QUOTA_H
#define MODELS_QUOTA_H

#include <stdint.h>

struct quota {
    uint32_t region;          /* index into fleet.regions */
    const char *subscription; /* NULL: of all members that have no quota of their own */
    uint32_t vcpus;
};

/* What becomes of an upgrade whose surge is beyond the quota: it fails, or goes on with one surge
 * node (AKS from 1.35 on, azure-aks-docs upgrade-aks-node-pools-rolling.md). */
enum surge_fallback { FALLBACK_BY_VERSION, FALLBACK_ALWAYS, FALLBACK_NEVER };

#endif
