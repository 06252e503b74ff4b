/* Gates before and after stages and groups, and how they go with the after-stage wait. */
#include "tests/lib/story.h"

#include <criterion/criterion.h>

/* Mondays and Wednesdays at 09:00 UTC; the stories begin on a Tuesday at 08:00. */
#define START_ON(day)                                                                              \
    "{'type':'ScheduledStart','scheduledStartConfiguration':{'startDay':'" day                     \
    "','startTime':'09:00','utcOffset':'+00:00'}}"

Test(trace, R19_an_approval_holds_its_stage_until_it_is_given)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'}",
        .stages = "{'name':'prod','beforeGates':[{'displayName':'go'}],'groups':[{'name':'one'}]}",
        .operations = "{'at':'2026-12-01T10:30:00Z','do':'approve','gate':'go'}",
        .expected = "2026-12-01T08:00:00Z run run Pending\n"
                    "2026-12-01T08:00:00Z run prod Pending\n"
                    "2026-12-01T08:00:00Z run prod gate go Pending\n"
                    "2026-12-01T10:30:00Z run prod gate go Completed\n"
                    "2026-12-01T10:30:00Z run run Running\n"
                    "2026-12-01T10:30:00Z run prod Running\n"
                    "2026-12-01T10:30:00Z run prod/one Running\n"
                    "2026-12-01T10:30:00Z run prod/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T11:30:00Z run prod/one/a Completed\n"
                    "2026-12-01T11:30:00Z run run Completed\n"
                    "2026-12-01T11:30:00Z run prod Completed\n"
                    "2026-12-01T11:30:00Z run prod/one Completed\n"};
    story_check(&story);
}

Test(trace, R19_an_approval_cannot_be_given_before_it_is_reached)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'},{'name':'b','group':'two'}",
        .stages = "{'name':'first','groups':[{'name':'one'}]},"
                  "{'name':'second','beforeGates':[{}],'groups':[{'name':'two'}]}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'approve','gate':'Stage:second/before/0'}",
        .horizon = "2h",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run first Running\n"
                    "2026-12-01T08:00:00Z run first/one Running\n"
                    "2026-12-01T08:00:00Z run first/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run approve Stage:second/before/0 refused: the gate is "
                    "not reached yet\n"
                    "2026-12-01T09:00:00Z run first/one/a Completed\n"
                    "2026-12-01T09:00:00Z run run Pending\n"
                    "2026-12-01T09:00:00Z run first Completed\n"
                    "2026-12-01T09:00:00Z run first/one Completed\n"
                    "2026-12-01T09:00:00Z run second Pending\n"
                    "2026-12-01T09:00:00Z run second gate before/0 Pending\n"};
    story_check(&story);
}

Test(trace, R19_all_gates_of_a_list_are_reached_together_and_all_must_be_done)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'}",
        .stages = "{'name':'prod','beforeGates':[{'displayName':'go'},{'displayName':'board'}],"
                  "'groups':[{'name':'one'}]}",
        .operations = "{'at':'2026-12-01T09:00:00Z','do':'approve','gate':'board'},"
                      "{'at':'2026-12-01T10:00:00Z','do':'approve','gate':'go'}",
        .expected = "2026-12-01T08:00:00Z run run Pending\n"
                    "2026-12-01T08:00:00Z run prod Pending\n"
                    "2026-12-01T08:00:00Z run prod gate go Pending\n"
                    "2026-12-01T08:00:00Z run prod gate board Pending\n"
                    "2026-12-01T09:00:00Z run prod gate board Completed\n"
                    "2026-12-01T10:00:00Z run prod gate go Completed\n"
                    "2026-12-01T10:00:00Z run run Running\n"
                    "2026-12-01T10:00:00Z run prod Running\n"
                    "2026-12-01T10:00:00Z run prod/one Running\n"
                    "2026-12-01T10:00:00Z run prod/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T11:00:00Z run prod/one/a Completed\n"
                    "2026-12-01T11:00:00Z run run Completed\n"
                    "2026-12-01T11:00:00Z run prod Completed\n"
                    "2026-12-01T11:00:00Z run prod/one Completed\n"};
    story_check(&story);
}

