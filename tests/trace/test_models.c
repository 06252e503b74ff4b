/* What a planner's models do to an upgrade, with durations that are sums of whole minutes: nodes
 * take no time of their own, so a round is its soak. */
#include "tests/lib/story.h"

#include <criterion/criterion.h>

#define POOLS(settings_)                                                                           \
    "'nodePools':[{'name':'p','count':4,'upgradeSettings':{'maxSurge':2," settings_                \
    "'nodeSoakDurationInMinutes':10}}]"
#define SOAKS                                                                                      \
    "'controlPlaneMinutes':20,'overheadMinutes':0,'nodeMinutes':0,'nodeImageNodeMinutes':0"

/* 20 minutes, then two rounds of 10 minutes, each late by the 15 minutes of a blocked drain; with a
 * time-out of 5 minutes it fails in the first round. */
Test(trace, drain_that_is_blocked_delays_or_fails)
{
    story_check(&(struct story){
        .members = "{'name':'a','durationModel':'pools'," POOLS(
            "") "},{'name':'b','durationModel':'pools'," POOLS("'drainTimeoutInMinutes':5,") "}",
        .durations = ",'pools':{" SOAKS ",'drain':{'blockedProbability':1,'blockedMinutes':15}}",
        .expected =
            "2026-12-01T08:00:00Z run run Running\n"
            "2026-12-01T08:00:00Z run default Running\n"
            "2026-12-01T08:00:00Z run default/default Running\n"
            "2026-12-01T08:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T09:10:00Z run default/default/a Completed\n"
            "2026-12-01T09:10:00Z run default/default/b Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T09:35:00Z run default/default/b Failed UpgradeFailed (drain)\n"
            "2026-12-01T09:35:00Z run run Failed UpgradeFailed (drain): 1 member failed\n"
            "2026-12-01T09:35:00Z run default Failed UpgradeFailed (drain): 1 member failed\n"
            "2026-12-01T09:35:00Z run default/default Failed UpgradeFailed (drain): 1 member "
            "failed\n"});
}

/* Cordon gives both rounds up after 5 minutes and goes on; then the upgrade ends as failed, unless
 * the scenario says that it does not. */
Test(trace, drain_that_cordon_gives_up)
{
    struct story story = {
        .members = "{'name':'a','durationModel':'pools'," POOLS(
            "'drainTimeoutInMinutes':5,'undrainableNodeBehavior':'Cordon',"
            "'maxBlockedNodes':4,") "}",
        .durations = ",'pools':{" SOAKS ",'drain':{'blockedProbability':1,'blockedMinutes':15}}",
        .expected =
            "2026-12-01T08:00:00Z run run Running\n"
            "2026-12-01T08:00:00Z run default Running\n"
            "2026-12-01T08:00:00Z run default/default Running\n"
            "2026-12-01T08:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
            "2026-12-01T08:50:00Z run default/default/a Failed UpgradeFailed (drain)\n"
            "2026-12-01T08:50:00Z run run Failed UpgradeFailed (drain): 1 member failed\n"
            "2026-12-01T08:50:00Z run default Failed UpgradeFailed (drain): 1 member failed\n"
            "2026-12-01T08:50:00Z run default/default Failed UpgradeFailed (drain): 1 member "
            "failed\n"};
    story_check(&story);
    story.controller = "'windowPollMinutes':0,'windowPollPhaseMinutes':0,'cordonedNodesFail':false";
    story.expected = "2026-12-01T08:00:00Z run run Running\n"
                     "2026-12-01T08:00:00Z run default Running\n"
                     "2026-12-01T08:00:00Z run default/default Running\n"
                     "2026-12-01T08:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
                     "2026-12-01T08:50:00Z run default/default/a Completed\n"
                     "2026-12-01T08:50:00Z run run Completed\n"
                     "2026-12-01T08:50:00Z run default Completed\n"
                     "2026-12-01T08:50:00Z run default/default Completed\n";
    story_check(&story);
}

