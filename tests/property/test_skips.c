/* Sets of members to skip: whatever the fleet, no single exchange does better, nobody in a set can
 * be done without, and hardly ever would fewer do. All of it is simulated again, with all trials.
 *
 * Fleets are small, so that every exchange and every smaller set can be tried: 4 to 8 members in 1
 * to 3 stages, half of them with windows, and a deadline that some of their trials miss. */
#include "models/instant.h"
#include "sim/skips.h"
#include "tests/lib/loading.h"
#include "tests/lib/random_parts.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { FLEETS = 60, TRIALS = 80, MEMBERS_MAX = 8, STAGES = 3 };

#define DUMMY_DEADLINE "2026-12-10T00:00:00Z"

/* ---- Fleets. */

static const char *const schedules[] = {
    "'daily':{'intervalDays':1}", "'weekly':{'intervalWeeks':1,'dayOfWeek':'Saturday'}",
    "'weekly':{'intervalWeeks':2,'dayOfWeek':'Wednesday'}",
    "'relativeMonthly':{'intervalMonths':1,'weekIndex':'First','dayOfWeek':'Sunday'}"};
enum { SCHEDULES = sizeof schedules / sizeof *schedules };

static void write_windows(FILE *out)
{
    fputs(",'maintenanceWindows':{", out);
    for (int i = 0; i < SCHEDULES; i++)
        fprintf(out,
                "%s'w%d':{'schedule':{%s},'durationHours':4,'startTime':'22:00',"
                "'startDate':'2026-01-03'}",
                i > 0 ? "," : "", i, schedules[i]);
    fputs("}", out);
}

static void write_members(FILE *out, struct dice *dice, uint32_t stages)
{
    uint32_t count = dice_between(dice, 4, MEMBERS_MAX);
    fputs("'fleet':{'members':[", out);
    for (uint32_t i = 0; i < count; i++) {
        fprintf(out, "%s{'name':'m%u','group':'g%u','kubernetesVersion':'1.34.0'", i > 0 ? "," : "",
                i, dice_below(dice, stages));
        if (dice_chance(dice, 50))
            fprintf(out, ",'maintenance':{'aksManagedAutoUpgradeSchedule':'w%u'}",
                    dice_below(dice, SCHEDULES));
        fputs("}", out);
    }
    fputs("]}", out);
}

static void write_strategy(FILE *out, struct dice *dice, uint32_t stages)
{
    fputs(",'updateRuns':[{'name':'k','strategy':{'stages':[", out);
    for (uint32_t i = 0; i < stages; i++) {
        uint32_t failures = dice_below(dice, 3);
        fprintf(out,
                "%s{'name':'s%u','maxAllowedFailures':'%u','afterStageWaitInSeconds':%u,'groups':["
                "{'name':'g%u','maxConcurrency':'%u','maxAllowedFailures':'%u'}]}",
                i > 0 ? "," : "", i, failures, 3600 * dice_below(dice, 30), i,
                dice_between(dice, 1, 3), failures);
    }
    fputs("]},'managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}}]",
          out);
}

static char *write_fleet(uint64_t seed, const char *deadline)
{
    char *text;
    size_t size;
    struct dice dice = dice_of(seed, "skips", 0);
    uint32_t stages = dice_between(&dice, 1, STAGES);
    FILE *out = open_memstream(&text, &size);
    fprintf(out,
            "{'start':'2026-11-16T08:00:00Z','horizon':'70d',"
            "'deadline':[{'name':'d','at':'%s'}],",
            deadline);
    write_members(out, &dice, stages);
    write_windows(out);
    write_strategy(out, &dice, stages);
    fprintf(out,
            ",'models':{'duration':{'default':{'memberMinutes':{'dist':'lognormal','p50':%u,'p90':"
            "%u}}},'failure':{'default':{'causes':[{'code':'F','probability':0.0%u,'per':'attempt'"
            "}]}}}}",
            dice_between(&dice, 40, 90), dice_between(&dice, 100, 260), dice_below(&dice, 9));
    fclose(out);
    random_quote(text);
    return text;
}

static const struct experiment_options options = {
    .jobs = 1, .trials = TRIALS, .seed = 7, .series_only = true, .version = "test"};

/* An instant that some trials miss: one of the finishes, or a while before the first. */
static void choose_deadline(uint64_t seed, char at[INSTANT_TEXT_SIZE])
{
    struct loading loading;
    struct forecast forecast;
    struct dice dice = dice_of(seed, "deadline", 0);
    char *text = write_fleet(seed, DUMMY_DEADLINE);
    loading_right(&loading, text);
    experiment_run(&loading.arena, &loading.scenario, &options, &forecast);
    int64_t at_s = forecast.finish_sorted[dice_below(&dice, TRIALS * 3 / 4)];
    if (at_s == INSTANT_NEVER)
        at_s = loading.scenario.horizon_s - DAY_S;
    if (dice_chance(&dice, 50))
        at_s -= HOUR_S * dice_between(&dice, 1, 400);
    if (at_s <= loading.scenario.start_s)
        at_s = loading.scenario.start_s + HOUR_S;
    instant_format(at_s, at);
    loading_clear(&loading);
    free(text);
}

/* ---- What is tried again. */

struct trial_set {
    struct skip skips[MEMBERS_MAX];
    uint32_t count;
};

static uint64_t met_by(const struct loading *loading, const struct trial_set *set)
{
    struct arena own;
    struct scenario changed;
    struct forecast forecast;
    arena_init(&own, loading->arena.exhausted);
    skips_apply(&own, &loading->scenario, set->skips, set->count, &changed);
    experiment_run(&own, &changed, &options, &forecast);
    uint64_t met = forecast.deadlines[0].met.hits;
    arena_clear(&own);
    return met;
}

