/* R8, R9, R12, R36: what an upgrade changes, and who does not need or cannot take it. */
#include "tests/lib/story.h"

#include <criterion/criterion.h>

/* Full and ControlPlaneOnly one after the other: the second finds the control planes done and moves
 * only the pools. */
Test(trace, R8_control_plane_first_pools_in_a_later_run)
{
    story_check(&(struct story){
        .members = "{'name':'a'}",
        .runs = "{'name':'cp','managedClusterUpdate':{'upgrade':{'type':'ControlPlaneOnly',"
                "'kubernetesVersion':'1.35.0'}}},"
                "{'name':'all','start':{'after':'cp'},'managedClusterUpdate':{'upgrade':{"
                "'type':'Full','kubernetesVersion':'1.35.0'}}}",
        .expected = "2026-12-01T08:00:00Z cp run Running\n"
                    "2026-12-01T08:00:00Z cp default Running\n"
                    "2026-12-01T08:00:00Z cp default/default Running\n"
                    "2026-12-01T08:00:00Z cp default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z cp default/default/a Completed\n"
                    "2026-12-01T09:00:00Z cp run Completed\n"
                    "2026-12-01T09:00:00Z cp default Completed\n"
                    "2026-12-01T09:00:00Z cp default/default Completed\n"
                    "2026-12-01T09:00:00Z all run Running\n"
                    "2026-12-01T09:00:00Z all default Running\n"
                    "2026-12-01T09:00:00Z all default/default Running\n"
                    "2026-12-01T09:00:00Z all default/default/a Running 1.35.0, node pools\n"
                    "2026-12-01T10:00:00Z all default/default/a Completed\n"
                    "2026-12-01T10:00:00Z all run Completed\n"
                    "2026-12-01T10:00:00Z all default Completed\n"
                    "2026-12-01T10:00:00Z all default/default Completed\n"});
}

Test(trace, R8_node_image_only_moves_the_images)
{
    story_check(&(struct story){
        .members = "{'name':'a'}",
        .runs = "{'name':'img','managedClusterUpdate':{'upgrade':{'type':'NodeImageOnly'}}}",
        .expected = "2026-12-01T08:00:00Z img run Running\n"
                    "2026-12-01T08:00:00Z img default Running\n"
                    "2026-12-01T08:00:00Z img default/default Running\n"
                    "2026-12-01T08:00:00Z img default/default/a Running image\n"
                    "2026-12-01T09:00:00Z img default/default/a Completed\n"
                    "2026-12-01T09:00:00Z img run Completed\n"
                    "2026-12-01T09:00:00Z img default Completed\n"
                    "2026-12-01T09:00:00Z img default/default Completed\n"});
}

/* Equal or later counts as at target; the run of skipped members ends Completed (recorded). */
Test(trace, R9_members_at_or_above_the_target_are_skipped)
{
    story_check(&(struct story){
        .members =
            "{'name':'equal','kubernetesVersion':'1.35.0','nodePools':[{'name':'p','count':1,"
            "'nodeImageVersion':'AKSUbuntu-2204gen2containerd-202611.01.0'}]},"
            "{'name':'later','kubernetesVersion':'1.35.4','nodePools':[{'name':'p','count':1,"
            "'nodeImageVersion':'AKSUbuntu-2204gen2containerd-202611.01.0'}]}",
        .expected = "2026-12-01T08:00:00Z run run Completed\n"
                    "2026-12-01T08:00:00Z run default Skipped\n"
                    "2026-12-01T08:00:00Z run default/default Skipped\n"
                    "2026-12-01T08:00:00Z run default/default/equal Skipped AlreadyAtTarget\n"
                    "2026-12-01T08:00:00Z run default/default/later Skipped AlreadyAtTarget\n"});
}

/* One minor at a time: two fail at once, in no time, and with the default limits that ends the run.
 */
Test(trace, R12_two_minors_behind_fails_at_once)
{
    story_check(&(struct story){
        .members = "{'name':'a','kubernetesVersion':'1.33.2'},{'name':'b'}",
        .expected =
            "2026-12-01T08:00:00Z run run Failed MinorVersionSkew: 1 member failed\n"
            "2026-12-01T08:00:00Z run default Failed MinorVersionSkew: 1 member failed\n"
            "2026-12-01T08:00:00Z run default/default Failed MinorVersionSkew: 1 member failed\n"
            "2026-12-01T08:00:00Z run default/default/a Running 1.33.2 -> 1.35.0\n"
            "2026-12-01T08:00:00Z run default/default/a Failed MinorVersionSkew\n"});
}

Test(trace, R12_a_stopped_cluster_fails_at_once_and_may_be_tolerated)
{
    story_check(&(struct story){
        .members = "{'name':'a','group':'g','powerState':'Stopped'},{'name':'b','group':'g'}",
        .stages = "{'name':'s','maxAllowedFailures':'1',"
                  "'groups':[{'name':'g','maxAllowedFailures':'1'}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/g Running\n"
                    "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/g/a Failed ClusterStopped\n"
                    "2026-12-01T08:00:00Z run s/g/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run s/g/b Completed\n"
                    "2026-12-01T09:00:00Z run run Completed\n"
                    "2026-12-01T09:00:00Z run s Completed\n"
                    "2026-12-01T09:00:00Z run s/g Completed\n"});
}

/* With an entry a version arrives region by region; without one it is everywhere from the start. */
Test(trace, R36_a_version_is_awaited_where_its_release_says_so)
{
    story_check(&(struct story){
        .members = "{'name':'a','region':'westeurope'},{'name':'b','region':'uksouth'}",
        .more = ",'releases':{'kubernetes':[{'version':'1.35.0','published':"
                "'2026-12-01T06:00:00Z','regions':{'westeurope':'2026-12-01T11:00:00Z',"
                "'uksouth':'2026-12-01T06:00:00Z'}}]}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run default Running\n"
                    "2026-12-01T08:00:00Z run default/default Running\n"
                    "2026-12-01T08:00:00Z run default/default/a Pending "
                    "KubernetesVersionNotAvailable: arrives 2026-12-01T11:00:00Z\n"
                    "2026-12-01T08:00:00Z run default/default/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T09:00:00Z run default/default/b Completed\n"
                    "2026-12-01T09:00:00Z run run Pending\n"
                    "2026-12-01T09:00:00Z run default Pending\n"
                    "2026-12-01T09:00:00Z run default/default Pending\n"
                    "2026-12-01T11:00:00Z run run Running\n"
                    "2026-12-01T11:00:00Z run default Running\n"
                    "2026-12-01T11:00:00Z run default/default Running\n"
                    "2026-12-01T11:00:00Z run default/default/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T12:00:00Z run default/default/a Completed\n"
                    "2026-12-01T12:00:00Z run run Completed\n"
                    "2026-12-01T12:00:00Z run default Completed\n"
                    "2026-12-01T12:00:00Z run default/default Completed\n"});
}
