/* Levers: the changed scenario does, trial by trial, what the same change does that a user writes;
 * gains and their intervals agree with a comparison of all trials. */
#include "models/lever_apply.h"
#include "models/paired.h"
#include "sim/levers.h"
#include "sim/whatif.h"
#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void load(struct loading *loading, const char *path, const char *const *settings)
{
    loading_file(loading, path, settings);
    if (!loading->fine)
        problems_print(&loading->problems, stderr);
    cr_assert(loading->fine);
}

static void simulate(struct arena *arena, const struct scenario *scenario, uint32_t trials,
                     struct series_set *set)
{
    struct experiment_options options = {.jobs = 2, .trials = trials, .seed = 1};
    cr_assert(whatif_simulate(arena, scenario, &options, set));
}

/* Every series of both is the same, and not what it was without the lever. */
static void expect_same(const char *path, const struct lever *lever, const char *const *settings,
                        uint32_t trials)
{
    struct loading plain, written;
    struct scenario changed;
    struct series_set was, by_lever, by_hand;
    load(&plain, path, (const char *const[]){NULL});
    load(&written, path, settings);
    cr_assert(lever_apply(&plain.arena, &plain.scenario, lever, &changed));
    simulate(&plain.arena, &plain.scenario, trials, &was);
    simulate(&plain.arena, &changed, trials, &by_lever);
    simulate(&written.arena, &written.scenario, trials, &by_hand);
    const char *words = lever_words(lever);
    cr_assert_eq(by_lever.count, by_hand.count);
    for (uint32_t i = 0; i < by_lever.count; i++)
        cr_expect_arr_eq(by_lever.list[i].values, by_hand.list[i].values, trials * sizeof(int64_t),
                         "%s: %s %s", words, by_lever.list[i].metric, by_lever.list[i].subject);
    bool moved = false;
    for (uint32_t i = 0; i < was.count; i++)
        moved |= memcmp(was.list[i].values, by_lever.list[i].values, trials * sizeof(int64_t)) != 0;
    cr_expect(moved, "%s changes nothing", words);
    loading_clear(&plain);
    loading_clear(&written);
}

#define ENTERPRISE "scenarios/enterprise/scenario.json"
#define STAGES "/strategies/dev-test-prod/stages"
enum { TRIALS = 60 };

static uint32_t group_named(const char *name)
{
    struct loading loading;
    load(&loading, ENTERPRISE, (const char *const[]){NULL});
    const struct plan *plan = loading.scenario.tracks[0].plan;
    uint32_t found = 0;
    while (strcmp(plan->groups[found].name, name) != 0)
        found++;
    loading_clear(&loading);
    return found;
}

Test(levers, one_more_at_a_time_is_a_larger_limit)
{
    const struct lever lever = {.kind = LEVER_EASED,
                                .on = LEVER_CONCURRENCY,
                                .part = LEVER_GROUP,
                                .index = group_named("prod-eu")};
    expect_same(ENTERPRISE, &lever,
                (const char *const[]){STAGES "/prod/groups/prod-eu/maxConcurrency=3", NULL},
                TRIALS);
}

Test(levers, no_waits_are_waits_of_nothing)
{
    const struct lever lever = {.kind = LEVER_REMOVED, .on = LEVER_WAITS};
    expect_same(ENTERPRISE, &lever,
                (const char *const[]){STAGES "/canary/afterStageWaitInSeconds=0",
                                      STAGES "/dev/afterStageWaitInSeconds=0",
                                      STAGES "/test/afterStageWaitInSeconds=0",
                                      STAGES "/pilot/afterStageWaitInSeconds=0", NULL},
                TRIALS);
}

Test(levers, half_the_wait_is_half_the_seconds)
{
    const struct lever lever = {.kind = LEVER_EASED, .on = LEVER_WAITS};
    expect_same(ENTERPRISE, &lever,
                (const char *const[]){STAGES "/canary/afterStageWaitInSeconds=43200",
                                      STAGES "/dev/afterStageWaitInSeconds=86400",
                                      STAGES "/test/afterStageWaitInSeconds=86400",
                                      STAGES "/pilot/afterStageWaitInSeconds=129600", NULL},
                TRIALS);
}