/* Pools one after another take 20 + 20 + 20 minutes, side by side 20 + 20. */
Test(trace, pools_side_by_side)
{
    story_check(&(struct story){
        .members = "{'name':'a','durationModel':'pools','nodePools':["
                   "{'name':'p','count':2,'upgradeSettings':{'nodeSoakDurationInMinutes':10}},"
                   "{'name':'q','count':2,'upgradeSettings':{'nodeSoakDurationInMinutes':10}}]},"
                   "{'name':'b','durationModel':'side','nodePools':["
                   "{'name':'p','count':2,'upgradeSettings':{'nodeSoakDurationInMinutes':10}},"
                   "{'name':'q','count':2,'upgradeSettings':{'nodeSoakDurationInMinutes':10}}]}",
        .durations = ",'pools':{" SOAKS "},'side':{" SOAKS ",'poolsInParallel':true}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run default Running\n"
                    "2026-12-01T08:00:00Z run default/default Running\n"
                    "2026-12-01T08:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run default/default/a Completed\n"
                    "2026-12-01T09:00:00Z run default/default/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:40:00Z run default/default/b Completed\n"
                    "2026-12-01T09:40:00Z run run Completed\n"
                    "2026-12-01T09:40:00Z run default Completed\n"
                    "2026-12-01T09:40:00Z run default/default Completed\n"});
}

/* 950 nodes and a tenth more are over the thousand: refused at once. */
Test(trace, pool_that_its_surge_makes_too_large)
{
    story_check(&(struct story){
        .members = "{'name':'a','nodePools':[{'name':'p','count':950,"
                   "'upgradeSettings':{'maxSurge':'10%'}}]}",
        .expected = "2026-12-01T08:00:00Z run run Failed PoolTooLarge: 1 member failed\n"
                    "2026-12-01T08:00:00Z run default Failed PoolTooLarge: 1 member failed\n"
                    "2026-12-01T08:00:00Z run default/default Failed PoolTooLarge: 1 member "
                    "failed\n"
                    "2026-12-01T08:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run default/default/a Failed PoolTooLarge\n"});
}

/* From 08:50 to 10:50 upgrades that begin in a region take twice as long and fail half way. a began
 * before, b is in no region, d comes when it is over. */
Test(trace, risk_hits_what_begins_in_a_region_while_it_lasts)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'g','region':'west'},{'name':'b','group':'g'},"
                   "{'name':'c','group':'g','region':'west'},"
                   "{'name':'d','group':'g','region':'west'}",
        .stages = "{'name':'s','maxAllowedFailures':'100%','groups':[{'name':'g',"
                  "'maxAllowedFailures':'100%'}]}",
        .models = ",'risks':[{'name':'incident','probability':1,'scope':'region',"
                  "'memberFailureProbability':1,'durationFactor':2,"
                  "'startsAt':'2026-12-01T08:50:00Z','lasts':'2h'}]",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/g Running\n"
                    "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/g/a Completed\n"
                    "2026-12-01T09:00:00Z run s/g/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T10:00:00Z run s/g/b Completed\n"
                    "2026-12-01T10:00:00Z run s/g/c Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T11:00:00Z run s/g/c Failed incident\n"
                    "2026-12-01T11:00:00Z run s/g/d Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T12:00:00Z run s/g/d Completed\n"
                    "2026-12-01T12:00:00Z run run Completed\n"
                    "2026-12-01T12:00:00Z run s Completed\n"
                    "2026-12-01T12:00:00Z run s/g Completed\n"});
}

#define SURGES(extra_)                                                                             \
    "'region':'west','durationModel':'pools','nodePools':[{'name':'p','count':4,'vcpus':8,"        \
    "'upgradeSettings':{'maxSurge':2,'nodeSoakDurationInMinutes':10}}" extra_ "]"

/* Each wants 16 vCPUs for two rounds of 10 minutes after the control plane's 20. There are 24: b
 * has to do with one node of 8, four rounds; c gets none and fails when its pool's turn comes. */
