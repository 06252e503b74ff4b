/* R37 to R42: what channels aim at, when profiles make runs, what these are called and how several
 * live side by side. */
#include "tests/lib/story.h"

#include <criterion/criterion.h>

/* Nothing comes but what the story says. */
#define NOTHING_DRAWN                                                                              \
    "'future':{'kubernetesPatches':'none','kubernetesMinors':'none','nodeImages':'none'}"
#define IMAGE(version, published, regions)                                                         \
    "{'family':'AKSUbuntu-2204gen2containerd','version':'" version "','published':'" published     \
    "'" regions "}"
#define POOL(image)                                                                                \
    "'kubernetesVersion':'1.36.1','nodePools':[{'name':'p','count':1,'nodeImageVersion':'"         \
    "AKSUbuntu-2204gen2containerd-" image "'}]"

/* N is 1.33 until 1.37.1 is out; 1.38.0 is a preview and counts for nothing. */
#define MINORS                                                                                     \
    ",'releases':{" NOTHING_DRAWN ",'kubernetes':["                                                \
    "{'version':'1.36.1','published':'2026-11-01T00:00:00Z'},"                                     \
    "{'version':'1.35.9','published':'2026-11-01T00:00:00Z'},"                                     \
    "{'version':'1.36.2','published':'2026-12-03T00:00:00Z'},"                                     \
    "{'version':'1.37.1','published':'2026-12-05T00:00:00Z'},"                                     \
    "{'version':'1.38.0','published':'2026-12-07T00:00:00Z','preview':true}]}"

Test(trace, R37_Rapid_follows_the_newest_minor)
{
    story_check(&(struct story){
        .members = "{'name':'a','kubernetesVersion':'1.36.1'}",
        .profiles = "{'name':'fast','channel':'Rapid'}",
        .more = MINORS,
        .expected = "2026-12-03T00:00:00Z fast#1 run Running auto-fast-rapid-1-36-2-qgdnjc8\n"
                    "2026-12-03T00:00:00Z fast#1 default Running\n"
                    "2026-12-03T00:00:00Z fast#1 default/default Running\n"
                    "2026-12-03T00:00:00Z fast#1 default/default/a Running 1.36.1 -> 1.36.2\n"
                    "2026-12-03T01:00:00Z fast#1 default/default/a Completed\n"
                    "2026-12-03T01:00:00Z fast#1 run Completed\n"
                    "2026-12-03T01:00:00Z fast#1 default Completed\n"
                    "2026-12-03T01:00:00Z fast#1 default/default Completed\n"
                    "2026-12-05T00:00:00Z fast#2 run Running auto-fast-rapid-1-37-1-5i99hjq\n"
                    "2026-12-05T00:00:00Z fast#2 default Running\n"
                    "2026-12-05T00:00:00Z fast#2 default/default Running\n"
                    "2026-12-05T00:00:00Z fast#2 default/default/a Running 1.36.2 -> 1.37.1\n"
                    "2026-12-05T01:00:00Z fast#2 default/default/a Completed\n"
                    "2026-12-05T01:00:00Z fast#2 run Completed\n"
                    "2026-12-05T01:00:00Z fast#2 default Completed\n"
                    "2026-12-05T01:00:00Z fast#2 default/default Completed\n"});
}

Test(trace, R37_Stable_stays_one_minor_behind)
{
    story_check(&(struct story){
        .members = "{'name':'a','kubernetesVersion':'1.35.9'}",
        .profiles = "{'name':'calm','channel':'Stable'}",
        .more = MINORS,
        .expected = "2026-12-05T00:00:00Z calm#1 run Running auto-calm-stable-1-36-2-3i9qx4t\n"
                    "2026-12-05T00:00:00Z calm#1 default Running\n"
                    "2026-12-05T00:00:00Z calm#1 default/default Running\n"
                    "2026-12-05T00:00:00Z calm#1 default/default/a Running 1.35.9 -> 1.36.2\n"
                    "2026-12-05T01:00:00Z calm#1 default/default/a Completed\n"
                    "2026-12-05T01:00:00Z calm#1 run Completed\n"
                    "2026-12-05T01:00:00Z calm#1 default Completed\n"
                    "2026-12-05T01:00:00Z calm#1 default/default Completed\n"});
}