/* The worked example of scheduled starts: reached on a Monday it starts on Wednesday, reached on
 * Wednesday after the hour a week later. */
Test(trace, R19_a_scheduled_start_reached_on_monday_is_on_wednesday)
{
    static const struct story story = {
        .start = "2026-11-30T12:00:00Z",
        .members = "{'name':'a','group':'one'}",
        .stages =
            "{'name':'prod','beforeGates':[" START_ON("Wednesday") "],"
                                                                   "'groups':[{'name':'one'}]}",
        .expected = "2026-11-30T12:00:00Z run run Pending\n"
                    "2026-11-30T12:00:00Z run prod Pending\n"
                    "2026-11-30T12:00:00Z run prod gate before/0 Pending starts "
                    "2026-12-02T09:00:00Z\n"
                    "2026-12-02T09:00:00Z run prod gate before/0 Completed\n"
                    "2026-12-02T09:00:00Z run run Running\n"
                    "2026-12-02T09:00:00Z run prod Running\n"
                    "2026-12-02T09:00:00Z run prod/one Running\n"
                    "2026-12-02T09:00:00Z run prod/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-02T10:00:00Z run prod/one/a Completed\n"
                    "2026-12-02T10:00:00Z run run Completed\n"
                    "2026-12-02T10:00:00Z run prod Completed\n"
                    "2026-12-02T10:00:00Z run prod/one Completed\n"};
    story_check(&story);
}

Test(trace, R19_a_scheduled_start_reached_after_the_hour_is_a_week_later)
{
    static const struct story story = {
        .start = "2026-12-02T09:00:00Z", /* on the hour is not before it */
        .members = "{'name':'a','group':'one'}",
        .stages =
            "{'name':'prod','beforeGates':[" START_ON("Wednesday") "],"
                                                                   "'groups':[{'name':'one'}]}",
        .horizon = "8d",
        .expected = "2026-12-02T09:00:00Z run run Pending\n"
                    "2026-12-02T09:00:00Z run prod Pending\n"
                    "2026-12-02T09:00:00Z run prod gate before/0 Pending starts "
                    "2026-12-09T09:00:00Z\n"
                    "2026-12-09T09:00:00Z run prod gate before/0 Completed\n"
                    "2026-12-09T09:00:00Z run run Running\n"
                    "2026-12-09T09:00:00Z run prod Running\n"
                    "2026-12-09T09:00:00Z run prod/one Running\n"
                    "2026-12-09T09:00:00Z run prod/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-09T10:00:00Z run prod/one/a Completed\n"
                    "2026-12-09T10:00:00Z run run Completed\n"
                    "2026-12-09T10:00:00Z run prod Completed\n"
                    "2026-12-09T10:00:00Z run prod/one Completed\n"};
    story_check(&story);
}

Test(trace, R19_a_scheduled_start_can_be_completed_earlier_by_hand)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'}",
        .stages =
            "{'name':'prod','beforeGates':[" START_ON("Wednesday") "],"
                                                                   "'groups':[{'name':'one'}]}",
        .operations =
            "{'at':'2026-12-01T09:00:00Z','do':'completeGate','gate':'Stage:prod/before/0'}",
        .expected = "2026-12-01T08:00:00Z run run Pending\n"
                    "2026-12-01T08:00:00Z run prod Pending\n"
                    "2026-12-01T08:00:00Z run prod gate before/0 Pending starts "
                    "2026-12-02T09:00:00Z\n"
                    "2026-12-01T09:00:00Z run prod gate before/0 Completed\n"
                    "2026-12-01T09:00:00Z run run Running\n"
                    "2026-12-01T09:00:00Z run prod Running\n"
                    "2026-12-01T09:00:00Z run prod/one Running\n"
                    "2026-12-01T09:00:00Z run prod/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T10:00:00Z run prod/one/a Completed\n"
                    "2026-12-01T10:00:00Z run run Completed\n"
                    "2026-12-01T10:00:00Z run prod Completed\n"
                    "2026-12-01T10:00:00Z run prod/one Completed\n"};
    story_check(&story);
}

