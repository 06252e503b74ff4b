/* epochs: what joins, leaves and operations make of a fleet, and which plans runs have then;
 * plan_union: what tables show of several. */
#include "models/epoch.h"
#include "models/instant.h"
#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <string.h>

#define RUN(name, more)                                                                            \
    "{'name':'" name "','strategy':'plan'" more ",'managedClusterUpdate':{'upgrade':{'type':"      \
    "'Full','kubernetesVersion':'1.35.0'}}}"
#define PLAN "{'name':'s','groups':[{'name':'g','beforeGates':[{'displayName':'go'}]}]}"

static struct loading loading;

/* In text ' stands for ". */
static void load(const char *members, const char *runs, const char *operations)
{
    static char text[4000];
    snprintf(text, sizeof text,
             "{'start':'2026-12-01T08:00:00Z','horizon':'20d','fleet':{'members':[%s]},"
             "'strategies':{'plan':{'stages':[%s]}},'updateRuns':[%s],'operations':[%s]}",
             members, PLAN, runs, operations);
    for (char *c = text; *c != '\0'; c++)
        *c = *c == '\'' ? '"' : *c;
    loading_right(&loading, text);
}

static void assert_epoch(uint32_t epoch, const char *at, uint32_t members, uint32_t changes,
                         uint32_t leavers)
{
    const struct epoch *entry = &loading.scenario.epochs[epoch];
    char text[INSTANT_TEXT_SIZE];
    cr_assert_str_eq(instant_format(entry->at_s, text), at, "epoch %u", epoch);
    cr_assert_eq(fleet_size(&entry->fleet), members, "epoch %u: %u members", epoch,
                 fleet_size(&entry->fleet));
    cr_assert_eq(entry->change_count, changes, "epoch %u: %u changes", epoch, entry->change_count);
    cr_assert_eq(entry->leaver_count, leavers, "epoch %u: %u leavers", epoch, entry->leaver_count);
}

Test(epochs, a_fleet_that_stays_as_it_is_has_one)
{
    load("{'name':'a','group':'g'}", RUN("r", ""), "");
    cr_assert_eq(loading.scenario.epoch_count, 1);
    assert_epoch(0, "2026-12-01T08:00:00Z", 1, 0, 0);
    cr_assert_eq(loading.scenario.run_plans[0].count, 1);
    loading_clear(&loading);
}

/* Two things at one instant make one epoch; what lies behind the horizon makes none. */
Test(epochs, one_an_instant_at_which_something_changes)
{
    load("{'name':'a','group':'g'},{'name':'b','group':'g','joinsAt':'2026-12-02T00:00:00Z'},"
         "{'name':'c','leavesAt':'2026-12-02T00:00:00Z'},"
         "{'name':'d','leavesAt':'2027-12-02T00:00:00Z'}",
         RUN("r", ""),
         "{'at':'2026-12-03T00:00:00Z','do':'setMember','member':'a','set':{'group':'h'}},"
         "{'at':'2026-12-03T00:00:00Z','do':'setMember','member':'b','set':{'powerState':"
         "'Stopped'}}");
    cr_assert_eq(loading.scenario.epoch_count, 3);
    assert_epoch(0, "2026-12-01T08:00:00Z", 3, 0, 0);
    assert_epoch(1, "2026-12-02T00:00:00Z", 3, 0, 1);
    assert_epoch(2, "2026-12-03T00:00:00Z", 3, 2, 0);
    const struct epoch *epochs = loading.scenario.epochs;
    cr_assert(!epochs[1].fleet.members[1].stopped && epochs[2].fleet.members[1].stopped);
    cr_assert_neq(epochs[1].fleet.members[0].group, epochs[2].fleet.members[0].group);
    cr_assert_eq(epoch_at(epochs, 3, epochs[2].at_s - 1), 1);
    cr_assert_eq(epoch_at(epochs, 3, epochs[2].at_s), 2);
    loading_clear(&loading);
}

/* The run that is created at the start has one plan; the one that follows it may be created in any
 * epoch, and of the three two have the same plan. */
Test(epochs, a_run_has_the_plans_of_the_epochs_in_which_it_may_be_created)
{
    load("{'name':'a','group':'g'},{'name':'b','group':'g','joinsAt':'2026-12-02T00:00:00Z'}",
         RUN("r", "") "," RUN("late", ",'start':'2026-12-05T00:00:00Z'") "," RUN(
             "next", ",'start':{'after':'r'}"),
         "{'at':'2026-12-03T00:00:00Z','do':'setMember','member':'a','set':{'powerState':"
         "'Stopped'}}");
    const struct run_plans *plans = loading.scenario.run_plans;
    cr_assert_eq(plans[0].count, 1);
    cr_assert_eq(plans[0].plans[0]->member_count, 1);
    cr_assert_eq(plans[1].count, 1);
    cr_assert_eq(plans[1].plans[0]->member_count, 2);
    cr_assert_eq(plans[2].count, 2);
    cr_assert_eq(plans[2].of_epoch[0], 0);
    cr_assert(plans[2].of_epoch[1] == 1 && plans[2].of_epoch[2] == 1);
    cr_assert_eq(run_plans_slots(&plans[2]), 2);
    loading_clear(&loading);
}

/* ---- What is shown of several plans. */

static uint32_t shown_stage(const struct plan *shown, const char *name)
{
    for (uint32_t i = 0; i < shown->stage_count; i++)
        if (strcmp(shown->stages[i].name, name) == 0)
            return i;
    return NONE;
}

/* a stands in s, then in t: it is shown where the first plan has it; every part of the second plan
 * has its place. */
Test(plan_union, has_the_parts_of_all_plans_and_each_member_once)
{
    load("{'name':'a','group':'g'},{'name':'b','group':'h'}",
         RUN("r", "") "," RUN("next", ",'start':{'after':'r'}"),
         "{'at':'2026-12-03T00:00:00Z','do':'setStrategy','strategy':'plan','stages':["
         "{'name':'t','groups':[{'name':'h'}]},{'name':'s','groups':[{'name':'g','beforeGates':["
         "{'displayName':'go'}],'afterGates':[{'displayName':'done'}]}]}]}");
    const struct plan *shown = &loading.scenario.plans[1];
    const struct run_plans *plans = &loading.scenario.run_plans[1];
    cr_assert_eq(plans->count, 2);
    cr_assert_eq(shown->stage_count, 2);
    cr_assert_eq(shown->group_count, 2);
    cr_assert_eq(shown->member_count, 2);
    cr_assert_eq(shown->gate_count, 2);
    for (uint32_t p = 0; p < 2; p++) {
        const struct plan *plan = plans->plans[p];
        for (uint32_t i = 0; i < plan->stage_count; i++)
            cr_assert_eq(plan->shown->stages[i], shown_stage(shown, plan->stages[i].name));
        for (uint32_t i = 0; i < plan->group_count; i++)
            cr_assert_str_eq(shown->groups[plan->shown->groups[i]].name, plan->groups[i].name);
        for (uint32_t i = 0; i < plan->member_count; i++)
            cr_assert_eq(shown->members[plan->shown->slots[i]], plan->members[i]);
        for (uint32_t i = 0; i < plan->gate_count; i++) {
            const struct plan_gate *gate = &shown->gates[plan->shown->gates[i]];
            cr_assert_str_eq(gate->display_name, plan->gates[i].display_name);
            cr_assert_eq(gate->stage, plan->shown->stages[plan->gates[i].stage]);
        }
    }
    loading_clear(&loading);
}