/* Lower minors come up to the target first, then there are only patches. */
Test(trace, R37_TargetKubernetesVersion_keeps_to_its_minor)
{
    story_check(&(struct story){
        .members =
            "{'name':'a','kubernetesVersion':'1.35.9'},{'name':'b','kubernetesVersion':'1.36.1'}",
        .profiles =
            "{'name':'fix','channel':'TargetKubernetesVersion','targetKubernetesVersion':'1.36'}",
        .more = MINORS,
        .expected = "2026-12-03T00:00:00Z fix#1 run Running "
                    "auto-fix-targetkubernetesversion-1-36-2-47qu6ia\n"
                    "2026-12-03T00:00:00Z fix#1 default Running\n"
                    "2026-12-03T00:00:00Z fix#1 default/default Running\n"
                    "2026-12-03T00:00:00Z fix#1 default/default/a Running 1.35.9 -> 1.36.2\n"
                    "2026-12-03T01:00:00Z fix#1 default/default/a Completed\n"
                    "2026-12-03T01:00:00Z fix#1 default/default/b Running 1.36.1 -> 1.36.2\n"
                    "2026-12-03T02:00:00Z fix#1 default/default/b Completed\n"
                    "2026-12-03T02:00:00Z fix#1 run Completed\n"
                    "2026-12-03T02:00:00Z fix#1 default Completed\n"
                    "2026-12-03T02:00:00Z fix#1 default/default Completed\n"});
}

#define OLD_MINOR                                                                                  \
    ",'releases':{" NOTHING_DRAWN ",'kubernetes':["                                                \
    "{'version':'1.36.1','published':'2026-11-01T00:00:00Z'},"                                     \
    "{'version':'1.33.9','published':'2026-12-03T00:00:00Z'}]}"

Test(trace, R37_a_minor_older_than_N_2_makes_no_run)
{
    story_check(&(struct story){
        .members = "{'name':'a','kubernetesVersion':'1.33.1'}",
        .profiles =
            "{'name':'old','channel':'TargetKubernetesVersion','targetKubernetesVersion':'1.33'}",
        .more = OLD_MINOR,
        .expected = ""});
}

/* With long-term support there are runs; a member without the plan fails, and the run with it. */
Test(trace, R37_long_term_support_needs_the_plan)
{
    story_check(&(struct story){
        .members =
            "{'name':'a','kubernetesVersion':'1.33.1','supportPlan':'AKSLongTermSupport'},"
            "{'name':'b','kubernetesVersion':'1.33.1'},{'name':'c','kubernetesVersion':'1.33.1'}",
        .profiles =
            "{'name':'lts','channel':'TargetKubernetesVersion','targetKubernetesVersion':'1.33',"
            "'longTermSupport':true}",
        .more = OLD_MINOR,
        .expected =
            "2026-12-03T00:00:00Z lts#1 run Running "
            "auto-lts-targetkubernetesversion-1-33-9-88j1bl9\n"
            "2026-12-03T00:00:00Z lts#1 default Running\n"
            "2026-12-03T00:00:00Z lts#1 default/default Running\n"
            "2026-12-03T00:00:00Z lts#1 default/default/a Running 1.33.1 -> 1.33.9\n"
            "2026-12-03T01:00:00Z lts#1 default/default/a Completed\n"
            "2026-12-03T01:00:00Z lts#1 run Failed LtsNotEnabled: 1 member failed\n"
            "2026-12-03T01:00:00Z lts#1 default Failed LtsNotEnabled: 1 member failed\n"
            "2026-12-03T01:00:00Z lts#1 default/default Failed LtsNotEnabled: 1 member failed\n"
            "2026-12-03T01:00:00Z lts#1 default/default/b Running 1.33.1 -> 1.33.9\n"
            "2026-12-03T01:00:00Z lts#1 default/default/b Failed LtsNotEnabled\n"});
}

#define WINDOWS_POOL                                                                               \
    "{'name':'w','count':1,'osType':'Windows','nodeImageVersion':'AKSWindows-2022-containerd-"     \
    "20348.3000.251101'}"

/* The mixed member is upgraded in its Linux pool, the one with Windows only is skipped. */
Test(trace, R37_SecurityPatch_leaves_Windows_alone)
{
    story_check(&(struct story){
        .members = "{'name':'mixed','kubernetesVersion':'1.36.1','nodePools':[{'name':'p','count':"
                   "1,'nodeImageVersion':"
                   "'AKSUbuntu-2204gen2containerd-202611.01.0'}," WINDOWS_POOL "]},"
                   "{'name':'win','kubernetesVersion':'1.36.1','nodePools':[" WINDOWS_POOL "]}",
        .profiles = "{'name':'sec','channel':'SecurityPatch'}",
        .more = ",'releases':{" NOTHING_DRAWN ",'nodeImages':[" IMAGE(
            "202612.02.0", "2026-12-03T00:00:00Z",
            "") ","
                "{'family':'AKSWindows-2022-containerd','version':'20348.3100.261205',"
                "'published':'2026-12-05T00:00:00Z'}]}",
        .expected =
            "2026-12-03T00:00:00Z sec#1 run Running auto-sec-securitypatch-202612-02-0-d3nzxna\n"
            "2026-12-03T00:00:00Z sec#1 default Running\n"
            "2026-12-03T00:00:00Z sec#1 default/default Running\n"
            "2026-12-03T00:00:00Z sec#1 default/default/mixed Running image\n"
            "2026-12-03T01:00:00Z sec#1 default/default/mixed Completed\n"
            "2026-12-03T01:00:00Z sec#1 run Completed\n"
            "2026-12-03T01:00:00Z sec#1 default Completed\n"
            "2026-12-03T01:00:00Z sec#1 default/default Completed\n"
            "2026-12-03T01:00:00Z sec#1 default/default/win Skipped WindowsPoolSkipped\n"});
}

