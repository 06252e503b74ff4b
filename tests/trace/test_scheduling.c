/* R13 to R18, R32 to R34, R42: who begins when. Windows here open at 10:00 or 22:00 UTC for 4
 * hours; 2026-12-01 is a Tuesday. */
#include "tests/lib/story.h"

#include <criterion/criterion.h>

#define WINDOW(name, day, time)                                                                    \
    "'" name "':{'schedule':{'weekly':{'intervalWeeks':1,'dayOfWeek':'" day                        \
    "'}},'durationHours':4,'startTime':'" time "','utcOffset':'+00:00'}"

#define IN(window) "'maintenance':{'aksManagedAutoUpgradeSchedule':'" window "'}"

/* What ends at an instant frees its slot for what begins at the same instant; all ends come first.
 */
Test(trace, R13_what_finishes_comes_before_what_begins)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'g'},{'name':'b','group':'g'},{'name':'c','group':'g'}",
        .stages = "{'name':'s','groups':[{'name':'g','maxConcurrency':'2'}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/g Running\n"
                    "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/g/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/g/a Completed\n"
                    "2026-12-01T09:00:00Z run s/g/b Completed\n"
                    "2026-12-01T09:00:00Z run s/g/c Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T10:00:00Z run s/g/c Completed\n"
                    "2026-12-01T10:00:00Z run run Completed\n"
                    "2026-12-01T10:00:00Z run s Completed\n"
                    "2026-12-01T10:00:00Z run s/g Completed\n"});
}

/* The end of b's upgrade is a scheduling moment: a, whose window has opened meanwhile, need not
 * wait for a poll tick. */
Test(trace, R14_any_end_is_a_scheduling_moment)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'g'," IN(
            "ten") "},{'name':'b','group':'g','durationModel':'long'}",
        .windows = WINDOW("ten", "Tuesday", "10:00"),
        .stages = "{'name':'s','groups':[{'name':'g'}]}",
        .controller = "'windowPollMinutes':720,'windowPollPhaseMinutes':0",
        .expected =
            "2026-12-01T08:00:00Z run run Running\n"
            "2026-12-01T08:00:00Z run s Running\n"
            "2026-12-01T08:00:00Z run s/g Running\n"
            "2026-12-01T08:00:00Z run s/g/a Pending WindowClosed: opens 2026-12-01T10:00:00Z\n"
            "2026-12-01T08:00:00Z run s/g/b Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T11:00:00Z run s/g/b Completed\n"
            "2026-12-01T11:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T12:00:00Z run s/g/a Completed\n"
            "2026-12-01T12:00:00Z run run Completed\n"
            "2026-12-01T12:00:00Z run s Completed\n"
            "2026-12-01T12:00:00Z run s/g Completed\n"});
}

/* The four classes: d's window is open, c's opens within 4 hours, b has none, a's is closed. One
 * slot: d begins; when d is done c becomes Pending before b begins; a is not looked at until b is
 * done. */
Test(trace, R15_open_then_opening_soon_then_none_then_closed)
{
    story_check(&(struct story){
        .start = "2026-12-01T10:00:00Z",
        .members = "{'name':'a','group':'g'," IN(
            "thursday") "},{'name':'b','group':'g'},"
                        "{'name':'c','group':'g'," IN("soon") "},{'name':'d','group':'g'," IN(
                            "now") "}",
        .windows = WINDOW("now", "Tuesday", "10:00") "," WINDOW(
            "soon", "Tuesday", "14:00") "," WINDOW("thursday", "Thursday", "10:00"),
        .stages = "{'name':'s','groups':[{'name':'g'}]}",
        .expected =
            "2026-12-01T10:00:00Z run run Running\n"
            "2026-12-01T10:00:00Z run s Running\n"
            "2026-12-01T10:00:00Z run s/g Running\n"
            "2026-12-01T10:00:00Z run s/g/d Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T11:00:00Z run s/g/d Completed\n"
            "2026-12-01T11:00:00Z run s/g/b Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T11:00:00Z run s/g/c Pending WindowClosed: opens 2026-12-01T14:00:00Z\n"
            "2026-12-01T12:00:00Z run s/g/b Completed\n"
            "2026-12-01T12:00:00Z run run Pending\n"
            "2026-12-01T12:00:00Z run s Pending\n"
            "2026-12-01T12:00:00Z run s/g Pending\n"
            "2026-12-01T12:00:00Z run s/g/a Pending WindowClosed: opens 2026-12-03T10:00:00Z\n"
            "2026-12-01T14:00:00Z run run Running\n"
            "2026-12-01T14:00:00Z run s Running\n"
            "2026-12-01T14:00:00Z run s/g Running\n"
            "2026-12-01T14:00:00Z run s/g/c Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T15:00:00Z run s/g/c Completed\n"
            "2026-12-01T15:00:00Z run run Pending\n"
            "2026-12-01T15:00:00Z run s Pending\n"
            "2026-12-01T15:00:00Z run s/g Pending\n"
            "2026-12-03T10:00:00Z run run Running\n"
            "2026-12-03T10:00:00Z run s Running\n"
            "2026-12-03T10:00:00Z run s/g Running\n"
            "2026-12-03T10:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
            "2026-12-03T11:00:00Z run s/g/a Completed\n"
            "2026-12-03T11:00:00Z run run Completed\n"
            "2026-12-03T11:00:00Z run s Completed\n"
            "2026-12-03T11:00:00Z run s/g Completed\n"});
}