Test(levers, an_hour_more_is_a_longer_window)
{
    struct lever lever = {.kind = LEVER_EASED, .on = LEVER_WINDOWS, .part = LEVER_WINDOW};
    struct loading loading;
    load(&loading, ENTERPRISE, (const char *const[]){NULL});
    while (strcmp(loading.scenario.windows[lever.index].name, "eu-sat-night") != 0)
        lever.index++;
    loading_clear(&loading);
    expect_same(ENTERPRISE, &lever,
                (const char *const[]){"/maintenanceWindows/eu-sat-night/durationHours=7", NULL},
                TRIALS);
}

Test(levers, an_earlier_start_is_an_earlier_scenario)
{
    const struct lever lever = {.kind = LEVER_MOVED, .on = LEVER_START, .by_s = 2 * WEEK_S};
    expect_same(ENTERPRISE, &lever, (const char *const[]){"/start=2026-09-23T07:00:00Z", NULL},
                TRIALS);
}

Test(levers, half_as_many_fail_by_half_the_probability)
{
    const struct lever lever = {.kind = LEVER_EASED, .on = LEVER_FAILURES};
    expect_same("scenarios/04-failure-limits/scenario.json", &lever,
                (const char *const[]){"/models/failure/default/causes/0/probability=0.03",
                                      "/models/failure/default/causes/1/probability=0.02", NULL},
                500);
}

Test(levers, approvals_at_once_take_no_time)
{
    const struct lever lever = {.kind = LEVER_REMOVED, .on = LEVER_APPROVALS};
    expect_same("scenarios/12-approvals/scenario.json", &lever,
                (const char *const[]){"/models/operators/approval={\"delayHours\":0}", NULL}, 500);
}

Test(levers, half_the_delay_is_half_the_delay)
{
    const struct lever lever = {.kind = LEVER_EASED, .on = LEVER_APPROVALS};
    expect_same("scenarios/12-approvals/scenario.json", &lever,
                (const char *const[]){"/models/operators/approval/gates/go for production/"
                                      "delayHours={\"dist\":\"lognormal\",\"p50\":3,\"p90\":15}",
                                      NULL},
                500);
}

/* One cluster in a monthly window: it begins on 1 December, and an hour after an extra opening on
 * 20 November does as well. A freeze on that day forbids it. */
#define MONTHLY(freezes)                                                                           \
    "{\"start\":\"2026-11-16T08:00:00Z\",\"horizon\":\"60d\"," freezes "\"maintenanceWindows\":"   \
    "{\"w\":{\"schedule\":{\"absoluteMonthly\":{\"intervalMonths\":1,\"dayOfMonth\":1}},"          \
    "\"durationHours\":4,\"startTime\":\"02:00\",\"startDate\":\"2026-01-01\"}},\"fleet\":{"       \
    "\"members\":[{\"name\":\"a\",\"maintenance\":{\"aksManagedAutoUpgradeSchedule\":\"w\"}}]},"   \
    "\"updateRuns\":[{\"name\":\"r\",\"managedClusterUpdate\":{\"upgrade\":{\"type\":\"Full\","    \
    "\"kubernetesVersion\":\"1.35.2\"}}}],\"models\":{\"duration\":{\"default\":{"                 \
    "\"memberMinutes\":60}},\"failure\":\"none\"},\"controller\":{\"windowPollMinutes\":0}}"

static int64_t finish_with(const char *text, const struct lever *lever, bool *acts)
{
    struct loading loading;
    struct scenario changed;
    struct series_set set;
    loading_right(&loading, text);
    *acts = lever_apply(&loading.arena, &loading.scenario, lever, &changed);
    simulate(&loading.arena, *acts ? &changed : &loading.scenario, 1, &set);
    int64_t finish_s = set.list[0].values[0];
    loading_clear(&loading);
    return finish_s;
}

Test(levers, a_window_opened_once_more_lets_its_member_begin)
{
    struct lever lever = {.kind = LEVER_MOVED, .on = LEVER_WINDOWS, .part = LEVER_MEMBER};
    int64_t usual_s;
    bool acts;
    cr_assert(instant_parse("2026-12-01T03:00:00Z", &usual_s));
    cr_assert(instant_parse("2026-11-20T02:00:00Z", &lever.at_s));
    cr_expect_eq(finish_with(MONTHLY(""), &lever, &acts), lever.at_s + HOUR_S);
    cr_expect(acts);
    cr_expect_eq(finish_with(MONTHLY("\"freezes\":[{\"name\":\"f\",\"start\":\"2026-11-20T00:00:"
                                     "00Z\",\"end\":\"2026-11-21T00:00:00Z\",\"enforce\":true}],"),
                             &lever, &acts),
                 usual_s);
    cr_expect_not(acts);
}