/* Images wait for the region; the newest image is out when it is in the first region. */
Test(trace, R39_NodeImage_takes_what_is_published_and_waits_for_the_region)
{
    story_check(&(struct story){
        .members = "{'name':'a','region':'eastus'," POOL(
            "202611.01.0") "},"
                           "{'name':'b','region':'westeurope'," POOL("202611.01.0") "}",
        .profiles = "{'name':'os','channel':'NodeImage'}",
        .more = ",'releases':{" NOTHING_DRAWN
                ",'nodeImages':[" IMAGE("202612.01.0", "2026-12-02T00:00:00Z",
                                        ",'regions':{'eastus':'2026-12-02T00:00:00Z','westeurope':"
                                        "'2026-12-04T00:00:00Z'}") "]}",
        .expected = "2026-12-02T00:00:00Z os#1 run Running auto-os-nodeimage-202612-01-0-qxykv6p\n"
                    "2026-12-02T00:00:00Z os#1 default Running\n"
                    "2026-12-02T00:00:00Z os#1 default/default Running\n"
                    "2026-12-02T00:00:00Z os#1 default/default/a Running image\n"
                    "2026-12-02T01:00:00Z os#1 default/default/a Completed\n"
                    "2026-12-02T01:00:00Z os#1 run Pending\n"
                    "2026-12-02T01:00:00Z os#1 default Pending\n"
                    "2026-12-02T01:00:00Z os#1 default/default Pending\n"
                    "2026-12-02T01:00:00Z os#1 default/default/b Pending "
                    "NodeImageVersionNotAvailable: arrives 2026-12-04T00:00:00Z\n"
                    "2026-12-04T00:00:00Z os#1 run Running\n"
                    "2026-12-04T00:00:00Z os#1 default Running\n"
                    "2026-12-04T00:00:00Z os#1 default/default Running\n"
                    "2026-12-04T00:00:00Z os#1 default/default/b Running image\n"
                    "2026-12-04T01:00:00Z os#1 default/default/b Completed\n"
                    "2026-12-04T01:00:00Z os#1 run Completed\n"
                    "2026-12-04T01:00:00Z os#1 default Completed\n"
                    "2026-12-04T01:00:00Z os#1 default/default Completed\n"});
}

/* latestCommon: the first trigger finds nothing that all regions have newly; the second takes the
 * first image. */
Test(trace, R39_latestCommon_takes_what_all_regions_have)
{
    story_check(&(struct story){
        .members = "{'name':'a','region':'eastus'," POOL(
            "202611.01.0") "},"
                           "{'name':'b','region':'westeurope'," POOL("202611.01.0") "}",
        .profiles = "{'name':'os','channel':'NodeImage'}",
        .controller = "'windowPollMinutes':0,'windowPollPhaseMinutes':0,'autoUpgradeImage':"
                      "'latestCommon'",
        .more = ",'releases':{" NOTHING_DRAWN ",'nodeImages':[" IMAGE(
            "202612.01.0", "2026-12-02T00:00:00Z",
            ",'regions':{'eastus':'2026-12-02T00:00:00Z','westeurope':"
            "'2026-12-04T00:00:00Z'}") "," IMAGE("202612.08.0", "2026-12-09T00:00:00Z",
                                                 ",'regions':{'eastus':'2026-12-09T00:00:00Z','"
                                                 "westeurope':"
                                                 "'2026-12-11T00:00:00Z'}") "]}",
        .expected =
            "2026-12-02T00:00:00Z os#1 run Completed auto-os-nodeimage-202611-01-0-38derr2\n"
            "2026-12-02T00:00:00Z os#1 default Skipped\n"
            "2026-12-02T00:00:00Z os#1 default/default Skipped\n"
            "2026-12-02T00:00:00Z os#1 default/default/a Skipped AlreadyAtTarget\n"
            "2026-12-02T00:00:00Z os#1 default/default/b Skipped AlreadyAtTarget\n"
            "2026-12-09T00:00:00Z os#2 run Running auto-os-nodeimage-202612-01-0-qxykv6p\n"
            "2026-12-09T00:00:00Z os#2 default Running\n"
            "2026-12-09T00:00:00Z os#2 default/default Running\n"
            "2026-12-09T00:00:00Z os#2 default/default/a Running image\n"
            "2026-12-09T01:00:00Z os#2 default/default/a Completed\n"
            "2026-12-09T01:00:00Z os#2 default/default/b Running image\n"
            "2026-12-09T02:00:00Z os#2 default/default/b Completed\n"
            "2026-12-09T02:00:00Z os#2 run Completed\n"
            "2026-12-09T02:00:00Z os#2 default Completed\n"
            "2026-12-09T02:00:00Z os#2 default/default Completed\n"});
}