/* Across groups: the open window of the second group comes before the first group's members without
 * one. */
Test(trace, R15_classes_come_before_groups_where_a_stage_slot_is_short)
{
    story_check(&(struct story){
        .start = "2026-12-01T10:00:00Z",
        .members = "{'name':'a','group':'first'},{'name':'b','group':'second'," IN("now") "}",
        .windows = WINDOW("now", "Tuesday", "10:00"),
        .stages = "{'name':'s','maxConcurrency':'1','groups':[{'name':'first'},{'name':'second'}]}",
        .expected = "2026-12-01T10:00:00Z run run Running\n"
                    "2026-12-01T10:00:00Z run s Running\n"
                    "2026-12-01T10:00:00Z run s/second Running\n"
                    "2026-12-01T10:00:00Z run s/second/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T11:00:00Z run s/second/b Completed\n"
                    "2026-12-01T11:00:00Z run s/first Running\n"
                    "2026-12-01T11:00:00Z run s/first/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T11:00:00Z run s/second Completed\n"
                    "2026-12-01T12:00:00Z run s/first/a Completed\n"
                    "2026-12-01T12:00:00Z run run Completed\n"
                    "2026-12-01T12:00:00Z run s Completed\n"
                    "2026-12-01T12:00:00Z run s/first Completed\n"});
}

/* The order of R16: at target is seen before the closed window, the missing version before the
 * window too. */
Test(trace, R16_skipped_and_pending_take_no_slot)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'g','kubernetesVersion':'1.35.0','nodePools':[{'name':'p',"
                   "'count':1,'nodeImageVersion':'AKSUbuntu-2204gen2containerd-202611.01.0'}]," IN(
                       "thursday") "},"
                                   "{'name':'b','group':'g','region':'uksouth'," IN(
                                       "thursday") "},{'name':'c','group':'g'}",
        .windows = WINDOW("thursday", "Thursday", "10:00"),
        .stages = "{'name':'s','groups':[{'name':'g','maxConcurrency':'2'}]}",
        .more = ",'releases':{'kubernetes':[{'version':'1.35.0','published':"
                "'2026-11-01T06:00:00Z','regions':{'uksouth':'2026-12-02T08:00:00Z'}}]}",
        .expected =
            "2026-12-01T08:00:00Z run run Running\n"
            "2026-12-01T08:00:00Z run s Running\n"
            "2026-12-01T08:00:00Z run s/g Running\n"
            "2026-12-01T08:00:00Z run s/g/a Skipped AlreadyAtTarget\n"
            "2026-12-01T08:00:00Z run s/g/b Pending KubernetesVersionNotAvailable: "
            "arrives 2026-12-02T08:00:00Z\n"
            "2026-12-01T08:00:00Z run s/g/c Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T09:00:00Z run s/g/c Completed\n"
            "2026-12-01T09:00:00Z run run Pending\n"
            "2026-12-01T09:00:00Z run s Pending\n"
            "2026-12-01T09:00:00Z run s/g Pending\n"
            "2026-12-02T08:00:00Z run s/g/b Pending WindowClosed: opens 2026-12-03T10:00:00Z\n"
            "2026-12-03T10:00:00Z run run Running\n"
            "2026-12-03T10:00:00Z run s Running\n"
            "2026-12-03T10:00:00Z run s/g Running\n"
            "2026-12-03T10:00:00Z run s/g/b Running 1.34.0 -> 1.35.0\n"
            "2026-12-03T11:00:00Z run s/g/b Completed\n"
            "2026-12-03T11:00:00Z run run Completed\n"
            "2026-12-03T11:00:00Z run s Completed\n"
            "2026-12-03T11:00:00Z run s/g Completed\n"});
}

