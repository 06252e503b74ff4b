/* R20, R22 to R28, R30, R31, R43: waits, parents, stops and restarts. */
#include "tests/lib/story.h"

#include <criterion/criterion.h>

#define WINDOW(name, day, time)                                                                    \
    "'" name "':{'schedule':{'weekly':{'intervalWeeks':1,'dayOfWeek':'" day                        \
    "'}},'durationHours':4,'startTime':'" time "','utcOffset':'+00:00'}"

#define IN(window) "'maintenance':{'aksManagedAutoUpgradeSchedule':'" window "'}"

/* The wait follows every stage, the last one too (recorded); run and stage are Running meanwhile.
 */
Test(trace, R20_the_wait_follows_every_stage_also_the_last)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'a'},{'name':'b','group':'b'}",
        .stages = "{'name':'one','groups':[{'name':'a'}],'afterStageWaitInSeconds':7200},"
                  "{'name':'two','groups':[{'name':'b'}],'afterStageWaitInSeconds':600}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run one Running\n"
                    "2026-12-01T08:00:00Z run one/a Running\n"
                    "2026-12-01T08:00:00Z run one/a/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run one/a/a Completed\n"
                    "2026-12-01T09:00:00Z run one/a Completed\n"
                    "2026-12-01T09:00:00Z run one wait Running\n"
                    "2026-12-01T11:00:00Z run one wait Completed\n"
                    "2026-12-01T11:00:00Z run one Completed\n"
                    "2026-12-01T11:00:00Z run two Running\n"
                    "2026-12-01T11:00:00Z run two/b Running\n"
                    "2026-12-01T11:00:00Z run two/b/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T12:00:00Z run two/b/b Completed\n"
                    "2026-12-01T12:00:00Z run two/b Completed\n"
                    "2026-12-01T12:00:00Z run two wait Running\n"
                    "2026-12-01T12:10:00Z run two wait Completed\n"
                    "2026-12-01T12:10:00Z run run Completed\n"
                    "2026-12-01T12:10:00Z run two Completed\n"});
}

/* Recorded: the wait starts although every member of the stage was skipped. */
Test(trace, R20_the_wait_follows_a_stage_whose_members_were_all_skipped)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'a','kubernetesVersion':'1.35.0','nodePools':[{'name':'p',"
                   "'count':1,'nodeImageVersion':'AKSUbuntu-2204gen2containerd-202611.01.0'}]}",
        .stages = "{'name':'one','groups':[{'name':'a'}],'afterStageWaitInSeconds':3600}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run one Running\n"
                    "2026-12-01T08:00:00Z run one/a Skipped\n"
                    "2026-12-01T08:00:00Z run one/a/a Skipped AlreadyAtTarget\n"
                    "2026-12-01T08:00:00Z run one wait Running\n"
                    "2026-12-01T09:00:00Z run one wait Completed\n"
                    "2026-12-01T09:00:00Z run run Completed\n"
                    "2026-12-01T09:00:00Z run one Skipped\n"});
}

/* A group is Pending while it has a Pending member and none in progress, the stage only while no
 * group is Running. */
Test(trace, R24_pending_rolls_up_from_members_to_the_run)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'a'," IN("ten") "},{'name':'b','group':'b'}",
        .windows = WINDOW("ten", "Tuesday", "10:00"),
        .stages = "{'name':'s','groups':[{'name':'a'},{'name':'b'}]}",
        .expected =
            "2026-12-01T08:00:00Z run run Running\n"
            "2026-12-01T08:00:00Z run s Running\n"
            "2026-12-01T08:00:00Z run s/a Pending\n"
            "2026-12-01T08:00:00Z run s/a/a Pending WindowClosed: opens 2026-12-01T10:00:00Z\n"
            "2026-12-01T08:00:00Z run s/b Running\n"
            "2026-12-01T08:00:00Z run s/b/b Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T09:00:00Z run s/b/b Completed\n"
            "2026-12-01T09:00:00Z run run Pending\n"
            "2026-12-01T09:00:00Z run s Pending\n"
            "2026-12-01T09:00:00Z run s/b Completed\n"
            "2026-12-01T10:00:00Z run run Running\n"
            "2026-12-01T10:00:00Z run s Running\n"
            "2026-12-01T10:00:00Z run s/a Running\n"
            "2026-12-01T10:00:00Z run s/a/a Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T11:00:00Z run s/a/a Completed\n"
            "2026-12-01T11:00:00Z run run Completed\n"
            "2026-12-01T11:00:00Z run s Completed\n"
            "2026-12-01T11:00:00Z run s/a Completed\n"});
}

