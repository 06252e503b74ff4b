/* Examples of the service's documents, where no other story tells them. tests/trace/README.md lists
 * them all, with their sources. */
#include "tests/lib/story.h"

#include <criterion/criterion.h>

#define IN(window) "'maintenance':{'aksManagedAutoUpgradeSchedule':'" window "'}"
#define BAD(name) "{'name':'" name "','group':'g','failureModel':'bad'}"
#define OF(group, name) "{'name':'" name "','group':'" group "'}"
#define FOUR_OF(group, a, b, c, d) OF(group, a) "," OF(group, b) "," OF(group, c) "," OF(group, d)

/* Concurrency, third example: of 20 clusters 25% are 5 in the stage, of 8 in a group 50% are 4, of
 * 12 25% are 3. The first group has its 4, the second what is left of the 5. */
Test(trace, R6_of_20_clusters_a_quarter_and_of_8_half_and_of_12_a_quarter)
{
    story_check(&(struct story){
        .members = FOUR_OF("eight", "a1", "a2", "a3", "a4") "," FOUR_OF(
            "eight", "a5", "a6", "a7",
            "a8") "," FOUR_OF("twelve", "b01", "b02", "b03",
                              "b04") "," FOUR_OF("twelve", "b05", "b06", "b07",
                                                 "b08") "," FOUR_OF("twelve", "b09", "b10", "b11",
                                                                    "b12"),
        .stages = "{'name':'s','maxConcurrency':'25%','groups':[{'name':'eight','maxConcurrency':"
                  "'50%'},{'name':'twelve','maxConcurrency':'25%'}]}",
        .horizon = "2h",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/eight Running\n"
                    "2026-12-01T08:00:00Z run s/eight/a1 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/eight/a2 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/eight/a3 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/eight/a4 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/twelve Running\n"
                    "2026-12-01T08:00:00Z run s/twelve/b01 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/eight/a1 Completed\n"
                    "2026-12-01T09:00:00Z run s/eight/a2 Completed\n"
                    "2026-12-01T09:00:00Z run s/eight/a3 Completed\n"
                    "2026-12-01T09:00:00Z run s/eight/a4 Completed\n"
                    "2026-12-01T09:00:00Z run s/twelve/b01 Completed\n"
                    "2026-12-01T09:00:00Z run s/eight/a5 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/eight/a6 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/eight/a7 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/eight/a8 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/twelve/b02 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T10:00:00Z run s/eight/a5 Completed\n"
                    "2026-12-01T10:00:00Z run s/eight/a6 Completed\n"
                    "2026-12-01T10:00:00Z run s/eight/a7 Completed\n"
                    "2026-12-01T10:00:00Z run s/eight/a8 Completed\n"
                    "2026-12-01T10:00:00Z run s/twelve/b02 Completed\n"
                    "2026-12-01T10:00:00Z run s/eight Completed\n"
                    "2026-12-01T10:00:00Z run s/twelve/b03 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T10:00:00Z run s/twelve/b04 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T10:00:00Z run s/twelve/b05 Running 1.34.0 -> 1.35.0\n"});
}

/* Failure limits: "3" tolerates three failures in the stage, the fourth ends the run. */
Test(trace, R7_three_failures_are_tolerated_and_the_fourth_fails_the_stage)
{
    story_check(&(struct story){
        .members = BAD("a") "," BAD("b") "," BAD("c") "," BAD("d") "," OF("g", "e"),
        .stages = "{'name':'s','maxAllowedFailures':'3','groups':[{'name':'g',"
                  "'maxAllowedFailures':'5'}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/g Running\n"
                    "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run s/g/a Failed UpgradeFailed\n"
                    "2026-12-01T08:30:00Z run s/g/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/g/b Failed UpgradeFailed\n"
                    "2026-12-01T09:00:00Z run s/g/c Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:30:00Z run s/g/c Failed UpgradeFailed\n"
                    "2026-12-01T09:30:00Z run s/g/d Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T10:00:00Z run s/g/d Failed UpgradeFailed\n"
                    "2026-12-01T10:00:00Z run run Failed UpgradeFailed: 4 members failed\n"
                    "2026-12-01T10:00:00Z run s Failed UpgradeFailed: 4 members failed\n"
                    "2026-12-01T10:00:00Z run s/g Stopped\n"});
}