/* What is out before the start triggers nothing; the delay is added to the publication. */
Test(trace, R39_a_trigger_may_come_later_than_the_release)
{
    story_check(&(struct story){
        .members = "{'name':'a'," POOL("202610.01.0") "}",
        .profiles = "{'name':'os','channel':'NodeImage'}",
        .controller = "'windowPollMinutes':0,'windowPollPhaseMinutes':0,'triggerDelayHours':36",
        .more = ",'releases':{" NOTHING_DRAWN
                ",'nodeImages':[" IMAGE("202611.20.0", "2026-11-27T00:00:00Z", "") "," IMAGE(
                    "202612.01.0", "2026-12-02T00:00:00Z", "") "]}",
        .expected = "2026-12-03T12:00:00Z os#1 run Running auto-os-nodeimage-202612-01-0-qxykv6p\n"
                    "2026-12-03T12:00:00Z os#1 default Running\n"
                    "2026-12-03T12:00:00Z os#1 default/default Running\n"
                    "2026-12-03T12:00:00Z os#1 default/default/a Running image\n"
                    "2026-12-03T13:00:00Z os#1 default/default/a Completed\n"
                    "2026-12-03T13:00:00Z os#1 run Completed\n"
                    "2026-12-03T13:00:00Z os#1 default Completed\n"
                    "2026-12-03T13:00:00Z os#1 default/default Completed\n"});
}

/* Two images while the delay runs: the first trigger takes the newer one, and the second finds its
 * run made. */
Test(trace, R40_the_same_run_is_made_once)
{
    story_check(&(struct story){
        .members = "{'name':'a'," POOL("202610.01.0") "}",
        .profiles = "{'name':'os','channel':'NodeImage'}",
        .controller = "'windowPollMinutes':0,'windowPollPhaseMinutes':0,'triggerDelayHours':48",
        .more = ",'releases':{" NOTHING_DRAWN
                ",'nodeImages':[" IMAGE("202612.01.0", "2026-12-02T00:00:00Z", "") "," IMAGE(
                    "202612.02.0", "2026-12-03T00:00:00Z", "") "]}",
        .expected = "2026-12-04T00:00:00Z os#1 run Running auto-os-nodeimage-202612-02-0-wgtmgv1\n"
                    "2026-12-04T00:00:00Z os#1 default Running\n"
                    "2026-12-04T00:00:00Z os#1 default/default Running\n"
                    "2026-12-04T00:00:00Z os#1 default/default/a Running image\n"
                    "2026-12-04T01:00:00Z os#1 default/default/a Completed\n"
                    "2026-12-04T01:00:00Z os#1 run Completed\n"
                    "2026-12-04T01:00:00Z os#1 default Completed\n"
                    "2026-12-04T01:00:00Z os#1 default/default Completed\n"});
}

/* Of 1.33, out of support since July 2026: for images only the minor counts. */
Test(trace, R38_a_member_out_of_support_is_skipped)
{
    story_check(&(struct story){
        .members = "{'name':'a'," POOL(
            "202610.01.0") "},{'name':'old','kubernetesVersion':'1.33.2','nodePools':[{"
                           "'name':'p','count':1,'nodeImageVersion':'AKSUbuntu-2204gen2containerd-"
                           "202610.01.0'}]}",
        .profiles = "{'name':'os','channel':'NodeImage'}",
        .more = ",'releases':{" NOTHING_DRAWN
                ",'nodeImages':[" IMAGE("202612.01.0", "2026-12-02T00:00:00Z", "") "]}",
        .expected = "2026-12-02T00:00:00Z os#1 run Running auto-os-nodeimage-202612-01-0-qxykv6p\n"
                    "2026-12-02T00:00:00Z os#1 default Running\n"
                    "2026-12-02T00:00:00Z os#1 default/default Running\n"
                    "2026-12-02T00:00:00Z os#1 default/default/a Running image\n"
                    "2026-12-02T01:00:00Z os#1 default/default/a Completed\n"
                    "2026-12-02T01:00:00Z os#1 run Completed\n"
                    "2026-12-02T01:00:00Z os#1 default Completed\n"
                    "2026-12-02T01:00:00Z os#1 default/default Completed\n"
                    "2026-12-02T01:00:00Z os#1 default/default/old Skipped OutOfSupport\n"});
}

