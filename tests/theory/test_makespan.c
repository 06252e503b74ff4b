/* n upgrades of exponential length with mean m, k at a time: while more than k are left one ends
 * every m / k on average, the last k end after m / k, m / (k - 1), ..., m. So
 *
 *     E[makespan] = m ((n - k) / k + H_k),   H_k = 1 + 1/2 + ... + 1/k
 */
#include "tests/lib/theory.h"

#include <criterion/criterion.h>
#include <stdio.h>

enum { TRIALS = 20000, MEAN_MINUTES = 1000 };

static void write_scenario(FILE *out, uint32_t members, uint32_t at_a_time)
{
    fputs("{'start':'2026-11-16T08:00:00Z','horizon':'365d','fleet':{'members':[", out);
    for (uint32_t i = 0; i < members; i++)
        fprintf(out, "%s{'name':'m%u','group':'g','kubernetesVersion':'1.34.0'}", i == 0 ? "" : ",",
                i);
    fprintf(out,
            "]},'updateRuns':[{'name':'r','strategy':{'stages':[{'name':'s','groups':[{'name':'g',"
            "'maxConcurrency':'%u'}]}]},'managedClusterUpdate':{'upgrade':{'type':'Full',"
            "'kubernetesVersion':'1.35.0'}}}],'models':{'failure':'none','duration':{'default':{"
            "'memberMinutes':{'dist':'exponential','mean':%d}}}}}",
            at_a_time, MEAN_MINUTES);
}

static double expected(uint32_t members, uint32_t at_a_time)
{
    double harmonic = 0;
    for (uint32_t i = 1; i <= at_a_time; i++)
        harmonic += 1.0 / i;
    return (double)(members - at_a_time) / at_a_time + harmonic;
}

static void check(uint32_t members, uint32_t at_a_time)
{
    char text[4096], what[32];
    FILE *out = fmemopen(text, sizeof text, "w");
    write_scenario(out, members, at_a_time);
    fclose(out);
    struct theory theory;
    struct estimate estimate = {0};
    theory_load(&theory, text);
    theory_forecast(&theory, TRIALS, 1);
    for (uint32_t i = 0; i < TRIALS; i++) {
        const struct trial_outcome *trial = theory_trial(&theory, i, 0);
        cr_assert_eq(trial->state, STATE_COMPLETED);
        estimate_add(&estimate, (double)(trial->finish_s - trial->start_s) / 60 / MEAN_MINUTES);
    }
    snprintf(what, sizeof what, "%u members, %u at a time", members, at_a_time);
    estimate_check(&estimate, expected(members, at_a_time), what);
    theory_clear(&theory);
}

Test(makespan, of_exponential_upgrades_k_at_a_time)
{
    cr_assert_float_eq(expected(20, 5), 5.28333, 1e-5);
    check(20, 5);
    check(20, 1);
    check(7, 7);
}