Test(levers, windows_always_open_leave_freezes_closed)
{
    const struct lever lever = {.kind = LEVER_REMOVED, .on = LEVER_WINDOWS};
    int64_t end_s;
    bool acts;
    cr_assert(instant_parse("2026-11-18T00:00:00Z", &end_s));
    cr_expect_eq(finish_with(MONTHLY("\"freezes\":[{\"name\":\"f\",\"start\":\"2026-11-16T00:00:"
                                     "00Z\",\"end\":\"2026-11-18T00:00:00Z\",\"enforce\":true}],"),
                             &lever, &acts),
                 end_s + HOUR_S);
    cr_expect(acts);
}

Test(levers, releases_everywhere_wait_for_nothing_but_the_publication)
{
    const struct lever lever = {.kind = LEVER_REMOVED, .on = LEVER_RELEASES};
    struct loading loading;
    struct scenario changed;
    load(&loading, "scenarios/14-waves/scenario.json", (const char *const[]){NULL});
    cr_assert(lever_apply(&loading.arena, &loading.scenario, &lever, &changed));
    struct release_history *history = release_history_create(&loading.arena, changed.release_plan);
    for (uint32_t trial = 0; trial < 20; trial++) {
        releases_draw(changed.release_plan, 1, trial, history);
        for (size_t i = 0; i < history->releases.kubernetes_count; i++)
            for (uint32_t r = 0; r < changed.places.region_count; r++)
                cr_expect_eq(history->releases.kubernetes[i].region_s[r],
                             history->releases.kubernetes[i].published_s);
    }
    loading_clear(&loading);
}

/* ---- What levers_find says. */

struct found {
    struct loading loading;
    struct forecast forecast;
    struct experiment_options options;
};

/* Ten clusters: four at any time, a wait and an approval, and six in a weekly window of four hours
 * that three upgrades fill. */
#define WINDOWED(name)                                                                             \
    "{\"name\":\"" name "\",\"group\":\"a\",\"maintenance\":{\"aksManagedAutoUpgradeSchedule\":"   \
    "\"w\"}},"
#define FREE(name) "{\"name\":\"" name "\",\"group\":\"b\"}"
static const char ten[] =
    "{\"start\":\"2026-11-16T08:00:00Z\",\"horizon\":\"60d\",\"deadline\":[{\"name\":\"freeze\","
    "\"at\":\"2026-12-04T00:00:00Z\"}],\"maintenanceWindows\":{\"w\":{\"schedule\":{\"weekly\":{"
    "\"intervalWeeks\":1,\"dayOfWeek\":\"Tuesday\"}},\"durationHours\":4,\"startTime\":\"20:00\","
    "\"startDate\":\"2026-01-01\"}},\"fleet\":{\"members\":[" WINDOWED("a1") WINDOWED(
        "a2") WINDOWED("a3") WINDOWED("a4") WINDOWED("a5") WINDOWED("a6")
        FREE("b1") "," FREE("b2") "," FREE("b3") "," FREE(
            "b4") "]},\"strategies\":{\"s\":{\"stages\":[{\"name\":"
                  "\"first\",\"groups\":[{\"name\":\"b\",\"maxConcurrency\":\"2\"}],\"afterGates\":"
                  "[{"
                  "\"displayName\":\"go\",\"type\":\"Approval\"}],\"afterStageWaitInSeconds\":"
                  "86400},{\"name\":"
                  "\"second\",\"maxAllowedFailures\":\"2\",\"groups\":[{\"name\":\"a\","
                  "\"maxAllowedFailures\":"
                  "\"2\"}]}]}},\"updateRuns\":[{\"name\":\"r\",\"strategy\":\"s\","
                  "\"managedClusterUpdate\":{"
                  "\"upgrade\":{\"type\":\"Full\",\"kubernetesVersion\":\"1.35.2\"}}}],\"models\":{"
                  "\"duration\":"
                  "{\"default\":{\"memberMinutes\":{\"dist\":\"lognormal\",\"p50\":60,\"p90\":120}}"
                  "},\"failure\":"
                  "{\"default\":{\"causes\":[{\"code\":\"X\",\"probability\":0.02}]}},"
                  "\"operators\":{"
                  "\"approval\":{\"delayHours\":{\"dist\":\"lognormal\",\"p50\":24,\"p90\":90}}}}}";

