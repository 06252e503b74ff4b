/* What people do, written as a scenario's operations (R4, R13, R19, R27 to R29). */
#include "tests/lib/story.h"

#include <criterion/criterion.h>

/* The cluster is stopped while it waits: its upgrade fails at once. */
Test(trace, R12_a_cluster_stopped_by_an_operation_fails)
{
    story_check(&(struct story){
        .members = "{'name':'a'},{'name':'b'}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'setMember','member':'b',"
                      "'set':{'powerState':'Stopped'}}",
        .expected =
            "2026-12-01T08:00:00Z run run Running\n"
            "2026-12-01T08:00:00Z run default Running\n"
            "2026-12-01T08:00:00Z run default/default Running\n"
            "2026-12-01T08:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T09:00:00Z run default/default/a Completed\n"
            "2026-12-01T09:00:00Z run run Failed ClusterStopped: 1 member failed\n"
            "2026-12-01T09:00:00Z run default Failed ClusterStopped: 1 member failed\n"
            "2026-12-01T09:00:00Z run default/default Failed ClusterStopped: 1 member failed\n"
            "2026-12-01T09:00:00Z run default/default/b Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T09:00:00Z run default/default/b Failed ClusterStopped\n"});
}

/* A pool of a family that nobody had as the run started: no consistent image exists for it. */
Test(trace, R10_a_pool_of_a_new_family_added_after_the_start)
{
    story_check(&(struct story){
        .members = "{'name':'a','nodePools':[{'name':'p','count':1,'nodeImageVersion':"
                   "'ubuntu-202611.01.0'}]},{'name':'b','nodePools':[{'name':'p','count':1,"
                   "'nodeImageVersion':'ubuntu-202611.01.0'}]}",
        .runs = "{'name':'run','managedClusterUpdate':{'upgrade':{'type':'NodeImageOnly'},"
                "'nodeImageSelection':{'type':'Consistent'}}}",
        .more = ",'releases':{'nodeImages':[{'family':'ubuntu','version':'202611.20.0','published':"
                "'2026-11-20T00:00:00Z'}]}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'setMember','member':'b',"
                      "'set':{'/nodePools/-':{'name':'gpu','count':1,"
                      "'nodeImageVersion':'azurelinux-202611.01.0'}}}",
        .expected =
            "2026-12-01T08:00:00Z run run Running\n"
            "2026-12-01T08:00:00Z run default Running\n"
            "2026-12-01T08:00:00Z run default/default Running\n"
            "2026-12-01T08:00:00Z run default/default/a Running image\n"
            "2026-12-01T09:00:00Z run default/default/a Completed\n"
            "2026-12-01T09:00:00Z run run Completed\n"
            "2026-12-01T09:00:00Z run default Completed\n"
            "2026-12-01T09:00:00Z run default/default Completed\n"
            "2026-12-01T09:00:00Z run default/default/b Skipped ConsistentImageNotFound\n"});
}

/* The strategy is edited while a run waits and another is still to come: only the later one has the
 * new stages; a member that changed its group stands in each run where it was. */
