/* Paired samples, resamples, and two scenarios side by side. */
#include "models/bootstrap.h"
#include "models/instant.h"
#include "models/paired.h"
#include "sim/precision.h"
#include "sim/whatif.h"
#include "tests/lib/theory.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

Test(bootstrap, draws_n_of_n_and_the_same_again)
{
    enum { N = 1001 };
    static uint32_t counts[N], again[N];
    double squares = 0;
    for (uint32_t resample = 0; resample < 50; resample++) {
        uint32_t sum = 0;
        bootstrap_draw(7, resample, N, counts);
        bootstrap_draw(7, resample, N, again);
        cr_expect_arr_eq(counts, again, sizeof counts);
        for (uint32_t i = 0; i < N; i++) {
            sum += counts[i];
            squares += (counts[i] - 1.0) * (counts[i] - 1.0);
        }
        cr_expect_eq(sum, N);
    }
    bootstrap_draw(8, 49, N, again);
    cr_expect_arr_neq(counts, again, sizeof counts);
    cr_expect_float_eq(squares / (50.0 * N), 1 - 1.0 / N, 0.03); /* binomial variance */
}

Test(bootstrap, takes_quantiles_of_the_drawn)
{
    const int64_t sorted[] = {10, 20, 30, INSTANT_NEVER};
    const uint32_t trial[] = {2, 0, 3, 1}, counts[] = {0, 1, 2, 1};
    const struct bootstrap_sample sample = {4, sorted, trial};
    const size_t ranks[] = {1, 2, 3, 4};
    int64_t values[4];
    bootstrap_quantiles(&sample, counts, ranks, 4, values);
    cr_expect_eq(values[0], 10);
    cr_expect_eq(values[1], 10);
    cr_expect_eq(values[2], 30);
    cr_expect_eq(values[3], INSTANT_NEVER);
}

Test(bootstrap, knows_differences_of_the_infinite)
{
    cr_expect_eq(bootstrap_difference(3, 10), 7);
    cr_expect_eq(bootstrap_difference(3, INSTANT_NEVER), INSTANT_NEVER);
    cr_expect_eq(bootstrap_difference(INSTANT_NEVER, 3), INT64_MIN);
    cr_expect_eq(bootstrap_difference(INSTANT_NEVER, INSTANT_NEVER), 0);
}

Test(paired, counts_better_equal_worse_within_a_tolerance)
{
    const int64_t base[] = {100, 100, 100, INSTANT_NEVER, INSTANT_NEVER, 100};
    const int64_t alternative[] = {39, 40, 161, INSTANT_NEVER, 100, INSTANT_NEVER};
    struct paired_share share = paired_share(base, alternative, 6, 60, true);
    cr_expect_eq(share.better.hits, 2); /* 61 s less, and an end at all */
    cr_expect_eq(share.equal.hits, 2);
    cr_expect_eq(share.worse.hits, 2);
    share = paired_share(base, alternative, 3, 60, false);
    cr_expect_eq(share.better.hits, 1);
    cr_expect_eq(share.worse.hits, 1);
}

Test(paired, gives_the_mean_of_differences)
{
    const int64_t base[] = {0, 10, 20, 30}, alternative[] = {1, 13, 21, 33};
    struct mean_difference mean = paired_mean(base, alternative, 4);
    double half = 1.959963984540054 * sqrt((4.0 / 3) / 4);
    cr_expect_float_eq(mean.value, 2, 1e-12);
    cr_expect_float_eq(mean.low, 2 - half, 1e-12);
    cr_expect_float_eq(mean.high, 2 + half, 1e-12);
}

/* Half of all trials fail: P80 is infinite. A deadline of another name is no common metric. */
#define FLEET(deadline, probability)                                                               \
    "{'start':'2026-11-16T08:00:00Z','deadline':[{'name':'" deadline "','at':"                     \
    "'2026-11-16T20:00:00Z'}],'fleet':{'members':[{'name':'a'}]},'updateRuns':[{'name':'r',"       \
    "'managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}}],"           \
    "'models':{'duration':{'default':{'memberMinutes':60}},'failure':{'default':{'causes':[{"      \
    "'code':'X','probability':" probability "}]}}}}"

static void simulate(const struct theory *theory, struct arena *arena, struct series_set *set)
{
    struct experiment_options options = {.jobs = 2, .trials = 1000, .seed = 3};
    cr_assert(whatif_simulate(arena, &theory->scenario, &options, set));
}

