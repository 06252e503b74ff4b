/* Members chosen by their labels (R5), and the limits of implicit groups (R6, R7). */
#include "tests/lib/story.h"

#include <criterion/criterion.h>

#define BEGINS(path) "2026-12-01T08:00:00Z run " path " Running 1.34.0 -> 1.35.0\n"

Test(trace, R5_a_stage_with_a_selector_alone_has_one_implicit_group_with_its_limits)
{
    static const struct story story = {
        .members = "{'name':'a','labels':{'env':'prod'},'failureModel':'bad'},"
                   "{'name':'b','labels':{'env':'prod'}},{'name':'c','labels':{'env':'test'}},"
                   "{'name':'d','labels':{'env':'prod'},'group':'one'}",
        .stages = "{'name':'prod','memberSelector':{'byLabel':'env = prod'},"
                  "'maxConcurrency':'2','maxAllowedFailures':'1'}",
        .expected =
            "2026-12-01T08:00:00Z run run Running\n"
            "2026-12-01T08:00:00Z run prod Running\n"
            "2026-12-01T08:00:00Z run prod/prod Running\n" BEGINS("prod/prod/a") BEGINS(
                "prod/prod/b") "2026-12-01T08:30:00Z run prod/prod/a Failed UpgradeFailed\n"
                               "2026-12-01T08:30:00Z run prod/prod/d Running 1.34.0 -> 1.35.0\n"
                               "2026-12-01T09:00:00Z run prod/prod/b Completed\n"
                               "2026-12-01T09:30:00Z run prod/prod/d Completed\n"
                               "2026-12-01T09:30:00Z run run Completed\n"
                               "2026-12-01T09:30:00Z run prod Completed\n"
                               "2026-12-01T09:30:00Z run prod/prod Completed\n"};
    story_check(&story);
}

/* The stage's selector keeps b out, though it is of the group; c is of no group at all. */
Test(trace, R5_a_stage_s_selector_filters_before_its_groups_choose)
{
    static const struct story story = {
        .members = "{'name':'a','labels':{'env':'prod'},'group':'one'},"
                   "{'name':'b','labels':{'env':'test'},'group':'one'},"
                   "{'name':'c','labels':{'env':'prod','tier':'web'}},"
                   "{'name':'d','labels':{'env':'test','tier':'web'}}",
        .stages = "{'name':'s','memberSelector':{'byLabel':'env!=test'},"
                  "'groups':[{'name':'one'},{'name':'web','memberSelector':{'byLabel':'tier'}}]}",
        .expected =
            "2026-12-01T08:00:00Z run run Running\n"
            "2026-12-01T08:00:00Z run s Running\n"
            "2026-12-01T08:00:00Z run s/one Running\n" BEGINS(
                "s/one/a") "2026-12-01T08:00:00Z run s/web Running\n" BEGINS("s/web/c") "2026-12-"
                                                                                        "01T09:00:"
                                                                                        "00Z run "
                                                                                        "s/one/a "
                                                                                        "Completed"
                                                                                        "\n"
                                                                                        "2026-12-"
                                                                                        "01T09:00:"
                                                                                        "00Z run "
                                                                                        "s/web/c "
                                                                                        "Completed"
                                                                                        "\n"
                                                                                        "2026-12-"
                                                                                        "01T09:00:"
                                                                                        "00Z run "
                                                                                        "run "
                                                                                        "Completed"
                                                                                        "\n"
                                                                                        "2026-12-"
                                                                                        "01T09:00:"
                                                                                        "00Z run s "
                                                                                        "Completed"
                                                                                        "\n"
                                                                                        "2026-12-"
                                                                                        "01T09:00:"
                                                                                        "00Z run "
                                                                                        "s/one "
                                                                                        "Completed"
                                                                                        "\n"
                                                                                        "2026-12-"
                                                                                        "01T09:00:"
                                                                                        "00Z run "
                                                                                        "s/web "
                                                                                        "Completed"
                                                                                        "\n"};
    story_check(&story);
}

/* The selector chooses although the name is that of a group with members. */
Test(trace, R5_a_group_s_selector_replaces_its_name)
{
    static const struct story story = {
        .members = "{'name':'a','group':'one'},{'name':'b','labels':{'env':'prod'},'group':'two'}",
        .stages = "{'name':'s','groups':[{'name':'one','memberSelector':"
                  "{'byLabel':'env in (prod, stage)'}}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/one Running\n" BEGINS(
                        "s/one/b") "2026-12-01T09:00:00Z run s/one/b Completed\n"
                                   "2026-12-01T09:00:00Z run run Completed\n"
                                   "2026-12-01T09:00:00Z run s Completed\n"
                                   "2026-12-01T09:00:00Z run s/one Completed\n"};
    story_check(&story);
}

Test(trace, R5_a_member_that_two_groups_select_goes_to_the_first_in_order)
{
    static const struct story story = {
        .members = "{'name':'a','labels':{'env':'prod'},'group':'named'},"
                   "{'name':'b','labels':{'env':'prod'}}",
        .stages = "{'name':'first','groups':[{'name':'named'}]},"
                  "{'name':'second','memberSelector':{'byLabel':'env'}},"
                  "{'name':'third','memberSelector':{'byLabel':'env=prod'}}",
        .expected =
            "2026-12-01T08:00:00Z run run Running\n"
            "2026-12-01T08:00:00Z run first Running\n"
            "2026-12-01T08:00:00Z run first/named Running\n" BEGINS(
                "first/named/a") "2026-12-01T09:00:00Z run first/named/a Completed\n"
                                 "2026-12-01T09:00:00Z run first Completed\n"
                                 "2026-12-01T09:00:00Z run first/named Completed\n"
                                 "2026-12-01T09:00:00Z run second Running\n"
                                 "2026-12-01T09:00:00Z run second/second Running\n"
                                 "2026-12-01T09:00:00Z run second/second/b Running 1.34.0 -> "
                                 "1.35.0\n"
                                 "2026-12-01T10:00:00Z run second/second/b Completed\n"
                                 "2026-12-01T10:00:00Z run run Completed\n"
                                 "2026-12-01T10:00:00Z run second Completed\n"
                                 "2026-12-01T10:00:00Z run second/second Completed\n"
                                 "2026-12-01T10:00:00Z run third Skipped EmptyGroup\n"
                                 "2026-12-01T10:00:00Z run third/third Skipped EmptyGroup\n"};
    story_check(&story);
}