Test(trace, R4_an_edited_strategy_and_a_moved_member_beside_an_old_run)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'g'},{'name':'b','group':'h'}",
        .stages = "{'name':'s','groups':[{'name':'g'}]},{'name':'t','groups':[{'name':'h'}]}",
        .runs = "{'name':'old','strategy':'plan','managedClusterUpdate':{'upgrade':{'type':'Full',"
                "'kubernetesVersion':'1.35.0'}}},{'name':'new','strategy':'plan','start':{'after':"
                "'old'},'managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':"
                "'1.35.1'}}}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'setStrategy','strategy':'plan',"
                      "'stages':[{'name':'all','groups':[{'name':'g'}]}]},"
                      "{'at':'2026-12-01T08:30:00Z','do':'setMember','member':'b',"
                      "'set':{'group':'g'}}",
        .expected = "2026-12-01T08:00:00Z old run Running\n"
                    "2026-12-01T08:00:00Z old s Running\n"
                    "2026-12-01T08:00:00Z old s/g Running\n"
                    "2026-12-01T08:00:00Z old s/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z old s/g/a Completed\n"
                    "2026-12-01T09:00:00Z old s Completed\n"
                    "2026-12-01T09:00:00Z old s/g Completed\n"
                    "2026-12-01T09:00:00Z old t Running\n"
                    "2026-12-01T09:00:00Z old t/h Running\n"
                    "2026-12-01T09:00:00Z old t/h/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T10:00:00Z old t/h/b Completed\n"
                    "2026-12-01T10:00:00Z old run Completed\n"
                    "2026-12-01T10:00:00Z old t Completed\n"
                    "2026-12-01T10:00:00Z old t/h Completed\n"
                    "2026-12-01T10:00:00Z new run Running\n"
                    "2026-12-01T10:00:00Z new all Running\n"
                    "2026-12-01T10:00:00Z new all/g Running\n"
                    "2026-12-01T10:00:00Z new all/g/a Running 1.35.0 -> 1.35.1\n"
                    "2026-12-01T11:00:00Z new all/g/a Completed\n"
                    "2026-12-01T11:00:00Z new all/g/b Running 1.35.0 -> 1.35.1\n"
                    "2026-12-01T12:00:00Z new all/g/b Completed\n"
                    "2026-12-01T12:00:00Z new run Completed\n"
                    "2026-12-01T12:00:00Z new all Completed\n"
                    "2026-12-01T12:00:00Z new all/g Completed\n"});
}

/* b leaves before its turn, c while it is upgraded; d joins too late for the run. */
Test(trace, R4_members_leave_and_join)
{
    story_check(&(struct story){
        .members = "{'name':'a'},{'name':'b','leavesAt':'2026-12-01T08:30:00Z'},"
                   "{'name':'c','leavesAt':'2026-12-01T09:30:00Z'},"
                   "{'name':'d','joinsAt':'2026-12-01T08:30:00Z'}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run default Running\n"
                    "2026-12-01T08:00:00Z run default/default Running\n"
                    "2026-12-01T08:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run default/default/b Skipped MemberLeft\n"
                    "2026-12-01T09:00:00Z run default/default/a Completed\n"
                    "2026-12-01T09:00:00Z run default/default/c Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T10:00:00Z run default/default/c Completed\n"
                    "2026-12-01T10:00:00Z run run Completed\n"
                    "2026-12-01T10:00:00Z run default Completed\n"
                    "2026-12-01T10:00:00Z run default/default Completed\n"});
}

/* The second change goes on from the first: the pool keeps its image and version, the new one what
 * the first gave it, so nothing is left to do. */
Test(trace, R4_two_changes_of_a_member_at_one_instant)
{
    story_check(&(struct story){
        .members = "{'name':'a','kubernetesVersion':'1.35.0','nodePools':[{'name':'p','count':1,"
                   "'nodeImageVersion':'F-202611.01.0'}]}",
        .runs = "{'name':'run','start':'2026-12-03T00:00:00Z','managedClusterUpdate':{'upgrade':{"
                "'type':'Full','kubernetesVersion':'1.35.0'}}}",
        .operations =
            "{'at':'2026-12-02T00:00:00Z','do':'setMember','members':'','set':{'/nodePools/-':{"
            "'name':'q','count':1,'nodeImageVersion':'F-202611.01.0'}}},"
            "{'at':'2026-12-02T00:00:00Z','do':'setMember','member':'a','set':{'group':'x'}}",
        .expected = "2026-12-03T00:00:00Z run run Completed\n"
                    "2026-12-03T00:00:00Z run default Skipped\n"
                    "2026-12-03T00:00:00Z run default/default Skipped\n"
                    "2026-12-03T00:00:00Z run default/default/a Skipped AlreadyAtTarget\n"});
}

