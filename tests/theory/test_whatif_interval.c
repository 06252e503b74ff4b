/* The intervals that decisions hang on: that of P80, and that of the difference of two P80s whose
 * trials share their luck. One member takes U(0, 1000) minutes; two one after the other the sum of
 * two such, whose q-quantile is 2000 - 1000 sqrt(2 (1 - q)) for q >= 1/2. Without its second member
 * the fleet ends earlier by the difference, and the first member's luck is the same in both. */
#include "sim/whatif.h"
#include "tests/lib/theory.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { EXPERIMENTS = 1000, TRIALS = 200 };

#define FLEET(members)                                                                             \
    "{'start':'2026-11-16T08:00:00Z','fleet':{'members':[" members "]},'updateRuns':[{'name':"     \
    "'r','managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}}],"       \
    "'models':{'failure':'none','duration':{'default':{'memberMinutes':{'dist':'uniform','min':0," \
    "'max':1000}}}}}"

static const double one_p80_s = 800 * 60.0;

static double two_p80_s(void)
{
    return (2000 - 1000 * sqrt(2 * 0.2)) * 60;
}

static void simulate(const struct theory *theory, struct arena *arena, uint64_t seed,
                     struct series_set *set)
{
    struct experiment_options options = {.jobs = 1, .trials = TRIALS, .seed = seed};
    cr_assert(whatif_simulate(arena, &theory->scenario, &options, set));
}

static void check_coverage(uint32_t covered, const char *what)
{
    cr_expect(covered >= 0.93 * EXPERIMENTS && covered <= 0.97 * EXPERIMENTS,
              "%s: %u of %d intervals hold the truth", what, covered, EXPERIMENTS);
}

Test(whatif_interval, hold_the_truth_as_often_as_they_say)
{
    struct theory two, one;
    uint32_t quantile = 0, difference = 0, mean = 0;
    theory_load(&two, FLEET("{'name':'a'},{'name':'b'}"));
    theory_load(&one, FLEET("{'name':'a'}"));
    for (uint64_t seed = 1; seed <= EXPERIMENTS; seed++) {
        struct arena arena;
        struct series_set base, alternative;
        struct compared side;
        struct comparison comparison;
        arena_init(&arena, abort);
        simulate(&two, &arena, seed, &base);
        simulate(&one, &arena, seed, &alternative);
        whatif_side(&arena, &base, "base", &side);
        whatif_compare(&arena, &base, &alternative, seed, 1, &comparison);
        double truth_s = (double)two.scenario.start_s + two_p80_s();
        quantile +=
            (double)side.finish[Q80].low_s <= truth_s && truth_s <= (double)side.finish[Q80].high_s;
        const struct comparison_row *p80 = comparison_find(&comparison, "finish_p80", "");
        difference += p80->low <= one_p80_s - two_p80_s() && one_p80_s - two_p80_s() <= p80->high;
        struct mean_difference paired =
            paired_mean(base.list[0].values, alternative.list[0].values, TRIALS);
        mean += paired.low <= -500 * 60 && -500 * 60 <= paired.high;
        arena_clear(&arena);
    }
    check_coverage(quantile, "P80");
    check_coverage(difference, "difference of P80");
    check_coverage(mean, "mean difference");
    theory_clear(&one);
    theory_clear(&two);
}
