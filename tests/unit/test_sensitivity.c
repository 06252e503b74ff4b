/* What moves the finish: small fleets in which that is known. */
#include "models/instant.h"
#include "sim/sensitivity.h"
#include "tests/lib/theory.h"

#include <criterion/criterion.h>
#include <string.h>

enum { TRIALS = 1000 };

static const struct sensitivity_row *find_row(const struct theory *theory, const char *input)
{
    const struct sensitivity *sensitivity = theory->forecast.sensitivity;
    for (uint32_t i = 0; i < sensitivity->count; i++)
        if (strcmp(sensitivity->rows[i].input, input) == 0)
            return &sensitivity->rows[i];
    return NULL;
}

static void forecast(struct theory *theory, const char *text, uint32_t jobs)
{
    theory_load(theory, text);
    theory_forecast(theory, TRIALS, 5);
    sensitivity_find(&theory->arena, 5, jobs, &theory->forecast);
}

#define HEAD                                                                                       \
    "{'start':'2026-11-16T08:00:00Z','controller':{'windowPollMinutes':0},'fleet':{'members':["    \
    "{'name':'a','region':'here'},{'name':'b','region':'there'}]},'updateRuns':[{'name':'r',"      \
    "'managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}}],"

/* One factor makes all the difference: ten minutes each, times 1 to 11. Of 1,000 trials P80 of the
 * lowest tenth is near the 8th percentile, of the highest near the 98th. */
Test(sensitivity, of_the_only_input_is_whole)
{
    struct theory theory;
    forecast(&theory,
             HEAD "'models':{'failure':'none','duration':{'default':{'memberMinutes':10,'shared':{"
                  "'run':{'dist':'uniform','min':1,'max':11}}}}}}",
             2);
    const struct sensitivity *sensitivity = theory.forecast.sensitivity;
    cr_assert_eq(sensitivity->count, 1, "constant durations are no uncertain input");
    const struct sensitivity_row *row = &sensitivity->rows[0];
    cr_expect_str_eq(row->input, "durations in run r as a whole");
    cr_expect_gt(row->correlation.value, 0.99999);
    cr_expect_eq(row->highest_trials, TRIALS / 10);
    cr_assert(row->swing.known);
    cr_expect_float_eq((double)row->swing.value_s, 0.9 * 10 * 1200, 300);
    cr_expect_eq(row->swing.value_s, row->highest_p80.value_s - row->lowest_p80.value_s);
    cr_expect_lt(row->swing.low_s, row->swing.value_s);
    cr_expect_gt(row->swing.high_s, row->swing.value_s);
    theory_clear(&theory);
}

/* The members of region `there` take ten times as long: its luck matters, that of `here` hardly. */
Test(sensitivity, ranks_what_matters_more_before)
{
    struct theory theory;
    forecast(&theory,
             "{'start':'2026-11-16T08:00:00Z','fleet':{'members':[{'name':'a','region':'here',"
             "'durationModel':'fast'},{'name':'b','region':'there'}]},'updateRuns':[{'name':'r',"
             "'managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}}],"
             "'models':{'failure':'none','duration':{'default':{'memberMinutes':100,'shared':{"
             "'region':{'dist':'uniform','min':1,'max':3}}},'fast':{'memberMinutes':10,'shared':{"
             "'region':{'dist':'uniform','min':1,'max':3}}}}}}",
             2);
    const struct sensitivity_row *here = find_row(&theory, "durations in region here as a whole");
    const struct sensitivity_row *there = find_row(&theory, "durations in region there as a whole");
    cr_assert_not_null(here);
    cr_assert_eq(there, &theory.forecast.sensitivity->rows[0]);
    cr_expect_gt(there->correlation.value, 0.98);
    cr_expect_lt(here->correlation.value, 0.3);
    theory_clear(&theory);
}

/* A risk doubles all durations where it happens; the run ends an hour later. Where it happens in
 * one trial of four the interval is that of known quantiles. */
Test(sensitivity, of_a_risk_is_happened_minus_not)
{
    struct theory theory;
    forecast(&theory,
             HEAD "'models':{'failure':'none','duration':{'default':{'memberMinutes':30}},'risks':["
                  "{'name':'flood','probability':0.25,'scope':'run','durationFactor':2}]}}",
             1);
    const struct sensitivity_row *row = find_row(&theory, "risk flood happens to run r");
    cr_assert_not_null(row);
    cr_expect(row->yes_no);
    cr_expect_eq(row->lowest_trials + row->highest_trials, TRIALS);
    cr_expect_float_eq((double)row->highest_trials, 250, 55);
    cr_expect_float_eq(row->correlation.value, 1, 1e-9);
    cr_expect_eq(row->swing.value_s, HOUR_S);
    cr_expect_eq(row->swing.low_s, HOUR_S);
    theory_clear(&theory);
}

