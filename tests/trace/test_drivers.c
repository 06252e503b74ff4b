/* What a run's time was spent on: small stories, every second worked out by hand. */
#include "sim/experiment.h"
#include "tests/lib/story.h"

#include <criterion/criterion.h>

/* The only history of the story, with its driving paths. */
struct told {
    struct arena arena;
    struct scenario scenario;
    struct forecast forecast;
};

static void tell(struct told *told, const struct story *story)
{
    struct experiment_options options = {
        .jobs = 1, .trials = 1, .seed = 1, .why = true, .version = "test"};
    story_load(&told->arena, story, &told->scenario);
    experiment_run(&told->arena, &told->scenario, &options, &told->forecast);
}

/* Minutes by driver of the run that this trial row is about; those not given are 0. */
static void expect_minutes(const struct told *told, uint32_t row,
                           const uint32_t minutes[DRIVER_COUNT])
{
    const struct trial_outcome *trial = &told->forecast.trial_rows[row];
    const uint32_t *driver_s = &told->forecast.trial_driver_s[row * DRIVER_COUNT];
    int64_t sum_s = 0;
    cr_assert_eq(trial->state, STATE_COMPLETED);
    for (uint32_t driver = 0; driver < DRIVER_COUNT; driver++) {
        cr_expect_eq(driver_s[driver], 60 * minutes[driver], "%s: %g minutes instead of %u",
                     driver_name((enum driver)driver), driver_s[driver] / 60.0, minutes[driver]);
        sum_s += driver_s[driver];
    }
    cr_expect_eq(sum_s, trial->finish_s - trial->start_s);
}

static double critical_p(const struct told *told, enum critical_kind kind, uint32_t index)
{
    for (uint32_t i = 0; i < told->forecast.criticality_count; i++) {
        const struct criticality *criticality = &told->forecast.criticality[i];
        if (criticality->track == told->scenario.track_count - 1 && criticality->kind == kind &&
            criticality->index == index)
            return criticality->p.value;
    }
    return 0;
}

#define FAMILY "AKSUbuntu-2204gen2containerd"
#define PLACED(name, group, region, more)                                                          \
    "{'name':'" name "','group':'" group "','region':'" region "','nodePools':[{'name':'p',"       \
    "'count':1,'nodeImageVersion':'" FAMILY "-202611.01.0'}]" more "}"

/* Six stages, one after the other:
 *
 *   busy     Dec 1 08:20  another run upgrades a until 09:00, which is noticed at the tick of
 * 09:20; an hour of work gated         10:20   approved at 12:00; the group may begin on Tuesday at
 * 14:00; an hour of work late          15:00   the version arrives at 17:00, the image at 19:30,
 * noticed at 20:20; an hour night         21:20   Saturday's window opens on Dec 5 at 20:00,
 * noticed at 20:20; d works for three hours, then e; f gets the slot on Dec 6 at 02:20, when it has
 * closed; it opens again on Dec 12 at 20:00, noticed at 20:20; three hours; a wait of two bad Dec
 * 13 01:20   g fails after 30 minutes; 90 minutes later it is skipped, and the run goes on stopped
 * 03:20   the run is stopped while h works for an hour, and starts again at 06:20
 */
