/* R35, R36: a version on its way through the regions, every lag a constant. */
#include "tests/lib/story.h"

#include <criterion/criterion.h>

/* A region for each wave, a member in each, and all of them at once. */
#define REGIONS                                                                                    \
    ",'regions':[{'name':'one','wave':1},{'name':'two','wave':2},{'name':'far','wave':3}]"
#define PARALLEL "{'name':'s','groups':[{'name':'g','maxConcurrency':'9'}]}"
#define PUBLISHED(instant)                                                                         \
    ",'releases':{'kubernetes':[{'version':'1.35.0','published':'" instant "'}]}"
/* Wave 2 six hours after wave 1, wave 3 a day after wave 2. */
#define WAVES "'waves':[{},{'bakeHours':6},{'lagDays':0.5,'bakeHours':24}]"
#define ROLLOUT(more) ",'set':{'/models/rollout':{'kubernetes':{" WAVES more "}}}"
#define STEADY ",'weekendPause':false,'restartProbability':0,'overtakenProbability':0"

static const char *const members = "{'name':'a','group':'g','region':'one'},"
                                   "{'name':'b','group':'g','region':'two'},"
                                   "{'name':'c','group':'g','region':'far'}";

Test(trace, R35_a_version_arrives_in_waves)
{
    story_check(&(struct story){
        .members = members,
        .stages = PARALLEL,
        .more = REGIONS PUBLISHED("2026-12-01T07:00:00Z") ROLLOUT(STEADY),
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/g Running\n"
                    "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/g/b Pending KubernetesVersionNotAvailable: "
                    "arrives 2026-12-01T13:00:00Z\n"
                    "2026-12-01T08:00:00Z run s/g/c Pending KubernetesVersionNotAvailable: "
                    "arrives 2026-12-02T13:00:00Z\n"
                    "2026-12-01T09:00:00Z run s/g/a Completed\n"
                    "2026-12-01T09:00:00Z run run Pending\n"
                    "2026-12-01T09:00:00Z run s Pending\n"
                    "2026-12-01T09:00:00Z run s/g Pending\n"
                    "2026-12-01T13:00:00Z run run Running\n"
                    "2026-12-01T13:00:00Z run s Running\n"
                    "2026-12-01T13:00:00Z run s/g Running\n"
                    "2026-12-01T13:00:00Z run s/g/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T14:00:00Z run s/g/b Completed\n"
                    "2026-12-01T14:00:00Z run run Pending\n"
                    "2026-12-01T14:00:00Z run s Pending\n"
                    "2026-12-01T14:00:00Z run s/g Pending\n"
                    "2026-12-02T13:00:00Z run run Running\n"
                    "2026-12-02T13:00:00Z run s Running\n"
                    "2026-12-02T13:00:00Z run s/g Running\n"
                    "2026-12-02T13:00:00Z run s/g/c Running 1.34.0 -> 1.35.0\n"
                    "2026-12-02T14:00:00Z run s/g/c Completed\n"
                    "2026-12-02T14:00:00Z run run Completed\n"
                    "2026-12-02T14:00:00Z run s Completed\n"
                    "2026-12-02T14:00:00Z run s/g Completed\n"});
}

