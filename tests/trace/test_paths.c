/* R22, R23, R31, R43: the ways through the states, the reasons, and that the same story unfolds
 * twice. */
#include "tests/lib/story.h"

#include <criterion/criterion.h>

#define IN(window) "'maintenance':{'aksManagedAutoUpgradeSchedule':'" window "'}"

#define TEN                                                                                        \
    "'ten':{'schedule':{'weekly':{'intervalWeeks':1,'dayOfWeek':'Tuesday'}},'durationHours':4,"    \
    "'startTime':'10:00','utcOffset':'+00:00'}"

#define AT_TARGET                                                                                  \
    "'kubernetesVersion':'1.35.0','nodePools':[{'name':'p','count':1,'nodeImageVersion':"          \
    "'AKSUbuntu-2204gen2containerd-202611.01.0'}]"

/* a runs, stops and fails, is NotStarted again after the restart and fails again; b goes from
 * Pending to Running to Completed; s is Skipped. */
Test(trace, R22_the_ways_of_a_member)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'g','failureModel':'bad'},{'name':'b','group':'g'," IN(
            "ten") "},{'name':'s','group':'g'," AT_TARGET "}",
        .windows = TEN,
        .stages = "{'name':'x','maxAllowedFailures':'1','groups':[{'name':'g','maxConcurrency':'2',"
                  "'maxAllowedFailures':'1'}]}",
        .operations = "{'at':'2026-12-01T08:10:00Z','do':'stop'},"
                      "{'at':'2026-12-01T09:00:00Z','do':'start'}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run x Running\n"
                    "2026-12-01T08:00:00Z run x/g Running\n"
                    "2026-12-01T08:00:00Z run x/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run x/g/b Pending WindowClosed: opens "
                    "2026-12-01T10:00:00Z\n"
                    "2026-12-01T08:00:00Z run x/g/s Skipped AlreadyAtTarget\n"
                    "2026-12-01T08:10:00Z run run Stopping\n"
                    "2026-12-01T08:10:00Z run x Stopping\n"
                    "2026-12-01T08:10:00Z run x/g Stopping\n"
                    "2026-12-01T08:10:00Z run x/g/a Stopping\n"
                    "2026-12-01T08:30:00Z run x/g/a Failed UpgradeFailed\n"
                    "2026-12-01T08:30:00Z run run Stopped\n"
                    "2026-12-01T08:30:00Z run x Stopped\n"
                    "2026-12-01T08:30:00Z run x/g Stopped\n"
                    "2026-12-01T09:00:00Z run run Running\n"
                    "2026-12-01T09:00:00Z run x Running\n"
                    "2026-12-01T09:00:00Z run x/g Running\n"
                    "2026-12-01T09:00:00Z run x/g/a NotStarted\n"
                    "2026-12-01T09:00:00Z run x/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:30:00Z run x/g/a Failed UpgradeFailed\n"
                    "2026-12-01T09:30:00Z run run Pending\n"
                    "2026-12-01T09:30:00Z run x Pending\n"
                    "2026-12-01T09:30:00Z run x/g Pending\n"
                    "2026-12-01T10:00:00Z run run Running\n"
                    "2026-12-01T10:00:00Z run x Running\n"
                    "2026-12-01T10:00:00Z run x/g Running\n"
                    "2026-12-01T10:00:00Z run x/g/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T11:00:00Z run x/g/b Completed\n"
                    "2026-12-01T11:00:00Z run run Completed\n"
                    "2026-12-01T11:00:00Z run x Completed\n"
                    "2026-12-01T11:00:00Z run x/g Completed\n"});
}

/* Groups end Skipped and Completed, the stage with them Completed; the run is never Skipped. */
Test(trace, R23_the_ways_of_groups_stages_and_the_run)
{
    story_check(&(struct story){
        .members =
            "{'name':'a','group':'one'," IN("ten") "},{'name':'b','group':'two'," AT_TARGET
                                                   "},{'name':'c','group':'three'," AT_TARGET "}",
        .windows = TEN,
        .stages = "{'name':'x','groups':[{'name':'one'},{'name':'two'}]},"
                  "{'name':'y','groups':[{'name':'three'}]}",
        .expected = "2026-12-01T08:00:00Z run run Pending\n"
                    "2026-12-01T08:00:00Z run x Pending\n"
                    "2026-12-01T08:00:00Z run x/one Pending\n"
                    "2026-12-01T08:00:00Z run x/one/a Pending WindowClosed: opens "
                    "2026-12-01T10:00:00Z\n"
                    "2026-12-01T08:00:00Z run x/two Skipped\n"
                    "2026-12-01T08:00:00Z run x/two/b Skipped AlreadyAtTarget\n"
                    "2026-12-01T10:00:00Z run run Running\n"
                    "2026-12-01T10:00:00Z run x Running\n"
                    "2026-12-01T10:00:00Z run x/one Running\n"
                    "2026-12-01T10:00:00Z run x/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T11:00:00Z run x/one/a Completed\n"
                    "2026-12-01T11:00:00Z run run Completed\n"
                    "2026-12-01T11:00:00Z run x Completed\n"
                    "2026-12-01T11:00:00Z run x/one Completed\n"
                    "2026-12-01T11:00:00Z run y Skipped\n"
                    "2026-12-01T11:00:00Z run y/three Skipped\n"
                    "2026-12-01T11:00:00Z run y/three/c Skipped AlreadyAtTarget\n"});
}

