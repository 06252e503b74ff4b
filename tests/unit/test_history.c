/* Histories in every form are the same records; a run read twice counts once; what this program
 * does not know is left out and counted. */
#include "models/instant.h"
#include "scenarios/history.h"
#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena;
static struct records records;
static struct problems problems;

static void init(void)
{
    arena_init(&arena, abort);
}

static void clear(void)
{
    arena_clear(&arena);
}

TestSuite(history, .init = init, .fini = clear);

static void read_right(const char *text)
{
    bool right = history_read_text(&arena, "past", text, strlen(text), &records, &problems);
    cr_assert(right, "%s", problems.count ? problems.list[0].text : "");
}

#define TIMES(from, until) "\"startTime\": \"" from "\", \"completedTime\": \"" until "\""
#define MEMBER(name, state, times)                                                                 \
    "{\"name\": \"" name "\", \"status\": {\"state\": \"" state "\"" times "}}"
#define STAGES(members)                                                                            \
    "\"stages\": [{\"name\": \"s\", \"groups\": [{\"name\": \"g\", \"members\": [" members "]}]}]"
#define RUN(name, type, members)                                                                   \
    "\"name\": \"" name "\", \"managedClusterUpdate\": {\"upgrade\": {\"type\": \"" type           \
    "\"}}, \"status\": {" STAGES(members) "}"
#define DONE                                                                                       \
    MEMBER("m1", "Completed",                                                                      \
           ", " TIMES("2026-05-12T06:00:00.277945575Z", "2026-05-12T06:30:00.9Z"))

static void expect_one(void)
{
    cr_assert_eq(records.upgrade_count, 1);
    cr_expect_eq(records.upgrades[0].outcome, RECORD_COMPLETED);
    cr_expect_eq(records.upgrades[0].type, UPGRADE_FULL);
    cr_expect_eq(records.upgrades[0].ended_s - records.upgrades[0].begun_s, 1800);
    cr_expect_eq(records.runs.count, 1);
}

Test(history, one_run_as_the_command_line_flattens_it)
{
    read_right("{" RUN("r", "Full", DONE) "}");
    expect_one();
}

Test(history, a_list_as_the_service_answers)
{
    read_right("{\"value\": [{\"id\": \"/subscriptions/1/updateRuns/r\", \"name\": \"r\", "
               "\"properties\": {\"managedClusterUpdate\": {\"upgrade\": {\"type\": \"Full\"}}, "
               "\"status\": {" STAGES(DONE) "}}}], \"nextLink\": null}");
    expect_one();
}

Test(history, an_array_in_which_a_run_comes_again_as_it_was_later)
{
    read_right("[{" RUN(
        "r", "Full",
        MEMBER("m1", "Running",
               ", \"startTime\": \"2026-05-12T06:00:00Z\"")) "}, "
                                                             "{" RUN("r", "Full",
                                                                     DONE) "}, "
                                                                           "{" RUN(
                                                                               "r", "Full",
                                                                               MEMBER("m1",
                                                                                      "NotStarted",
                                                                                      "")) "}]");
    expect_one();
}

Test(history, members_say_in_which_region_they_are_wherever_they_stand)
{
    read_right(
        "[{" RUN("r", "Full", DONE) "}, {\"name\": \"m1\", \"clusterResourceId\": \"/x\", "
                                    "\"labels\": {\"fleet.azure.com/location\": \"westeurope\"}}]");
    expect_one();
    cr_assert_eq(records.regions.count, 1);
    cr_expect_str_eq(records.regions.names[records.upgrades[0].region], "westeurope");
}

Test(history, states_and_types_unknown_to_this_program_are_left_out)
{
    read_right("[{" RUN(
        "r", "Full",
        DONE
        ", " MEMBER("m2", "Rehydrating", ", \"startTime\": \"2026-05-12T06:00:00Z\"") ", " MEMBER(
            "m3", "Skipped",
            "") ", " MEMBER("m4", "Pending",
                            ", \"startTime\": \"2026-05-12T06:00:00Z\"") ", " MEMBER("m5",
                                                                                     "Completed",
                                                                                     "")) "}, "
                                                                                          "{" RUN("s",
                                                                                                  "Hibernate",
                                                                                                  DONE) "}]");
    expect_one();
    cr_expect_eq(records.not_begun, 2);
    cr_expect_eq(records.not_understood, 3);
}

