/* What windows and polls cost. A weekly window of length w in a period T, met at a random moment:
 * it is open with probability w / T, else the wait is uniform in (0, T - w), so
 *
 *     E[wait] = (T - w)^2 / (2 T)
 *
 * A poll every T whose phase is random is awaited for T / 2 on average.
 */
#include "tests/lib/theory.h"

#include <criterion/criterion.h>

#define FULL "'managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}"
#define ONLY(group) "'strategy':{'stages':[{'name':'s','groups':[{'name':'" group "'}]}]}"

enum { TRIALS = 20000, UPGRADE_S = 3600 };

static const double period_h = 168, window_h = 4;

/* The second run starts at a moment of the week that is uniformly random. */
static const char *const random_moment =
    "{'start':'2026-11-16T08:00:00Z','horizon':'30d','fleet':{'members':["
    "{'name':'a','group':'a'},{'name':'b','group':'b','maintenance':{"
    "'aksManagedAutoUpgradeSchedule':'w'}}]},'maintenanceWindows':{'w':{'schedule':{'weekly':{"
    "'intervalWeeks':1,'dayOfWeek':'Saturday'}},'durationHours':4,'startTime':'22:00',"
    "'utcOffset':'+01:00','startDate':'2026-11-01'}},'updateRuns':[{'name':'one'," ONLY(
        "a") "," FULL
             "},{'name':'two','start':{'after':'one','delayHours':{'dist':'uniform','min':0,'max':"
             "168}}," ONLY(
                 "b") "," FULL
                      "}],'models':{'failure':'none','duration':{'default':{'memberMinutes':60}}},"
                      "'controller':{'windowPollMinutes':0}}";

Test(window_wait, of_a_weekly_window_met_at_a_random_moment)
{
    struct theory theory;
    struct estimate wait_h = {0}, open = {0};
    theory_load(&theory, random_moment);
    theory_forecast(&theory, TRIALS, 1);
    for (uint32_t i = 0; i < TRIALS; i++) {
        const struct trial_outcome *trial = theory_trial(&theory, i, 1);
        cr_assert_eq(trial->state, STATE_COMPLETED);
        double waited_s = (double)(trial->finish_s - UPGRADE_S - trial->start_s);
        estimate_add(&wait_h, waited_s / 3600);
        estimate_add(&open, waited_s == 0);
    }
    double closed_h = period_h - window_h;
    estimate_check(&wait_h, closed_h * closed_h / (2 * period_h), "hours waited");
    estimate_check(&open, window_h / period_h, "share that need not wait");
    theory_clear(&theory);
}

/* The window opens two hours after the start; the polls have a random phase. */
static const char *const random_phase =
    "{'start':'2026-11-16T08:00:00Z','horizon':'10d','fleet':{'members':[{'name':'a','maintenance':"
    "{"
    "'aksManagedAutoUpgradeSchedule':'w'}}]},'maintenanceWindows':{'w':{'schedule':{'daily':{"
    "'intervalDays':1}},'durationHours':4,'startTime':'10:00','utcOffset':'+00:00'}},"
    "'updateRuns':[{'name':'one'," FULL "}],'models':{'failure':'none','duration':{'default':{"
    "'memberMinutes':60}}},'controller':{'windowPollMinutes':60,'windowPollPhaseMinutes':'random'}"
    "}";

Test(window_wait, of_a_poll_with_a_random_phase)
{
    struct theory theory;
    struct estimate late_min = {0};
    theory_load(&theory, random_phase);
    theory_forecast(&theory, TRIALS, 1);
    for (uint32_t i = 0; i < TRIALS; i++) {
        const struct trial_outcome *trial = theory_trial(&theory, i, 0);
        double late_s = (double)(trial->finish_s - UPGRADE_S - trial->start_s) - 2 * 3600;
        cr_assert(late_s >= 0 && late_s < 3600);
        estimate_add(&late_min, late_s / 60);
    }
    estimate_check(&late_min, 30, "minutes until the poll");
    theory_clear(&theory);
}
