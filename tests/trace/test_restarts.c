/* What a stop and another start leave as it was (R10, R26 to R28), and polls beside other runs
 * (R17). */
#include "tests/lib/story.h"

#include <criterion/criterion.h>

#define TARGET "'managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}"

/* Run two polls at 09:00, 10:00, ...; a's window opens at 11:10. The end of b's upgrade in run one
 * at 11:15 is none of its scheduling moments. */
Test(trace, R17_what_happens_in_another_run_is_no_poll)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'g','maintenance':{'aksManagedAutoUpgradeSchedule':'w'}},"
                   "{'name':'b','group':'h','durationModel':'long'}",
        .windows = "'w':{'schedule':{'weekly':{'intervalWeeks':1,'dayOfWeek':'Tuesday'}},"
                   "'durationHours':4,'startTime':'11:10','utcOffset':'+00:00'}",
        .runs = "{'name':'one','start':'2026-12-01T08:15:00Z','strategy':{'stages':[{'name':'s',"
                "'groups':[{'name':'h'}]}]}," TARGET "},{'name':'two','strategy':{'stages':["
                "{'name':'s','groups':[{'name':'g'}]}]}," TARGET "}",
        .controller = "'windowPollMinutes':60,'windowPollPhaseMinutes':0",
        .expected = "2026-12-01T08:00:00Z two run Pending\n"
                    "2026-12-01T08:00:00Z two s Pending\n"
                    "2026-12-01T08:00:00Z two s/g Pending\n"
                    "2026-12-01T08:00:00Z two s/g/a Pending WindowClosed: opens "
                    "2026-12-01T11:10:00Z\n"
                    "2026-12-01T08:15:00Z one run Running\n"
                    "2026-12-01T08:15:00Z one s Running\n"
                    "2026-12-01T08:15:00Z one s/h Running\n"
                    "2026-12-01T08:15:00Z one s/h/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T11:15:00Z one s/h/b Completed\n"
                    "2026-12-01T11:15:00Z one run Completed\n"
                    "2026-12-01T11:15:00Z one s Completed\n"
                    "2026-12-01T11:15:00Z one s/h Completed\n"
                    "2026-12-01T12:00:00Z two run Running\n"
                    "2026-12-01T12:00:00Z two s Running\n"
                    "2026-12-01T12:00:00Z two s/g Running\n"
                    "2026-12-01T12:00:00Z two s/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T13:00:00Z two s/g/a Completed\n"
                    "2026-12-01T13:00:00Z two run Completed\n"
                    "2026-12-01T13:00:00Z two s Completed\n"
                    "2026-12-01T13:00:00Z two s/g Completed\n"});
}

/* One failure is within g's limit and over the stage's. After the restart g is done and nothing
 * fails any more: the stop by a user ends in Stopped. */
Test(trace, R27_a_stop_without_a_new_failure_ends_in_stopped)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'g','failureModel':'bad'},{'name':'b','group':'h',"
                   "'durationModel':'long'},{'name':'c','group':'h'}",
        .stages = "{'name':'s','groups':[{'name':'g','maxAllowedFailures':'1'},{'name':'h'}]}",
        .operations = "{'at':'2026-12-01T12:00:00Z','do':'start'},"
                      "{'at':'2026-12-01T12:30:00Z','do':'stop'}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/g Running\n"
                    "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/h Running\n"
                    "2026-12-01T08:00:00Z run s/h/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run s/g/a Failed UpgradeFailed\n"
                    "2026-12-01T08:30:00Z run run Stopping\n"
                    "2026-12-01T08:30:00Z run s Stopping\n"
                    "2026-12-01T08:30:00Z run s/g Completed\n"
                    "2026-12-01T08:30:00Z run s/h Stopping\n"
                    "2026-12-01T08:30:00Z run s/h/b Stopping\n"
                    "2026-12-01T11:00:00Z run s/h/b Completed\n"
                    "2026-12-01T11:00:00Z run run Failed UpgradeFailed: 1 member failed\n"
                    "2026-12-01T11:00:00Z run s Failed UpgradeFailed: 1 member failed\n"
                    "2026-12-01T11:00:00Z run s/h Stopped\n"
                    "2026-12-01T12:00:00Z run run Running\n"
                    "2026-12-01T12:00:00Z run s Running\n"
                    "2026-12-01T12:00:00Z run s/h Running\n"
                    "2026-12-01T12:00:00Z run s/h/c Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T12:30:00Z run run Stopping\n"
                    "2026-12-01T12:30:00Z run s Stopping\n"
                    "2026-12-01T12:30:00Z run s/h Stopping\n"
                    "2026-12-01T12:30:00Z run s/h/c Stopping\n"
                    "2026-12-01T13:00:00Z run s/h/c Completed\n"
                    "2026-12-01T13:00:00Z run run Stopped\n"
                    "2026-12-01T13:00:00Z run s Stopped\n"
                    "2026-12-01T13:00:00Z run s/h Stopped\n"});
}

/* Consistent images are fixed at the first start: the image published at 08:45
 * is not taken by the restart, and b stays at target. */
