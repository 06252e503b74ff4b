/* R1 to R7: order, groups, copies and limits. Each test is named by the rule it shows. */
#include "tests/lib/story.h"

#include <criterion/criterion.h>

Test(trace, R1_members_go_in_the_order_of_their_names)
{
    story_check(&(struct story){
        .members = "{'name':'c'},{'name':'B'},{'name':'a'}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run default Running\n"
                    "2026-12-01T08:00:00Z run default/default Running\n"
                    "2026-12-01T08:00:00Z run default/default/B Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run default/default/B Completed\n"
                    "2026-12-01T09:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T10:00:00Z run default/default/a Completed\n"
                    "2026-12-01T10:00:00Z run default/default/c Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T11:00:00Z run default/default/c Completed\n"
                    "2026-12-01T11:00:00Z run run Completed\n"
                    "2026-12-01T11:00:00Z run default Completed\n"
                    "2026-12-01T11:00:00Z run default/default Completed\n"});
}

Test(trace, R2_stages_one_after_the_other_groups_side_by_side)
{
    story_check(&(struct story){
        .members = "{'name':'a1','group':'a'},{'name':'a2','group':'a'},"
                   "{'name':'b1','group':'b','durationModel':'short'},{'name':'c1','group':'c'}",
        .stages = "{'name':'one','groups':[{'name':'a'},{'name':'b'}]},"
                  "{'name':'two','groups':[{'name':'c'}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run one Running\n"
                    "2026-12-01T08:00:00Z run one/a Running\n"
                    "2026-12-01T08:00:00Z run one/a/a1 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run one/b Running\n"
                    "2026-12-01T08:00:00Z run one/b/b1 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run one/b/b1 Completed\n"
                    "2026-12-01T08:30:00Z run one/b Completed\n"
                    "2026-12-01T09:00:00Z run one/a/a1 Completed\n"
                    "2026-12-01T09:00:00Z run one/a/a2 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T10:00:00Z run one/a/a2 Completed\n"
                    "2026-12-01T10:00:00Z run one Completed\n"
                    "2026-12-01T10:00:00Z run one/a Completed\n"
                    "2026-12-01T10:00:00Z run two Running\n"
                    "2026-12-01T10:00:00Z run two/c Running\n"
                    "2026-12-01T10:00:00Z run two/c/c1 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T11:00:00Z run two/c/c1 Completed\n"
                    "2026-12-01T11:00:00Z run run Completed\n"
                    "2026-12-01T11:00:00Z run two Completed\n"
                    "2026-12-01T11:00:00Z run two/c Completed\n"});
}

Test(trace, R3_without_a_strategy_one_stage_and_group_named_default)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'x'},{'name':'b'}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run default Running\n"
                    "2026-12-01T08:00:00Z run default/default Running\n"
                    "2026-12-01T08:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run default/default/a Completed\n"
                    "2026-12-01T09:00:00Z run default/default/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T10:00:00Z run default/default/b Completed\n"
                    "2026-12-01T10:00:00Z run run Completed\n"
                    "2026-12-01T10:00:00Z run default Completed\n"
                    "2026-12-01T10:00:00Z run default/default Completed\n"});
}

Test(trace, R4_a_group_without_members_is_skipped_when_its_turn_comes)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'a'}",
        .stages = "{'name':'one','groups':[{'name':'a'}]},{'name':'two','groups':[{'name':'b'}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run one Running\n"
                    "2026-12-01T08:00:00Z run one/a Running\n"
                    "2026-12-01T08:00:00Z run one/a/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run one/a/a Completed\n"
                    "2026-12-01T09:00:00Z run run Completed\n"
                    "2026-12-01T09:00:00Z run one Completed\n"
                    "2026-12-01T09:00:00Z run one/a Completed\n"
                    "2026-12-01T09:00:00Z run two Skipped  EmptyGroup\n"
                    "2026-12-01T09:00:00Z run two/b Skipped EmptyGroup\n"});
}

/* Documented example: stage 4, two groups of 2 each: four at a time. */
Test(trace, R6_stage_4_and_groups_2_and_2_run_four_at_a_time)
{
    story_check(&(struct story){
        .members = "{'name':'a1','group':'a'},{'name':'a2','group':'a'},{'name':'a3','group':'a'},"
                   "{'name':'b1','group':'b'},{'name':'b2','group':'b'}",
        .stages = "{'name':'s','maxConcurrency':'4','groups':[{'name':'a','maxConcurrency':'2'},"
                  "{'name':'b','maxConcurrency':'2'}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/a Running\n"
                    "2026-12-01T08:00:00Z run s/a/a1 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/a/a2 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/b Running\n"
                    "2026-12-01T08:00:00Z run s/b/b1 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/b/b2 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/a/a1 Completed\n"
                    "2026-12-01T09:00:00Z run s/a/a2 Completed\n"
                    "2026-12-01T09:00:00Z run s/b/b1 Completed\n"
                    "2026-12-01T09:00:00Z run s/b/b2 Completed\n"
                    "2026-12-01T09:00:00Z run s/a/a3 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/b Completed\n"
                    "2026-12-01T10:00:00Z run s/a/a3 Completed\n"
                    "2026-12-01T10:00:00Z run run Completed\n"
                    "2026-12-01T10:00:00Z run s Completed\n"
                    "2026-12-01T10:00:00Z run s/a Completed\n"});
}