/* Published on Friday at noon: 15 hours until Saturday 03:00, the other 15 from Sunday 22:00 on. */
Test(trace, R35_over_the_weekend_nothing_arrives)
{
    story_check(&(struct story){
        .members = "{'name':'c','group':'g','region':'far'}",
        .stages = PARALLEL,
        .start = "2026-12-04T12:00:00Z",
        .more = REGIONS PUBLISHED("2026-12-04T12:00:00Z") ROLLOUT(",'weekendPause':true"),
        .expected = "2026-12-04T12:00:00Z run run Pending\n"
                    "2026-12-04T12:00:00Z run s Pending\n"
                    "2026-12-04T12:00:00Z run s/g Pending\n"
                    "2026-12-04T12:00:00Z run s/g/c Pending KubernetesVersionNotAvailable: "
                    "arrives 2026-12-07T13:00:00Z\n"
                    "2026-12-07T13:00:00Z run run Running\n"
                    "2026-12-07T13:00:00Z run s Running\n"
                    "2026-12-07T13:00:00Z run s/g Running\n"
                    "2026-12-07T13:00:00Z run s/g/c Running 1.34.0 -> 1.35.0\n"
                    "2026-12-07T14:00:00Z run s/g/c Completed\n"
                    "2026-12-07T14:00:00Z run run Completed\n"
                    "2026-12-07T14:00:00Z run s Completed\n"
                    "2026-12-07T14:00:00Z run s/g Completed\n"});
}

/* With the next patch published a day later the last region never gets this one. */
Test(trace, R35_an_overtaken_version_never_reaches_the_last_region)
{
    story_check(&(struct story){
        .members = members,
        .stages = PARALLEL,
        .more = REGIONS
        ",'releases':{'kubernetes':[{'version':'1.35.0','published':"
        "'2026-12-01T00:00:00Z'},{'version':'1.35.1','published':"
        "'2026-12-02T00:00:00Z'}]}" ROLLOUT(",'weekendPause':false,'overtakenProbability':1"),
        .horizon = "3d",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/g Running\n"
                    "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/g/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/g/c Pending KubernetesVersionNotAvailable\n"
                    "2026-12-01T09:00:00Z run s/g/a Completed\n"
                    "2026-12-01T09:00:00Z run s/g/b Completed\n"
                    "2026-12-01T09:00:00Z run run Pending\n"
                    "2026-12-01T09:00:00Z run s Pending\n"
                    "2026-12-01T09:00:00Z run s/g Pending\n"});
}

/* In history 0 it breaks off 9 h 53 min after the publication and begins again two days later: one
 * has it and keeps it, two gets it after another day. */
Test(trace, R35_a_restarted_roll_out_goes_the_whole_way_again)
{
    story_check(&(struct story){
        .members =
            "{'name':'a','group':'g','region':'one'},{'name':'b','group':'g','region':'two'}",
        .stages = PARALLEL,
        .more = ",'regions':[{'name':'one','wave':1},{'name':'two','wave':2}]" PUBLISHED(
            "2026-12-01T08:00:00Z") ",'set':{'/models/rollout':{'kubernetes':{'waves':[{},"
                                    "{'lagDays':1}],'weekendPause':false,'restartProbability':1,"
                                    "'restartDelayDays':2}}}",
        .expected = "2026-12-01T08:00:00Z run run Running\n"
                    "2026-12-01T08:00:00Z run s Running\n"
                    "2026-12-01T08:00:00Z run s/g Running\n"
                    "2026-12-01T08:00:00Z run s/g/a Running 1.34.0 -> 1.35.0\n"
                    "2026-12-01T08:00:00Z run s/g/b Pending KubernetesVersionNotAvailable: "
                    "arrives 2026-12-04T17:53:00Z\n"
                    "2026-12-01T09:00:00Z run s/g/a Completed\n"
                    "2026-12-01T09:00:00Z run run Pending\n"
                    "2026-12-01T09:00:00Z run s Pending\n"
                    "2026-12-01T09:00:00Z run s/g Pending\n"
                    "2026-12-04T17:53:00Z run run Running\n"
                    "2026-12-04T17:53:00Z run s Running\n"
                    "2026-12-04T17:53:00Z run s/g Running\n"
                    "2026-12-04T17:53:00Z run s/g/b Running 1.34.0 -> 1.35.0\n"
                    "2026-12-04T18:53:00Z run s/g/b Completed\n"
                    "2026-12-04T18:53:00Z run run Completed\n"
                    "2026-12-04T18:53:00Z run s Completed\n"
                    "2026-12-04T18:53:00Z run s/g Completed\n"});
}