/* Ticks at 08:15, 09:15, ...: a window that opens at 10:00 is noticed at 10:15. */
Test(trace, R17_an_opening_is_noticed_at_the_next_poll_tick)
{
    story_check(&(struct story){
        .members = "{'name':'a'," IN("ten") "}",
        .windows = WINDOW("ten", "Tuesday", "10:00"),
        .controller = "'windowPollMinutes':60,'windowPollPhaseMinutes':15",
        .expected = "2026-12-01T08:00:00Z run run Pending\n"
                    "2026-12-01T08:00:00Z run default Pending\n"
                    "2026-12-01T08:00:00Z run default/default Pending\n"
                    "2026-12-01T08:00:00Z run default/default/a Pending WindowClosed: opens "
                    "2026-12-01T10:00:00Z\n"
                    "2026-12-01T10:15:00Z run run Running\n"
                    "2026-12-01T10:15:00Z run default Running\n"
                    "2026-12-01T10:15:00Z run default/default Running\n"
                    "2026-12-01T10:15:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T11:15:00Z run default/default/a Completed\n"
                    "2026-12-01T11:15:00Z run run Completed\n"
                    "2026-12-01T11:15:00Z run default Completed\n"
                    "2026-12-01T11:15:00Z run default/default Completed\n"});
}

/* Documented: work begun at 13:00 in a window that closes at 14:00 goes on; nothing new begins
 * after the close. */
Test(trace, R18_a_window_decides_only_the_start)
{
    story_check(&(struct story){
        .start = "2026-12-01T13:00:00Z",
        .horizon = "8d",
        .members = "{'name':'a','durationModel':'long'," IN("ten") "},{'name':'b'," IN("ten") "}",
        .windows = WINDOW("ten", "Tuesday", "10:00"),
        .expected = "2026-12-01T13:00:00Z run run Running\n"
                    "2026-12-01T13:00:00Z run default Running\n"
                    "2026-12-01T13:00:00Z run default/default Running\n"
                    "2026-12-01T13:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T16:00:00Z run default/default/a Completed\n"
                    "2026-12-01T16:00:00Z run run Pending\n"
                    "2026-12-01T16:00:00Z run default Pending\n"
                    "2026-12-01T16:00:00Z run default/default Pending\n"
                    "2026-12-01T16:00:00Z run default/default/b Pending WindowClosed: opens "
                    "2026-12-08T10:00:00Z\n"
                    "2026-12-08T10:00:00Z run run Running\n"
                    "2026-12-08T10:00:00Z run default Running\n"
                    "2026-12-08T10:00:00Z run default/default Running\n"
                    "2026-12-08T10:00:00Z run default/default/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-08T11:00:00Z run default/default/b Completed\n"
                    "2026-12-08T11:00:00Z run run Completed\n"
                    "2026-12-08T11:00:00Z run default Completed\n"
                    "2026-12-08T11:00:00Z run default/default Completed\n"});
}

/* Full looks at the Kubernetes window, NodeImageOnly at the node OS window. */
Test(trace, R18_each_upgrade_type_has_its_window)
{
    story_check(&(struct story){
        .start = "2026-12-01T10:00:00Z",
        .members = "{'name':'a','maintenance':{'aksManagedAutoUpgradeSchedule':'later',"
                   "'aksManagedNodeOSUpgradeSchedule':'ten'}}",
        .windows = WINDOW("ten", "Tuesday", "10:00") "," WINDOW("later", "Tuesday", "22:00"),
        .runs = "{'name':'img','managedClusterUpdate':{'upgrade':{'type':'NodeImageOnly'}}}",
        .expected = "2026-12-01T10:00:00Z img run Running\n"
                    "2026-12-01T10:00:00Z img default Running\n"
                    "2026-12-01T10:00:00Z img default/default Running\n"
                    "2026-12-01T10:00:00Z img default/default/a Running image\n"
                    "2026-12-01T11:00:00Z img default/default/a Completed\n"
                    "2026-12-01T11:00:00Z img run Completed\n"
                    "2026-12-01T11:00:00Z img default Completed\n"
                    "2026-12-01T11:00:00Z img default/default Completed\n"});
}

/* The four schedules, all at 10:00: every 2 days from Tuesday 1 December; Saturdays; the 9th; the
 * second Monday, which is the 14th. */