static void find(struct found *found, uint32_t trials, uint32_t jobs)
{
    loading_right(&found->loading, ten);
    found->options =
        (struct experiment_options){.jobs = jobs, .trials = trials, .seed = 1, .why = true};
    experiment_run(&found->loading.arena, &found->loading.scenario, &found->options,
                   &found->forecast);
    cr_assert(levers_find(&found->loading.arena, &found->loading.scenario, &found->options,
                          &found->forecast));
}

static const struct lever_outcome *outcome(const struct found *found, enum lever_kind kind,
                                           enum lever_on on)
{
    for (uint32_t i = 0; i < found->forecast.lever_count; i++)
        if (found->forecast.levers[i].lever.kind == kind &&
            found->forecast.levers[i].lever.on == on &&
            found->forecast.levers[i].lever.part == LEVER_ALL)
            return &found->forecast.levers[i];
    return NULL;
}

/* Over all trials, as `fleetsim compare` does it. */
static void expect_agreement(struct found *found, const struct lever_outcome *of)
{
    struct arena *arena = &found->loading.arena;
    struct scenario changed;
    struct series_set base, with;
    struct comparison comparison;
    cr_assert(lever_apply(arena, &found->loading.scenario, &of->lever, &changed));
    simulate(arena, &found->loading.scenario, found->options.trials, &base);
    simulate(arena, &changed, found->options.trials, &with);
    whatif_compare(arena, &base, &with, 1, 2, &comparison);
    const struct comparison_row *p = comparison_find(&comparison, "p_meets_deadline", "freeze");
    const struct comparison_row *p80 = comparison_find(&comparison, "finish_p80", "");
    cr_assert_not_null(p);
    cr_expect(of->chances[0].low <= p->difference && p->difference <= of->chances[0].high,
              "%s: chance %g, in all trials %g", of->words, of->chances[0].change, p->difference);
    cr_expect_geq(of->chances[0].change * p->difference, 0, "%s: another sign", of->words);
    cr_expect_eq(of->p80.known, p80->difference_known);
    cr_expect(!of->p80.low_known || of->p80.low_s <= p80->difference, "%s: P80", of->words);
    cr_expect(!of->p80.high_known || p80->difference <= of->p80.high_s, "%s: P80", of->words);
}

Test(levers, agree_with_a_comparison_of_all_trials)
{
    struct found found;
    uint32_t agreed = 0;
    find(&found, 4000, 2);
    for (uint32_t i = 0; i < found.forecast.lever_count; i++)
        if (found.forecast.levers[i].not_run == NULL) {
            cr_expect_lt(found.forecast.levers[i].trials, 4000);
            expect_agreement(&found, &found.forecast.levers[i]);
            agreed++;
        }
    cr_expect_geq(agreed, 12);
    loading_clear(&found.loading);
}

Test(levers, know_what_helps_and_what_does_not)
{
    struct found found;
    find(&found, 1000, 1);
    const struct lever_outcome *windows = outcome(&found, LEVER_REMOVED, LEVER_WINDOWS);
    const struct lever_outcome *longer = outcome(&found, LEVER_EASED, LEVER_WINDOWS);
    const struct lever_outcome *more = outcome(&found, LEVER_EASED, LEVER_CONCURRENCY);
    cr_expect(windows->gains && longer->gains && more->gains);
    cr_expect_lt(windows->p50.high_s, -5.0 * DAY_S);
    cr_expect_gt(more->chances[0].low, 0);
    cr_expect_geq(windows->chances[0].with.value, longer->chances[0].with.value);
    cr_expect_null(outcome(&found, LEVER_REMOVED, LEVER_SCHEDULED_STARTS)); /* there is no such */
    cr_expect_null(outcome(&found, LEVER_REMOVED, LEVER_RELEASES));
    loading_clear(&found.loading);
}

Test(levers, are_the_same_for_any_number_of_threads)
{
    struct found one, three;
    find(&one, 700, 1);
    find(&three, 700, 3);
    cr_assert_eq(one.forecast.lever_count, three.forecast.lever_count);
    for (uint32_t i = 0; i < one.forecast.lever_count; i++) {
        const struct lever_outcome *a = &one.forecast.levers[i], *b = &three.forecast.levers[i];
        cr_expect_eq(a->trials, b->trials);
        cr_expect_str_eq(a->subject, b->subject);
        if (a->not_run != NULL)
            continue;
        cr_expect_eq(a->p80.change_s, b->p80.change_s);
        cr_expect_eq(a->p80.high_s, b->p80.high_s);
        cr_expect_eq(a->chances[0].with.hits, b->chances[0].with.hits);
    }
    loading_clear(&one.loading);
    loading_clear(&three.loading);
}