/* Four kinds of skips at one instant, in the order listed. */
Test(trace, R29_skips_of_all_kinds_by_operations)
{
    story_check(&(struct story){
        .members =
            "{'name':'a','group':'one'},{'name':'b','group':'one'},{'name':'c','group':'two'},"
            "{'name':'d','group':'three'}",
        .stages = "{'name':'first','groups':[{'name':'one'},{'name':'two','maxConcurrency':'1'}],"
                  "'maxConcurrency':'1','afterStageWaitInSeconds':7200},"
                  "{'name':'last','groups':[{'name':'three'}]}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'skip','targets':['Member:b',"
                      "'Group:two','AfterStageWait:first','Stage:last']},"
                      "{'at':'2026-12-01T11:00:00Z','do':'skip','targets':['Member:a']}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run first Running\n"
                    "2026-12-01T08:00:00Z run first/one Running\n"
                    "2026-12-01T08:00:00Z run first/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run first/one/b Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run first/two Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run first/two/c Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run first wait Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run last Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run last/three Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run last/three/d Skipped SkippedByRequest\n"
                    "2026-12-01T09:00:00Z run first/one/a Completed\n"
                    "2026-12-01T09:00:00Z run run Completed\n"
                    "2026-12-01T09:00:00Z run first Completed\n"
                    "2026-12-01T09:00:00Z run first/one Completed\n"
                    "2026-12-01T11:00:00Z run skip Member:a refused: the update run's state does "
                    "not allow it\n"});
}

/* Approved by an operation, too early and then again; the other gate by the model, four hours of
 * delay from Tuesday 12:00 on reaching past the end of work. */
Test(trace, R19_gates_approved_by_operations_and_by_the_model)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'g'},{'name':'b','group':'h'}",
        .stages = "{'name':'s','groups':[{'name':'g'}],'afterGates':[{'displayName':'seen','type':"
                  "'Approval'}]},{'name':'t','groups':[{'name':'h'}],'beforeGates':[{'displayName':"
                  "'go','type':'Approval'}]}",
        .operators = "'approval':{'gates':{'go':{'delayHours':6,'workingHours':{'days':'Mon-Fri',"
                     "'from':'09:00','to':'17:00'}}}}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'approve','gate':'seen'},"
                      "{'at':'2026-12-01T12:00:00Z','do':'approve','gate':'seen'},"
                      "{'at':'2026-12-01T13:00:00Z','do':'completeGate','gate':'Stage:s/after/0'}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/g Running\n"
                    "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run approve seen refused: the gate is not reached yet\n"
                    "2026-12-01T09:00:00Z run s/g/a Completed\n"
                    "2026-12-01T09:00:00Z run run Pending\n"
                    "2026-12-01T09:00:00Z run s Pending\n"
                    "2026-12-01T09:00:00Z run s/g Completed\n"
                    "2026-12-01T09:00:00Z run s gate seen Pending\n"
                    "2026-12-01T12:00:00Z run s gate seen Completed\n"
                    "2026-12-01T12:00:00Z run s Completed\n"
                    "2026-12-01T12:00:00Z run t Pending\n"
                    "2026-12-01T12:00:00Z run t gate go Pending\n"
                    "2026-12-01T13:00:00Z run completeGate Stage:s/after/0 refused: the gate is "
                    "done already\n"
                    "2026-12-02T09:00:00Z run t gate go Completed\n"
                    "2026-12-02T09:00:00Z run run Running\n"
                    "2026-12-02T09:00:00Z run t Running\n"
                    "2026-12-02T09:00:00Z run t/h Running\n"
                    "2026-12-02T09:00:00Z run t/h/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-02T10:00:00Z run t/h/b Completed\n"
                    "2026-12-02T10:00:00Z run run Completed\n"
                    "2026-12-02T10:00:00Z run t Completed\n"
                    "2026-12-02T10:00:00Z run t/h Completed\n"});
}