Test(trace, R32_daily_weekly_and_monthly_windows)
{
#define SCHEDULE(name, schedule)                                                                   \
    "'" name "':{'schedule':{" schedule "},'durationHours':4,'startTime':'10:00','utcOffset':"     \
    "'+00:00','startDate':'2026-12-01'}"
    story_check(
        &(
            struct story){.start = "2026-12-01T14:00:00Z",
                          .members = "{'name':'a'," IN("every-2-days") "},{'name':'b'," IN(
                              "saturdays") "},{'name':'c'," IN("ninth") "},{'name':'d'," IN("second"
                                                                                            "-monda"
                                                                                            "y") "}",
                          .windows =
                              SCHEDULE("every-2-days", "'daily':{'intervalDays':2}") "," SCHEDULE(
                                  "saturdays", "'weekly':{'intervalWeeks':1,'dayOfWeek':'Saturday'"
                                               "}") "," SCHEDULE("ninth",
                                                                 "'absoluteMonthly':{'"
                                                                 "intervalMonths':1,'dayOfMonth':"
                                                                 "9}") "," SCHEDULE("second-monday",
                                                                                    "'relativeMonth"
                                                                                    "ly':{'"
                                                                                    "intervalMonths"
                                                                                    "':1,'"
                                                                                    "weekIndex':'"
                                                                                    "Second',"
                                                                                    "'dayOfWeek':'"
                                                                                    "Monday'}"),
                          .expected = "2026-12-01T14:00:00Z run run Pending\n"
                                      "2026-12-01T14:00:00Z run default Pending\n"
                                      "2026-12-01T14:00:00Z run default/default Pending\n"
                                      "2026-12-01T14:00:00Z run default/default/a Pending "
                                      "WindowClosed: opens "
                                      "2026-12-03T10:00:00Z\n"
                                      "2026-12-01T14:00:00Z run default/default/b Pending "
                                      "WindowClosed: opens "
                                      "2026-12-05T10:00:00Z\n"
                                      "2026-12-01T14:00:00Z run default/default/c Pending "
                                      "WindowClosed: opens "
                                      "2026-12-09T10:00:00Z\n"
                                      "2026-12-01T14:00:00Z run default/default/d Pending "
                                      "WindowClosed: opens "
                                      "2026-12-14T10:00:00Z\n"
                                      "2026-12-03T10:00:00Z run run Running\n"
                                      "2026-12-03T10:00:00Z run default Running\n"
                                      "2026-12-03T10:00:00Z run default/default Running\n"
                                      "2026-12-03T10:00:00Z run default/default/a Running 1.34.0 "
                                      "-> 1.35.0\n"
                                      "2026-12-03T11:00:00Z run default/default/a Completed\n"
                                      "2026-12-03T11:00:00Z run run Pending\n"
                                      "2026-12-03T11:00:00Z run default Pending\n"
                                      "2026-12-03T11:00:00Z run default/default Pending\n"
                                      "2026-12-05T10:00:00Z run run Running\n"
                                      "2026-12-05T10:00:00Z run default Running\n"
                                      "2026-12-05T10:00:00Z run default/default Running\n"
                                      "2026-12-05T10:00:00Z run default/default/b Running 1.34.0 "
                                      "-> 1.35.0\n"
                                      "2026-12-05T11:00:00Z run default/default/b Completed\n"
                                      "2026-12-05T11:00:00Z run run Pending\n"
                                      "2026-12-05T11:00:00Z run default Pending\n"
                                      "2026-12-05T11:00:00Z run default/default Pending\n"
                                      "2026-12-09T10:00:00Z run run Running\n"
                                      "2026-12-09T10:00:00Z run default Running\n"
                                      "2026-12-09T10:00:00Z run default/default Running\n"
                                      "2026-12-09T10:00:00Z run default/default/c Running 1.34.0 "
                                      "-> 1.35.0\n"
                                      "2026-12-09T11:00:00Z run default/default/c Completed\n"
                                      "2026-12-09T11:00:00Z run run Pending\n"
                                      "2026-12-09T11:00:00Z run default Pending\n"
                                      "2026-12-09T11:00:00Z run default/default Pending\n"
                                      "2026-12-14T10:00:00Z run run Running\n"
                                      "2026-12-14T10:00:00Z run default Running\n"
                                      "2026-12-14T10:00:00Z run default/default Running\n"
                                      "2026-12-14T10:00:00Z run default/default/d Running 1.34.0 "
                                      "-> 1.35.0\n"
                                      "2026-12-14T11:00:00Z run default/default/d Completed\n"
                                      "2026-12-14T11:00:00Z run run Completed\n"
                                      "2026-12-14T11:00:00Z run default Completed\n"
                                      "2026-12-14T11:00:00Z run default/default Completed\n"});
}

