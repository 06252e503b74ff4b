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

/* The same in the service's own words (az rest), and as versions of the CLI print it that leave
 * "properties" alone. */
Test(pasted, what_stands_in_properties)
{
    load("{'eTag':'0c00','id':'/subscriptions/0/members/one','name':'one','properties':{"
         "'clusterResourceId':'/subscriptions/0/managedClusters/one','group':'g','labels':{"
         "'fleet.azure.com/location':'westus'},'provisioningState':'Succeeded','status':{"
         "'lastOperationId':'e347'}},'type':'Microsoft.ContainerService/fleets/members',"
         "'maintenance':{'aksManagedAutoUpgradeSchedule':{'name':'aksManagedAutoUpgradeSchedule',"
         "'properties':{'maintenanceWindow':{'durationHours':4,'schedule':{'daily':{'intervalDays':"
         "3}},'startDate':'2026-01-01','startTime':'09:30','utcOffset':'-07:00'}},'systemData':"
         "null}},'nodePools':[{'id':'/subscriptions/0/agentPools/pool1','name':'pool1',"
         "'properties':{'count':5,'eTag':'x','maxPods':110,'orchestratorVersion':'1.34.2','osType':"
         "'Linux','upgradeSettings':{'maxSurge':'33%'},'vmSize':'Standard_DS1_v2'}}]}",
         "{'id':'/subscriptions/0/updateStrategies/plan','name':'plan','properties':{"
         "'provisioningState':'Succeeded','strategy':" ONE_STAGE "},'type':"
         "'Microsoft.ContainerService/fleets/updateStrategies'}",
         "'w':{'id':'/subscriptions/0/maintenanceConfigurations/default','maintenanceWindow':{"
         "'durationHours':6,'schedule':{'weekly':{'dayOfWeek':'Friday','intervalWeeks':1}},"
         "'startTime':'21:00'},'name':'default','notAllowedTime':null,'resourceGroup':'rg',"
         "'systemData':null,'timeInWeek':null,'type':null}");
    const struct scenario *scenario = &loading.scenario;
    const struct member *member = &scenario->fleet.members[0];
    cr_expect_str_eq(scenario->fleet.regions[member->region], "westus");
    cr_expect_str_eq(scenario->fleet.groups[member->group], "g");
    cr_expect_neq(member->window[SCHEDULE_KUBERNETES], NONE);
    cr_expect_eq(scenario->fleet.pools[0].node_count, 5);
    cr_expect_eq(scenario->plans[0].member_count, 1);
    cr_expect_eq(scenario->window_count, 2);
    loading_clear(&loading);
}

static void load_profile(const char *profile)
{
    static char text[8000];
    snprintf(text, sizeof text,
             "{'start':'2026-12-01T08:00:00Z','fleet':{'members':[{'name':'a','group':'g'}]},"
             "'strategies':{'plan':{'strategy':" ONE_STAGE "}},'autoUpgradeProfiles':[%s]}",
             profile);
    loading_text(&loading, quoted(text));
}

/* az fleet autoupgradeprofile list -o json, with "properties" and without */
Test(pasted, profiles_as_az_prints_them)
{
    static const char *const printed[] = {
        "{'eTag':'x','id':'/subscriptions/0/autoUpgradeProfiles/p','name':'p','properties':{"
        "'autoUpgradeProfileStatus':{'lastTriggeredAt':null},'channel':'Stable','disabled':true,"
        "'longTermSupport':false,'nodeImageSelection':{'type':'Consistent'},'provisioningState':"
        "'Succeeded','targetKubernetesVersion':null,'updateStrategyId':'/subscriptions/0/"
        "updateStrategies/plan'},'resourceGroup':'rg','systemData':{'createdBy':'x'},'type':"
        "'Microsoft.ContainerService/fleets/autoUpgradeProfiles'}",
        "{'autoUpgradeProfileStatus':null,'channel':'Stable','disabled':true,'eTag':'x','id':'i',"
        "'longTermSupport':null,'name':'p','nodeImageSelection':{'type':'Consistent'},"
        "'provisioningState':'Succeeded','resourceGroup':'rg','systemData':null,"
        "'targetKubernetesVersion':null,'type':'t','updateStrategyId':'plan'}"};
    for (size_t i = 0; i < 2; i++) {
        load_profile(printed[i]);
        cr_assert(loading.fine, "%zu: %s", i, loading_code(&loading));
        const struct profile *profile = &loading.scenario.profiles[0];
        cr_expect(profile->disabled);
        cr_expect_eq(profile->image_selection, IMAGE_CONSISTENT);
        cr_expect_not_null(profile->strategy);
        loading_clear(&loading);
    }
    load_profile("{'channel':'Stable','name':'p','updateStrategyId':null}");
    cr_assert(loading.fine);
    cr_expect_null(loading.scenario.profiles[0].strategy);
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
