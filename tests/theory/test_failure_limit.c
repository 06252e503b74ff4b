/* Members one at a time, each failing with probability p, f failures allowed: the run is Completed
 * when at most f of n fail, so P(Completed) is a binomial distribution function. */
#include "tests/lib/theory.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

enum { TRIALS = 20000 };

static void write_scenario(FILE *out, uint32_t members, const char *p, uint32_t allowed)
{
    fputs("{'start':'2026-11-16T08:00:00Z','horizon':'90d','fleet':{'members':[", out);
    for (uint32_t i = 0; i < members; i++)
        fprintf(out, "%s{'name':'m%u','group':'g','kubernetesVersion':'1.34.0'}", i == 0 ? "" : ",",
                i);
    fprintf(
        out,
        "]},'updateRuns':[{'name':'r','strategy':{'stages':[{'name':'s','maxAllowedFailures':'%u',"
        "'groups':[{'name':'g','maxAllowedFailures':'%u'}]}]},'managedClusterUpdate':{'upgrade':{"
        "'type':'Full','kubernetesVersion':'1.35.0'}}}],'models':{'failure':{'default':{'causes':["
        "{'code':'F','probability':%s}]}},'duration':{'default':{'memberMinutes':60}}}}",
        allowed, allowed, p);
}

static void check(uint32_t members, const char *p, uint32_t allowed)
{
    char text[8192], what[64];
    FILE *out = fmemopen(text, sizeof text, "w");
    write_scenario(out, members, p, allowed);
    fclose(out);
    struct theory theory;
    struct estimate completed = {0};
    theory_load(&theory, text);
    theory_forecast(&theory, TRIALS, 1);
    for (uint32_t i = 0; i < TRIALS; i++) {
        const struct trial_outcome *trial = theory_trial(&theory, i, 0);
        cr_assert(trial->failures <= allowed + 1 &&
                  (trial->state == STATE_COMPLETED) == (trial->failures <= allowed));
        estimate_add(&completed, trial->state == STATE_COMPLETED);
    }
    snprintf(what, sizeof what, "%u members, p = %s, %u allowed", members, p, allowed);
    estimate_check(&completed, binomial_cdf(allowed, members, atof(p)), what);
    theory_clear(&theory);
}

Test(failure_limit, completion_one_at_a_time_is_binomial)
{
    cr_assert_float_eq(binomial_cdf(3, 12, 0.2), 0.794569, 1e-6);
    check(12, "0.2", 3);
    check(40, "0.02", 0);
    check(40, "0.1", 5);
}
