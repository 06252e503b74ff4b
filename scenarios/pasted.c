#include "scenarios/pasted.h"

#include <stddef.h>
#include <string.h>

static const char *const of_member[] = {"clusterResourceId", "eTag",          "id",
                                        "provisioningState", "resourceGroup", "status",
                                        "systemData",        "type",          NULL};

static const char *const of_profile[] = {"autoUpgradeProfileStatus",
                                         "eTag",
                                         "id",
                                         "provisioningState",
                                         "resourceGroup",
                                         "systemData",
                                         "type",
                                         NULL};

static const char *const of_pool[] = {"availabilityZones",
                                      "capacityReservationGroupId",
                                      "creationData",
                                      "currentOrchestratorVersion",
                                      "eTag",
                                      "enableAutoScaling",
                                      "enableCustomCATrust",
                                      "enableEncryptionAtHost",
                                      "enableFIPS",
                                      "enableFips",
                                      "enableNodePublicIP",
                                      "enableNodePublicIp",
                                      "enableUltraSSD",
                                      "enableUltraSsd",
                                      "gatewayProfile",
                                      "gpuInstanceProfile",
                                      "gpuProfile",
                                      "hostGroupId",
                                      "id",
                                      "kubeletConfig",
                                      "kubeletDiskType",
                                      "linuxOsConfig",
                                      "localDnsProfile",
                                      "maxCount",
                                      "maxPods",
                                      "messageOfTheDay",
                                      "minCount",
                                      "networkProfile",
                                      "nodeLabels",
                                      "nodePublicIpPrefixId",
                                      "nodeTaints",
                                      "osDiskSizeGB",
                                      "osDiskSizeGb",
                                      "osDiskType",
                                      "osSku",
                                      "podIpAllocationMode",
                                      "podSubnetId",
                                      "powerState",
                                      "provisioningState",
                                      "proximityPlacementGroupId",
                                      "resourceGroup",
                                      "scaleDownMode",
                                      "scaleSetEvictionPolicy",
                                      "scaleSetPriority",
                                      "securityProfile",
                                      "spotMaxPrice",
                                      "status",
                                      "tags",
                                      "type",
                                      "typePropertiesType",
                                      "virtualMachineNodesStatus",
                                      "virtualMachinesProfile",
                                      "vnetSubnetId",
                                      "windowsProfile",
                                      "workloadRuntime",
                                      NULL};

static const char *const of_sku[] = {"tier", NULL};

static const struct {
    const char *shape;
    const char *const *keys;
} shapes[] = {{"member", of_member}, {"sku", of_sku}, {"pool", of_pool}, {"profile", of_profile}};

static const char *const *keys_of(const char *shape)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (strcmp(shapes[i].shape, shape) == 0)
            return shapes[i].keys;
    return NULL;
}

bool pasted_is_ignored(const char *shape, const char *key)
{
    const char *const *keys = keys_of(shape);
    for (; keys && *keys; keys++)
        if (strcmp(*keys, key) == 0)
            return true;
    return false;
}

const char *pasted_key(const char *shape, unsigned i)
{
    const char *const *keys = keys_of(shape);
    for (; keys && *keys && i > 0; i--)
        keys++;
    return keys ? *keys : NULL;
}