Test(trace, R41_a_disabled_profile_makes_no_run)
{
    story_check(&(struct story){.members = "{'name':'a'," POOL("202610.01.0") "}",
                                .profiles = "{'name':'os','channel':'NodeImage','disabled':true}",
                                .more = ",'releases':{" NOTHING_DRAWN ",'nodeImages':[" IMAGE(
                                    "202612.01.0", "2026-12-02T00:00:00Z", "") "]}",
                                .expected = ""});
}

/* A disabled profile still generates; the run is not started until somebody does it, and the same
 * one is not made again. */
Test(trace, R40_a_run_is_generated_and_started_by_hand)
{
    story_check(&(struct story){
        .members = "{'name':'a'," POOL("202610.01.0") "}",
        .profiles = "{'name':'os','channel':'NodeImage','disabled':true}",
        .more = ",'releases':{" NOTHING_DRAWN
                ",'nodeImages':[" IMAGE("202612.01.0", "2026-12-02T00:00:00Z", "") "]}",
        .operations = "{'at':'2026-12-03T00:00:00Z','do':'start','run':'profile:os'},"
                      "{'at':'2026-12-03T01:00:00Z','do':'generateUpdateRun','profile':'os'},"
                      "{'at':'2026-12-03T02:00:00Z','do':'generateUpdateRun','profile':'os'},"
                      "{'at':'2026-12-03T03:00:00Z','do':'start','run':'profile:os'},"
                      "{'at':'2026-12-05T00:00:00Z','do':'deleteProfile','profile':'os'},"
                      "{'at':'2026-12-05T01:00:00Z','do':'generateUpdateRun','profile':'os'}",
        .expected =
            "2026-12-03T00:00:00Z start refused: the update run does not exist\n"
            "2026-12-03T01:00:00Z os#1 run NotStarted auto-os-nodeimage-202612-01-0-qxykv6p\n"
            "2026-12-03T03:00:00Z os#1 run Running\n"
            "2026-12-03T03:00:00Z os#1 default Running\n"
            "2026-12-03T03:00:00Z os#1 default/default Running\n"
            "2026-12-03T03:00:00Z os#1 default/default/a Running image\n"
            "2026-12-03T04:00:00Z os#1 default/default/a Completed\n"
            "2026-12-03T04:00:00Z os#1 run Completed\n"
            "2026-12-03T04:00:00Z os#1 default Completed\n"
            "2026-12-03T04:00:00Z os#1 default/default Completed\n"
            "2026-12-05T01:00:00Z generateUpdateRun refused: the auto-upgrade profile does not "
            "exist\n"});
}

/* Only releases that are published while it is enabled make runs. */
Test(trace, R41_a_profile_is_enabled_and_disabled)
{
    story_check(&(struct story){
        .members = "{'name':'a'," POOL("202610.01.0") "}",
        .profiles = "{'name':'os','channel':'NodeImage','disabled':true}",
        .more = ",'releases':{" NOTHING_DRAWN
                ",'nodeImages':[" IMAGE("202612.01.0", "2026-12-02T00:00:00Z", "") "," IMAGE(
                    "202612.02.0", "2026-12-04T00:00:00Z",
                    "") "," IMAGE("202612.03.0", "2026-12-06T00:00:00Z", "") "]}",
        .operations = "{'at':'2026-12-03T00:00:00Z','do':'enableProfile','profile':'os'},"
                      "{'at':'2026-12-05T00:00:00Z','do':'disableProfile','profile':'os'}",
        .expected = "2026-12-04T00:00:00Z os#1 run Running auto-os-nodeimage-202612-02-0-wgtmgv1\n"
                    "2026-12-04T00:00:00Z os#1 default Running\n"
                    "2026-12-04T00:00:00Z os#1 default/default Running\n"
                    "2026-12-04T00:00:00Z os#1 default/default/a Running image\n"
                    "2026-12-04T01:00:00Z os#1 default/default/a Completed\n"
                    "2026-12-04T01:00:00Z os#1 run Completed\n"
                    "2026-12-04T01:00:00Z os#1 default Completed\n"
                    "2026-12-04T01:00:00Z os#1 default/default Completed\n"});
}

/* The strategy is read when a run is created: the first run goes on one by one when it is edited.
 */
