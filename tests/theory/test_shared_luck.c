/* What befalls many members together, against closed forms: shared factors correlate durations,
 * uncertain probabilities and risks widen the number of failures. */
#include "sim/upgrade.h"
#include "tests/lib/theory.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

enum { TRIALS = 20000, MEMBERS = 12 };

/* ---- Correlation. Logarithms: own deviation 0.4; 0.3 is shared in a region, 0.2 in the run. */

#define FLEET(members_, models_)                                                                   \
    "{'start':'2026-11-16T08:00:00Z','horizon':'90d','fleet':{'members':[" members_                \
    "]},'updateRuns':[{'name':'r','managedClusterUpdate':{'upgrade':{'type':'Full',"               \
    "'kubernetesVersion':'1.35.0'}}}],'models':{" models_ "}}"
#define OWN "'memberMinutes':{'dist':'lognormal','mu':8,'sigma':0.4}"

static double log_length(const struct upgrades *upgrades, uint32_t member)
{
    const struct scenario *scenario = upgrades->scenario;
    struct upgrade_begin begin = {.run = &scenario->runs[0],
                                  .member = &scenario->fleet.members[member],
                                  .now_s = scenario->start_s};
    struct upgrade_job job = upgrade_job_of(begin.run, begin.member);
    struct upgrade upgrade;
    upgrade_draw(upgrades, &job, &begin, &upgrade);
    return log((double)upgrade.length_s);
}

/* Sample correlation of two members over trials; its standard error is (1 - rho^2) / sqrt(n). */
static void check_correlation(struct upgrades *upgrades, uint32_t a, uint32_t b, double rho)
{
    double x = 0, y = 0, xx = 0, yy = 0, xy = 0, n = TRIALS;
    for (uint32_t trial = 0; trial < TRIALS; trial++) {
        upgrades_reset(upgrades, trial);
        double u = log_length(upgrades, a), v = log_length(upgrades, b);
        x += u;
        y += v;
        xx += u * u;
        yy += v * v;
        xy += u * v;
    }
    double found = (xy - x * y / n) / sqrt((xx - x * x / n) * (yy - y * y / n));
    cr_assert_float_eq(found, rho, 4 * (1 - rho * rho) / sqrt(n), "members %u and %u: %g, not %g",
                       a, b, found, rho);
}

Test(shared_luck, correlates_as_strongly_as_the_factors_spread)
{
    struct theory theory;
    struct upgrades upgrades;
    theory_load(&theory, FLEET("{'name':'a','region':'west'},{'name':'b','region':'west'},"
                               "{'name':'c','region':'east'},{'name':'d'}",
                               "'failure':'none','duration':{'default':{" OWN
                               ",'shared':{'region':{'dist':'lognormal','mu':0,'sigma':0.3},"
                               "'run':{'dist':'lognormal','mu':0,'sigma':0.2}}}}"));
    upgrades_init(&theory.arena, &upgrades, &theory.scenario, 1);
    double own = 0.16, region = 0.09, run = 0.04, all = own + region + run;
    check_correlation(&upgrades, 0, 1, (region + run) / all);
    check_correlation(&upgrades, 0, 2, run / all);
    check_correlation(&upgrades, 0, 3, run / sqrt(all * (own + run)));
    theory_clear(&theory);
}

/* Without its factor, a member's upgrade takes what it would have taken alone. */
Test(shared_luck, leaves_the_members_own_luck)
{
    struct theory alone, together;
    struct upgrades one, two;
    theory_load(&alone, FLEET("{'name':'a'}", "'failure':'none','duration':{'default':{" OWN "}}"));
    theory_load(&together, FLEET("{'name':'a'}", "'failure':'none','duration':{'default':{" OWN
                                                 ",'shared':{'version':2}}}"));
    upgrades_init(&alone.arena, &one, &alone.scenario, 1);
    upgrades_init(&together.arena, &two, &together.scenario, 1);
    for (uint32_t trial = 0; trial < 100; trial++) {
        upgrades_reset(&one, trial);
        upgrades_reset(&two, trial);
        cr_assert_float_eq(log_length(&two, 0) - log_length(&one, 0), log(2), 1e-4);
    }
    theory_clear(&alone);
    theory_clear(&together);
}

/* ---- Numbers of failures: mean and variance over trials, all failures allowed. */