/* The stage is Pending only while no group is Running. */
Test(trace, R20_a_gate_of_a_group_blocks_that_group_only)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'},{'name':'b','group':'two'}",
        .stages = "{'name':'prod','groups':[{'name':'one','beforeGates':[{'displayName':'go'}]},"
                  "{'name':'two'}]}",
        .operations = "{'at':'2026-12-01T10:00:00Z','do':'approve','gate':'go'}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run prod Running\n"
                    "2026-12-01T08:00:00Z run prod/one Pending\n"
                    "2026-12-01T08:00:00Z run prod/one gate go Pending\n"
                    "2026-12-01T08:00:00Z run prod/two Running\n"
                    "2026-12-01T08:00:00Z run prod/two/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run prod/two/b Completed\n"
                    "2026-12-01T09:00:00Z run run Pending\n"
                    "2026-12-01T09:00:00Z run prod Pending\n"
                    "2026-12-01T09:00:00Z run prod/two Completed\n"
                    "2026-12-01T10:00:00Z run prod/one gate go Completed\n"
                    "2026-12-01T10:00:00Z run run Running\n"
                    "2026-12-01T10:00:00Z run prod Running\n"
                    "2026-12-01T10:00:00Z run prod/one Running\n"
                    "2026-12-01T10:00:00Z run prod/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T11:00:00Z run prod/one/a Completed\n"
                    "2026-12-01T11:00:00Z run run Completed\n"
                    "2026-12-01T11:00:00Z run prod Completed\n"
                    "2026-12-01T11:00:00Z run prod/one Completed\n"};
    story_check(&story);
}

Test(trace, R20_the_gates_after_a_group_hold_it_open_when_its_members_are_done)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'}",
        .stages =
            "{'name':'prod','groups':[{'name':'one','afterGates':[{'displayName':'checked'}]}]}",
        .operations = "{'at':'2026-12-01T12:00:00Z','do':'approve','gate':'checked'}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run prod Running\n"
                    "2026-12-01T08:00:00Z run prod/one Running\n"
                    "2026-12-01T08:00:00Z run prod/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run prod/one/a Completed\n"
                    "2026-12-01T09:00:00Z run run Pending\n"
                    "2026-12-01T09:00:00Z run prod Pending\n"
                    "2026-12-01T09:00:00Z run prod/one Pending\n"
                    "2026-12-01T09:00:00Z run prod/one gate checked Pending\n"
                    "2026-12-01T12:00:00Z run prod/one gate checked Completed\n"
                    "2026-12-01T12:00:00Z run run Completed\n"
                    "2026-12-01T12:00:00Z run prod Completed\n"
                    "2026-12-01T12:00:00Z run prod/one Completed\n"};
    story_check(&story);
}

/* While the approval is missing the stage is Pending, then only the wait is left: Running. */
Test(trace, R20_gates_after_a_stage_and_its_wait_begin_together_and_both_must_end)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'}",
        .stages = "{'name':'prod','groups':[{'name':'one'}],'afterGates':[{'displayName':'ok'}],"
                  "'afterStageWaitInSeconds':7200}",
        .operations = "{'at':'2026-12-01T10:00:00Z','do':'approve','gate':'ok'}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run prod Running\n"
                    "2026-12-01T08:00:00Z run prod/one Running\n"
                    "2026-12-01T08:00:00Z run prod/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run prod/one/a Completed\n"
                    "2026-12-01T09:00:00Z run run Pending\n"
                    "2026-12-01T09:00:00Z run prod Pending\n"
                    "2026-12-01T09:00:00Z run prod/one Completed\n"
                    "2026-12-01T09:00:00Z run prod wait Running\n"
                    "2026-12-01T09:00:00Z run prod gate ok Pending\n"
                    "2026-12-01T10:00:00Z run prod gate ok Completed\n"
                    "2026-12-01T10:00:00Z run run Running\n"
                    "2026-12-01T10:00:00Z run prod Running\n"
                    "2026-12-01T11:00:00Z run prod wait Completed\n"
                    "2026-12-01T11:00:00Z run run Completed\n"
                    "2026-12-01T11:00:00Z run prod Completed\n"};
    story_check(&story);
}