Test(whatif, leaves_out_what_only_one_of_them_has_and_what_is_infinite)
{
    struct theory half, few;
    struct arena arena;
    struct series_set base, alternative;
    struct comparison comparison;
    arena_init(&arena, abort);
    theory_load(&half, FLEET("freeze", "0.5"));
    theory_load(&few, FLEET("other", "0.1"));
    simulate(&half, &arena, &base);
    simulate(&few, &arena, &alternative);
    whatif_compare(&arena, &base, &alternative, 3, 2, &comparison);
    cr_expect_null(comparison_find(&comparison, "p_meets_deadline", "freeze"));
    const struct comparison_row *p80 = comparison_find(&comparison, "finish_p80", "");
    cr_assert_not_null(p80);
    cr_expect_eq(p80->base_s, INSTANT_NEVER);
    cr_expect_eq(p80->alternative_s, half.scenario.start_s + 3600);
    cr_expect_not(p80->difference_known);
    /* What fails in one trial in ten fails also when one in two does: nothing is worse. */
    const struct comparison_row *failed = comparison_find(&comparison, "p_failed", "");
    cr_expect_eq(failed->share.worse.hits, 0);
    cr_expect_float_eq(failed->difference, -0.4, 0.06);
    cr_expect_float_eq(failed->share.better.value, -failed->difference, 1e-12);
    cr_expect(failed->low < failed->difference && failed->difference < failed->high);
    theory_clear(&half);
    theory_clear(&few);
    arena_clear(&arena);
}

Test(precision, is_looked_at_after_doubling_numbers_of_trials)
{
    cr_expect_eq(precision_check_after(0, 5000), 1000);
    cr_expect_eq(precision_check_after(1000, 5000), 2000);
    cr_expect_eq(precision_check_after(2000, 5000), 4000);
    cr_expect_eq(precision_check_after(4000, 5000), 5000);
    cr_expect_eq(precision_check_after(0, 300), 300);
}

static struct forecast precise(const struct theory *theory, struct arena *arena, int64_t p80_s,
                               double p, uint32_t jobs)
{
    struct forecast forecast;
    struct experiment_options options = {
        .jobs = jobs, .trials = 20000, .seed = 1, .precision = {p80_s, p}};
    experiment_run(arena, &theory->scenario, &options, &forecast);
    return forecast;
}

/* Half of all upgrades fail: half an interval of +-0.01 takes 0.98 / 0.02 squared = 9,604 trials.
 */
Test(precision, of_a_probability_ends_the_simulation)
{
    struct theory half;
    struct arena arena;
    arena_init(&arena, abort);
    theory_load(&half, FLEET("freeze", "0.5"));
    struct forecast forecast = precise(&half, &arena, 0, 0.02, 1);
    cr_expect_eq(forecast.trials, 4000);
    cr_expect(forecast.stopping.reached && !forecast.interrupted);
    forecast = precise(&half, &arena, 0, 0.01, 3);
    cr_expect_eq(forecast.trials, 16000);
    forecast = precise(&half, &arena, 0, 0.001, 2);
    cr_expect_eq(forecast.trials, 20000);
    cr_expect_not(forecast.stopping.reached);
    cr_expect_not(forecast.interrupted);
    theory_clear(&half);
    arena_clear(&arena);
}

/* Two members one after the other in a weekly window of 4 hours: the first one takes up to 5, so in
 * one trial of five the second one waits for a week. P80 is one or the other. */
Test(precision, of_p80_is_dropped_where_a_gap_lies)
{
    struct theory theory;
    struct arena arena;
    arena_init(&arena, abort);
    theory_load(
        &theory,
        "{'start':'2026-11-16T08:00:00Z','controller':{'windowPollMinutes':0},"
        "'maintenanceWindows':{'w':{'schedule':{'weekly':{'intervalWeeks':1,'dayOfWeek':'Monday'}},"
        "'durationHours':4,'startTime':'08:00','utcOffset':'+00:00','startDate':'2026-01-01'}},"
        "'fleet':{'members':[{'name':'a','maintenance':{'aksManagedAutoUpgradeSchedule':'w'}},"
        "{'name':'b','maintenance':{'aksManagedAutoUpgradeSchedule':'w'}}]},'updateRuns':[{"
        "'name':'r','managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':"
        "'1.35.0'}}}],'models':{'failure':'none','duration':{'default':{'memberMinutes':{"
        "'dist':'uniform','min':0,'max':300}}}}}");
    struct forecast forecast = precise(&theory, &arena, 1800, 0, 2);
    cr_expect_eq(forecast.trials, 1000);
    cr_expect(forecast.stopping.reached);
    cr_expect(forecast.stopping.p80_dropped);
    cr_expect_lt(forecast.stopping.before_s, theory.scenario.start_s + 10 * HOUR_S);
    cr_expect_gt(forecast.stopping.after_s, theory.scenario.start_s + WEEK_S);
    theory_clear(&theory);
    arena_clear(&arena);
}
