/* Skips by request (R29), and members that leave (R4). */
#include "tests/lib/story.h"

#include <criterion/criterion.h>

#define TWO_STAGES                                                                                 \
    "{'name':'first','groups':[{'name':'one'}],'afterStageWaitInSeconds':3600},"                   \
    "{'name':'second','beforeGates':[{'displayName':'go'}],'groups':[{'name':'two',"               \
    "'beforeGates':[{'displayName':'in'}]}],'afterGates':[{'displayName':'ok'}],"                  \
    "'afterStageWaitInSeconds':7200}"

/* As recorded of the service: group and gates are Skipped at once, the stage stays NotStarted. */
Test(trace, R29_a_group_skipped_before_the_start_is_skipped_at_once_with_its_gates)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'},{'name':'b','group':'two'}",
        .stages = "{'name':'s','groups':[{'name':'one'},{'name':'two',"
                  "'beforeGates':[{'displayName':'in'}],'afterGates':[{'displayName':'out'}]}]}",
        .runs = "{'name':'run','strategy':'plan','start':'manual','managedClusterUpdate':"
                "{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'skip','targets':['Group:two']},"
                      "{'at':'2026-12-01T09:00:00Z','do':'start'}",
        .expected = "2026-12-01T08:30:00Z run s/two Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run s/two gate in Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run s/two/b Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run s/two gate out Skipped SkippedByRequest\n"
                    "2026-12-01T09:00:00Z run run Running\n"
                    "2026-12-01T09:00:00Z run s Running\n"
                    "2026-12-01T09:00:00Z run s/one Running\n"
                    "2026-12-01T09:00:00Z run s/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T10:00:00Z run s/one/a Completed\n"
                    "2026-12-01T10:00:00Z run run Completed\n"
                    "2026-12-01T10:00:00Z run s Completed\n"
                    "2026-12-01T10:00:00Z run s/one Completed\n"};
    story_check(&story);
}

Test(trace, R29_a_stage_is_skipped_with_its_gates_and_its_wait)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'},{'name':'b','group':'two'}",
        .stages = TWO_STAGES,
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'skip','targets':['Stage:second']}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run first Running\n"
                    "2026-12-01T08:00:00Z run first/one Running\n"
                    "2026-12-01T08:00:00Z run first/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run second Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run second gate go Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run second/two Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run second/two gate in Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run second/two/b Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run second wait Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run second gate ok Skipped SkippedByRequest\n"
                    "2026-12-01T09:00:00Z run first/one/a Completed\n"
                    "2026-12-01T09:00:00Z run first/one Completed\n"
                    "2026-12-01T09:00:00Z run first wait Running\n"
                    "2026-12-01T10:00:00Z run first wait Completed\n"
                    "2026-12-01T10:00:00Z run run Completed\n"
                    "2026-12-01T10:00:00Z run first Completed\n"};
    story_check(&story);
}

/* What is in progress goes on; only when it is done the next stage's turn comes. */
Test(trace, R29_the_current_stage_ends_when_what_is_in_progress_is_done)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'},{'name':'b','group':'one'},"
                   "{'name':'c','group':'two'}",
        .stages = TWO_STAGES,
        .horizon = "90m",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'skip','targets':['Stage:first']}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run first Running\n"
                    "2026-12-01T08:00:00Z run first/one Running\n"
                    "2026-12-01T08:00:00Z run first/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run first/one/b Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run first wait Skipped SkippedByRequest\n"
                    "2026-12-01T09:00:00Z run first/one/a Completed\n"
                    "2026-12-01T09:00:00Z run run Pending\n"
                    "2026-12-01T09:00:00Z run first Completed\n"
                    "2026-12-01T09:00:00Z run first/one Completed\n"
                    "2026-12-01T09:00:00Z run second Pending\n"
                    "2026-12-01T09:00:00Z run second gate go Pending\n"};
    story_check(&story);
}

