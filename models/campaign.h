/* campaign: how current a fleet is over time, where profiles or several update runs keep it so.
 *
 * Age of a node's image at t: t minus the date in the image's version. A node whose image has no
 * date (none was given, or its version names none) is left out of ages. Patch latency of an image:
 * from its arrival in the member's region to the instant a pool runs it or a newer one; images that
 * arrive within the history count, for each pool that has an older one then. Exposure: time with a
 * newer image in the region than the one a node runs. Newer is by number within the family (R36).
 *
 * Behind: what is generally available in the member's region against what its control plane has.
 */
#ifndef MODELS_CAMPAIGN_H
#define MODELS_CAMPAIGN_H

#include <stdint.h>

enum { AGE_P50, AGE_P90, AGE_P95, AGE_MAX, AGE_COUNT }; /* over nodes */
enum { AGE_LIMIT_COUNT = 5 };

extern const uint32_t age_limit_days[AGE_LIMIT_COUNT]; /* 7, 14, 30, 60, 90 */

/* One figure of each trial, over trials. In seconds. */
struct campaign_age {
    int64_t mean_s, p10_s, p90_s;
};

/* The fleet at an instant, with what happens at it. */
struct campaign_day {
    int64_t at_s;
    double nodes_mean;                   /* whose image has a date; 0: the ages say nothing */
    struct campaign_age age[AGE_COUNT];  /* over trials with such nodes */
    double older_share[AGE_LIMIT_COUNT]; /* of these nodes */
    double minors_behind_mean, patches_behind_mean; /* per member; patches within its minor */
    double out_of_support_mean;                     /* members */
    double active_mean;                             /* update runs begun and not final */
    uint32_t active_p95;
};

/* A member over the whole history, from when it joins until it leaves. */
struct campaign_member {
    double nodes_mean;     /* with a date, over time; 0: ages are empty */
    int64_t age_mean_s;    /* over its nodes, time and trials */
    int64_t age_max_s;     /* mean over trials of the oldest a node's image becomes */
    int64_t age_peak_s;    /* the oldest in any trial */
    double patches_mean;   /* images per trial whose latency counts, once per pool */
    int64_t latency_p50_s; /* INSTANT_NEVER: infinite; INT64_MIN: there were none */
    int64_t latency_p90_s;
    double exposure_node_days_mean;
    double upgrades_per_month_mean; /* that ended well, per 30 days */
    int64_t longest_gap_s;          /* mean over trials of the longest time without one */
};

struct campaign_table {
    const struct campaign_day *days; /* from the scenario's start to its horizon, every 24 h */
    uint32_t day_count;
    const struct campaign_member *members; /* per fleet member */
};

#endif
