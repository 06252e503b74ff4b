#include "tests/lib/recorded.h"

#define MODELS                                                                                     \
    "'horizon':'10d','controller':{'windowPollMinutes':0},"                                        \
    "'models':{'duration':{'default':{'memberMinutes':60}},'failure':'none',"                      \
    "'operators':{'approval':'never'}},"

#define UPDATE(version)                                                                            \
    "'managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'" version "'}}"

#define ONE_MEMBER(version)                                                                        \
    "{'start':'2026-12-01T08:00:00Z'," MODELS                                                      \
    "'fleet':{'members':[{'name':'flmc-000003','group':'group2','kubernetesVersion':'" version     \
    "'}]},"

/* Also its only pool has the newest image. */
#define AT_TARGET(version)                                                                         \
    "{'start':'2026-12-01T08:00:00Z'," MODELS                                                      \
    "'fleet':{'members':[{'name':'flmc-000003','group':'group2','kubernetesVersion':'" version     \
    "','nodePools':[{'name':'nodepool1','count':1,'orchestratorVersion':'" version                 \
    "','nodeImageVersion':'AKSUbuntu-2204gen2containerd-202309.06.0'}]}]},"

/* One by one, as the first recordings. */
#define ONE_BY_ONE(has, start, more)                                                               \
    ONE_MEMBER(has)                                                                                \
    "'updateRuns':[{'name':'run'," UPDATE("1.25.0") start "}]" more "}"

#define TWO_GROUPS(has, wants, gates_of_groups, gates_of_stage, start, more)                       \
    ONE_MEMBER(has)                                                                                \
    "'strategies':{'s':{'stages':[{'name':'stage1','afterStageWaitInSeconds':3600," gates_of_stage \
    "'groups':[{" gates_of_groups "'name':'group1'},{" gates_of_groups "'name':'group2'}]}]}},"    \
    "'updateRuns':[{'name':'run','strategy':'s'," UPDATE(wants) start "}]" more "}"

#define GATES(of)                                                                                  \
    "'beforeGates':[{'displayName':'" of " before gate','type':'Approval'}],"                      \
    "'afterGates':[{'displayName':'" of " after gate','type':'Approval'}],"

#define MANUAL ",'start':'manual'"

#define SKIP_GROUP2                                                                                \
    ",'operations':[{'at':'2026-12-01T08:10:00Z','do':'skip','run':'run',"                         \
    "'targets':['Group:group2']}]"

/* The example's two selectors are the same; its own stories need members that only one chooses. */
#define EXAMPLE(members, groups, gates, more)                                                      \
    "{'start':'2026-12-01T08:00:00Z'," MODELS "'fleet':{'members':[" members                       \
    "]},'strategies':{'s':{'stages':[{'name':'stage1','maxConcurrency':'10',"                      \
    "'maxAllowedFailures':'2'," gates "'groups':[" groups                                          \
    "],'afterStageWaitInSeconds':3600},{'name':'stage2','maxConcurrency':'50%',"                   \
    "'maxAllowedFailures':'25%','memberSelector':{'byLabel':'env=production'},"                    \
    "'afterStageWaitInSeconds':600}]}},"                                                           \
    "'updateRuns':[{'name':'run','strategy':'s'," UPDATE("1.26.1") "}]" more "}"

#define HAND_WRITTEN                                                                               \
    "written by hand: stage2 has resolved limits but no groups, though its selector makes one, "   \
    "and "                                                                                         \
    "a group's limit is above its one member, by which ours is capped (R6)"