/* One Skipped and one Completed member make a Completed group, all Skipped a Skipped one. */
Test(trace, R25_a_finished_parent_is_skipped_only_when_all_below_it_are)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'a'},{'name':'b','group':'a','kubernetesVersion':'1.35.0',"
                   "'nodePools':[{'name':'p','count':1,'nodeImageVersion':"
                   "'AKSUbuntu-2204gen2containerd-202611.01.0'}]},"
                   "{'name':'c','group':'c','kubernetesVersion':'1.35.0','nodePools':[{'name':'p',"
                   "'count':1,'nodeImageVersion':'AKSUbuntu-2204gen2containerd-202611.01.0'}]}",
        .stages = "{'name':'s','groups':[{'name':'a'},{'name':'c'}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/a Running\n"
                    "2026-12-01T08:00:00Z run s/a/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/c Skipped\n"
                    "2026-12-01T08:00:00Z run s/c/c Skipped AlreadyAtTarget\n"
                    "2026-12-01T09:00:00Z run s/a/a Completed\n"
                    "2026-12-01T09:00:00Z run run Completed\n"
                    "2026-12-01T09:00:00Z run s Completed\n"
                    "2026-12-01T09:00:00Z run s/a Completed\n"
                    "2026-12-01T09:00:00Z run s/a/b Skipped AlreadyAtTarget\n"});
}

/* a fails: nothing new begins anywhere; b goes on, its group Stopping, until it is done; c is never
 * reached. */
Test(trace, R26_one_failure_ends_a_run_when_those_in_progress_are_done)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'a','failureModel':'bad'},{'name':'b','group':'b'},"
                   "{'name':'c','group':'b'},{'name':'d','group':'d'}",
        .stages = "{'name':'s','groups':[{'name':'a'},{'name':'b'}]},"
                  "{'name':'t','groups':[{'name':'d'}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/a Running\n"
                    "2026-12-01T08:00:00Z run s/a/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/b Running\n"
                    "2026-12-01T08:00:00Z run s/b/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run s/a/a Failed UpgradeFailed\n"
                    "2026-12-01T08:30:00Z run run Stopping\n"
                    "2026-12-01T08:30:00Z run s Stopping\n"
                    "2026-12-01T08:30:00Z run s/b Stopping\n"
                    "2026-12-01T08:30:00Z run s/b/b Stopping\n"
                    "2026-12-01T09:00:00Z run s/b/b Completed\n"
                    "2026-12-01T09:00:00Z run run Failed UpgradeFailed: 1 member failed\n"
                    "2026-12-01T09:00:00Z run s Failed UpgradeFailed: 1 member failed\n"
                    "2026-12-01T09:00:00Z run s/a Failed UpgradeFailed: 1 member failed\n"
                    "2026-12-01T09:00:00Z run s/b Stopped\n"});
}

/* Documented: a group whose members all failed within the limit is Completed. */
Test(trace, R26_all_failed_within_the_limit_is_completed)
{
    story_check(
        &(struct story){.members = "{'name':'a','group':'g','failureModel':'bad'},"
                                   "{'name':'b','group':'g','failureModel':'bad'}",
                        .stages = "{'name':'s','maxAllowedFailures':'100%','groups':[{'name':'g',"
                                  "'maxConcurrency':'2','maxAllowedFailures':'2'}]}",
                        .expected = "2026-12-01T08:00:00Z run run Running\n"
                                    "2026-12-01T08:00:00Z run s Running\n"
                                    "2026-12-01T08:00:00Z run s/g Running\n"
                                    "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
                                    "2026-12-01T08:00:00Z run s/g/b Running 1.34.0 -> 1.35.0\n"
                                    "2026-12-01T08:30:00Z run s/g/a Failed UpgradeFailed\n"
                                    "2026-12-01T08:30:00Z run s/g/b Failed UpgradeFailed\n"
                                    "2026-12-01T08:30:00Z run run Completed\n"
                                    "2026-12-01T08:30:00Z run s Completed\n"
                                    "2026-12-01T08:30:00Z run s/g Completed\n"});
}