Test(trace, R41_an_edited_strategy_is_for_later_runs)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'g'," POOL("202610.01.0") "},{'name':'b','group':'g'," POOL(
            "202610.01.0") "}",
        .stages = "{'name':'s','groups':[{'name':'g'}]}",
        .profiles = "{'name':'os','channel':'NodeImage','updateStrategy':'plan'}",
        .more = ",'releases':{" NOTHING_DRAWN
                ",'nodeImages':[" IMAGE("202612.01.0", "2026-12-02T00:00:00Z", "") "," IMAGE(
                    "202612.02.0", "2026-12-04T00:00:00Z", "") "]}",
        .operations = "{'at':'2026-12-02T00:30:00Z','do':'setStrategy','strategy':'plan',"
                      "'stages':[{'name':'both','maxConcurrency':'2','groups':[{'name':'g',"
                      "'maxConcurrency':'2'}]}]}",
        .expected = "2026-12-02T00:00:00Z os#1 run Running auto-os-nodeimage-202612-01-0-z6evo87\n"
                    "2026-12-02T00:00:00Z os#1 s Running\n"
                    "2026-12-02T00:00:00Z os#1 s/g Running\n"
                    "2026-12-02T00:00:00Z os#1 s/g/a Running image\n"
                    "2026-12-02T01:00:00Z os#1 s/g/a Completed\n"
                    "2026-12-02T01:00:00Z os#1 s/g/b Running image\n"
                    "2026-12-02T02:00:00Z os#1 s/g/b Completed\n"
                    "2026-12-02T02:00:00Z os#1 run Completed\n"
                    "2026-12-02T02:00:00Z os#1 s Completed\n"
                    "2026-12-02T02:00:00Z os#1 s/g Completed\n"
                    "2026-12-04T00:00:00Z os#2 run Running auto-os-nodeimage-202612-02-0-81p0wfi\n"
                    "2026-12-04T00:00:00Z os#2 both Running\n"
                    "2026-12-04T00:00:00Z os#2 both/g Running\n"
                    "2026-12-04T00:00:00Z os#2 both/g/a Running image\n"
                    "2026-12-04T00:00:00Z os#2 both/g/b Running image\n"
                    "2026-12-04T01:00:00Z os#2 both/g/a Completed\n"
                    "2026-12-04T01:00:00Z os#2 both/g/b Completed\n"
                    "2026-12-04T01:00:00Z os#2 run Completed\n"
                    "2026-12-04T01:00:00Z os#2 both Completed\n"
                    "2026-12-04T01:00:00Z os#2 both/g Completed\n"});
}

/* A profile that turns from images to Kubernetes: the change itself triggers nothing, nor does the
 * image of the 4th. Its runs then wait for the other window, and have its new strategy. */
Test(trace, R41_a_profile_changes_channel_and_strategy)
{
    story_check(&(struct story){
        .members =
            "{'name':'a','group':'g','maintenance':{'aksManagedAutoUpgradeSchedule':'night'}," POOL(
                "202610.01.0") "}",
        .stages = "{'name':'s','groups':[{'name':'g'}]}",
        .windows = "'night':{'schedule':{'daily':{'intervalDays':1}},'durationHours':4,"
                   "'startTime':'22:00','utcOffset':'+00:00'}",
        .profiles = "{'name':'os','channel':'NodeImage'}",
        .more = ",'releases':{" NOTHING_DRAWN
                ",'kubernetes':[{'version':'1.36.2','published':'2026-12-02T12:00:00Z'},"
                "{'version':'1.36.3','published':'2026-12-05T12:00:00Z'}]"
                ",'nodeImages':[" IMAGE("202612.01.0", "2026-12-02T12:00:00Z", "") "," IMAGE(
                    "202612.02.0", "2026-12-04T00:00:00Z", "") "]}",
        .operations = "{'at':'2026-12-03T00:00:00Z','do':'setProfile','profile':'os','set':{"
                      "'channel':'Rapid','updateStrategy':'plan'}}",
        .expected =
            "2026-12-02T12:00:00Z os#1 run Running auto-os-nodeimage-202612-01-0-qxykv6p\n"
            "2026-12-02T12:00:00Z os#1 default Running\n"
            "2026-12-02T12:00:00Z os#1 default/default Running\n"
            "2026-12-02T12:00:00Z os#1 default/default/a Running image\n"
            "2026-12-02T13:00:00Z os#1 default/default/a Completed\n"
            "2026-12-02T13:00:00Z os#1 run Completed\n"
            "2026-12-02T13:00:00Z os#1 default Completed\n"
            "2026-12-02T13:00:00Z os#1 default/default Completed\n"
            "2026-12-05T12:00:00Z os#2 run Pending auto-os-rapid-1-36-3-i9t8dwp\n"
            "2026-12-05T12:00:00Z os#2 s Pending\n"
            "2026-12-05T12:00:00Z os#2 s/g Pending\n"
            "2026-12-05T12:00:00Z os#2 s/g/a Pending WindowClosed: opens 2026-12-05T22:00:00Z\n"
            "2026-12-05T22:00:00Z os#2 run Running\n"
            "2026-12-05T22:00:00Z os#2 s Running\n"
            "2026-12-05T22:00:00Z os#2 s/g Running\n"
            "2026-12-05T22:00:00Z os#2 s/g/a Running 1.36.1 -> 1.36.3\n"
            "2026-12-05T23:00:00Z os#2 s/g/a Completed\n"
            "2026-12-05T23:00:00Z os#2 run Completed\n"
            "2026-12-05T23:00:00Z os#2 s Completed\n"
            "2026-12-05T23:00:00Z os#2 s/g Completed\n"});
}