static void load_members(struct theory *theory, const char *models)
{
    char text[8192];
    FILE *out = fmemopen(text, sizeof text, "w");
    fputs("{'start':'2026-11-16T08:00:00Z','horizon':'90d','fleet':{'members':[", out);
    for (uint32_t i = 0; i < MEMBERS; i++)
        fprintf(out, "%s{'name':'m%u','group':'g','region':'%s','kubernetesVersion':'1.34.0'}",
                i == 0 ? "" : ",", i, i % 2 ? "west" : "east");
    fprintf(out,
            "]},'updateRuns':[{'name':'r','strategy':{'stages':[{'name':'s','maxAllowedFailures':"
            "'100%%','groups':[{'name':'g','maxAllowedFailures':'100%%'}]}]},"
            "'managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}}],"
            "'models':{'duration':{'default':{'memberMinutes':60}},%s}}",
            models);
    fclose(out);
    theory_load(theory, text);
}

struct moments {
    struct estimate mean, variance, none;
};

static struct moments count_failures(const char *models, double mean)
{
    struct theory theory;
    struct moments moments = {.mean = {0}};
    load_members(&theory, models);
    theory_forecast(&theory, TRIALS, 1);
    for (uint32_t i = 0; i < TRIALS; i++) {
        double failures = theory_trial(&theory, i, 0)->failures;
        estimate_add(&moments.mean, failures);
        estimate_add(&moments.variance, (failures - mean) * (failures - mean));
        estimate_add(&moments.none, failures == 0);
    }
    theory_clear(&theory);
    return moments;
}

/* Beta(2, 18), once a trial: failures are beta-binomial, with the variance
 * n p q (a + b + n) / (a + b + 1), here 1.5 times that of the binomial with the same mean. */
Test(shared_luck, uncertain_probability_widens_as_beta_binomial)
{
    double a = 2, b = 18, n = MEMBERS, p = a / (a + b), none = 1;
    struct moments found = count_failures(
        "'failure':{'default':{'causes':[{'code':'F','probability':{'beta':[2,18]}}]}}", n * p);
    for (int i = 0; i < MEMBERS; i++)
        none *= (b + i) / (a + b + i);
    estimate_check(&found.mean, n * p, "mean");
    estimate_check(&found.variance, n * p * (1 - p) * (a + b + n) / (a + b + 1), "variance");
    estimate_check(&found.none, none, "P(no failure)");
}

/* A region is hit with probability p; each of its m members then fails with q. */
Test(shared_luck, risk_hits_the_members_of_a_region_together)
{
    double p = 0.2, q = 0.5, m = MEMBERS / 2.0;
    struct moments found = count_failures(
        "'failure':'none','risks':[{'name':'incident','probability':0.2,'scope':'region',"
        "'memberFailureProbability':0.5}]",
        2 * m * p * q);
    estimate_check(&found.mean, 2 * m * p * q, "mean");
    estimate_check(&found.variance, 2 * (p * m * q * (1 - q) + p * (1 - p) * m * m * q * q),
                   "variance");
    estimate_check(&found.none, pow(1 - p + p * pow(1 - q, m), 2), "P(no failure)");
}

/* The same for all of them, with a probability that is itself Beta(1, 4). */
Test(shared_luck, risk_of_a_version_hits_all_that_go_to_it)
{
    double p = 0.2, q = 0.5, n = MEMBERS;
    struct moments found = count_failures(
        "'failure':'none','risks':[{'name':'bad release','probability':{'beta':[1,4]},"
        "'scope':'version','memberFailureProbability':0.5}]",
        n * p * q);
    estimate_check(&found.mean, n * p * q, "mean");
    estimate_check(&found.variance, p * n * q * (1 - q) + p * (1 - p) * n * n * q * q, "variance");
    estimate_check(&found.none, 1 - p + p * pow(1 - q, n), "P(no failure)");
}

/* One at a time for an hour each: with a risk that begins uniformly in the first 10 hours and lasts
 * for 1.5, a member that begins after t hours is hit with the share of begins in (t - 1.5, t]. It
 * fails half way through twice its time, so that the next one begins an hour later, too. */
Test(shared_luck, risk_of_a_few_hours_hits_what_begins_in_them)
{
    double mean = 0;
    for (int t = 0; t < MEMBERS; t++)
        mean += (fmin(t, 10) - fmax(t - 1.5, 0)) / 10;
    struct moments found = count_failures(
        "'failure':'none','risks':[{'name':'throttled','probability':1,'scope':'run',"
        "'memberFailureProbability':1,'durationFactor':2,'startsAfterHours':{'dist':'uniform','min'"
        ":0,'max':10},"
        "'lasts':'90m'}]",
        mean);
    estimate_check(&found.mean, mean, "mean");
}