/* The count can exceed the limit: b was running when a's failure stopped the run. */
Test(trace, R26_running_members_may_still_fail)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'g','failureModel':'bad'},"
                   "{'name':'b','group':'g','failureModel':'bad','durationModel':'long'}",
        .stages = "{'name':'s','groups':[{'name':'g','maxConcurrency':'2'}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/g Running\n"
                    "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/g/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run s/g/a Failed UpgradeFailed\n"
                    "2026-12-01T08:30:00Z run run Stopping\n"
                    "2026-12-01T08:30:00Z run s Stopping\n"
                    "2026-12-01T08:30:00Z run s/g Stopping\n"
                    "2026-12-01T08:30:00Z run s/g/b Stopping\n"
                    "2026-12-01T09:30:00Z run s/g/b Failed UpgradeFailed\n"
                    "2026-12-01T09:30:00Z run run Failed UpgradeFailed: 2 members failed\n"
                    "2026-12-01T09:30:00Z run s Failed UpgradeFailed: 2 members failed\n"
                    "2026-12-01T09:30:00Z run s/g Failed UpgradeFailed: 2 members failed\n"});
}

/* Waiting members stay Pending when a failure ends the run (our decision). */
Test(trace, R26_waiting_members_stay_pending)
{
    story_check(&(struct story){
        .members =
            "{'name':'a','group':'g','failureModel':'bad'},{'name':'b','group':'g'," IN("ten") "}",
        .windows = WINDOW("ten", "Tuesday", "10:00"),
        .stages = "{'name':'s','groups':[{'name':'g'}]}",
        .expected =
            "2026-12-01T08:00:00Z run run Running\n"
            "2026-12-01T08:00:00Z run s Running\n"
            "2026-12-01T08:00:00Z run s/g Running\n"
            "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T08:00:00Z run s/g/b Pending WindowClosed: opens 2026-12-01T10:00:00Z\n"
            "2026-12-01T08:30:00Z run s/g/a Failed UpgradeFailed\n"
            "2026-12-01T08:30:00Z run run Failed UpgradeFailed: 1 member failed\n"
            "2026-12-01T08:30:00Z run s Failed UpgradeFailed: 1 member failed\n"
            "2026-12-01T08:30:00Z run s/g Failed UpgradeFailed: 1 member failed\n"});
}

/* A person stops the run at 08:30 and starts it again at 10:00: it goes on with what is not done.
 */
Test(trace, R27_R28_a_stopped_run_goes_on_where_it_was)
{
    story_check(&(struct story){
        .members = "{'name':'a'},{'name':'b'}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'stop'},"
                      "{'at':'2026-12-01T10:00:00Z','do':'start'}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
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
                    "2026-12-01T10:00:00Z run run Running\n"
                    "2026-12-01T10:00:00Z run default Running\n"
                    "2026-12-01T10:00:00Z run default/default Running\n"
                    "2026-12-01T10:00:00Z run default/default/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T11:00:00Z run default/default/b Completed\n"
                    "2026-12-01T11:00:00Z run run Completed\n"
                    "2026-12-01T11:00:00Z run default Completed\n"
                    "2026-12-01T11:00:00Z run default/default Completed\n"});
}

/* A failure over the limit while a user's stop is under way makes the run Failed. */
Test(trace, R27_a_failure_during_a_stop_makes_the_run_failed)
{
    story_check(&(struct story){
        .members = "{'name':'a','failureModel':'bad'}",
        .operations = "{'at':'2026-12-01T08:10:00Z','do':'stop'}",
        .expected =
            "2026-12-01T08:00:00Z run run Running\n"
            "2026-12-01T08:00:00Z run default Running\n"
            "2026-12-01T08:00:00Z run default/default Running\n"
            "2026-12-01T08:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T08:10:00Z run run Stopping\n"
            "2026-12-01T08:10:00Z run default Stopping\n"
            "2026-12-01T08:10:00Z run default/default Stopping\n"
            "2026-12-01T08:10:00Z run default/default/a Stopping\n"
            "2026-12-01T08:30:00Z run default/default/a Failed UpgradeFailed\n"
            "2026-12-01T08:30:00Z run run Failed UpgradeFailed: 1 member failed\n"
            "2026-12-01T08:30:00Z run default Failed UpgradeFailed: 1 member failed\n"
            "2026-12-01T08:30:00Z run default/default Failed UpgradeFailed: 1 member failed\n"});
}