/* `disabled` switches as enableProfile does; what a change does not name stays: the profile goes on
 * disabled until the second one, at whose instant an image is published. Of a deleted profile
 * nothing can be changed. */
Test(trace, R41_a_change_may_enable_a_profile)
{
    story_check(&(struct story){
        .members = "{'name':'a'," POOL("202610.01.0") "}",
        .profiles = "{'name':'os','channel':'Rapid','disabled':true}",
        .more = ",'releases':{" NOTHING_DRAWN
                ",'nodeImages':[" IMAGE("202612.01.0", "2026-12-02T00:00:00Z", "") "," IMAGE(
                    "202612.02.0", "2026-12-04T00:00:00Z",
                    "") "," IMAGE("202612.03.0", "2026-12-06T00:00:00Z", "") "]}",
        .operations =
            "{'at':'2026-12-01T12:00:00Z','do':'setProfile','profile':'os','set':{'channel':"
            "'SecurityPatch'}},"
            "{'at':'2026-12-04T00:00:00Z','do':'setProfile','profile':'os','set':{'/disabled':"
            "false,'channel':'NodeImage'}},"
            "{'at':'2026-12-05T00:00:00Z','do':'deleteProfile','profile':'os'},"
            "{'at':'2026-12-05T00:00:00Z','do':'setProfile','profile':'os','set':{'disabled':"
            "false}}",
        .expected =
            "2026-12-04T00:00:00Z os#1 run Running auto-os-nodeimage-202612-02-0-wgtmgv1\n"
            "2026-12-04T00:00:00Z os#1 default Running\n"
            "2026-12-04T00:00:00Z os#1 default/default Running\n"
            "2026-12-04T00:00:00Z os#1 default/default/a Running image\n"
            "2026-12-04T01:00:00Z os#1 default/default/a Completed\n"
            "2026-12-04T01:00:00Z os#1 run Completed\n"
            "2026-12-04T01:00:00Z os#1 default Completed\n"
            "2026-12-04T01:00:00Z os#1 default/default Completed\n"
            "2026-12-05T00:00:00Z setProfile refused: the auto-upgrade profile does not exist\n"});
}

/* A profile's run skips a member that is two minors behind, where a run of people would fail. */
Test(trace, R12_a_profile_skips_a_member_two_minors_behind)
{
    story_check(&(struct story){
        .members =
            "{'name':'a','kubernetesVersion':'1.35.9'},{'name':'b','kubernetesVersion':'1.36.1'}",
        .profiles = "{'name':'fast','channel':'Rapid'}",
        .more = ",'releases':{" NOTHING_DRAWN ",'kubernetes':["
                "{'version':'1.37.1','published':'2026-12-05T00:00:00Z'}]}",
        .expected = "2026-12-05T00:00:00Z fast#1 run Running auto-fast-rapid-1-37-1-5i99hjq\n"
                    "2026-12-05T00:00:00Z fast#1 default Running\n"
                    "2026-12-05T00:00:00Z fast#1 default/default Running\n"
                    "2026-12-05T00:00:00Z fast#1 default/default/a Skipped MinorVersionSkip\n"
                    "2026-12-05T00:00:00Z fast#1 default/default/b Running 1.36.1 -> 1.37.1\n"
                    "2026-12-05T01:00:00Z fast#1 default/default/b Completed\n"
                    "2026-12-05T01:00:00Z fast#1 run Completed\n"
                    "2026-12-05T01:00:00Z fast#1 default Completed\n"
                    "2026-12-05T01:00:00Z fast#1 default/default Completed\n"});
}

/* The second run begins while the first still upgrades: the member that is busy has to wait, and
 * the first run finds the other one done. */