Test(trace, R10_a_restart_keeps_the_consistent_images)
{
    story_check(&(struct story){
        .members = "{'name':'a','nodePools':[{'name':'p','count':1,'nodeImageVersion':"
                   "'ubuntu-202610.01.0'}]},{'name':'b','nodePools':[{'name':'p','count':1,"
                   "'nodeImageVersion':'ubuntu-202611.01.0'}]}",
        .runs = "{'name':'run','managedClusterUpdate':{'upgrade':{'type':'NodeImageOnly'},"
                "'nodeImageSelection':{'type':'Consistent'}}}",
        .more = ",'releases':{'nodeImages':[{'family':'ubuntu','version':'202611.01.0','published':"
                "'2026-11-01T00:00:00Z'},{'family':'ubuntu','version':'202611.20.0','published':"
                "'2026-12-01T08:45:00Z'}]}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'stop'},"
                      "{'at':'2026-12-01T10:00:00Z','do':'start'}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run default Running\n"
                    "2026-12-01T08:00:00Z run default/default Running\n"
                    "2026-12-01T08:00:00Z run default/default/a Running image\n"
                    "2026-12-01T08:30:00Z run run Stopping\n"
                    "2026-12-01T08:30:00Z run default Stopping\n"
                    "2026-12-01T08:30:00Z run default/default Stopping\n"
                    "2026-12-01T08:30:00Z run default/default/a Stopping\n"
                    "2026-12-01T09:00:00Z run default/default/a Completed\n"
                    "2026-12-01T09:00:00Z run run Stopped\n"
                    "2026-12-01T09:00:00Z run default Stopped\n"
                    "2026-12-01T09:00:00Z run default/default Stopped\n"
                    "2026-12-01T10:00:00Z run run Completed\n"
                    "2026-12-01T10:00:00Z run default Completed\n"
                    "2026-12-01T10:00:00Z run default/default Completed\n"
                    "2026-12-01T10:00:00Z run default/default/b Skipped AlreadyAtTarget\n"});
}

/* The images of a are moved by run f; run n, which waits for a's node OS window, sees at its next
 * tick that nothing is left to do. */
Test(trace, R14_a_member_that_waits_for_its_window_may_be_done_by_another_run)
{
    story_check(&(struct story){
        .members = "{'name':'a','maintenance':{'aksManagedNodeOSUpgradeSchedule':'evening'}}",
        .windows = "'evening':{'schedule':{'daily':{'intervalDays':1}},'durationHours':4,"
                   "'startTime':'18:00','utcOffset':'+00:00'}",
        .controller = "'windowPollMinutes':60,'windowPollPhaseMinutes':0",
        .runs = "{'name':'n','managedClusterUpdate':{'upgrade':{'type':'NodeImageOnly'}}},"
                "{'name':'f','start':'2026-12-01T08:30:00Z'," TARGET "}",
        .expected = "2026-12-01T08:00:00Z n run Pending\n"
                    "2026-12-01T08:00:00Z n default Pending\n"
                    "2026-12-01T08:00:00Z n default/default Pending\n"
                    "2026-12-01T08:00:00Z n default/default/a Pending WindowClosed: opens "
                    "2026-12-01T18:00:00Z\n"
                    "2026-12-01T08:30:00Z f run Running\n"
                    "2026-12-01T08:30:00Z f default Running\n"
                    "2026-12-01T08:30:00Z f default/default Running\n"
                    "2026-12-01T08:30:00Z f default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:30:00Z f default/default/a Completed\n"
                    "2026-12-01T09:30:00Z f run Completed\n"
                    "2026-12-01T09:30:00Z f default Completed\n"
                    "2026-12-01T09:30:00Z f default/default Completed\n"
                    "2026-12-01T10:00:00Z n run Completed\n"
                    "2026-12-01T10:00:00Z n default Skipped\n"
                    "2026-12-01T10:00:00Z n default/default Skipped\n"
                    "2026-12-01T10:00:00Z n default/default/a Skipped AlreadyAtTarget\n"});
}

/* A start before the run exists is refused and fixes nothing: at 10:00 b is behind the image that
 * was published at 08:45. */
Test(trace, R10_a_refused_start_chooses_no_images)
{
    story_check(&(struct story){
        .members = "{'name':'b','nodePools':[{'name':'p','count':1,'nodeImageVersion':"
                   "'ubuntu-202611.01.0'}]}",
        .runs = "{'name':'run','start':'2026-12-01T10:00:00Z','managedClusterUpdate':{'upgrade':{"
                "'type':'NodeImageOnly'},'nodeImageSelection':{'type':'Consistent'}}}",
        .more = ",'releases':{'nodeImages':[{'family':'ubuntu','version':'202611.01.0','published':"
                "'2026-11-01T00:00:00Z'},{'family':'ubuntu','version':'202611.20.0','published':"
                "'2026-12-01T08:45:00Z'}]}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'start'}",
        .expected = "2026-12-01T08:30:00Z run start refused: the update run does not exist\n"
                    "2026-12-01T10:00:00Z run run Running\n"
                    "2026-12-01T10:00:00Z run default Running\n"
                    "2026-12-01T10:00:00Z run default/default Running\n"
                    "2026-12-01T10:00:00Z run default/default/b Running image\n"
                    "2026-12-01T11:00:00Z run default/default/b Completed\n"
                    "2026-12-01T11:00:00Z run run Completed\n"
                    "2026-12-01T11:00:00Z run default Completed\n"
                    "2026-12-01T11:00:00Z run default/default Completed\n"});
}