/* A restart after Failed tries the failed member again; this one fails every time. */
Test(trace, R28_a_restart_tries_failed_members_again)
{
    story_check(&(struct story){
        .members = "{'name':'a','failureModel':'bad'},{'name':'b'}",
        .operations = "{'at':'2026-12-01T12:00:00Z','do':'start'}",
        .expected =
            "2026-12-01T08:00:00Z run run Running\n"
            "2026-12-01T08:00:00Z run default Running\n"
            "2026-12-01T08:00:00Z run default/default Running\n"
            "2026-12-01T08:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T08:30:00Z run default/default/a Failed UpgradeFailed\n"
            "2026-12-01T08:30:00Z run run Failed UpgradeFailed: 1 member failed\n"
            "2026-12-01T08:30:00Z run default Failed UpgradeFailed: 1 member failed\n"
            "2026-12-01T08:30:00Z run default/default Failed UpgradeFailed: 1 member failed\n"
            "2026-12-01T12:00:00Z run run Running\n"
            "2026-12-01T12:00:00Z run default Running\n"
            "2026-12-01T12:00:00Z run default/default Running\n"
            "2026-12-01T12:00:00Z run default/default/a NotStarted\n"
            "2026-12-01T12:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T12:30:00Z run default/default/a Failed UpgradeFailed\n"
            "2026-12-01T12:30:00Z run run Failed UpgradeFailed: 1 member failed\n"
            "2026-12-01T12:30:00Z run default Failed UpgradeFailed: 1 member failed\n"
            "2026-12-01T12:30:00Z run default/default Failed UpgradeFailed: 1 member failed\n"});
}

/* A Completed run is final: a further start is refused and changes nothing. */
Test(trace, R30_completed_is_final)
{
    story_check(&(struct story){
        .members = "{'name':'a'}",
        .operations = "{'at':'2026-12-01T12:00:00Z','do':'start'},"
                      "{'at':'2026-12-01T12:00:00Z','do':'stop'}",
        .expected =
            "2026-12-01T08:00:00Z run run Running\n"
            "2026-12-01T08:00:00Z run default Running\n"
            "2026-12-01T08:00:00Z run default/default Running\n"
            "2026-12-01T08:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T09:00:00Z run default/default/a Completed\n"
            "2026-12-01T09:00:00Z run run Completed\n"
            "2026-12-01T09:00:00Z run default Completed\n"
            "2026-12-01T09:00:00Z run default/default Completed\n"
            "2026-12-01T12:00:00Z run start refused: the update run's state does not allow it\n"
            "2026-12-01T12:00:00Z run stop refused: the update run's state does not allow it\n"});
}

/* R21's part that is built: a stop does not pause a wait already begun. */
Test(trace, R21_a_stop_does_not_pause_a_wait)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'a'}",
        .stages = "{'name':'s','groups':[{'name':'a'}],'afterStageWaitInSeconds':3600}",
        .operations = "{'at':'2026-12-01T09:30:00Z','do':'stop'},"
                      "{'at':'2026-12-01T11:00:00Z','do':'start'}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/a Running\n"
                    "2026-12-01T08:00:00Z run s/a/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/a/a Completed\n"
                    "2026-12-01T09:00:00Z run s/a Completed\n"
                    "2026-12-01T09:00:00Z run s wait Running\n"
                    "2026-12-01T09:30:00Z run run Stopped\n"
                    "2026-12-01T09:30:00Z run s Stopped\n"
                    "2026-12-01T10:00:00Z run s wait Completed\n"
                    "2026-12-01T11:00:00Z run run Completed\n"
                    "2026-12-01T11:00:00Z run s Completed\n"});
}

/* The first stage tolerates a's failure; b's ends the run. Each parent tells of the first member
 * that failed in it. */
Test(trace, R31_a_failed_parent_names_the_first_failure_in_it)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'a','failureModel':'bad'},"
                   "{'name':'b','group':'b','powerState':'Stopped'}",
        .stages = "{'name':'one','maxAllowedFailures':'1','groups':[{'name':'a',"
                  "'maxAllowedFailures':'1'}]},{'name':'two','groups':[{'name':'b'}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run one Running\n"
                    "2026-12-01T08:00:00Z run one/a Running\n"
                    "2026-12-01T08:00:00Z run one/a/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run one/a/a Failed UpgradeFailed\n"
                    "2026-12-01T08:30:00Z run run Failed UpgradeFailed: 2 members failed\n"
                    "2026-12-01T08:30:00Z run one Completed\n"
                    "2026-12-01T08:30:00Z run one/a Completed\n"
                    "2026-12-01T08:30:00Z run two Failed ClusterStopped: 1 member failed\n"
                    "2026-12-01T08:30:00Z run two/b Failed ClusterStopped: 1 member failed\n"
                    "2026-12-01T08:30:00Z run two/b/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run two/b/b Failed ClusterStopped\n"});
}