/* Azure/AKS issue 5720: every 2 weeks on Sunday with startDate Tuesday 2026-04-14 opens first on
 * 2026-04-26. */
Test(trace, R33_weeks_count_from_the_sunday_before_the_start_date)
{
    story_check(&(struct story){
        .start = "2026-04-14T12:00:00Z",
        .members = "{'name':'a'," IN("biweekly") "}",
        .windows =
            "'biweekly':{'schedule':{'weekly':{'intervalWeeks':2,'dayOfWeek':'Sunday'}},"
            "'durationHours':4,'startTime':'01:00','utcOffset':'+00:00','startDate':'2026-04-14'}",
        .expected = "2026-04-14T12:00:00Z run run Pending\n"
                    "2026-04-14T12:00:00Z run default Pending\n"
                    "2026-04-14T12:00:00Z run default/default Pending\n"
                    "2026-04-14T12:00:00Z run default/default/a Pending WindowClosed: opens "
                    "2026-04-26T01:00:00Z\n"
                    "2026-04-26T01:00:00Z run run Running\n"
                    "2026-04-26T01:00:00Z run default Running\n"
                    "2026-04-26T01:00:00Z run default/default Running\n"
                    "2026-04-26T01:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-04-26T02:00:00Z run default/default/a Completed\n"
                    "2026-04-26T02:00:00Z run run Completed\n"
                    "2026-04-26T02:00:00Z run default Completed\n"
                    "2026-04-26T02:00:00Z run default/default Completed\n"});
}

/* The excluded days 2 to 3 December, at +02:00, end on 3 December 22:00 UTC; the daily window is
 * open again at once. */
Test(trace, R34_excluded_days_are_cut_out_of_the_window)
{
    story_check(&(struct story){
        .start = "2026-12-01T22:00:00Z",
        .members = "{'name':'a'," IN("daily") "}",
        .windows =
            "'daily':{'schedule':{'daily':{'intervalDays':1}},'durationHours':8,'startTime':"
            "'20:00','utcOffset':'+02:00','startDate':'2026-11-30','notAllowedDates':[{'start':"
            "'2026-12-02','end':'2026-12-03'}]}",
        .expected = "2026-12-01T22:00:00Z run run Pending\n"
                    "2026-12-01T22:00:00Z run default Pending\n"
                    "2026-12-01T22:00:00Z run default/default Pending\n"
                    "2026-12-01T22:00:00Z run default/default/a Pending WindowClosed: opens "
                    "2026-12-03T22:00:00Z\n"
                    "2026-12-03T22:00:00Z run run Running\n"
                    "2026-12-03T22:00:00Z run default Running\n"
                    "2026-12-03T22:00:00Z run default/default Running\n"
                    "2026-12-03T22:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-03T23:00:00Z run default/default/a Completed\n"
                    "2026-12-03T23:00:00Z run run Completed\n"
                    "2026-12-03T23:00:00Z run default Completed\n"
                    "2026-12-03T23:00:00Z run default/default Completed\n"});
}

/* Two runs on one cluster: the second waits, and then finds nothing left to do. */
Test(trace, R42_two_runs_never_upgrade_one_member_at_once)
{
    story_check(&(struct story){
        .members = "{'name':'a'}",
        .runs =
            "{'name':'one','managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':"
            "'1.35.0'}}},{'name':'two','start':'2026-12-01T08:30:00Z','managedClusterUpdate':{"
            "'upgrade':{'type':'ControlPlaneOnly','kubernetesVersion':'1.35.0'}}}",
        .expected = "2026-12-01T08:00:00Z one run Running\n"
                    "2026-12-01T08:00:00Z one default Running\n"
                    "2026-12-01T08:00:00Z one default/default Running\n"
                    "2026-12-01T08:00:00Z one default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z two run Pending\n"
                    "2026-12-01T08:30:00Z two default Pending\n"
                    "2026-12-01T08:30:00Z two default/default Pending\n"
                    "2026-12-01T08:30:00Z two default/default/a Pending OperationInProgress\n"
                    "2026-12-01T09:00:00Z one default/default/a Completed\n"
                    "2026-12-01T09:00:00Z one run Completed\n"
                    "2026-12-01T09:00:00Z one default Completed\n"
                    "2026-12-01T09:00:00Z one default/default Completed\n"
                    "2026-12-01T09:00:00Z two run Completed\n"
                    "2026-12-01T09:00:00Z two default Skipped\n"
                    "2026-12-01T09:00:00Z two default/default Skipped\n"
                    "2026-12-01T09:00:00Z two default/default/a Skipped AlreadyAtTarget\n"});
}