Test(history, what_runs_still_has_lasted_until_the_last_instant)
{
    read_right("{" RUN(
        "r", "Full",
        DONE ", " MEMBER("m2", "Running", ", \"startTime\": \"2026-05-12T06:10:00Z\"")) "}");
    cr_assert_eq(records.upgrade_count, 2);
    cr_expect_eq(records.upgrades[1].outcome, RECORD_UNFINISHED);
    cr_expect_eq(records.upgrades[1].ended_s - records.upgrades[1].begun_s, 1200);
}

Test(history, failures_have_the_code_of_their_error)
{
    read_right("{" RUN(
        "r", "NodeImageOnly",
        DONE ", {\"name\": \"m2\", \"status\": {\"state\": \"Failed\", " TIMES(
            "2026-05-12T06:00:00Z",
            "2026-05-12T06:05:00Z") ", \"error\": {\"code\": \"PodDrainFailure\", \"message\": "
                                    "\"x\"}}}, " MEMBER("m3", "Failed",
                                                        ", " TIMES("2026-05-12T06:00:00Z",
                                                                   "2026-05-12T06:05:00Z"))) "}");
    cr_assert_eq(records.upgrade_count, 3);
    cr_expect_str_eq(records.codes.names[records.upgrades[1].code], "PodDrainFailure");
    cr_expect_str_eq(records.codes.names[records.upgrades[2].code], "UpgradeFailed");
}

/* The type of a gate stands in the strategy; where it does not, it is an approval. */
Test(history, approvals_are_the_gates_that_wait_for_people)
{
    read_right(
        "{\"name\": \"r\", \"managedClusterUpdate\": {\"upgrade\": {\"type\": \"Full\"}}, "
        "\"strategy\": {\"stages\": [{\"name\": \"s\", \"beforeGates\": [{\"type\": "
        "\"ScheduledStart\"}, "
        "{\"type\": \"Approval\"}], \"groups\": [{\"name\": \"g\"}]}]}, "
        "\"status\": {\"stages\": [{\"name\": \"s\", \"beforeGates\": ["
        "{\"status\": {\"state\": \"Completed\", " TIMES(
            "2026-05-11T06:00:00Z",
            "2026-05-12T06:00:00Z") "}}, "
                                    "{\"status\": {\"state\": \"Completed\", " TIMES(
                                        "2026-05-11T06:00:00Z",
                                        "2026-05-11T08:00:00Z") "}}], "
                                                                "\"groups\": [{\"name\": \"g\", "
                                                                "\"members\": [" DONE
                                                                "], \"afterGates\": [{\"status\": "
                                                                "{\"state\": \"Pending\", "
                                                                "\"startTime\": "
                                                                "\"2026-05-12T06:20:00Z\"}}, "
                                                                "{\"status\": {\"state\": "
                                                                "\"NotStarted\"}}]}]}]}}");
    cr_assert_eq(records.approval_count, 2);
    cr_expect(records.approvals[0].approved);
    cr_expect_eq(records.approvals[0].ended_s - records.approvals[0].asked_s, 2 * HOUR_S);
    cr_expect_not(records.approvals[1].approved);
    cr_expect_eq(records.approvals[1].ended_s - records.approvals[1].asked_s, 600);
}

Test(history, a_table_without_outcomes_knows_them_by_their_ends)
{
    read_right("member,type,started,finished,region,run,nodes\n"
               "m1,Full,2026-05-12T06:00:00Z,2026-05-12T06:30:00Z,westeurope,r,12\n"
               "m2,Full,2026-05-12T06:20:00Z,,westeurope,r,\n");
    cr_assert_eq(records.upgrade_count, 2);
    cr_expect_eq(records.upgrades[0].nodes, 12);
    cr_expect_eq(records.upgrades[0].run, records.upgrades[1].run);
    cr_expect_eq(records.upgrades[1].nodes, 0);
    cr_expect_eq(records.upgrades[1].outcome, RECORD_UNFINISHED);
    cr_expect_eq(records.upgrades[1].ended_s - records.upgrades[1].begun_s, 600);
}

Test(history, nothing_is_no_history)
{
    cr_expect_not(history_read_text(&arena, "past", "", 0, &records, &problems));
    cr_expect_eq(problems.count, 1);
}