/* Documented example: stage 2, two groups of 5 each: two at a time in all, the first group first.
 */
Test(trace, R6_stage_2_holds_groups_of_5_to_two_in_all)
{
    story_check(&(struct story){
        .members = "{'name':'a1','group':'a'},{'name':'a2','group':'a'},{'name':'b1','group':'b'}",
        .stages = "{'name':'s','maxConcurrency':'2','groups':[{'name':'a','maxConcurrency':'5'},"
                  "{'name':'b','maxConcurrency':'5'}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/a Running\n"
                    "2026-12-01T08:00:00Z run s/a/a1 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/a/a2 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/a/a1 Completed\n"
                    "2026-12-01T09:00:00Z run s/a/a2 Completed\n"
                    "2026-12-01T09:00:00Z run s/a Completed\n"
                    "2026-12-01T09:00:00Z run s/b Running\n"
                    "2026-12-01T09:00:00Z run s/b/b1 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T10:00:00Z run s/b/b1 Completed\n"
                    "2026-12-01T10:00:00Z run run Completed\n"
                    "2026-12-01T10:00:00Z run s Completed\n"
                    "2026-12-01T10:00:00Z run s/b Completed\n"});
}

/* "50%" of 5 is rounded down to 2. */
Test(trace, R6_percentages_are_rounded_down)
{
    story_check(&(struct story){
        .members = "{'name':'a1','group':'a'},{'name':'a2','group':'a'},{'name':'a3','group':'a'},"
                   "{'name':'a4','group':'a'},{'name':'a5','group':'a','durationModel':'short'}",
        .stages = "{'name':'s','groups':[{'name':'a','maxConcurrency':'50%'}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/a Running\n"
                    "2026-12-01T08:00:00Z run s/a/a1 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/a/a2 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/a/a1 Completed\n"
                    "2026-12-01T09:00:00Z run s/a/a2 Completed\n"
                    "2026-12-01T09:00:00Z run s/a/a3 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/a/a4 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T10:00:00Z run s/a/a3 Completed\n"
                    "2026-12-01T10:00:00Z run s/a/a4 Completed\n"
                    "2026-12-01T10:00:00Z run s/a/a5 Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T10:30:00Z run s/a/a5 Completed\n"
                    "2026-12-01T10:30:00Z run run Completed\n"
                    "2026-12-01T10:30:00Z run s Completed\n"
                    "2026-12-01T10:30:00Z run s/a Completed\n"});
}

/* "1" tolerates one failure; the second ends the run (documented: the count must exceed the value).
 */
Test(trace, R7_the_failure_above_the_limit_ends_the_run)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'g','failureModel':'bad'},"
                   "{'name':'b','group':'g','failureModel':'bad'},{'name':'c','group':'g'}",
        .stages = "{'name':'s','maxAllowedFailures':'1',"
                  "'groups':[{'name':'g','maxAllowedFailures':'1'}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/g Running\n"
                    "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run s/g/a Failed UpgradeFailed\n"
                    "2026-12-01T08:30:00Z run s/g/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/g/b Failed UpgradeFailed\n"
                    "2026-12-01T09:00:00Z run run Failed UpgradeFailed: 2 members failed\n"
                    "2026-12-01T09:00:00Z run s Failed UpgradeFailed: 2 members failed\n"
                    "2026-12-01T09:00:00Z run s/g Failed UpgradeFailed: 2 members failed\n"});
}

/* "25%" of 5 is rounded up to 2: two failures are tolerated. */
Test(trace, R7_percentages_are_rounded_up)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'g','failureModel':'bad'},"
                   "{'name':'b','group':'g','failureModel':'bad'},{'name':'c','group':'g'},"
                   "{'name':'d','group':'g'},{'name':'e','group':'g'}",
        .stages = "{'name':'s','maxAllowedFailures':'25%','groups':[{'name':'g',"
                  "'maxAllowedFailures':'25%','maxConcurrency':'5'}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/g Running\n"
                    "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/g/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/g/c Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/g/d Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/g/e Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:30:00Z run s/g/a Failed UpgradeFailed\n"
                    "2026-12-01T08:30:00Z run s/g/b Failed UpgradeFailed\n"
                    "2026-12-01T09:00:00Z run s/g/c Completed\n"
                    "2026-12-01T09:00:00Z run s/g/d Completed\n"
                    "2026-12-01T09:00:00Z run s/g/e Completed\n"
                    "2026-12-01T09:00:00Z run run Completed\n"
                    "2026-12-01T09:00:00Z run s Completed\n"
                    "2026-12-01T09:00:00Z run s/g Completed\n"});
}