/* Failure limits: a group over its own is Failed whatever its stage allows. */
Test(trace, R7_a_group_over_its_limit_is_failed_whatever_the_stage_allows)
{
    story_check(&(struct story){
        .members = BAD("a") "," BAD("b") "," OF("h", "c"),
        .stages = "{'name':'s','maxAllowedFailures':'10','groups':[{'name':'g',"
                  "'maxAllowedFailures':'1'},{'name':'h'}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/g Running\n"
                    "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/h Running\n"
                    "2026-12-01T08:00:00Z run s/h/c Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run s/g/a Failed UpgradeFailed\n"
                    "2026-12-01T08:30:00Z run s/g/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/g/b Failed UpgradeFailed\n"
                    "2026-12-01T09:00:00Z run s/h/c Completed\n"
                    "2026-12-01T09:00:00Z run run Failed UpgradeFailed: 2 members failed\n"
                    "2026-12-01T09:00:00Z run s Failed UpgradeFailed: 2 members failed\n"
                    "2026-12-01T09:00:00Z run s/g Failed UpgradeFailed: 2 members failed\n"
                    "2026-12-01T09:00:00Z run s/h Completed\n"});
}

/* Failure limits: only failures count. Of four members none succeeds, four may fail: Completed. */
Test(trace, R26_no_success_at_all_within_the_limit_is_completed)
{
    story_check(
        &(struct story){.members = BAD("a") "," BAD("b") "," BAD("c") "," BAD("d"),
                        .stages = "{'name':'s','maxAllowedFailures':'4','groups':[{'name':'g',"
                                  "'maxAllowedFailures':'4','maxConcurrency':'4'}]}",
                        .expected = "2026-12-01T08:00:00Z run run Running\n"
                                    "2026-12-01T08:00:00Z run s Running\n"
                                    "2026-12-01T08:00:00Z run s/g Running\n"
                                    "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
                                    "2026-12-01T08:00:00Z run s/g/b Running 1.34.0 -> 1.35.0\n"
                                    "2026-12-01T08:00:00Z run s/g/c Running 1.34.0 -> 1.35.0\n"
                                    "2026-12-01T08:00:00Z run s/g/d Running 1.34.0 -> 1.35.0\n"
                                    "2026-12-01T08:30:00Z run s/g/a Failed UpgradeFailed\n"
                                    "2026-12-01T08:30:00Z run s/g/b Failed UpgradeFailed\n"
                                    "2026-12-01T08:30:00Z run s/g/c Failed UpgradeFailed\n"
                                    "2026-12-01T08:30:00Z run s/g/d Failed UpgradeFailed\n"
                                    "2026-12-01T08:30:00Z run run Completed\n"
                                    "2026-12-01T08:30:00Z run s Completed\n"
                                    "2026-12-01T08:30:00Z run s/g Completed\n"});
}

/* Scheduled start on Wednesdays at 09:00, reached on a Wednesday at 10:00: a week later. */
Test(trace, R19_a_scheduled_start_reached_on_wednesday_after_the_hour)
{
    story_check(&(struct story){
        .start = "2026-12-02T10:00:00Z",
        .members = "{'name':'a','group':'g'}",
        .stages = "{'name':'prod','beforeGates':[{'type':'ScheduledStart',"
                  "'scheduledStartConfiguration':{'startDay':'Wednesday','startTime':'09:00',"
                  "'utcOffset':'+00:00'}}],'groups':[{'name':'g'}]}",
        .expected =
            "2026-12-02T10:00:00Z run run Pending\n"
            "2026-12-02T10:00:00Z run prod Pending\n"
            "2026-12-02T10:00:00Z run prod gate before/0 Pending starts 2026-12-09T09:00:00Z\n"
            "2026-12-09T09:00:00Z run prod gate before/0 Completed\n"
            "2026-12-09T09:00:00Z run run Running\n"
            "2026-12-09T09:00:00Z run prod Running\n"
            "2026-12-09T09:00:00Z run prod/g Running\n"
            "2026-12-09T09:00:00Z run prod/g/a Running 1.34.0 -> 1.35.0\n"
            "2026-12-09T10:00:00Z run prod/g/a Completed\n"
            "2026-12-09T10:00:00Z run run Completed\n"
            "2026-12-09T10:00:00Z run prod Completed\n"
            "2026-12-09T10:00:00Z run prod/g Completed\n"});
}