Test(trace, R42_two_runs_of_a_profile_never_upgrade_a_member_at_once)
{
    story_check(&(struct story){
        .members = "{'name':'a'," POOL("202610.01.0") "},{'name':'b'," POOL("202610.01.0") "}",
        .profiles = "{'name':'os','channel':'NodeImage'}",
        .more = ",'releases':{" NOTHING_DRAWN
                ",'nodeImages':[" IMAGE("202612.01.0", "2026-12-02T00:00:00Z", "") "," IMAGE(
                    "202612.02.0", "2026-12-02T00:30:00Z", "") "]}",
        .expected = "2026-12-02T00:00:00Z os#1 run Running auto-os-nodeimage-202612-01-0-qxykv6p\n"
                    "2026-12-02T00:00:00Z os#1 default Running\n"
                    "2026-12-02T00:00:00Z os#1 default/default Running\n"
                    "2026-12-02T00:00:00Z os#1 default/default/a Running image\n"
                    "2026-12-02T00:30:00Z os#2 run Running auto-os-nodeimage-202612-02-0-wgtmgv1\n"
                    "2026-12-02T00:30:00Z os#2 default Running\n"
                    "2026-12-02T00:30:00Z os#2 default/default Running\n"
                    "2026-12-02T00:30:00Z os#2 default/default/a Pending OperationInProgress\n"
                    "2026-12-02T00:30:00Z os#2 default/default/b Running image\n"
                    "2026-12-02T01:00:00Z os#1 default/default/a Completed\n"
                    "2026-12-02T01:00:00Z os#1 run Pending\n"
                    "2026-12-02T01:00:00Z os#1 default Pending\n"
                    "2026-12-02T01:00:00Z os#1 default/default Pending\n"
                    "2026-12-02T01:00:00Z os#1 default/default/b Pending OperationInProgress\n"
                    "2026-12-02T01:30:00Z os#2 default/default/b Completed\n"
                    "2026-12-02T01:30:00Z os#1 run Completed\n"
                    "2026-12-02T01:30:00Z os#1 default Completed\n"
                    "2026-12-02T01:30:00Z os#1 default/default Completed\n"
                    "2026-12-02T01:30:00Z os#1 default/default/b Skipped AlreadyAtTarget\n"
                    "2026-12-02T01:30:00Z os#2 default/default/a Running image\n"
                    "2026-12-02T02:30:00Z os#2 default/default/a Completed\n"
                    "2026-12-02T02:30:00Z os#2 run Completed\n"
                    "2026-12-02T02:30:00Z os#2 default Completed\n"
                    "2026-12-02T02:30:00Z os#2 default/default Completed\n"});
}

/* West Europe never gets the first image: its stage is held up until a later run takes the member
 * past it. */
Test(trace, R39_an_image_that_never_arrives_holds_its_stage_up)
{
    story_check(&(struct story){
        .members = "{'name':'a','region':'westeurope'," POOL("202610.01.0") "}",
        .profiles = "{'name':'os','channel':'NodeImage'}",
        .more = ",'releases':{" NOTHING_DRAWN ",'nodeImages':[" IMAGE(
            "202612.01.0", "2026-12-02T00:00:00Z",
            ",'regions':{'westeurope':'2028-01-01T00:00:00Z'}") "," IMAGE("202612.08.0",
                                                                          "2026-12-09T00:00:00Z",
                                                                          ",'regions':{'westeurope'"
                                                                          ":'2026-12-10T00:00:00Z'"
                                                                          "}") "]}",
        .expected = "2026-12-02T00:00:00Z os#1 run Pending auto-os-nodeimage-202612-01-0-qxykv6p\n"
                    "2026-12-02T00:00:00Z os#1 default Pending\n"
                    "2026-12-02T00:00:00Z os#1 default/default Pending\n"
                    "2026-12-02T00:00:00Z os#1 default/default/a Pending "
                    "NodeImageVersionNotAvailable: arrives 2028-01-01T00:00:00Z\n"
                    "2026-12-09T00:00:00Z os#2 run Pending auto-os-nodeimage-202612-08-0-8i8nt0t\n"
                    "2026-12-09T00:00:00Z os#2 default Pending\n"
                    "2026-12-09T00:00:00Z os#2 default/default Pending\n"
                    "2026-12-09T00:00:00Z os#2 default/default/a Pending "
                    "NodeImageVersionNotAvailable: arrives 2026-12-10T00:00:00Z\n"
                    "2026-12-10T00:00:00Z os#2 run Running\n"
                    "2026-12-10T00:00:00Z os#2 default Running\n"
                    "2026-12-10T00:00:00Z os#2 default/default Running\n"
                    "2026-12-10T00:00:00Z os#2 default/default/a Running image\n"
                    "2026-12-10T01:00:00Z os#2 default/default/a Completed\n"
                    "2026-12-10T01:00:00Z os#1 run Completed\n"
                    "2026-12-10T01:00:00Z os#1 default Skipped\n"
                    "2026-12-10T01:00:00Z os#1 default/default Skipped\n"
                    "2026-12-10T01:00:00Z os#1 default/default/a Skipped AlreadyAtTarget\n"
                    "2026-12-10T01:00:00Z os#2 run Completed\n"
                    "2026-12-10T01:00:00Z os#2 default Completed\n"
                    "2026-12-10T01:00:00Z os#2 default/default Completed\n"});
}
