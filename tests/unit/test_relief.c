/* What people do frees a run from waiting: relief, and the floor that counts on it. */
#include "models/floor.h"
#include "models/instant.h"
#include "models/relief.h"
#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <string.h>

/* a's window opens on 20 December at 22:00; the stage waits for an hour. b has none, in the second
 * stage. In text ' stands for ". */
static void load(struct loading *loading, const char *of_a, const char *of_run, const char *more)
{
    static char text[4000];
    snprintf(text, sizeof text,
             "{'start':'2026-12-01T08:00:00Z','horizon':'60d','fleet':{'members':[{'name':'a',"
             "'group':'g','maintenance':{'aksManagedAutoUpgradeSchedule':'late'}%s},{'name':'b',"
             "'group':'h'}]},'maintenanceWindows':{'late':{'schedule':{'absoluteMonthly':{"
             "'intervalMonths':1,'dayOfMonth':20}},'durationHours':4,'startTime':'22:00'}},"
             "'strategies':{'plan':{'stages':[{'name':'s','groups':[{'name':'g'}],"
             "'afterStageWaitInSeconds':3600},{'name':'t','groups':[{'name':'h','beforeGates':[{"
             "'type':'ScheduledStart','scheduledStartConfiguration':{'startDay':'Monday',"
             "'startTime':'09:00','utcOffset':'+00:00'}}]}]}]}},'updateRuns':[{'name':'r',"
             "'strategy':'plan','managedClusterUpdate':{'upgrade':{'type':'Full',"
             "'kubernetesVersion':'1.35.0'}}%s}]%s}",
             of_a, of_run, more);
    for (char *c = text; *c != '\0'; c++)
        *c = *c == '\'' ? '"' : *c;
    loading_right(loading, text);
}

/* When the stages can end at the earliest. */
static void assert_floor(const char *of_a, const char *of_run, const char *more, const char *first,
                         const char *second)
{
    struct loading loading;
    struct run_floor *floors;
    char text[2][INSTANT_TEXT_SIZE];
    load(&loading, of_a, of_run, more);
    floor_compute(&loading.arena, &loading.scenario, &floors);
    cr_expect_str_eq(instant_format(floors[0].stages[0].end_s, text[0]), first, "%s%s%s: %s", of_a,
                     of_run, more, text[0]);
    cr_expect_str_eq(instant_format(floors[0].stages[1].end_s, text[1]), second, "%s%s%s: %s", of_a,
                     of_run, more, text[1]);
    loading_clear(&loading);
}

#define DONE(what) ",'operations':[{" what "}]"

Test(relief, without_any_the_window_the_wait_and_the_scheduled_start_decide)
{
    assert_floor("", "", "", "2026-12-20T23:00:00Z", "2026-12-21T09:00:00Z");
}

Test(relief, skips_of_a_member_its_group_and_its_stage)
{
    assert_floor("", "", DONE("'at':'2026-12-05T00:00:00Z','do':'skip','targets':['Member:a']"),
                 "2026-12-05T01:00:00Z", "2026-12-07T09:00:00Z");
    assert_floor("", "", DONE("'at':'2026-12-05T00:00:00Z','do':'skip','targets':['Group:g']"),
                 "2026-12-05T01:00:00Z", "2026-12-07T09:00:00Z");
    assert_floor("", "", DONE("'at':'2026-12-05T00:00:00Z','do':'skip','targets':['Stage:s']"),
                 "2026-12-05T00:00:00Z", "2026-12-07T09:00:00Z");
}

Test(relief, skip_of_a_wait_counts_from_the_end_of_the_work)
{
    assert_floor("", "",
                 DONE("'at':'2026-12-05T00:00:00Z','do':'skip','targets':['AfterStageWait:s']"),
                 "2026-12-20T22:00:00Z", "2026-12-21T09:00:00Z");
}

Test(relief, a_scheduled_start_completed_by_hand)
{
    assert_floor("", "",
                 DONE("'at':'2026-12-21T01:00:00Z','do':'completeGate','gate':'Group:h/before/0'"),
                 "2026-12-20T23:00:00Z", "2026-12-21T01:00:00Z");
}

Test(relief, a_run_that_is_started_by_hand)
{
    assert_floor("", ",'start':'manual'", DONE("'at':'2026-12-21T00:00:00Z','do':'start'"),
                 "2026-12-21T01:00:00Z", "2026-12-21T09:00:00Z");
}

Test(relief, a_member_that_leaves_or_is_changed)
{
    assert_floor(",'leavesAt':'2026-12-06T00:00:00Z'", "", "", "2026-12-06T01:00:00Z",
                 "2026-12-07T09:00:00Z");
    assert_floor("", "",
                 DONE("'at':'2026-12-04T00:00:00Z','do':'setMember','member':'a','set':{"
                      "'maintenance':null}"),
                 "2026-12-04T01:00:00Z", "2026-12-07T09:00:00Z");
    assert_floor("", "",
                 DONE("'at':'2026-12-04T00:00:00Z','do':'setMember','member':'a','set':{"
                      "'kubernetesVersion':'1.35.0'}"),
                 "2026-12-04T01:00:00Z", "2026-12-07T09:00:00Z");
    assert_floor("", "",
                 DONE("'at':'2026-12-04T00:00:00Z','do':'setMember','member':'a','set':{"
                      "'powerState':'Stopped'}"),
                 "2026-12-20T23:00:00Z", "2026-12-21T09:00:00Z");
}

Test(relief, operators_skip_who_is_stuck)
{
    assert_floor("", "",
                 ",'models':{'operators':{'validationResponse':{'after':'2d','react':{"
                 "'delayHours':1}}}}",
                 "2026-12-03T09:00:00Z", "2026-12-07T09:00:00Z");
}