/* Planned maintenance: a window from 08:00 to 12:00; what is still at work at 12:15 is finished,
 * and nothing begins after 12:00. */
Test(trace, R18_work_in_a_window_until_12_goes_on_until_12_15)
{
    story_check(&(struct story){
        .start = "2026-12-01T11:00:00Z",
        .members = "{'name':'a','durationModel':'seventyFive'," IN("morning") "},{'name':'b'," IN(
            "morning") "}",
        .durations = ",'seventyFive':{'memberMinutes':75}",
        .windows = "'morning':{'schedule':{'daily':{'intervalDays':1}},'durationHours':4,"
                   "'startTime':'08:00'}",
        .horizon = "22h",
        .expected = "2026-12-01T11:00:00Z run run Running\n"
                    "2026-12-01T11:00:00Z run default Running\n"
                    "2026-12-01T11:00:00Z run default/default Running\n"
                    "2026-12-01T11:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T12:15:00Z run default/default/a Completed\n"
                    "2026-12-01T12:15:00Z run run Pending\n"
                    "2026-12-01T12:15:00Z run default Pending\n"
                    "2026-12-01T12:15:00Z run default/default Pending\n"
                    "2026-12-01T12:15:00Z run default/default/b Pending WindowClosed: opens "
                    "2026-12-02T08:00:00Z\n"
                    "2026-12-02T08:00:00Z run run Running\n"
                    "2026-12-02T08:00:00Z run default Running\n"
                    "2026-12-02T08:00:00Z run default/default Running\n"
                    "2026-12-02T08:00:00Z run default/default/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-02T09:00:00Z run default/default/b Completed\n"
                    "2026-12-02T09:00:00Z run run Completed\n"
                    "2026-12-02T09:00:00Z run default Completed\n"
                    "2026-12-02T09:00:00Z run default/default Completed\n"});
}

/* Planned maintenance: 2022-12-23 to 2023-01-03 at +02:00 excludes 2022-12-22T22:00Z to
 * 2023-01-03T22:00Z, both days included. The window opens at 21:30 UTC each day for four hours. */
Test(trace, R34_both_excluded_days_are_included)
{
    story_check(&(struct story){
        .start = "2022-12-22T21:00:00Z",
        .members =
            "{'name':'a','durationModel':'short'," IN("daily") "},{'name':'b'," IN("daily") "}",
        .windows = "'daily':{'schedule':{'daily':{'intervalDays':1}},'durationHours':4,"
                   "'startTime':'23:30','utcOffset':'+02:00','startDate':'2022-12-01',"
                   "'notAllowedDates':[{'start':'2022-12-23','end':'2023-01-03'}]}",
        .expected = "2022-12-22T21:00:00Z run run Pending\n"
                    "2022-12-22T21:00:00Z run default Pending\n"
                    "2022-12-22T21:00:00Z run default/default Pending\n"
                    "2022-12-22T21:00:00Z run default/default/a Pending WindowClosed: opens "
                    "2022-12-22T21:30:00Z\n"
                    "2022-12-22T21:00:00Z run default/default/b Pending WindowClosed: opens "
                    "2022-12-22T21:30:00Z\n"
                    "2022-12-22T21:30:00Z run run Running\n"
                    "2022-12-22T21:30:00Z run default Running\n"
                    "2022-12-22T21:30:00Z run default/default Running\n"
                    "2022-12-22T21:30:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2022-12-22T22:00:00Z run default/default/a Completed\n"
                    "2022-12-22T22:00:00Z run run Pending\n"
                    "2022-12-22T22:00:00Z run default Pending\n"
                    "2022-12-22T22:00:00Z run default/default Pending\n"
                    "2023-01-03T22:00:00Z run run Running\n"
                    "2023-01-03T22:00:00Z run default Running\n"
                    "2023-01-03T22:00:00Z run default/default Running\n"
                    "2023-01-03T22:00:00Z run default/default/b Running 1.34.0 -> 1.35.0\n"
                    "2023-01-03T23:00:00Z run default/default/b Completed\n"
                    "2023-01-03T23:00:00Z run run Completed\n"
                    "2023-01-03T23:00:00Z run default Completed\n"
                    "2023-01-03T23:00:00Z run default/default Completed\n"});
}

