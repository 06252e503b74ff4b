/* What `az` prints and reads can be pasted into a scenario unchanged. The texts have the shapes of
 * the service's answers and of the CLI's input (Azure/azure-cli-extensions, src/fleet; Azure/
 * azure-cli, acs), with names of ours. In text ' stands for ". */
#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <string.h>

static struct loading loading;

static char *quoted(const char *text)
{
    static char quoted[8000];
    size_t length = strlen(text);
    cr_assert_lt(length, sizeof quoted);
    memcpy(quoted, text, length + 1);
    for (char *c = quoted; *c != '\0'; c++)
        *c = *c == '\'' ? '"' : *c;
    return quoted;
}

static void load(const char *members, const char *stages, const char *windows)
{
    static char text[8000];
    snprintf(text, sizeof text,
             "{'start':'2026-12-01T08:00:00Z','fleet':{'members':[%s]},'maintenanceWindows':{%s},"
             "'strategies':{'plan':%s},'updateRuns':[{'name':'r','strategy':'plan',"
             "'managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}}]}",
             members, windows, stages);
    loading_right(&loading, quoted(text));
}

#define ONE_STAGE "{'stages':[{'name':'s','groups':[{'name':'g'}]}]}"

/* az fleet member list -o json */
Test(pasted, members_as_az_prints_them)
{
    load("{'clusterResourceId':'/subscriptions/0/resourcegroups/rg/providers/"
         "Microsoft.ContainerService/managedClusters/one','eTag':'0c00','group':'g','id':"
         "'/subscriptions/0/resourceGroups/rg/providers/Microsoft.ContainerService/fleets/f/"
         "members/one','labels':{'fleet.azure.com/location':'westus','team':'fleet'},'name':'one',"
         "'provisioningState':'Succeeded','resourceGroup':'rg','status':{'lastOperationError':null,"
         "'lastOperationId':'e347'},'systemData':{'createdAt':'2025-09-01T06:00:17.776Z',"
         "'createdByType':'User'},'type':'Microsoft.ContainerService/fleets/members'}",
         ONE_STAGE, "");
    const struct fleet *fleet = &loading.scenario.fleet;
    cr_assert_eq(fleet->member_count, 1);
    cr_assert_str_eq(fleet->regions[fleet->members[0].region], "westus");
    cr_assert_str_eq(fleet->groups[fleet->members[0].group], "g");
    loading_clear(&loading);
}

/* az aks nodepool list -o json, in a member */
Test(pasted, node_pools_as_az_prints_them)
{
    load(
        "{'name':'one','group':'g','region':'westus','nodePools':[{'availabilityZones':null,"
        "'count':3,'currentOrchestratorVersion':'1.34.2','eTag':null,'enableAutoScaling':false,"
        "'enableEncryptionAtHost':false,'enableFips':false,'enableNodePublicIp':false,"
        "'enableUltraSsd':false,'gpuProfile':null,'id':'/subscriptions/0/agentPools/pool1',"
        "'kubeletConfig':null,'kubeletDiskType':'OS','maxCount':null,'maxPods':110,'minCount':null,"
        "'mode':'System','name':'pool1','networkProfile':{'allowedHostPorts':null},"
        "'nodeImageVersion':'AKSUbuntu-2204gen2containerd-202511.06.0','nodeLabels':null,"
        "'nodeTaints':null,'orchestratorVersion':'1.34.2','osDiskSizeGb':128,'osDiskType':"
        "'Managed','osSku':'Ubuntu','osType':'Linux','powerState':{'code':'Running'},"
        "'provisioningState':'Succeeded','resourceGroup':'rg','scaleDownMode':'Delete',"
        "'securityProfile':{'enableSecureBoot':false},'spotMaxPrice':null,'tags':null,'type':"
        "'Microsoft.ContainerService/managedClusters/agentPools','typePropertiesType':"
        "'VirtualMachineScaleSets','upgradeSettings':{'drainTimeoutInMinutes':null,'maxSurge':"
        "'10%','maxUnavailable':'0','nodeSoakDurationInMinutes':null,"
        "'undrainableNodeBehavior':null},'vmSize':'Standard_DS2_v2','vnetSubnetId':null,"
        "'windowsProfile':null,'workloadRuntime':'OCIContainer'}]}",
        ONE_STAGE, "");
    const struct pool *pool = &loading.scenario.fleet.pools[0];
    cr_assert_eq(loading.scenario.fleet.pool_count, 1);
    cr_assert_eq(pool->node_count, 3);
    cr_assert(pool->system && !pool->windows && pool->max_surge.percent);
    loading_clear(&loading);
}