static const struct story every_driver = {
    .members = PLACED("a", "busy", "early", "") "," PLACED("b", "gated", "early", "") "," PLACED(
        "c", "late", "late",
        "") "," PLACED("d", "night", "early",
                       ",'maintenance':{'aksManagedAutoUpgradeSchedule':'sat'},'durationModel':'"
                       "long'") "," PLACED("e", "night", "early",
                                           ",'maintenance':{'aksManagedAutoUpgradeSchedule':'sat'},"
                                           "'durationModel':'long'") "," PLACED("f", "night",
                                                                                "early",
                                                                                ",'maintenance':{'"
                                                                                "aksManagedAutoUpgr"
                                                                                "adeSchedule':'sat'"
                                                                                "},'durationModel':"
                                                                                "'long'") "," PLACED("g",
                                                                                                     "bad",
                                                                                                     "early",
                                                                                                     ",'failureModel':'bad'") "," PLACED("h",
                                                                                                                                         "stopped",
                                                                                                                                         "early",
                                                                                                                                         ""),
    .stages = "{'name':'busy','groups':[{'name':'busy'}]},"
              "{'name':'gated','beforeGates':[{'displayName':'go','type':'Approval'}],"
              "'groups':[{'name':'gated','beforeGates':[{'type':'ScheduledStart',"
              "'scheduledStartConfiguration':{'startDay':'Tuesday','startTime':'14:00','utcOffset':"
              "'+00:00'}}]}]},"
              "{'name':'late','groups':[{'name':'late'}]},"
              "{'name':'night','groups':[{'name':'night'}],'afterStageWaitInSeconds':7200},"
              "{'name':'bad','groups':[{'name':'bad'}]},"
              "{'name':'stopped','groups':[{'name':'stopped'}]}",
    .windows = "'sat':{'schedule':{'weekly':{'intervalWeeks':1,'dayOfWeek':'Saturday'}},"
               "'durationHours':4,'startTime':'20:00','utcOffset':'+00:00'}",
    .runs = "{'name':'first','managedClusterUpdate':{'upgrade':{'type':'ControlPlaneOnly',"
            "'kubernetesVersion':'1.35.0'}}},"
            "{'name':'run','start':'2026-12-01T08:20:00Z','strategy':'plan',"
            "'managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'},"
            "'nodeImageSelection':{'type':'Custom','customNodeImageVersions':[{'version':'" FAMILY
            "-202611.20.0'}]}}}",
    .controller = "'windowPollMinutes':60,'windowPollPhaseMinutes':0",
    .operators =
        "'approval':'never','failureResponse':{'react':{'delayHours':1.5},'then':['skip']}",
    .operations = "{'at':'2026-12-01T08:30:00Z','do':'stop','run':'first'},"
                  "{'at':'2026-12-01T12:00:00Z','do':'approve','run':'run','gate':'go'},"
                  "{'at':'2026-12-13T04:00:00Z','do':'stop','run':'run'},"
                  "{'at':'2026-12-13T06:20:00Z','do':'start','run':'run'}",
    .more = ",'regions':[{'name':'early','wave':1},{'name':'late','wave':2}],'releases':{'"
            "kubernetes':[{'version':"
            "'1.35.0','published':'2026-11-20T00:00:00Z','regions':{'early':"
            "'2026-11-21T00:00:00Z','late':'2026-12-01T17:00:00Z'}}],'nodeImages':[{'family':"
            "'" FAMILY "','version':'202611.20.0','published':'2026-11-20T00:00:00Z','regions':{"
            "'early':'2026-11-21T00:00:00Z','late':'2026-12-01T19:30:00Z'}}]}",
};