/* hashicorp/terraform-provider-azurerm issue 23979: First Monday is the first Monday of the month
 * (2026-08-03), although the month's first week, a Saturday alone, has none. */
Test(trace, R32_the_first_monday_is_not_the_monday_of_the_first_week)
{
    story_check(&(struct story){
        .start = "2026-08-01T00:00:00Z",
        .members = "{'name':'a'," IN("first") "}",
        .windows = "'first':{'schedule':{'relativeMonthly':{'intervalMonths':1,'weekIndex':'First',"
                   "'dayOfWeek':'Monday'}},'durationHours':4,'startTime':'00:00'}",
        .expected = "2026-08-01T00:00:00Z run run Pending\n"
                    "2026-08-01T00:00:00Z run default Pending\n"
                    "2026-08-01T00:00:00Z run default/default Pending\n"
                    "2026-08-01T00:00:00Z run default/default/a Pending WindowClosed: opens "
                    "2026-08-03T00:00:00Z\n"
                    "2026-08-03T00:00:00Z run run Running\n"
                    "2026-08-03T00:00:00Z run default Running\n"
                    "2026-08-03T00:00:00Z run default/default Running\n"
                    "2026-08-03T00:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-08-03T01:00:00Z run default/default/a Completed\n"
                    "2026-08-03T01:00:00Z run run Completed\n"
                    "2026-08-03T01:00:00Z run default Completed\n"
                    "2026-08-03T01:00:00Z run default/default Completed\n"});
}

/* FAQ: a closed window holds its group and stage until it opens or the cluster is skipped. */
Test(trace, R29_a_member_whose_window_is_closed_is_skipped_and_the_next_stage_begins)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'g'," IN("thursday") "}," OF("h", "b"),
        .windows = "'thursday':{'schedule':{'weekly':{'intervalWeeks':1,'dayOfWeek':'Thursday'}},"
                   "'durationHours':4,'startTime':'10:00'}",
        .stages = "{'name':'first','groups':[{'name':'g'}]},{'name':'second','groups':"
                  "[{'name':'h'}]}",
        .operations = "{'at':'2026-12-01T12:00:00Z','do':'skip','targets':['Member:a']}",
        .expected =
            "2026-12-01T08:00:00Z run run Pending\n"
            "2026-12-01T08:00:00Z run first Pending\n"
            "2026-12-01T08:00:00Z run first/g Pending\n"
            "2026-12-01T08:00:00Z run first/g/a Pending WindowClosed: opens 2026-12-03T10:00:00Z\n"
            "2026-12-01T12:00:00Z run run Running\n"
            "2026-12-01T12:00:00Z run first Skipped\n"
            "2026-12-01T12:00:00Z run first/g Skipped\n"
            "2026-12-01T12:00:00Z run first/g/a Skipped SkippedByRequest\n"
            "2026-12-01T12:00:00Z run second Running\n"
            "2026-12-01T12:00:00Z run second/h Running\n"
            "2026-12-01T12:00:00Z run second/h/b Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T13:00:00Z run second/h/b Completed\n"
            "2026-12-01T13:00:00Z run run Completed\n"
            "2026-12-01T13:00:00Z run second Completed\n"
            "2026-12-01T13:00:00Z run second/h Completed\n"});
}

/* Azure/AKS issue 5655: one stopped cluster fails a run that allows no failure. */
Test(trace, R12_one_stopped_cluster_fails_the_whole_run)
{
    story_check(&(struct story){
        .members = "{'name':'a'},{'name':'b','powerState':'Stopped'},{'name':'c'}",
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