/* A stages file with gates, limits and selectors, as `az fleet updatestrategy create --stages`
 * reads it, and what the service prints of a strategy: empty lists and nulls. */
Test(pasted, stages_files_with_gates_and_selectors)
{
    load("{'name':'one','group':'group1','labels':{'team':'fleet'}},{'name':'two','group':'group2',"
         "'labels':{'team':'fleet'}}",
         "{'stages':[{'name':'stage1','maxConcurrency':'7','maxAllowedFailures':'1',"
         "'memberSelector':{'byLabel':'team=fleet'},'beforeGates':[{'displayName':'stage before',"
         "'type':'Approval'}],'afterGates':[{'displayName':'stage after','type':'Approval'}],"
         "'groups':[{'name':'group1','maxConcurrency':'100%','maxAllowedFailures':'0',"
         "'memberSelector':{'byLabel':'team=fleet'},'beforeGates':[{'displayName':'group before',"
         "'type':'Approval'}],'afterGates':[]},{'name':'group2','maxConcurrency':'50%',"
         "'beforeGates':[],'afterGates':null,'memberSelector':null}],"
         "'afterStageWaitInSeconds':3600},{'name':'stage2','beforeGates':[{'displayName':null,"
         "'type':'ScheduledStart','scheduledStartConfiguration':{'startDay':'Friday','startTime':"
         "'18:00','utcOffset':'-05:00'}}],'afterGates':[],'groups':null,'memberSelector':{"
         "'byLabel':'team in (fleet)'},'maxConcurrency':null}]}",
         "");
    const struct plan *plan = &loading.scenario.plans[0];
    cr_assert_eq(plan->stage_count, 2);
    cr_assert_eq(plan->gate_count, 4);
    cr_assert_eq(plan->groups[0].member_count, 2);
    cr_assert_eq(plan->groups[0].concurrency_max, 2);
    cr_assert_eq(plan->groups[1].concurrency_max, 1);
    loading_clear(&loading);
}

/* az aks maintenanceconfiguration show, its maintenanceWindow: the schedules that it has not are
 * null. */
Test(pasted, windows_as_az_prints_them)
{
    load("{'name':'one','group':'g','maintenance':{'aksManagedAutoUpgradeSchedule':'w'}}",
         ONE_STAGE,
         "'w':{'durationHours':4,'notAllowedDates':[{'start':'2026-12-23','end':'2027-01-03'}],"
         "'schedule':{'absoluteMonthly':null,'daily':null,'relativeMonthly':{'dayOfWeek':'Tuesday',"
         "'intervalMonths':3,'weekIndex':'First'},'weekly':null},'startDate':'2026-11-01',"
         "'startTime':'09:30','utcOffset':'-08:00'}");
    cr_assert_eq(loading.scenario.window_count, 1);
    loading_clear(&loading);
}

/* Only where they belong. */
Test(pasted, keys_elsewhere_are_unknown_as_before)
{
    loading_text(&loading, quoted("{'start':'2026-12-01T08:00:00Z','eTag':'x','fleet':{'members':[{"
                                  "'name':'a'}]},'updateRuns':[{'name':'r','managedClusterUpdate':"
                                  "{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}}]}"));
    cr_assert_str_eq(loading_code(&loading), "unknown-key");
    loading_clear(&loading);
}
