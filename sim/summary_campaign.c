#include "sim/summary_parts.h"

#include <math.h>

#define NORMAL_975 1.959963984540054 /* the 97.5 % quantile of the normal distribution */

/* Active runs on average over a third. */
static double active_mean(const struct activity *activity, int third)
{
    return activity->third_s == 0 ? 0 : (double)activity->run_s[third] / (double)activity->third_s;
}

static double other_operation_s(const struct summary *summary)
{
    double sum_s = 0;
    for (uint32_t at = 0; at < summary->shape->slot_count; at++)
        sum_s += (double)tally_reason(summary->tally, at, REASON_OPERATION_IN_PROGRESS)->sum_s;
    return sum_s;
}

/* The mean growth over the histories and the upper end of its interval, by the normal
 * approximation. */
static void fill_growth(const struct summary *summary, struct campaign_outcome *outcome)
{
    double n = summary->trials, sum = 0, squares = 0;
    for (uint32_t trial = 0; trial < summary->trials; trial++) {
        const struct activity *activity = &summary->rows->activities[trial];
        double first = active_mean(activity, 0), last = active_mean(activity, ACTIVITY_THIRDS - 1);
        outcome->active_first_mean += first / n;
        outcome->active_last_mean += last / n;
        sum += last - first;
        squares += (last - first) * (last - first);
    }
    double variance = n > 1 ? (squares - sum * sum / n) / (n - 1) : 0;
    outcome->growth_high = sum / n + NORMAL_975 * sqrt(variance > 0 ? variance / n : 0);
    outcome->sustainable = outcome->growth_high < CAMPAIGN_GROWTH_MAX;
}

void summary_campaign(const struct summary *summary, struct forecast *forecast)
{
    const struct scenario *scenario = summary->scenario;
    struct campaign_outcome *outcome = &forecast->campaign;
    *outcome = (struct campaign_outcome){.sustainable = true};
    if (scenario->profile_count == 0)
        return;
    double length_s = (double)(scenario->horizon_s - scenario->start_s), n = summary->trials;
    for (uint32_t trial = 0; trial < summary->trials; trial++) {
        outcome->overlap_share_mean +=
            (double)summary->rows->activities[trial].overlap_s / length_s / n;
        outcome->without_place_mean += summary->rows->without_place[trial] / n;
    }
    outcome->other_operation_h_mean = other_operation_s(summary) / (double)HOUR_S / n;
    fill_growth(summary, outcome);
}