const struct recorded_story recorded_stories[] = {
    {.name = "one_by_one_not_started",
     .files = {"2023-04-27-2463fb-39-updaterun-put-onebyone.json",
               "2023-04-27-2463fb-40-updaterun-start.json",
               "2023-09-18-1b387a-39-updaterun-put-onebyone-nodeimage.json",
               "2023-09-18-1b387a-41-updaterun-get-notstarted-after-start.json"},
     .scenario = ONE_BY_ONE("1.24.0", MANUAL, ""),
     .look = "2026-12-01T09:00:00Z",
     .seen = "run NotStarted\n"
             "default NotStarted\n"
             "default/default NotStarted\n"
             "default/default/flmc-000003 NotStarted\n"},
    {.name = "one_by_one_running",
     .files = {"2023-04-27-2463fb-41-updaterun-get-running.json",
               "2023-04-27-2463fb-42-updaterun-list-running.json"},
     .scenario = ONE_BY_ONE("1.24.0", "", ""),
     .look = "2026-12-01T08:30:00Z",
     .seen = "run Running\n"
             "default Running\n"
             "default/default Running\n"
             "default/default/flmc-000003 Running\n"},
    {.name = "a_stop_while_a_member_is_running",
     .files = {"2023-04-27-2463fb-43-updaterun-stop-stopping.json"},
     .scenario = ONE_BY_ONE(
         "1.24.0", "", ",'operations':[{'at':'2026-12-01T08:10:00Z','do':'stop','run':'run'}]"),
     .look = "2026-12-01T08:30:00Z",
     .seen = "run Stopping\n"
             "default Stopping\n"
             "default/default Stopping\n"
             "default/default/flmc-000003 Stopping\n"},
    {.name = "all_members_skipped",
     .files = {"2023-09-18-1b387a-42-updaterun-list-completed-all-skipped.json"},
     .scenario = AT_TARGET("1.25.0") "'updateRuns':[{'name':'run'," UPDATE("1.25.0") "}]}",
     .look = "2026-12-01T08:30:00Z",
     .seen = "run Completed\n"
             "default Skipped\n"
             "default/default Skipped\n"
             "default/default/flmc-000003 Skipped AlreadyAtTarget\n"},
    {.name = "a_strategy_not_started",
     .files = {"2023-10-01-b61edb-37-updaterun-put-inline-strategy.json",
               "2023-10-01-b61edb-42-updaterun-put-by-strategy-id.json",
               "2024-04-01-da2792-47-updaterun-put-inline-strategy.json"},
     .scenario = TWO_GROUPS("1.26.0", "1.27.1", "", "", MANUAL, ""),
     .look = "2026-12-01T08:30:00Z",
     .seen = "run NotStarted\n"
             "stage1 NotStarted, wait NotStarted\n"
             "stage1/group1 NotStarted\n"
             "stage1/group2 NotStarted\n"
             "stage1/group2/flmc-000003 NotStarted\n"},
    {.name = "an_empty_group_is_skipped_beside_one_that_runs",
     .files = {"2024-03-18-f3f8ae-51-updaterun-get-running.json"},
     .scenario = TWO_GROUPS("1.26.0", "1.27.1", "", "", "", ""),
     .look = "2026-12-01T08:30:00Z",
     .seen = "run Running\n"
             "stage1 Running, wait NotStarted\n"
             "stage1/group1 Skipped\n"
             "stage1/group2 Running\n"
             "stage1/group2/flmc-000003 Running\n"},
    {.name = "an_empty_group_is_skipped_in_2025",
     .files = {"2025-04-07-aac795-51-updaterun-list-running.json",
               "2025-04-23-c649e3-51-updaterun-get-member-running.json"},
     .scenario = TWO_GROUPS("1.28.0", "1.29.2", "", "", "", ""),
     .look = "2026-12-01T08:30:00Z",
     .seen = "run Running\n"
             "stage1 Running, wait NotStarted\n"
             "stage1/group1 Skipped\n"
             "stage1/group2 Running\n"
             "stage1/group2/flmc-000003 Running\n"},
    {.name = "the_wait_runs_though_all_was_skipped",
     .files = {"2025-04-23-c649e3-52-updaterun-list-afterstagewait-running.json"},
     .scenario =
         AT_TARGET("1.29.2") "'strategies':{'s':{'stages':[{'name':'stage1',"
                             "'afterStageWaitInSeconds':3600,'groups':[{'name':'group1'},"
                             "{'name':'group2'}]}]}},"
                             "'updateRuns':[{'name':'run','strategy':'s'," UPDATE("1.29.2") "}]}",
     .look = "2026-12-01T08:30:00Z",
     .seen = "run Running\n"
             "stage1 Running, wait Running\n"
             "stage1/group1 Skipped\n"
             "stage1/group2 Skipped\n"
             "stage1/group2/flmc-000003 Skipped AlreadyAtTarget\n"},
    {.name = "a_group_skipped_before_the_start",
     .files = {"2024-04-01-da2792-48-updaterun-skip-before-start.json"},
     .scenario = TWO_GROUPS("1.26.0", "1.27.1", "", "", MANUAL, SKIP_GROUP2),
     .look = "2026-12-01T08:30:00Z",
     .seen = "run NotStarted\n"
             "stage1 NotStarted, wait NotStarted\n"
             "stage1/group1 NotStarted\n"
             "stage1/group2 Skipped\n"
             "stage1/group2/flmc-000003 Skipped SkippedByRequest\n"},
    {.name = "gates_not_reached",
     .files = {"2025-09-01-2fe058-46-updaterun-put-inline-strategy-gates.json",
               "2025-09-01-2fe058-52-updaterun-put-by-strategy-id.json",
               "2025-09-01-2fe058-53-updaterun-start.json"},
     .scenario = TWO_GROUPS("1.32.0", "1.33.0", GATES("group"), GATES("stage"), MANUAL, ""),
     .look = "2026-12-01T08:30:00Z",
     .seen = "run NotStarted\n"
             "stage1 NotStarted, wait NotStarted, before NotStarted, after NotStarted\n"
             "stage1/group1 NotStarted, before NotStarted, after NotStarted\n"
             "stage1/group2 NotStarted, before NotStarted, after NotStarted\n"
             "stage1/group2/flmc-000003 NotStarted\n"},
    {.name = "a_group_skipped_with_its_gates",
     .files = {"2025-09-01-2fe058-47-updaterun-skip-group-with-gates.json"},
     .scenario =
         TWO_GROUPS("1.32.0", "1.33.0", GATES("group"), GATES("stage"), MANUAL, SKIP_GROUP2),
     .look = "2026-12-01T08:30:00Z",
     .seen = "run NotStarted\n"
             "stage1 NotStarted, wait NotStarted, before NotStarted, after NotStarted\n"
             "stage1/group1 NotStarted, before NotStarted, after NotStarted\n"
             "stage1/group2 Skipped, before Skipped, after Skipped\n"
             "stage1/group2/flmc-000003 Skipped SkippedByRequest\n"},
    {.name = "a_stage_gate_is_pending",
     .files = {"2025-09-01-2fe058-54-updaterun-get-pending-on-stage-gate.json",
               "2025-09-01-2fe058-55-updaterun-list-pending.json"},
     .scenario = TWO_GROUPS("1.32.0", "1.33.0", GATES("group"), GATES("stage"), "", ""),
     .look = "2026-12-01T08:30:00Z",
     .seen = "run Pending\n"
             "stage1 Pending, wait NotStarted, before Pending, after NotStarted\n"
             "stage1/group1 NotStarted, before NotStarted, after NotStarted\n"
             "stage1/group2 NotStarted, before NotStarted, after NotStarted\n"
             "stage1/group2/flmc-000003 NotStarted\n"},
    {.name = "one_group_completed_two_await_an_image",
     .files = {"updaterun-properties-pending.json"},
     .part = "/status/stages",
     .because = "the sample's selected images are not the ones its request names",
     .scenario =
         "{'start':'2026-12-01T08:00:00Z'," MODELS "'fleet':{'members':["
         "{'name':'member-consoto-web-01','group':'canary','region':'westus','nodePools':[{'name':'"
         "pool',"
         "'count':3,'nodeImageVersion':'AKSAzureLinux-V2gen2-202501.12.0'}]},"
         "{'name':'member-consoto-web-02','group':'canary','region':'westus','nodePools':[{'name':'"
         "pool',"
         "'count':3,'nodeImageVersion':'AKSAzureLinux-V2gen2-202501.12.0'}]},"
         "{'name':'member-consoto-app-01','group':'apac','region':'australiaeast','nodePools':[{'"
         "name':"
         "'pool','count':3,'nodeImageVersion':'AKSAzureLinux-V2gen2-202501.12.0'}]},"
         "{'name':'member-contoso-db-01','group':'europe','region':'northeurope','nodePools':[{'"
         "name':"
         "'pool','count':3,'nodeImageVersion':'AKSAzureLinux-V2gen2-202501.12.0'}]}]},"
         "'releases':{'nodeImages':[{'family':'AKSAzureLinux-V2gen2','version':'202502.26.0',"
         "'published':'2026-11-20T00:00:00Z','regions':{'westus':'2026-11-20T00:00:00Z',"
         "'australiaeast':'2026-12-05T00:00:00Z','northeurope':'2026-12-05T00:00:00Z'}}]},"
         "'strategies':{'s':{'stages':[{'name':'prod','groups':[{'name':'canary'},{'name':'apac'},"
         "{'name':'europe'}]}]}},"
         "'updateRuns':[{'name':'run','strategy':'s','managedClusterUpdate':{'upgrade':{'type':"
         "'NodeImageOnly'},'nodeImageSelection':{'type':'Custom','customNodeImageVersions':[{'"
         "version':"
         "'AKSAzureLinux-V2gen2-202502.26.0'}]}}}]}",
     .look = "2026-12-01T12:00:00Z",
     .seen = "run Pending\n"
             "prod Pending\n"
             "prod/canary Completed\n"
             "prod/canary/member-consoto-web-01 Completed\n"
             "prod/canary/member-consoto-web-02 Completed\n"
             "prod/apac Pending\n"
             "prod/apac/member-consoto-app-01 Pending NodeImageVersionNotAvailable\n"
             "prod/europe Pending\n"
             "prod/europe/member-contoso-db-01 Pending NodeImageVersionNotAvailable\n"},
    {.name = "example_pending_on_a_stage_gate",
     .files = {"UpdateRuns_Get.json", "UpdateRuns_ListByFleet.json"},
     .part = "/properties/status/stages/0",
     .unlike = "maxConcurrency",
     .because = HAND_WRITTEN,
     .scenario = EXAMPLE(
         "{'name':'member-one','kubernetesVersion':'1.25.0','labels':{'tier':'frontend'}}",
         "{'name':'group-a','maxConcurrency':'2','maxAllowedFailures':'1','memberSelector':{"
         "'byLabel':'tier=frontend'},'beforeGates':[{'displayName':'gate before group-a'}],"
         "'afterGates':[{'displayName':'gate after group-a'}]}",
         "'beforeGates':[{'displayName':'gate before stage1'}],"
         "'afterGates':[{'displayName':'gate after stage1'}],",
         ""),
     .look = "2026-12-01T08:30:00Z",
     .seen = "run Pending\n"
             "stage1 Pending, wait NotStarted, before Pending, after NotStarted\n"
             "stage1/group-a NotStarted, before NotStarted, after NotStarted\n"
             "stage1/group-a/member-one NotStarted\n"
             "stage2 NotStarted, wait NotStarted\n"
             "stage2/stage2 NotStarted\n"},
    {.name = "example_running",
     .files = {"UpdateRuns_Start.json"},
     .part = "/properties/status/stages/0",
     .unlike = "maxConcurrency",
     .because = HAND_WRITTEN,
     .scenario = EXAMPLE(
         "{'name':'member-one','kubernetesVersion':'1.25.0','labels':{'tier':'frontend'}}",
         "{'name':'group-a','maxConcurrency':'5','maxAllowedFailures':'1','memberSelector':{"
         "'byLabel':'tier=frontend'}}",
         "", ""),
     .look = "2026-12-01T08:30:00Z",
     .seen = "run Running\n"
             "stage1 Running, wait NotStarted\n"
             "stage1/group-a Running\n"
             "stage1/group-a/member-one Running\n"
             "stage2 NotStarted, wait NotStarted\n"
             "stage2/stage2 NotStarted\n"},
    {.name = "example_group_and_wait_skipped",
     .files = {"UpdateRuns_Skip.json"},
     .part = "/properties/status/stages/0",
     .unlike = "maxConcurrency",
     .because = HAND_WRITTEN "; its two groups have one selector, so that both would choose both "
                             "members",
     .scenario = EXAMPLE(
         "{'name':'member-one','kubernetesVersion':'1.25.0','labels':{'tier':'a'}},"
         "{'name':'member-two','kubernetesVersion':'1.25.0','labels':{'tier':'b'}}",
         "{'name':'group-a','maxConcurrency':'2','maxAllowedFailures':'1','memberSelector':{"
         "'byLabel':'tier=a'}},{'name':'group-b','maxConcurrency':'2','maxAllowedFailures':'1',"
         "'memberSelector':{'byLabel':'tier=b'}}",
         "",
         ",'operations':[{'at':'2026-12-01T08:00:00Z','do':'skip','run':'run','targets':["
         "'Group:group-a','AfterStageWait:stage1']}]"),
     .look = "2026-12-01T08:30:00Z",
     .seen = "run Running\n"
             "stage1 Running, wait Skipped\n"
             "stage1/group-a Skipped\n"
             "stage1/group-a/member-one Skipped SkippedByRequest\n"
             "stage1/group-b Running\n"
             "stage1/group-b/member-two Running\n"
             "stage2 NotStarted, wait NotStarted\n"
             "stage2/stage2 NotStarted\n"}};

const size_t recorded_story_count = sizeof recorded_stories / sizeof *recorded_stories;

const struct untold recorded_untold[] = {
    {"2023-10-01-b61edb-44-updaterun-get-running-member-notstarted.json",
     "between two instants of the service: the run is Running while its only stage is still "
     "NotStarted; "
     "our core enters all levels in one instant"},
    {"2024-02-02-a150d2-54-updaterun-get-group1-skipped.json",
     "between two instants of the service: all groups are Skipped and the wait has not begun; in "
     "our "
     "core it begins in the instant in which the last group ends (R20)"},
    {"UpdateRuns_CreateOrUpdate.json", "written by hand: a run that was just created is Pending on "
                                       "a gate, which is reached only after "
                                       "its start; it has both a strategy and a reference to one"},
    {"UpdateRuns_Stop.json", "written by hand: it counts one failure while its only member is "
                             "Stopping, and 20 % of one member "
                             "as 10"},
    {"2025-09-01-2fe058-66-autoupgradeprofile-generateupdaterun.json",
     "an id only; the name it shows is that of models/channel.h, see the traces of R40"}};

const size_t recorded_untold_count = sizeof recorded_untold / sizeof *recorded_untold;