Test(trace, quota_is_exceeded_or_one_surge_node_is_enough)
{
    struct story story = {
        .members = "{'name':'a','group':'g'," SURGES("") "},{'name':'b','group':'g'," SURGES(
            "") "},{'name':'c','group':'g'," SURGES("") "}",
        .stages = "{'name':'s','maxAllowedFailures':'100%','groups':[{'name':'g',"
                  "'maxConcurrency':'3','maxAllowedFailures':'100%'}]}",
        .durations = ",'pools':{" SOAKS "}",
        .models = ",'quota':[{'region':'west','vCPUs':24}]",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/g Running\n"
                    "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/g/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/g/c Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:20:00Z run s/g/c Failed QuotaExceeded\n"
                    "2026-12-01T08:40:00Z run s/g/a Completed\n"
                    "2026-12-01T09:00:00Z run s/g/b Completed\n"
                    "2026-12-01T09:00:00Z run run Completed\n"
                    "2026-12-01T09:00:00Z run s Completed\n"
                    "2026-12-01T09:00:00Z run s/g Completed\n"};
    story_check(&story);
    story.controller = "'windowPollMinutes':0,'windowPollPhaseMinutes':0,'surgeFallback':'never'";
    story.expected = "2026-12-01T08:00:00Z run run Running\n"
                     "2026-12-01T08:00:00Z run s Running\n"
                     "2026-12-01T08:00:00Z run s/g Running\n"
                     "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
                     "2026-12-01T08:00:00Z run s/g/b Running 1.34.0 -> 1.35.0\n"
                     "2026-12-01T08:00:00Z run s/g/c Running 1.34.0 -> 1.35.0\n"
                     "2026-12-01T08:20:00Z run s/g/b Failed QuotaExceeded\n"
                     "2026-12-01T08:20:00Z run s/g/c Failed QuotaExceeded\n"
                     "2026-12-01T08:40:00Z run s/g/a Completed\n"
                     "2026-12-01T08:40:00Z run run Completed\n"
                     "2026-12-01T08:40:00Z run s Completed\n"
                     "2026-12-01T08:40:00Z run s/g Completed\n";
    story_check(&story);
}

/* a's pool has the quota from 08:20 to 08:40, b's of another subscription has its own; c, one after
 * a, begins when a is done and finds it free again. */
Test(trace, quota_is_free_again_when_the_surge_nodes_are_gone)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'g','labels':{'subscription':'one'}," SURGES(
            "") "},{'name':'b','group':'h','labels':{'subscription':'two'}"
                "," SURGES("") "},{'name':'c','group':'g','labels':{'"
                               "subscription':'one'}," SURGES("") "}",
        .stages = "{'name':'s','groups':[{'name':'g'},{'name':'h'}]}",
        .durations = ",'pools':{" SOAKS "}",
        .models = ",'quota':[{'region':'west','vCPUs':16,'subscription':'one'},"
                  "{'region':'west','vCPUs':16}]",
        .controller = "'windowPollMinutes':0,'windowPollPhaseMinutes':0,'"
                      "surgeFallback':'never'",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/g Running\n"
                    "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/h Running\n"
                    "2026-12-01T08:00:00Z run s/h/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:40:00Z run s/g/a Completed\n"
                    "2026-12-01T08:40:00Z run s/h/b Completed\n"
                    "2026-12-01T08:40:00Z run s/g/c Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:40:00Z run s/h Completed\n"
                    "2026-12-01T09:20:00Z run s/g/c Completed\n"
                    "2026-12-01T09:20:00Z run run Completed\n"
                    "2026-12-01T09:20:00Z run s Completed\n"
                    "2026-12-01T09:20:00Z run s/g Completed\n"});
}

/* b's subscription has none to give; by its turn it has moved to the one that has. */
Test(trace, quota_of_a_member_that_an_operation_changes)
{
    story_check(&(struct story){
        .members = "{'name':'a','labels':{'subscription':'one'}," SURGES(
            "") "},{'name':'b','labels':{'subscription':'two'}," SURGES("") "}",
        .durations = ",'pools':{" SOAKS "}",
        .models = ",'quota':[{'region':'west','vCPUs':0,'subscription':'two'},"
                  "{'region':'west','vCPUs':16,'subscription':'one'}]",
        .operations = "{'at':'2026-12-01T08:10:00Z','do':'setMember','member':'b',"
                      "'set':{'labels':{'subscription':'one'}}}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run default Running\n"
                    "2026-12-01T08:00:00Z run default/default Running\n"
                    "2026-12-01T08:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:40:00Z run default/default/a Completed\n"
                    "2026-12-01T08:40:00Z run default/default/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:20:00Z run default/default/b Completed\n"
                    "2026-12-01T09:20:00Z run run Completed\n"
                    "2026-12-01T09:20:00Z run default Completed\n"
                    "2026-12-01T09:20:00Z run default/default Completed\n"});
}