/* Stopped and started again; a stop of a stopped run is refused. */
Test(trace, R27_stop_and_restart_by_operations)
{
    story_check(&(struct story){
        .members = "{'name':'a'},{'name':'b'}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'stop'},"
                      "{'at':'2026-12-01T09:30:00Z','do':'stop'},"
                      "{'at':'2026-12-01T10:00:00Z','do':'start'}",
        .expected =
            "2026-12-01T08:00:00Z run run Running\n"
            "2026-12-01T08:00:00Z run default Running\n"
            "2026-12-01T08:00:00Z run default/default Running\n"
            "2026-12-01T08:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T08:30:00Z run run Stopping\n"
            "2026-12-01T08:30:00Z run default Stopping\n"
            "2026-12-01T08:30:00Z run default/default Stopping\n"
            "2026-12-01T08:30:00Z run default/default/a Stopping\n"
            "2026-12-01T09:00:00Z run default/default/a Completed\n"
            "2026-12-01T09:00:00Z run run Stopped\n"
            "2026-12-01T09:00:00Z run default Stopped\n"
            "2026-12-01T09:00:00Z run default/default Stopped\n"
            "2026-12-01T09:30:00Z run stop refused: the update run's state does not allow it\n"
            "2026-12-01T10:00:00Z run run Running\n"
            "2026-12-01T10:00:00Z run default Running\n"
            "2026-12-01T10:00:00Z run default/default Running\n"
            "2026-12-01T10:00:00Z run default/default/b Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T11:00:00Z run default/default/b Completed\n"
            "2026-12-01T11:00:00Z run run Completed\n"
            "2026-12-01T11:00:00Z run default Completed\n"
            "2026-12-01T11:00:00Z run default/default Completed\n"});
}

/* The run is created by the operation, with the members of that time. */
Test(trace, R4_a_manual_run_is_created_by_an_operation)
{
    story_check(&(struct story){
        .members = "{'name':'a'},{'name':'b','joinsAt':'2026-12-01T09:00:00Z'}",
        .runs = "{'name':'run','start':'manual','managedClusterUpdate':{'upgrade':{'type':'Full',"
                "'kubernetesVersion':'1.35.0'}}}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'start'},"
                      "{'at':'2026-12-01T09:00:00Z','do':'createRun'},"
                      "{'at':'2026-12-01T10:00:00Z','do':'start'},"
                      "{'at':'2026-12-01T10:30:00Z','do':'createRun'}",
        .expected = "2026-12-01T08:30:00Z run start refused: the update run does not exist\n"
                    "2026-12-01T10:00:00Z run run Running\n"
                    "2026-12-01T10:00:00Z run default Running\n"
                    "2026-12-01T10:00:00Z run default/default Running\n"
                    "2026-12-01T10:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T10:30:00Z run createRun refused: the update run exists already\n"
                    "2026-12-01T11:00:00Z run default/default/a Completed\n"
                    "2026-12-01T11:00:00Z run default/default/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T12:00:00Z run default/default/b Completed\n"
                    "2026-12-01T12:00:00Z run run Completed\n"
                    "2026-12-01T12:00:00Z run default Completed\n"
                    "2026-12-01T12:00:00Z run default/default Completed\n"});
}

