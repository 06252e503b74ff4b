/* The interval of a quantile, [x(l), x(u)] of the sorted outcomes, holds the true quantile when at
 * least l and less than u of n outcomes are not above it: a binomial probability, by choice of l
 * and u at least 95 %. Small experiments on a known distribution, over and over. */
#include "tests/lib/theory.h"

#include "models/statistics.h"

#include <criterion/criterion.h>

enum { TRIALS = 100, EXPERIMENTS = 2000, LONGEST_MINUTES = 1000 };

static const char *const uniform =
    "{'start':'2026-11-16T08:00:00Z','fleet':{'members':[{'name':'a'}]},'updateRuns':[{'name':'r',"
    "'managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}}],"
    "'models':{'failure':'none','duration':{'default':{'memberMinutes':{'dist':'uniform','min':0,"
    "'max':1000}}}}}";

static double coverage_in_theory(double q)
{
    struct quantile_ranks ranks = quantile_ranks(q, TRIALS);
    return binomial_cdf((uint32_t)ranks.high_rank - 1, TRIALS, q) -
           binomial_cdf((uint32_t)ranks.low_rank - 1, TRIALS, q);
}

static bool covers(const struct theory *theory, int level)
{
    const struct quantile *quantile = &theory->forecast.tracks[0].duration[level];
    double truth_s = quantile_levels[level] * LONGEST_MINUTES * 60;
    return (double)quantile->low_s <= truth_s && truth_s <= (double)quantile->high_s;
}

Test(quantile_interval, covers_the_true_quantile_as_often_as_it_says)
{
    static const int levels[] = {Q10, Q50, Q80, Q90};
    struct estimate covered[QUANTILE_COUNT] = {{0}};
    for (uint64_t seed = 1; seed <= EXPERIMENTS; seed++) {
        struct theory theory;
        theory_load(&theory, uniform);
        theory_forecast(&theory, TRIALS, seed);
        for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
            estimate_add(&covered[levels[i]], covers(&theory, levels[i]));
        theory_clear(&theory);
    }
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        double q = quantile_levels[levels[i]];
        cr_expect_geq(coverage_in_theory(q), CONFIDENCE);
        estimate_check(&covered[levels[i]], coverage_in_theory(q), "coverage");
    }
}
