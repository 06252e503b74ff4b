/* R10 to R12: which images a run takes, how long they are valid, and how far a member may move. */
#include "tests/lib/story.h"

#include <criterion/criterion.h>

#define UBUNTU(version) "'AKSUbuntu-2204gen2containerd-" version "'"
#define POOL(image) "'nodePools':[{'name':'p','count':1,'nodeImageVersion':" UBUNTU(image) "}]"
#define IMAGE(version, published, regions)                                                         \
    "{'family':'AKSUbuntu-2204gen2containerd','version':'" version "','published':'" published     \
    "','regions':{" regions "}}"
#define IMAGE_RUN(selection)                                                                       \
    "{'name':'img','managedClusterUpdate':{'upgrade':{'type':'NodeImageOnly'},"                    \
    "'nodeImageSelection':{'type':" selection "}}}"

static const char *const two_images = ",'releases':{'nodeImages':[" IMAGE(
    "202611.10.0", "2026-11-17T00:00:00Z",
    "'westeurope':'2026-11-20T00:00:00Z','uksouth':'2026-11-"
    "19T00:00:00Z'") "," IMAGE("202611.20.0", "2026-11-27T00:00:00Z",
                               "'westeurope':'2026-12-05T00:00:"
                               "00Z','uksouth':'2026-11-28T00:"
                               "00:00Z'") "]}";

/* Latest: uksouth has the newer one, westeurope only the one that its member has already. */
Test(trace, R10_latest_is_the_newest_in_the_members_region)
{
    story_check(&(struct story){
        .members = "{'name':'a','region':'westeurope'," POOL(
            "202611.10.0") "},"
                           "{'name':'b','region':'uksouth'," POOL("202611.10.0") "}",
        .runs = IMAGE_RUN("'Latest'"),
        .more = two_images,
        .expected = "2026-12-01T08:00:00Z img run Running\n"
                    "2026-12-01T08:00:00Z img default Running\n"
                    "2026-12-01T08:00:00Z img default/default Running\n"
                    "2026-12-01T08:00:00Z img default/default/a Skipped AlreadyAtTarget\n"
                    "2026-12-01T08:00:00Z img default/default/b Running image\n"
                    "2026-12-01T09:00:00Z img default/default/b Completed\n"
                    "2026-12-01T09:00:00Z img run Completed\n"
                    "2026-12-01T09:00:00Z img default Completed\n"
                    "2026-12-01T09:00:00Z img default/default Completed\n"});
}

/* Consistent: the newest that both regions have, which is what both have. */
Test(trace, R10_consistent_is_the_newest_that_all_regions_have)
{
    story_check(&(struct story){
        .members = "{'name':'a','region':'westeurope'," POOL(
            "202611.10.0") "},"
                           "{'name':'b','region':'uksouth'," POOL("202610.01.0") "}",
        .runs = IMAGE_RUN("'Consistent'"),
        .more = two_images,
        .expected = "2026-12-01T08:00:00Z img run Running\n"
                    "2026-12-01T08:00:00Z img default Running\n"
                    "2026-12-01T08:00:00Z img default/default Running\n"
                    "2026-12-01T08:00:00Z img default/default/a Skipped AlreadyAtTarget\n"
                    "2026-12-01T08:00:00Z img default/default/b Running image\n"
                    "2026-12-01T09:00:00Z img default/default/b Completed\n"
                    "2026-12-01T09:00:00Z img run Completed\n"
                    "2026-12-01T09:00:00Z img default Completed\n"
                    "2026-12-01T09:00:00Z img default/default Completed\n"});
}

/* Custom: awaited where the region does not have it yet. */
Test(trace, R10_custom_is_awaited_in_its_region)
{
    story_check(&(struct story){
        .members = "{'name':'a','region':'westeurope'," POOL("202611.10.0") "}",
        .runs =
            IMAGE_RUN("'Custom','customNodeImageVersions':[{'version':" UBUNTU("202611.20.0") "}]"),
        .more = two_images,
        .expected = "2026-12-01T08:00:00Z img run Pending\n"
                    "2026-12-01T08:00:00Z img default Pending\n"
                    "2026-12-01T08:00:00Z img default/default Pending\n"
                    "2026-12-01T08:00:00Z img default/default/a Pending "
                    "NodeImageVersionNotAvailable: arrives 2026-12-05T00:00:00Z\n"
                    "2026-12-05T00:00:00Z img run Running\n"
                    "2026-12-05T00:00:00Z img default Running\n"
                    "2026-12-05T00:00:00Z img default/default Running\n"
                    "2026-12-05T00:00:00Z img default/default/a Running image\n"
                    "2026-12-05T01:00:00Z img default/default/a Completed\n"
                    "2026-12-05T01:00:00Z img run Completed\n"
                    "2026-12-05T01:00:00Z img default Completed\n"
                    "2026-12-05T01:00:00Z img default/default Completed\n"});
}

/* An image is valid for 90 days from its publication. */
Test(trace, R11_an_upgrade_to_an_older_image_fails)
{
    story_check(&(struct story){
        .members = "{'name':'a','region':'westeurope'," POOL("202607.01.0") "}",
        .runs =
            IMAGE_RUN("'Custom','customNodeImageVersions':[{'version':" UBUNTU("202608.10.0") "}]"),
        .more = ",'releases':{'nodeImages':[" IMAGE("202608.10.0", "2026-08-17T00:00:00Z",
                                                    "'westeurope':'2026-08-20T00:00:00Z'") "]}",
        .expected =
            "2026-12-01T08:00:00Z img run Failed NodeImageExpired: 1 member failed\n"
            "2026-12-01T08:00:00Z img default Failed NodeImageExpired: 1 member failed\n"
            "2026-12-01T08:00:00Z img default/default Failed NodeImageExpired: 1 member failed\n"
            "2026-12-01T08:00:00Z img default/default/a Running image\n"
            "2026-12-01T08:00:00Z img default/default/a Failed NodeImageExpired\n"});
}

/* From one minor with long-term support to another in one step, with the plan; else it fails. */
Test(trace, R12_the_long_term_plan_crosses_minors_in_one_step)
{
    story_check(&(struct story){
        .members = "{'name':'a','kubernetesVersion':'1.32.11','supportPlan':'AKSLongTermSupport'},"
                   "{'name':'b','kubernetesVersion':'1.32.11'}",
        .expected =
            "2026-12-01T08:00:00Z run run Running\n"
            "2026-12-01T08:00:00Z run default Running\n"
            "2026-12-01T08:00:00Z run default/default Running\n"
            "2026-12-01T08:00:00Z run default/default/a Running 1.32.11 -> 1.35.0\n"
            "2026-12-01T09:00:00Z run default/default/a Completed\n"
            "2026-12-01T09:00:00Z run run Failed MinorVersionSkew: 1 member failed\n"
            "2026-12-01T09:00:00Z run default Failed MinorVersionSkew: 1 member failed\n"
            "2026-12-01T09:00:00Z run default/default Failed MinorVersionSkew: 1 member failed\n"
            "2026-12-01T09:00:00Z run default/default/b Running 1.32.11 -> 1.35.0\n"
            "2026-12-01T09:00:00Z run default/default/b Failed MinorVersionSkew\n"});
}