/* One retry, then what failed is skipped; each time half an hour after the failure. */
Test(trace, R28_operators_retry_and_then_skip)
{
    story_check(&(struct story){
        .members = "{'name':'a','failureModel':'bad'},{'name':'b'}",
        .operators = "'failureResponse':{'react':{'delayHours':0.5},'then':['retry','skip']}",
        .expected =
            "2026-12-01T08:00:00Z run run Running\n"
            "2026-12-01T08:00:00Z run default Running\n"
            "2026-12-01T08:00:00Z run default/default Running\n"
            "2026-12-01T08:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T08:30:00Z run default/default/a Failed UpgradeFailed\n"
            "2026-12-01T08:30:00Z run run Failed UpgradeFailed: 1 member failed\n"
            "2026-12-01T08:30:00Z run default Failed UpgradeFailed: 1 member failed\n"
            "2026-12-01T08:30:00Z run default/default Failed UpgradeFailed: 1 member failed\n"
            "2026-12-01T09:00:00Z run run Running\n"
            "2026-12-01T09:00:00Z run default Running\n"
            "2026-12-01T09:00:00Z run default/default Running\n"
            "2026-12-01T09:00:00Z run default/default/a NotStarted\n"
            "2026-12-01T09:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T09:30:00Z run default/default/a Failed UpgradeFailed\n"
            "2026-12-01T09:30:00Z run run Failed UpgradeFailed: 1 member failed\n"
            "2026-12-01T09:30:00Z run default Failed UpgradeFailed: 1 member failed\n"
            "2026-12-01T09:30:00Z run default/default Failed UpgradeFailed: 1 member failed\n"
            "2026-12-01T10:00:00Z run run Running\n"
            "2026-12-01T10:00:00Z run default Running\n"
            "2026-12-01T10:00:00Z run default/default Running\n"
            "2026-12-01T10:00:00Z run default/default/a Skipped SkippedByRequest\n"
            "2026-12-01T10:00:00Z run default/default/b Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T11:00:00Z run default/default/b Completed\n"
            "2026-12-01T11:00:00Z run run Completed\n"
            "2026-12-01T11:00:00Z run default Completed\n"
            "2026-12-01T11:00:00Z run default/default Completed\n"});
}

/* A member whose window stays closed is skipped after two days. */
Test(trace, R29_operators_skip_a_member_that_is_stuck)
{
    story_check(&(struct story){
        .members = "{'name':'a','maintenance':{'aksManagedAutoUpgradeSchedule':'monthly'}}",
        .windows = "'monthly':{'schedule':{'absoluteMonthly':{'intervalMonths':1,'dayOfMonth':20}},"
                   "'durationHours':4,'startTime':'22:00'}",
        .operators = "'validationResponse':{'after':'2d','react':{'delayHours':1}}",
        .expected = "2026-12-01T08:00:00Z run run Pending\n"
                    "2026-12-01T08:00:00Z run default Pending\n"
                    "2026-12-01T08:00:00Z run default/default Pending\n"
                    "2026-12-01T08:00:00Z run default/default/a Pending WindowClosed: opens "
                    "2026-12-20T22:00:00Z\n"
                    "2026-12-03T09:00:00Z run run Completed\n"
                    "2026-12-03T09:00:00Z run default Skipped\n"
                    "2026-12-03T09:00:00Z run default/default Skipped\n"
                    "2026-12-03T09:00:00Z run default/default/a Skipped SkippedByRequest\n"});
}

/* The release is published by an operation, and reaches the region a day later. */
Test(trace, R36_a_release_published_by_an_operation)
{
    story_check(&(struct story){
        .members = "{'name':'a','region':'westeurope'}",
        .operations = "{'at':'2026-12-01T12:00:00Z','do':'publish',"
                      "'kubernetes':{'version':'1.35.0',"
                      "'regions':{'westeurope':'2026-12-02T12:00:00Z'}}}",
        .expected = "2026-12-01T08:00:00Z run run Pending\n"
                    "2026-12-01T08:00:00Z run default Pending\n"
                    "2026-12-01T08:00:00Z run default/default Pending\n"
                    "2026-12-01T08:00:00Z run default/default/a Pending "
                    "KubernetesVersionNotAvailable: arrives 2026-12-02T12:00:00Z\n"
                    "2026-12-02T12:00:00Z run run Running\n"
                    "2026-12-02T12:00:00Z run default Running\n"
                    "2026-12-02T12:00:00Z run default/default Running\n"
                    "2026-12-02T12:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-02T13:00:00Z run default/default/a Completed\n"
                    "2026-12-02T13:00:00Z run run Completed\n"
                    "2026-12-02T13:00:00Z run default Completed\n"
                    "2026-12-02T13:00:00Z run default/default Completed\n"});
}