Test(trace, R20_an_approval_that_comes_after_the_wait_ends_the_stage)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'}",
        .stages = "{'name':'prod','groups':[{'name':'one'}],'afterGates':[{'displayName':'ok'}],"
                  "'afterStageWaitInSeconds':3600}",
        .operations = "{'at':'2026-12-01T11:00:00Z','do':'approve','gate':'ok'}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run prod Running\n"
                    "2026-12-01T08:00:00Z run prod/one Running\n"
                    "2026-12-01T08:00:00Z run prod/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run prod/one/a Completed\n"
                    "2026-12-01T09:00:00Z run run Pending\n"
                    "2026-12-01T09:00:00Z run prod Pending\n"
                    "2026-12-01T09:00:00Z run prod/one Completed\n"
                    "2026-12-01T09:00:00Z run prod wait Running\n"
                    "2026-12-01T09:00:00Z run prod gate ok Pending\n"
                    "2026-12-01T10:00:00Z run prod wait Completed\n"
                    "2026-12-01T11:00:00Z run prod gate ok Completed\n"
                    "2026-12-01T11:00:00Z run run Completed\n"
                    "2026-12-01T11:00:00Z run prod Completed\n"};
    story_check(&story);
}

Test(trace, R21_a_stop_pauses_no_scheduled_start_and_gates_stay_done)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'}",
        .stages = "{'name':'prod','beforeGates':[" START_ON("Tuesday") ",{'displayName':'go'}],"
                                                                       "'groups':[{'name':'one'}]}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'stop'},"
                      "{'at':'2026-12-01T09:30:00Z','do':'approve','gate':'go'},"
                      "{'at':'2026-12-01T10:00:00Z','do':'start'}",
        .expected = "2026-12-01T08:00:00Z run run Pending\n"
                    "2026-12-01T08:00:00Z run prod Pending\n"
                    "2026-12-01T08:00:00Z run prod gate before/0 Pending starts "
                    "2026-12-01T09:00:00Z\n"
                    "2026-12-01T08:00:00Z run prod gate go Pending\n"
                    "2026-12-01T08:30:00Z run run Stopped\n"
                    "2026-12-01T08:30:00Z run prod Stopped\n"
                    "2026-12-01T09:00:00Z run prod gate before/0 Completed\n"
                    "2026-12-01T09:30:00Z run prod gate go Completed\n"
                    "2026-12-01T10:00:00Z run run Running\n"
                    "2026-12-01T10:00:00Z run prod Running\n"
                    "2026-12-01T10:00:00Z run prod/one Running\n"
                    "2026-12-01T10:00:00Z run prod/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T11:00:00Z run prod/one/a Completed\n"
                    "2026-12-01T11:00:00Z run run Completed\n"
                    "2026-12-01T11:00:00Z run prod Completed\n"
                    "2026-12-01T11:00:00Z run prod/one Completed\n"};
    story_check(&story);
}

Test(trace, R21_a_restart_waits_for_the_gates_that_are_missing)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'},{'name':'b','group':'two'}",
        .stages = "{'name':'prod','groups':[{'name':'one','beforeGates':[{'displayName':'go'}]},"
                  "{'name':'two'}]}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'stop'},"
                      "{'at':'2026-12-01T10:00:00Z','do':'start'}",
        .horizon = "4h",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run prod Running\n"
                    "2026-12-01T08:00:00Z run prod/one Pending\n"
                    "2026-12-01T08:00:00Z run prod/one gate go Pending\n"
                    "2026-12-01T08:00:00Z run prod/two Running\n"
                    "2026-12-01T08:00:00Z run prod/two/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run run Stopping\n"
                    "2026-12-01T08:30:00Z run prod Stopping\n"
                    "2026-12-01T08:30:00Z run prod/two Stopping\n"
                    "2026-12-01T08:30:00Z run prod/two/b Stopping\n"
                    "2026-12-01T09:00:00Z run prod/two/b Completed\n"
                    "2026-12-01T09:00:00Z run run Stopped\n"
                    "2026-12-01T09:00:00Z run prod Stopped\n"
                    "2026-12-01T09:00:00Z run prod/one Stopped\n"
                    "2026-12-01T09:00:00Z run prod/two Stopped\n"
                    "2026-12-01T10:00:00Z run run Pending\n"
                    "2026-12-01T10:00:00Z run prod Pending\n"
                    "2026-12-01T10:00:00Z run prod/one Pending\n"
                    "2026-12-01T10:00:00Z run prod/two Completed\n"};
    story_check(&story);
}