Test(drivers, each_has_its_time_in_one_story)
{
    static const uint32_t minutes[DRIVER_COUNT] = {
        [DRIVER_UPGRADE_WORK] = 4 * 60 + 180, /* a, b, c, h; f */
        [DRIVER_FAILED_ATTEMPTS] = 30,
        [DRIVER_FAILURE_RESPONSE] = 90,
        [DRIVER_WINDOW_CLOSED] = 4 * 1440 - 80,   /* Dec 1 21:20 to Dec 5 20:00 */
        [DRIVER_WINDOW_MISSED] = 7 * 1440 - 380,  /* Dec 6 02:20 to Dec 12 20:00 */
        [DRIVER_WINDOW_POLL] = 20 + 50 + 20 + 20, /* a, c, d, f */
        [DRIVER_VERSION_NOT_IN_REGION] = 120,
        [DRIVER_IMAGE_NOT_IN_REGION] = 150,
        [DRIVER_OTHER_OPERATION] = 40,
        [DRIVER_APPROVAL] = 100,
        [DRIVER_SCHEDULED_GATE] = 120,
        [DRIVER_AFTER_STAGE_WAIT] = 120,
        [DRIVER_CONCURRENCY_LIMIT] = 2 * 180, /* d, e */
        [DRIVER_STOPPED_BY_USER] = 120};
    static struct told told;
    tell(&told, &every_driver);
    expect_minutes(&told, 1, minutes);
    for (uint32_t driver = 0; driver < DRIVER_COUNT; driver++)
        cr_expect_gt(minutes[driver], 0);
    const struct driver_outcome *missed =
        &told.forecast.drivers[DRIVER_COUNT + DRIVER_WINDOW_MISSED];
    cr_expect_eq(missed->mean_s, 9700 * 60);
    cr_expect_eq(missed->near_p80_s, 9700 * 60);
    cr_expect_float_eq(missed->share, 9700.0 / 17160, 1e-12);
    for (uint32_t member = 0; member < 8; member++)
        cr_expect_eq(critical_p(&told, CRITICAL_MEMBER, member), 1, "member %u", member);
    cr_expect_eq(critical_p(&told, CRITICAL_WINDOW, 0), 1);
    cr_expect_eq(critical_p(&told, CRITICAL_GATE, 0), 1);
    cr_expect_eq(critical_p(&told, CRITICAL_GATE, 1), 1);
    cr_expect_eq(critical_p(&told, CRITICAL_GROUP_LIMIT, 3), 1, "of group night");
    cr_expect_eq(critical_p(&told, CRITICAL_GROUP_LIMIT, 0), 0, "of group busy");
}

#define QUICK(name)                                                                                \
    "{'name':'" name                                                                               \
    "','group':'g','maintenance':{'aksManagedAutoUpgradeSchedule':'sat'},'durationModel':'quick'}"

/* Eight clusters of 45 minutes in one window of four hours a week, from Tuesday 08:00 on. */
static struct story eight_clusters(const char *stages)
{
    return (struct story){
        .members = QUICK("1") "," QUICK("2") "," QUICK("3") "," QUICK("4") "," QUICK("5") "," QUICK(
            "6") "," QUICK("7") "," QUICK("8"),
        .stages = stages,
        .durations = ",'quick':{'memberMinutes':45}",
        .windows = "'sat':{'schedule':{'weekly':{'intervalWeeks':1,'dayOfWeek':'Saturday'}},"
                   "'durationHours':4,'startTime':'20:00','utcOffset':'+00:00'}"};
}

/* Six begin in the first window, the last of them at 23:45; when it ends the window has closed. */
Test(drivers, window_missed_for_want_of_a_slot)
{
    static const uint32_t with_one[DRIVER_COUNT] = {[DRIVER_UPGRADE_WORK] = 45,
                                                    [DRIVER_CONCURRENCY_LIMIT] = 7 * 45,
                                                    [DRIVER_WINDOW_CLOSED] = 4 * 1440 + 720,
                                                    [DRIVER_WINDOW_MISSED] = 7 * 1440 - 6 * 45};
    static const uint32_t with_two[DRIVER_COUNT] = {[DRIVER_UPGRADE_WORK] = 45,
                                                    [DRIVER_CONCURRENCY_LIMIT] = 3 * 45,
                                                    [DRIVER_WINDOW_CLOSED] = 4 * 1440 + 720};
    static struct told one, two;
    struct story story =
        eight_clusters("{'name':'s','groups':[{'name':'g','maxConcurrency':'1'}]}");
    tell(&one, &story);
    story = eight_clusters("{'name':'s','groups':[{'name':'g','maxConcurrency':'2'}]}");
    tell(&two, &story);
    expect_minutes(&one, 0, with_one);
    expect_minutes(&two, 0, with_two);
    cr_expect_eq(one.forecast.trial_rows[0].finish_s - two.forecast.trial_rows[0].finish_s,
                 7 * DAY_S - 90 * MINUTE_S, "a week earlier, but for the hours in the window");
    cr_expect_eq(critical_p(&one, CRITICAL_GROUP_LIMIT, 0), 1);
}