Test(trace, R29_an_approval_of_a_skipped_group_blocks_no_more)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'}",
        .stages = "{'name':'s','groups':[{'name':'one','beforeGates':[{'displayName':'go'}]}]}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'skip','targets':['Group:one']}",
        .expected = "2026-12-01T08:00:00Z run run Pending\n"
                    "2026-12-01T08:00:00Z run s Pending\n"
                    "2026-12-01T08:00:00Z run s/one Pending\n"
                    "2026-12-01T08:00:00Z run s/one gate go Pending\n"
                    "2026-12-01T08:30:00Z run run Completed\n"
                    "2026-12-01T08:30:00Z run s Skipped\n"
                    "2026-12-01T08:30:00Z run s/one Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run s/one gate go Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run s/one/a Skipped SkippedByRequest\n"};
    story_check(&story);
}

Test(trace, R29_a_member_that_waits_is_skipped_and_one_in_progress_is_not)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'},{'name':'b','group':'one'},"
                   "{'name':'c','group':'one'}",
        .stages = "{'name':'s','groups':[{'name':'one'}]}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'skip','targets':['Member:a']},"
                      "{'at':'2026-12-01T08:30:00Z','do':'skip','targets':['Member:b']}",
        .expected =
            "2026-12-01T08:00:00Z run run Running\n"
            "2026-12-01T08:00:00Z run s Running\n"
            "2026-12-01T08:00:00Z run s/one Running\n"
            "2026-12-01T08:00:00Z run s/one/a Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T08:30:00Z run skip Member:a refused: the target's state does not allow it\n"
            "2026-12-01T08:30:00Z run s/one/b Skipped SkippedByRequest\n"
            "2026-12-01T09:00:00Z run s/one/a Completed\n"
            "2026-12-01T09:00:00Z run s/one/c Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T10:00:00Z run s/one/c Completed\n"
            "2026-12-01T10:00:00Z run run Completed\n"
            "2026-12-01T10:00:00Z run s Completed\n"
            "2026-12-01T10:00:00Z run s/one Completed\n"};
    story_check(&story);
}

Test(trace, R29_a_wait_is_skipped_while_it_lasts)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'}",
        .stages = "{'name':'s','groups':[{'name':'one'}],'afterStageWaitInSeconds':86400}",
        .operations = "{'at':'2026-12-01T10:00:00Z','do':'skip','targets':['AfterStageWait:s']}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/one Running\n"
                    "2026-12-01T08:00:00Z run s/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/one/a Completed\n"
                    "2026-12-01T09:00:00Z run s/one Completed\n"
                    "2026-12-01T09:00:00Z run s wait Running\n"
                    "2026-12-01T10:00:00Z run run Completed\n"
                    "2026-12-01T10:00:00Z run s Completed\n"
                    "2026-12-01T10:00:00Z run s wait Skipped SkippedByRequest\n"};
    story_check(&story);
}

Test(trace, R29_a_wait_is_skipped_before_it_begins)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'}",
        .stages = "{'name':'s','groups':[{'name':'one'}],'afterStageWaitInSeconds':86400}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'skip','targets':['AfterStageWait:s']}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/one Running\n"
                    "2026-12-01T08:00:00Z run s/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run s wait Skipped SkippedByRequest\n"
                    "2026-12-01T09:00:00Z run s/one/a Completed\n"
                    "2026-12-01T09:00:00Z run run Completed\n"
                    "2026-12-01T09:00:00Z run s Completed\n"
                    "2026-12-01T09:00:00Z run s/one Completed\n"};
    story_check(&story);
}