/* Every Pending and Failed says why, and where it is known until when; Skipped stands in R22. */

Test(trace, R31_every_pending_skipped_and_failed_says_why)
{
    story_check(&(struct story){
        .horizon = "150m",
        .members = "{'name':'f','group':'g','powerState':'Stopped'},"
                   "{'name':'i','group':'g','region':'uksouth','nodePools':[{'name':'p','count':1,"
                   "'nodeImageVersion':'AKSUbuntu-2204gen2containerd-202610.01.0'}]},"
                   "{'name':'k','group':'g','region':'westeurope'},"
                   "{'name':'w','group':'g'," IN("ten") "}",
        .windows = TEN,
        .stages = "{'name':'x','maxAllowedFailures':'1','groups':[{'name':'g','maxConcurrency':'4',"
                  "'maxAllowedFailures':'1'}]}",
        .runs = "{'name':'run','strategy':'plan','managedClusterUpdate':{'upgrade':{'type':'Full',"
                "'kubernetesVersion':'1.35.0'},'nodeImageSelection':{'type':'Custom',"
                "'customNodeImageVersions':[{'version':'AKSUbuntu-2204gen2containerd-202611.01.0'}]"
                "}}}",
        .more = ",'releases':{'kubernetes':[{'version':'1.35.0','published':'2026-11-01T06:00:00Z',"
                "'regions':{'westeurope':'2026-12-02T08:00:00Z'}}],'nodeImages':[{'family':"
                "'AKSUbuntu-2204gen2containerd','version':'202611.01.0','published':"
                "'2026-11-01T06:00:00Z','regions':{'uksouth':'2026-12-03T08:00:00Z'}}]}",
        .expected = "2026-12-01T08:00:00Z run run Pending\n"
                    "2026-12-01T08:00:00Z run x Pending\n"
                    "2026-12-01T08:00:00Z run x/g Pending\n"
                    "2026-12-01T08:00:00Z run x/g/f Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run x/g/f Failed ClusterStopped\n"
                    "2026-12-01T08:00:00Z run x/g/i Pending NodeImageVersionNotAvailable: arrives "
                    "2026-12-03T08:00:00Z\n"
                    "2026-12-01T08:00:00Z run x/g/k Pending KubernetesVersionNotAvailable: arrives "
                    "2026-12-02T08:00:00Z\n"
                    "2026-12-01T08:00:00Z run x/g/w Pending WindowClosed: opens "
                    "2026-12-01T10:00:00Z\n"
                    "2026-12-01T10:00:00Z run run Running\n"
                    "2026-12-01T10:00:00Z run x Running\n"
                    "2026-12-01T10:00:00Z run x/g Running\n"
                    "2026-12-01T10:00:00Z run x/g/w Running 1.34.0 -> 1.35.0\n"});
}

/* The same events give the same actions: told twice, by two hosts each. */
Test(trace, R43_the_same_story_unfolds_twice)
{
    struct story story = {
        .members = "{'name':'a','group':'g','failureModel':'bad'},{'name':'b','group':'g'}",
        .stages = "{'name':'x','groups':[{'name':'g','maxConcurrency':'2'}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run x Running\n"
                    "2026-12-01T08:00:00Z run x/g Running\n"
                    "2026-12-01T08:00:00Z run x/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run x/g/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run x/g/a Failed UpgradeFailed\n"
                    "2026-12-01T08:30:00Z run run Stopping\n"
                    "2026-12-01T08:30:00Z run x Stopping\n"
                    "2026-12-01T08:30:00Z run x/g Stopping\n"
                    "2026-12-01T08:30:00Z run x/g/b Stopping\n"
                    "2026-12-01T09:00:00Z run x/g/b Completed\n"
                    "2026-12-01T09:00:00Z run run Failed UpgradeFailed: 1 member failed\n"
                    "2026-12-01T09:00:00Z run x Failed UpgradeFailed: 1 member failed\n"
                    "2026-12-01T09:00:00Z run x/g Failed UpgradeFailed: 1 member failed\n"};
    story_check(&story);
    story_check(&story);
}