/* The end of another run makes nothing of one that an operation has created meanwhile. */
Test(trace, R4_a_run_created_by_an_operation_is_not_created_again_when_another_ends)
{
    story_check(&(struct story){
        .members = "{'name':'a'}",
        .runs = "{'name':'one','managedClusterUpdate':{'upgrade':{'type':'Full',"
                "'kubernetesVersion':'1.35.0'}}},{'name':'two','start':'manual',"
                "'managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'1.35.1'}}}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'createRun','run':'two'},"
                      "{'at':'2026-12-01T10:00:00Z','do':'start','run':'two'}",
        .expected = "2026-12-01T08:00:00Z one run Running\n"
                    "2026-12-01T08:00:00Z one default Running\n"
                    "2026-12-01T08:00:00Z one default/default Running\n"
                    "2026-12-01T08:00:00Z one default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z one default/default/a Completed\n"
                    "2026-12-01T09:00:00Z one run Completed\n"
                    "2026-12-01T09:00:00Z one default Completed\n"
                    "2026-12-01T09:00:00Z one default/default Completed\n"
                    "2026-12-01T10:00:00Z two run Running\n"
                    "2026-12-01T10:00:00Z two default Running\n"
                    "2026-12-01T10:00:00Z two default/default Running\n"
                    "2026-12-01T10:00:00Z two default/default/a Running 1.35.0 -> 1.35.1\n"
                    "2026-12-01T11:00:00Z two default/default/a Completed\n"
                    "2026-12-01T11:00:00Z two run Completed\n"
                    "2026-12-01T11:00:00Z two default Completed\n"
                    "2026-12-01T11:00:00Z two default/default Completed\n"});
}

/* b gets a window that is open at 08:30, between two polls: the one at 08:40 sees it. That at 08:20
 * had nothing to do; a waits for its version. */
Test(trace, R17_a_window_that_an_operation_changes_is_noticed_at_the_next_poll_tick)
{
    story_check(&(struct story){
        .members = "{'name':'a','region':'uksouth'},"
                   "{'name':'b','maintenance':{'aksManagedAutoUpgradeSchedule':'night'}}",
        .windows = "'night':{'schedule':{'daily':{'intervalDays':1}},'durationHours':4,"
                   "'startTime':'22:00'},'morning':{'schedule':{'daily':{'intervalDays':1}},"
                   "'durationHours':6,'startTime':'06:00'}",
        .controller = "'windowPollMinutes':20,'windowPollPhaseMinutes':0",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'setMember','member':'b',"
                      "'set':{'maintenance':{'aksManagedAutoUpgradeSchedule':'morning'}}}",
        .more = ",'releases':{'kubernetes':[{'version':'1.35.0','published':"
                "'2026-11-01T06:00:00Z','regions':{'uksouth':'2026-12-02T08:00:00Z'}}]}",
        .expected = "2026-12-01T08:00:00Z run run Pending\n"
                    "2026-12-01T08:00:00Z run default Pending\n"
                    "2026-12-01T08:00:00Z run default/default Pending\n"
                    "2026-12-01T08:00:00Z run default/default/a Pending "
                    "KubernetesVersionNotAvailable: arrives 2026-12-02T08:00:00Z\n"
                    "2026-12-01T08:00:00Z run default/default/b Pending WindowClosed: opens "
                    "2026-12-01T22:00:00Z\n"
                    "2026-12-01T08:40:00Z run run Running\n"
                    "2026-12-01T08:40:00Z run default Running\n"
                    "2026-12-01T08:40:00Z run default/default Running\n"
                    "2026-12-01T08:40:00Z run default/default/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:40:00Z run default/default/b Completed\n"
                    "2026-12-01T09:40:00Z run run Pending\n"
                    "2026-12-01T09:40:00Z run default Pending\n"
                    "2026-12-01T09:40:00Z run default/default Pending\n"
                    "2026-12-02T08:00:00Z run run Running\n"
                    "2026-12-02T08:00:00Z run default Running\n"
                    "2026-12-02T08:00:00Z run default/default Running\n"
                    "2026-12-02T08:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-02T09:00:00Z run default/default/a Completed\n"
                    "2026-12-02T09:00:00Z run run Completed\n"
                    "2026-12-02T09:00:00Z run default Completed\n"
                    "2026-12-02T09:00:00Z run default/default Completed\n"});
}