/* W: nothing is left that they could guard. */
Test(trace, R4_the_gates_of_a_group_without_members_are_skipped)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'}",
        .stages = "{'name':'prod','groups':[{'name':'none','beforeGates':[{'displayName':'go'}],"
                  "'afterGates':[{'displayName':'checked'}]},{'name':'one'}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run prod Running\n"
                    "2026-12-01T08:00:00Z run prod/none Skipped EmptyGroup\n"
                    "2026-12-01T08:00:00Z run prod/none gate go Skipped EmptyGroup\n"
                    "2026-12-01T08:00:00Z run prod/none gate checked Skipped EmptyGroup\n"
                    "2026-12-01T08:00:00Z run prod/one Running\n"
                    "2026-12-01T08:00:00Z run prod/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run prod/one/a Completed\n"
                    "2026-12-01T09:00:00Z run run Completed\n"
                    "2026-12-01T09:00:00Z run prod Completed\n"
                    "2026-12-01T09:00:00Z run prod/one Completed\n"};
    story_check(&story);
}

/* The first group's gate is given in the moment in which the second one's member ends. */
Test(trace, R13_a_gate_done_in_a_moment_opens_its_group_before_members_are_served)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'},{'name':'b','group':'two'},"
                   "{'name':'c','group':'two'}",
        .stages = "{'name':'s','maxConcurrency':'1','groups':[{'name':'one','beforeGates':"
                  "[{'displayName':'go'}]},{'name':'two'}]}",
        .horizon = "90m",
        .operations = "{'at':'2026-12-01T09:00:00Z','do':'approve','gate':'go'}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/one Pending\n"
                    "2026-12-01T08:00:00Z run s/one gate go Pending\n"
                    "2026-12-01T08:00:00Z run s/two Running\n"
                    "2026-12-01T08:00:00Z run s/two/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/two/b Completed\n"
                    "2026-12-01T09:00:00Z run s/one gate go Completed\n"
                    "2026-12-01T09:00:00Z run s/one Running\n"
                    "2026-12-01T09:00:00Z run s/one/a Running 1.34.0 -> 1.35.0\n"};
    story_check(&story);
}

/* The gate is done in the moment in which it is reached, and the stage has no slot left. */
Test(trace, R24_a_group_has_begun_when_its_gate_was_reached)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'},{'name':'b','group':'two'}",
        .stages = "{'name':'s','maxConcurrency':'1','groups':[{'name':'one'},{'name':'two',"
                  "'beforeGates':[{'displayName':'go'}]}]}",
        .horizon = "30m",
        .operations = "{'at':'2026-12-01T08:00:00Z','do':'approve','gate':'go'}",
        .expected = "2026-12-01T08:00:00Z run s/two gate go Completed\n"
                    "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/one Running\n"
                    "2026-12-01T08:00:00Z run s/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/two Running\n"
                    "2026-12-01T08:00:00Z run s/two gate go Pending\n"};
    story_check(&story);
}