/* A risk that fails every upgrade: P80 is infinite where it happens, and counts as last. */
Test(sensitivity, ranks_infinite_finishes_last)
{
    struct theory theory;
    forecast(&theory,
             HEAD "'models':{'failure':'none','duration':{'default':{'memberMinutes':{'dist':"
                  "'uniform','min':10,'max':60}}},'risks':[{'name':'flood','probability':0.25,"
                  "'scope':'run','memberFailureProbability':1}]}}",
             2);
    const struct sensitivity_row *row = find_row(&theory, "risk flood happens to run r");
    const struct sensitivity_row *own =
        find_row(&theory, "durations in group default/default of r");
    cr_assert_not_null(row);
    cr_expect_gt(row->correlation.low, 0.7);
    cr_expect_not(row->swing.known);
    cr_assert_not_null(own);
    cr_expect_gt(own->correlation.low, 0.5);
    theory_clear(&theory);
}

/* The version is still on its way: the only member waits for it, and ends two hours after. */
Test(sensitivity, of_an_arrival_is_that_of_what_waits_for_it)
{
    struct theory theory;
    forecast(&theory,
             "{'start':'2026-11-16T08:00:00Z','controller':{'windowPollMinutes':0},'fleet':{"
             "'members':[{'name':'a','region':'westeurope','kubernetesVersion':'1.34.6'}]},"
             "'releases':{'kubernetes':[{'version':'1.35.6','published':'2026-11-18T09:00:00Z'}]},"
             "'updateRuns':[{'name':'r','managedClusterUpdate':{'upgrade':{'type':'Full',"
             "'kubernetesVersion':'1.35.6'}}}],'models':{'failure':'none','duration':{'default':{"
             "'memberMinutes':120}}}}",
             2);
    const struct sensitivity_row *arrival = find_row(&theory, "arrival of 1.35.6 in westeurope");
    const struct sensitivity_row *whole = find_row(&theory, "roll-out of 1.35.6 as a whole");
    cr_assert_not_null(arrival);
    cr_expect_float_eq(arrival->correlation.value, 1, 1e-9);
    cr_assert(arrival->swing.known);
    cr_expect_gt(arrival->swing.low_s, 0);
    cr_assert_not_null(whole);
    cr_expect_gt(whole->correlation.low, 0);
    cr_expect_lt(whole->correlation.high, arrival->correlation.value);
    cr_expect_eq(theory.forecast.sensitivity->count, 2);
    theory_clear(&theory);
}

/* Gates, a delayed start, an uncertain probability and durations built up from parts: all are
 * found, and the same for any number of threads. */
Test(sensitivity, finds_every_kind_whatever_the_threads)
{
    static const char text[] =
        "{'start':'2026-11-16T08:00:00Z','horizon':'60d','fleet':{'members':[{'name':'a','group':"
        "'g'},{'name':'b','group':'g'}]},'strategies':{'s':{'stages':[{'name':'one','groups':[{"
        "'name':'g'}],'afterGates':[{'type':'Approval','displayName':'ok'}]}]}},'updateRuns':[{"
        "'name':'r','strategy':'s','managedClusterUpdate':{'upgrade':{'type':'Full',"
        "'kubernetesVersion':'1.35.0'}}},{'name':'q','start':{'after':'r','delayHours':{'dist':"
        "'uniform','min':0,'max':24}},'managedClusterUpdate':{'upgrade':{'type':'NodeImageOnly'}}}"
        "],'models':{'failure':{'default':{'causes':[{'code':'X','probability':{'beta':[2,20]}}]}},"
        "'operators':{'approval':{'gates':{'ok':{'delayHours':{'dist':'uniform','min':0,'max':48}"
        "}}}}}}";
    struct theory one, three;
    forecast(&one, text, 1);
    forecast(&three, text, 3);
    cr_expect_not_null(find_row(&one, "probability of X in model default"));
    cr_expect_not_null(find_row(&one, "delay of gate ok of r"));
    cr_expect_not_null(find_row(&one, "delay of the start of q"));
    cr_expect_not_null(find_row(&one, "durations in group one/g of r"));
    cr_expect_not_null(find_row(&one, "durations in group default/default of q"));
    const struct sensitivity *a = one.forecast.sensitivity, *b = three.forecast.sensitivity;
    cr_assert_eq(a->count, b->count);
    for (uint32_t i = 0; i < a->count; i++) {
        cr_expect_str_eq(a->rows[i].input, b->rows[i].input);
        cr_expect_eq(a->rows[i].correlation.value, b->rows[i].correlation.value);
        cr_expect_eq(a->rows[i].swing.value_s, b->rows[i].swing.value_s);
    }
    theory_clear(&one);
    theory_clear(&three);
}
