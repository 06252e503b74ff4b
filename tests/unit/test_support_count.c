/* Clusters that outlive the support of their version. */
#include "models/instant.h"
#include "models/version.h"
#include "sim/experiment.h"
#include "tests/lib/theory.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* 1.33 leaves support as August begins, with the long-term plan a year later; 1.32 has left it
 * before. Three clusters are upgraded one after the other, two days each from 28 July on: the
 * second ends with July, the third on 3 August. One has long-term support, two are not in the run,
 * one joins later. */
static const char scenario[] =
    "{'start':'2026-07-28T00:00:00Z','horizon':'2026-10-01T00:00:00Z','fleet':{'members':["
    "{'name':'a','group':'g','kubernetesVersion':'1.33.5'},"
    "{'name':'b','group':'g','kubernetesVersion':'1.33.6'},"
    "{'name':'c','group':'g','kubernetesVersion':'1.33.5'},"
    "{'name':'d','kubernetesVersion':'1.33.5','supportPlan':'AKSLongTermSupport'},"
    "{'name':'e','kubernetesVersion':'1.32.5'},"
    "{'name':'f','kubernetesVersion':'1.33.5'},"
    "{'name':'g','kubernetesVersion':'1.33.5','joinsAt':'2026-07-30T00:00:00Z'}]},"
    "'strategies':{'s':{'stages':[{'name':'s','groups':[{'name':'g'}]}]}},"
    "'updateRuns':[{'name':'r','strategy':'s','managedClusterUpdate':{'upgrade':{'type':'Full',"
    "'kubernetesVersion':'1.34.2'}}}],"
    "'models':{'duration':{'default':{'memberMinutes':2880}},'failure':'none'}}";

static struct theory theory;
static struct forecast forecast;
static struct arena arena;

static void setup(void)
{
    struct experiment_options options = {.jobs = 2, .trials = 10, .seed = 1, .support = true};
    arena_init(&arena, abort);
    theory_load(&theory, scenario);
    experiment_run(&arena, &theory.scenario, &options, &forecast);
}

static void teardown(void)
{
    arena_clear(&arena);
    theory_clear(&theory);
}

TestSuite(support_count, .init = setup, .fini = teardown);

static const struct support_outcome *line(unsigned minor, bool long_term)
{
    for (uint32_t i = 0; i < forecast.support_count; i++)
        if (forecast.support[i].minor == version_make(1, minor, 0) &&
            forecast.support[i].long_term == long_term)
            return &forecast.support[i];
    return NULL;
}

Test(support_count, is_of_the_day_that_support_ends)
{
    const struct support_outcome *ends = line(33, false);
    int64_t end_s;
    cr_assert(instant_parse("2026-08-01T00:00:00Z", &end_s));
    cr_assert_not_null(ends);
    cr_expect(ends->simulated);
    cr_expect_eq(ends->end_s, end_s);
    cr_expect_eq(ends->at_s, end_s);
    cr_expect_eq(ends->members, 4);      /* a, b, c, f */
    cr_expect_eq(ends->members_mean, 2); /* c is late, f is not upgraded */
    cr_expect_eq(ends->any.hits, 10);
}

Test(support_count, of_what_has_ended_before_is_of_the_horizon)
{
    const struct support_outcome *ended = line(32, false);
    cr_assert_not_null(ended);
    cr_expect_lt(ended->end_s, theory.scenario.start_s);
    cr_expect_eq(ended->at_s, theory.scenario.horizon_s);
    cr_expect_eq(ended->members_mean, 1);
}

Test(support_count, beyond_the_horizon_is_not_simulated)
{
    const struct support_outcome *later = line(33, true);
    cr_assert_not_null(later);
    cr_expect_not(later->simulated);
    cr_expect_eq(later->members, 1);
    cr_expect_eq(forecast.support_count, 3);
}