/* As it is without gates: the group is over, not Stopped. */
Test(trace, R26_a_group_without_members_is_skipped_with_its_gates_in_a_run_that_stops)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one','powerState':'Stopped'}",
        .stages = "{'name':'s','groups':[{'name':'one'},{'name':'two','afterGates':"
                  "[{'displayName':'ok'}]}]}",
        .expected = "2026-12-01T08:00:00Z run run Failed ClusterStopped: 1 member failed\n"
                    "2026-12-01T08:00:00Z run s Failed ClusterStopped: 1 member failed\n"
                    "2026-12-01T08:00:00Z run s/one Failed ClusterStopped: 1 member failed\n"
                    "2026-12-01T08:00:00Z run s/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/one/a Failed ClusterStopped\n"
                    "2026-12-01T08:00:00Z run s/two Skipped EmptyGroup\n"
                    "2026-12-01T08:00:00Z run s/two gate ok Skipped EmptyGroup\n"};
    story_check(&story);
}

/* The gate after group two is Pending since 08:00. At the restart its member fails a second time,
 * in no time, as does c, which stops the run again: two waits for its gate as before. */
Test(trace, R24_a_group_that_is_tried_again_waits_for_its_gate_while_the_run_stops)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one','durationModel':'long'},"
                   "{'name':'b','group':'two','powerState':'Stopped'},"
                   "{'name':'c','group':'three','failureModel':'bad'},"
                   "{'name':'d','group':'one','durationModel':'long'}",
        .stages = "{'name':'s','maxAllowedFailures':'3','groups':[{'name':'one'},{'name':'two',"
                  "'maxAllowedFailures':'1','afterGates':[{'displayName':'ok'}]},"
                  "{'name':'three'}]}",
        .operations = "{'at':'2026-12-01T11:30:00Z','do':'setMember','member':'c',"
                      "'set':{'powerState':'Stopped'}},"
                      "{'at':'2026-12-01T12:00:00Z','do':'start'}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/one Running\n"
                    "2026-12-01T08:00:00Z run s/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/two Pending\n"
                    "2026-12-01T08:00:00Z run s/two/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/two/b Failed ClusterStopped\n"
                    "2026-12-01T08:00:00Z run s/two gate ok Pending\n"
                    "2026-12-01T08:00:00Z run s/three Running\n"
                    "2026-12-01T08:00:00Z run s/three/c Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run s/three/c Failed UpgradeFailed\n"
                    "2026-12-01T08:30:00Z run run Stopping\n"
                    "2026-12-01T08:30:00Z run s Stopping\n"
                    "2026-12-01T08:30:00Z run s/one Stopping\n"
                    "2026-12-01T08:30:00Z run s/one/a Stopping\n"
                    "2026-12-01T11:00:00Z run s/one/a Completed\n"
                    "2026-12-01T11:00:00Z run run Failed ClusterStopped: 2 members failed\n"
                    "2026-12-01T11:00:00Z run s Failed ClusterStopped: 2 members failed\n"
                    "2026-12-01T11:00:00Z run s/one Stopped\n"
                    "2026-12-01T11:00:00Z run s/two Stopped\n"
                    "2026-12-01T11:00:00Z run s/three Failed UpgradeFailed: 1 member failed\n"
                    "2026-12-01T12:00:00Z run run Stopping\n"
                    "2026-12-01T12:00:00Z run s Stopping\n"
                    "2026-12-01T12:00:00Z run s/one Stopping\n"
                    "2026-12-01T12:00:00Z run s/one/d Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T12:00:00Z run s/one/d Stopping\n"
                    "2026-12-01T12:00:00Z run s/two Pending\n"
                    "2026-12-01T12:00:00Z run s/two/b NotStarted\n"
                    "2026-12-01T12:00:00Z run s/two/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T12:00:00Z run s/two/b Failed ClusterStopped\n"
                    "2026-12-01T12:00:00Z run s/three/c NotStarted\n"
                    "2026-12-01T12:00:00Z run s/three/c Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T12:00:00Z run s/three/c Failed ClusterStopped\n"
                    "2026-12-01T15:00:00Z run s/one/d Completed\n"
                    "2026-12-01T15:00:00Z run run Failed ClusterStopped: 2 members failed\n"
                    "2026-12-01T15:00:00Z run s Failed ClusterStopped: 2 members failed\n"
                    "2026-12-01T15:00:00Z run s/one Stopped\n"
                    "2026-12-01T15:00:00Z run s/two Stopped\n"};
    story_check(&story);
}