/* Parents of a Failed run change at the restart only; the failure counts no more. */
Test(trace, R29_failed_members_of_a_failed_run_are_skipped_and_it_goes_on)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one','failureModel':'bad'},{'name':'b','group':'one'}",
        .stages = "{'name':'s','groups':[{'name':'one'}]}",
        .operations = "{'at':'2026-12-01T09:00:00Z','do':'skip','targets':['Member:a']},"
                      "{'at':'2026-12-01T10:00:00Z','do':'start'}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/one Running\n"
                    "2026-12-01T08:00:00Z run s/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run s/one/a Failed UpgradeFailed\n"
                    "2026-12-01T08:30:00Z run run Failed UpgradeFailed: 1 member failed\n"
                    "2026-12-01T08:30:00Z run s Failed UpgradeFailed: 1 member failed\n"
                    "2026-12-01T08:30:00Z run s/one Failed UpgradeFailed: 1 member failed\n"
                    "2026-12-01T09:00:00Z run s/one/a Skipped SkippedByRequest\n"
                    "2026-12-01T10:00:00Z run run Running\n"
                    "2026-12-01T10:00:00Z run s Running\n"
                    "2026-12-01T10:00:00Z run s/one Running\n"
                    "2026-12-01T10:00:00Z run s/one/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T11:00:00Z run s/one/b Completed\n"
                    "2026-12-01T11:00:00Z run run Completed\n"
                    "2026-12-01T11:00:00Z run s Completed\n"
                    "2026-12-01T11:00:00Z run s/one Completed\n"};
    story_check(&story);
}

Test(trace, R29_a_stopped_run_is_not_to_be_skipped_in)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'},{'name':'b','group':'one'}",
        .stages = "{'name':'s','groups':[{'name':'one'}]}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'stop'},"
                      "{'at':'2026-12-01T10:00:00Z','do':'skip','targets':['Member:b']},"
                      "{'at':'2026-12-01T10:00:00Z','do':'skip','targets':['Stage:s']}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/one Running\n"
                    "2026-12-01T08:00:00Z run s/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run run Stopping\n"
                    "2026-12-01T08:30:00Z run s Stopping\n"
                    "2026-12-01T08:30:00Z run s/one Stopping\n"
                    "2026-12-01T08:30:00Z run s/one/a Stopping\n"
                    "2026-12-01T09:00:00Z run s/one/a Completed\n"
                    "2026-12-01T09:00:00Z run run Stopped\n"
                    "2026-12-01T09:00:00Z run s Stopped\n"
                    "2026-12-01T09:00:00Z run s/one Stopped\n"
                    "2026-12-01T10:00:00Z run skip Member:b refused: the update run's state does "
                    "not allow it\n"
                    "2026-12-01T10:00:00Z run skip Stage:s refused: the update run's state does "
                    "not allow it\n"};
    story_check(&story);
}

/* All that is left of a run is skipped before it starts: it ends Completed. */
Test(trace, R23_a_run_all_of_whose_stages_are_skipped_ends_completed)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'}",
        .stages = "{'name':'s','groups':[{'name':'one'}]}",
        .runs = "{'name':'run','strategy':'plan','start':'manual','managedClusterUpdate':"
                "{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}}",
        .operations = "{'at':'2026-12-01T08:30:00Z','do':'skip','targets':['Stage:s']},"
                      "{'at':'2026-12-01T09:00:00Z','do':'start'}",
        .expected = "2026-12-01T08:30:00Z run s Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run s/one Skipped SkippedByRequest\n"
                    "2026-12-01T08:30:00Z run s/one/a Skipped SkippedByRequest\n"
                    "2026-12-01T09:00:00Z run run Completed\n"};
    story_check(&story);
}

/* One that has not begun is Skipped, one in progress finishes. */
Test(trace, R4_a_member_that_leaves_is_skipped_unless_it_is_in_progress)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one','leavesAt':'2026-12-01T08:30:00Z'},"
                   "{'name':'b','group':'one','leavesAt':'2026-12-01T08:30:00Z'},"
                   "{'name':'c','group':'one'}",
        .stages = "{'name':'s','groups':[{'name':'one'}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/one Running\n"
                    "2026-12-01T08:00:00Z run s/one/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run s/one/b Skipped MemberLeft\n"
                    "2026-12-01T09:00:00Z run s/one/a Completed\n"
                    "2026-12-01T09:00:00Z run s/one/c Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T10:00:00Z run s/one/c Completed\n"
                    "2026-12-01T10:00:00Z run run Completed\n"
                    "2026-12-01T10:00:00Z run s Completed\n"
                    "2026-12-01T10:00:00Z run s/one Completed\n"};
    story_check(&story);
}
