/* Last safe stops and the failure policy, on stories one can do by hand. */
#include "models/instant.h"
#include "tests/lib/theory.h"

#include <criterion/criterion.h>
#include <stdio.h>

/* Two members one after the other, an hour each from 08:00. */
static const char *const one_by_one =
    "{'start':'2026-11-16T08:00:00Z','horizon':'1d','freezes':["
    "{'name':'after','start':'2026-11-16T12:00:00Z','end':'2026-11-16T13:00:00Z'},"
    "{'name':'at the end','start':'2026-11-16T10:00:00Z','end':'2026-11-16T10:30:00Z'},"
    "{'name':'in the second','start':'2026-11-16T09:30:00Z','end':'2026-11-16T10:30:00Z'},"
    "{'name':'in the first','start':'2026-11-16T08:30:00Z','end':'2026-11-16T08:40:00Z'},"
    "{'name':'elsewhere','start':'2026-11-16T09:30:00Z','end':'2026-11-16T10:30:00Z',"
    "'regions':['far']},"
    "{'name':'beyond','start':'2027-11-16T10:00:00Z','end':'2027-11-16T10:30:00Z'}],"
    "'fleet':{'members':[{'name':'a','region':'far'},{'name':'b','region':'near'}]},'updateRuns':["
    "{'name':'r','managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}}],"
    "'models':{'failure':'none','duration':{'default':{'memberMinutes':60}}}}";

static void check_safe(const struct theory *theory, uint32_t freeze, int64_t after_start_s,
                       uint32_t at_target, uint32_t before, uint32_t in_progress)
{
    const struct safe_stop *safe = &theory->forecast.freezes[freeze].safe;
    cr_assert(safe->exists, "freeze %u", freeze);
    cr_expect_eq(safe->at.value_s, theory->scenario.start_s + after_start_s, "freeze %u", freeze);
    cr_expect_eq(safe->at.high_s, safe->at.value_s);
    cr_expect_eq(safe->at_target.mean, at_target, "freeze %u", freeze);
    cr_expect_eq(safe->at_target.p95, at_target);
    cr_expect_eq(safe->before.mean, before, "freeze %u", freeze);
    cr_expect_eq(safe->in_progress.mean, in_progress, "freeze %u", freeze);
    cr_expect_eq(safe->in_progress.p95, in_progress);
}

Test(decision, finds_the_last_minute_before_an_upgrade_would_reach_into_a_freeze)
{
    struct theory theory;
    theory_load(&theory, one_by_one);
    theory_forecast(&theory, 100, 1);
    check_safe(&theory, 0, 4 * HOUR_S - MINUTE_S, 2, 0, 0);
    check_safe(&theory, 1, 2 * HOUR_S - MINUTE_S, 1, 0, 1); /* it ends when the freeze begins */
    check_safe(&theory, 2, HOUR_S - MINUTE_S, 0, 1, 1);     /* the second one would not */
    cr_expect_not(theory.forecast.freezes[3].safe.exists);  /* too late from the start */
    check_safe(&theory, 4, HOUR_S + 29 * MINUTE_S, 1, 0,
               1); /* the second one is not in its scope */
    cr_expect_not(theory.forecast.freezes[5].safe.exists);
    theory_clear(&theory);
}

/* One member whose upgrade reaches into the freeze in `share` of all trials. */
static void check_share(double share, bool safe_at_the_end)
{
    struct theory theory;
    char text[1024];
    snprintf(text, sizeof text,
             "{'start':'2026-11-16T08:00:00Z','horizon':'1d','freezes':[{'name':'f','start':"
             "'2026-11-16T09:40:00Z','end':'2026-11-16T10:40:00Z'}],'fleet':{'members':[{'name':"
             "'a'}]},'updateRuns':[{'name':'r','start':'2026-11-16T08:30:00Z',"
             "'managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}}],"
             "'models':{'failure':'none','duration':{'default':{'memberMinutes':{'dist':'uniform',"
             "'min':0,'max':%.17g}}}}}",
             70 / (1 - share));
    theory_load(&theory, text);
    theory_forecast(&theory, 4000, 1);
    const struct safe_stop *safe = &theory.forecast.freezes[0].safe;
    cr_assert(safe->exists);
    cr_expect_eq(safe->at.value_s,
                 theory.scenario.start_s + (safe_at_the_end ? 99 : 29) * MINUTE_S);
    theory_clear(&theory);
}

Test(decision, allows_one_trial_in_twenty)
{
    check_share(0.03, true);
    check_share(0.07, false);
}

/* Two at a time, all fail half way, none is allowed to: both that have begun fail at one instant.
 */
Test(decision, counts_who_was_touched_and_what_failed_beyond_the_limit)
{
    struct theory theory;
    theory_load(
        &theory,
        "{'start':'2026-11-16T08:00:00Z','horizon':'1d','fleet':{'members':[{'name':'a',"
        "'group':'g'},{'name':'b','group':'g'},{'name':'c','group':'g'}]},'strategies':{'s':"
        "{'stages':[{'name':'s','groups':[{'name':'g','maxConcurrency':'2'}]}]}},"
        "'updateRuns':[{'name':'r','strategy':'s','managedClusterUpdate':{'upgrade':{'type':"
        "'Full','kubernetesVersion':'1.35.0'}}}],'models':{'duration':{'default':{"
        "'memberMinutes':60}},'failure':{'default':{'causes':[{'code':'X','probability':1,"
        "'atFraction':0.5}]}}}}");
    theory_forecast(&theory, 200, 1);
    const struct stop_outcome *stop = &theory.forecast.stops[0];
    cr_expect_eq(stop->stops.hits, 200);
    cr_expect_eq(stop->touched.mean, 2);
    cr_expect_eq(stop->touched.p95, 2);
    cr_expect_eq(stop->overshoot.mean, 2);
    cr_expect_eq(stop->overshoot.p95, 2);
    theory_clear(&theory);
}