static bool holds(const struct trial_set *set, uint32_t member)
{
    for (uint32_t i = 0; i < set->count; i++)
        if (set->skips[i].member == member)
            return true;
    return false;
}

static void expect_no_better_exchange(const struct loading *loading, const struct trial_set *set,
                                      uint64_t met, uint64_t seed)
{
    for (uint32_t i = 0; i < set->count; i++)
        for (uint32_t member = 0; member < loading->scenario.fleet.member_count; member++) {
            struct trial_set other = *set;
            other.skips[i].member = member;
            if (!holds(set, member))
                cr_assert_leq(met_by(loading, &other), met,
                              "seed %" PRIu64 ": %u in place of %u does better", seed, member,
                              set->skips[i].member);
        }
}

static void expect_nobody_dispensable(const struct loading *loading, const struct trial_set *set,
                                      uint64_t enough, uint64_t seed)
{
    for (uint32_t i = 0; i < set->count; i++) {
        struct trial_set other = *set;
        other.skips[i] = other.skips[--other.count];
        cr_assert_lt(met_by(loading, &other), enough,
                     "seed %" PRIu64 ": without %u it does as well", seed, set->skips[i].member);
    }
}

/* Some set of fewer members does, too. */
static bool is_beaten(const struct loading *loading, const struct trial_set *set, uint64_t enough)
{
    uint32_t members = loading->scenario.fleet.member_count;
    for (uint32_t mask = 0; mask < 1u << members; mask++) {
        struct trial_set other = {.count = 0};
        if ((uint32_t)__builtin_popcount(mask) + 1 != set->count)
            continue;
        for (uint32_t member = 0; member < members; member++)
            if (mask >> member & 1)
                other.skips[other.count++] = (struct skip){0, member};
        if (met_by(loading, &other) >= enough)
            return true;
    }
    return false;
}

/* How the sets of all fleets came out. */
struct census {
    uint32_t answers[SKIPS_UNKNOWN + 1], sizes[MEMBERS_MAX + 1], beaten;
};

static void check(const struct loading *loading, const struct forecast *forecast, uint64_t seed,
                  struct census *census)
{
    const struct skip_set *found = &forecast->skips[0];
    struct trial_set set = {.count = found->step_count};
    census->answers[found->answer]++;
    if (found->step_count == 0)
        return;
    census->sizes[set.count]++;
    for (uint32_t i = 0; i < set.count; i++)
        set.skips[i] = found->steps[i].skip;
    uint64_t met = met_by(loading, &set), enough = met;
    cr_assert(found->searched);
    cr_assert_eq(found->steps[set.count - 1].met.hits, met);
    if (found->answer == SKIPS_REACH) {
        enough = (uint64_t)(0.9 * TRIALS + 0.999);
        cr_assert_geq(met, enough);
        census->beaten += is_beaten(loading, &set, enough);
    }
    expect_no_better_exchange(loading, &set, met, seed);
    expect_nobody_dispensable(loading, &set, enough, seed);
}

static void try_fleet(uint64_t seed, struct census *census)
{
    char at[INSTANT_TEXT_SIZE];
    struct loading loading;
    struct forecast forecast;
    choose_deadline(seed, at);
    char *text = write_fleet(seed, at);
    loading_right(&loading, text);
    experiment_run(&loading.arena, &loading.scenario, &options, &forecast);
    cr_assert(skips_find(&loading.arena, &loading.scenario, &options, &forecast));
    check(&loading, &forecast, seed, census);
    loading_clear(&loading);
    free(text);
}

Test(skips, no_exchange_does_better_and_nobody_is_dispensable)
{
    struct census census = {.beaten = 0};
    for (uint64_t seed = 1; seed <= FLEETS; seed++)
        try_fleet(seed, &census);
    fprintf(stderr,
            "skips: %u not needed, %u reached (%u with more members than needed), %u not; sizes",
            census.answers[SKIPS_NOT_NEEDED], census.answers[SKIPS_REACH], census.beaten,
            census.answers[SKIPS_FALL_SHORT]);
    for (int size = 1; size <= MEMBERS_MAX; size++)
        fprintf(stderr, " %u", census.sizes[size]);
    fputc('\n', stderr);
    cr_expect_geq(census.answers[SKIPS_REACH], FLEETS / 2);
    cr_expect_leq(census.beaten, census.answers[SKIPS_REACH] / 20);
}

/* ---- */

Test(skips, are_the_same_for_any_number_of_threads)
{
    struct loading loading;
    struct forecast alone, together;
    const char *const settings[] = {"/experiment/trials=600", NULL};
    struct experiment_options one = options, eight = options;
    one.trials = eight.trials = 600;
    eight.jobs = 8;
    loading_file(&loading, "scenarios/16-six-that-decide/scenario.json", settings);
    experiment_run(&loading.arena, &loading.scenario, &one, &alone);
    experiment_run(&loading.arena, &loading.scenario, &eight, &together);
    cr_assert(skips_find(&loading.arena, &loading.scenario, &one, &alone));
    cr_assert(skips_find(&loading.arena, &loading.scenario, &eight, &together));
    cr_assert_eq(alone.skips[0].step_count, 6);
    cr_assert_eq(together.skips[0].step_count, 6);
    cr_expect_arr_eq(alone.skips[0].steps, together.skips[0].steps,
                     6 * sizeof *alone.skips[0].steps);
    loading_clear(&loading);
}
