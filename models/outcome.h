/* outcome: what a forecast found. sim/ fills it, reports/ print it.
 *
 * Plain data: no renderer needs anything but this and the scenario it points to. How each number is
 * defined stands in docs of the output (README, "What the numbers mean") and, briefly, at the
 * fields. Instants and lengths are seconds; INSTANT_NEVER is infinite (not within the horizon, or
 * the run did not complete). Arrays belong to the forecast's arena.
 */
#ifndef MODELS_OUTCOME_H
#define MODELS_OUTCOME_H

#include "models/barrier.h"
#include "models/campaign.h"
#include "models/channel.h"
#include "models/driver.h"
#include "models/latest_start.h"
#include "models/lever.h"
#include "models/operation_outcome.h"
#include "models/risk_rating.h"
#include "models/robustness.h"
#include "models/scenario.h"
#include "models/sensitivity.h"
#include "models/skip_set.h"
#include "models/state.h"
#include "models/statistics.h"
#include "models/support_outcome.h"

#include <stdbool.h>
#include <stdint.h>

enum { Q10, Q50, Q80, Q90, Q95, QUANTILE_COUNT };
enum { SHARE_50, SHARE_90, SHARE_95, SHARE_100, SHARE_COUNT };

extern const double quantile_levels[QUANTILE_COUNT]; /* 0.10, 0.50, ... */
extern const double share_levels[SHARE_COUNT];       /* 0.50, 0.90, 0.95, 1.00 */

/* How one history ended. */
enum ending_kind {
    END_COMPLETED,
    END_FAILED,
    END_STOPPED,
    END_UNFINISHED,
    END_NOT_STARTED,
    END_SKIPPED,
    END_COUNT
};

/* How histories ended. They exclude one another and sum to n. */
struct ending {
    struct proportion completed, failed, stopped;
    struct proportion unfinished;  /* begun, and not final at the horizon */
    struct proportion not_started; /* never begun */
    struct proportion skipped;     /* stages and groups only; runs never are */
};

/* What there is to say of the runs that a profile makes, besides how they end. */
struct made_outcome {
    struct proportion overlaps; /* of runs with one before: they began before that was final */
    double passed_over_mean;    /* members of a run that another run had brought to its target */
    double stuck_stages_mean;   /* per trial: stages with a member whose image never arrives */
};

/* Several runs over one fleet, in scenarios with profiles. */
struct campaign_outcome {
    double overlap_share_mean;                  /* of the history: two or more runs were active */
    double active_first_mean, active_last_mean; /* active runs, in its first and last third */
    double growth_high; /* upper end of the 95 % interval of the latter minus the former */
    bool sustainable;   /* growth_high < CAMPAIGN_GROWTH_MAX: runs do not pile up */
    double other_operation_h_mean; /* per trial: members waiting for another run's upgrade */
    double without_place_mean;     /* per trial: triggers for which there was no room */
};

#define CAMPAIGN_GROWTH_MAX 0.5

/* A track: an update run, or a profile over its runs. Of a profile, probabilities, durations and
 * means are over all its runs; instants are those of its last run of the trial. */
struct track_outcome {
    struct ending ending;
    struct quantile duration[QUANTILE_COUNT]; /* finish - first start */
    struct quantile finish[QUANTILE_COUNT];
    struct quantile duration_if_completed[QUANTILE_COUNT]; /* over Completed trials only */
    struct quantile finish_if_completed[QUANTILE_COUNT];
    struct quantile at_target[SHARE_COUNT]
                             [QUANTILE_COUNT];   /* share of members at or above the target */
    struct quantile last_member[QUANTILE_COUNT]; /* when its last member was done */
    double members_mean[STATE_COUNT]; /* members per state at the run's end or the horizon */
    double failure_count_mean;
    int64_t spread_s; /* P95 - P50 of the finish; INSTANT_NEVER if infinite */
    double runs_per_trial_mean;
    struct made_outcome made; /* of a profile's runs */
};

/* A stage or a group of a track's plan. */
struct segment_outcome {
    uint32_t track, index; /* index into plan.stages or plan.groups */
    struct ending ending;
    struct quantile begin[QUANTILE_COUNT], finish[QUANTILE_COUNT];
    struct proportion over_limit; /* it was over its own failure limit */
};

enum { M10, M50, M90, MEMBER_QUANTILE_COUNT };

struct member_outcome {
    uint32_t track, member; /* index into fleet.members */
    uint32_t group;         /* index into the track's plan.groups */
    struct proportion
        state[STATE_COUNT]; /* at the run's end or the horizon; in progress then: Running */
    int64_t begin_s[MEMBER_QUANTILE_COUNT],
        end_s[MEMBER_QUANTILE_COUNT]; /* of its (last) upgrade */
    struct proportion overrun;        /* of the trials in which it began */
};

struct reason_outcome {
    uint32_t track, member;
    enum update_state state;
    uint16_t reason;
    struct proportion p; /* it was in that state for that reason at least once */
    double mean_s;       /* mean time in it, over all trials; 0 for final states */
};

struct trial_outcome {
    uint32_t trial, run; /* index into scenario.runs */
    bool made;           /* by a profile, to this specification: */
    struct channel_specification specification;
    enum update_state state;   /* at the end or the horizon */
    int64_t start_s, finish_s; /* INSTANT_NEVER: not started, not Completed */
    int64_t ended_s;           /* when it became final, whatever the state; else INSTANT_NEVER */
    uint32_t members[STATE_COUNT];
    uint32_t failures; /* failed attempts */
};

struct timeline_point {
    double mean[STATE_COUNT];
    uint32_t p10[STATE_COUNT], p90[STATE_COUNT];
};

struct timeline {
    int64_t from_s, step_s;
    uint32_t point_count;
    const struct timeline_point *points; /* [track * point_count + point] */
};

/* Surge nodes of one region in one step of the timeline: their mean over time and trials; P95 and
 * largest of the most at one instant of the step. */
struct surge_point {
    double nodes_mean, vcpus_mean;
    uint32_t nodes_p95, nodes_peak, vcpus_p95, vcpus_peak;
};

/* Per deadline of the scenario. */
struct deadline_outcome {
    bool simulated; /* false: beyond the horizon */
    struct proportion met;
};

/* A count over trials. */
struct count_outcome {
    double mean;
    uint32_t p95;
};

/* The latest whole minute at which in 95 % of trials every upgrade in progress ends before a
 * freeze, and the fleet then. With several update runs members count once for each. */
struct safe_stop {
    bool exists;        /* false: not after the scenario's start, or the freeze is not simulated */
    struct quantile at; /* with its interval */
    uint32_t trials;    /* the fleet is that of the first so many */
    struct count_outcome at_target, before, in_progress; /* before: at the old version */
};

/* Failures that exceed a limit stop a run. */
struct stop_outcome {
    struct proportion stops;
    struct count_outcome touched;   /* members whose upgrade had begun by then, given that */
    struct count_outcome overshoot; /* failures beyond the limit in the end, given that */
};

/* Per freeze of the scenario. */
struct freeze_outcome {
    bool simulated;
    struct proportion work;   /* some member of its scope in progress at some instant of it */
    struct proportion begins; /* something begins inside */
    double member_hours_mean;
    uint32_t members_p95; /* members with work in it */
    double members_mean;
    struct safe_stop safe;
};

struct overrun_outcome {
    struct proportion trials;   /* a trial with at least one */
    struct proportion upgrades; /* of all upgrades that began inside a window */
    uint32_t members;           /* that ever overran */
};

/* Per window of the scenario. */
struct window_overrun_outcome {
    struct proportion upgrades;
};

enum verdict_unit { VERDICT_PROBABILITY, VERDICT_LENGTH, VERDICT_INSTANT, VERDICT_MEAN };

/* Whether a condition of the scenario is met, and by which figure. */
struct verdict {
    bool met;
    bool close;     /* the figure's interval holds the limit: more trials might decide otherwise */
    bool simulated; /* false: a deadline beyond the horizon */
    uint32_t run;   /* whose figure decided; NONE: a deadline's */
    enum verdict_unit unit;
    bool interval;       /* the figure has one */
    struct proportion p; /* a probability; of a mean only the value */
    struct quantile q;   /* a length or an instant */
};

/* Why the simulation ended where a precision was asked for. Widths as in struct precision. */
struct stopping {
    bool asked;
    bool reached;
    bool p80_dropped; /* the interval of P80 lies on both sides of a gap between finishes, */
    int64_t before_s, after_s; /* whose sides these are */
    int64_t p80_s;             /* half the interval's width; INSTANT_NEVER: an end is infinite */
    double p;                  /* the widest of the probabilities */
};

struct forecast {
    const struct scenario *scenario;
    const char *version; /* of the program */
    uint32_t trials;     /* done; fewer than asked when interrupted */
    bool interrupted;
    bool advice_cut; /* all trials are done, but what would help was not found: interrupted then */
    struct stopping stopping;
    int64_t member_grid_s;  /* 60, or 900: to what instants of members are kept */
    uint32_t member_trials; /* members' quantiles are over the first so many trials; all, unless
                               very many */
    const struct track_outcome *tracks;   /* per track */
    const struct segment_outcome *stages; /* all tracks, plan order */
    uint32_t stage_count;
    const struct segment_outcome *groups;
    uint32_t group_count;
    const struct member_outcome *members; /* all tracks, plan order */
    uint32_t member_count;
    const struct reason_outcome *reasons; /* track, member, state, reason */
    uint32_t reason_count;
    /* Why, over the Completed runs; NULL: not asked for. */
    const struct driver_outcome *drivers;  /* [track * DRIVER_COUNT + driver] */
    const struct criticality *criticality; /* track, kind, most often first; those that ever are */
    uint32_t criticality_count;
    const struct stage_share *stage_shares;   /* per entry of stages */
    const struct proportion *group_critical;  /* per entry of groups: on the driving path */
    const struct proportion *member_critical; /* per entry of members */
    const uint32_t *trial_driver_s;           /* [trial row * DRIVER_COUNT + driver] */
    struct campaign_outcome campaign;         /* all 0 without profiles */
    const struct trial_outcome *trial_rows; /* trial, run; of the runs that profiles made only those
                                               that exist */
    uint32_t trial_row_count;
    const int64_t *finish_rows;   /* [trial]: of all runs together; INSTANT_NEVER: infinite */
    const uint8_t *ending_rows;   /* [trial]: enum ending_kind of all runs together */
    const uint8_t *deadline_rows; /* [trial * deadline_count + deadline]: met */
    const uint32_t *freeze_rows;  /* [trial * freeze_count + freeze]: members with work in it */
    struct timeline timeline;
    const struct surge_point *surge;  /* [region * timeline.point_count + step], members without a
                                         region last; NULL: not counted */
    const struct stop_outcome *stops; /* per track */
    const struct deadline_outcome *deadlines;
    const struct freeze_outcome *freezes;
    struct overrun_outcome overrun;
    const struct window_overrun_outcome *window_overruns;
    const int64_t *finish_sorted; /* of all runs together (the latest), per trial, ascending,
                                     INSTANT_NEVER last */
    struct quantile finish_all[QUANTILE_COUNT]; /* all runs together */
    struct ending
        ending_all; /* all runs together: completed when all are; failed when any is; ... */
    const struct sensitivity *sensitivity; /* NULL: not looked for */
    const struct robustness *robustness;   /* NULL: not looked for, or nothing is assumed */
    struct risk_rating risk;
    const struct verdict *verdicts;              /* per condition of the experiment */
    const struct campaign_table *campaign_table; /* NULL: no campaign, or not followed */
    const struct operation_outcome *operations; /* per operation of the scenario; NULL: none, or not
                                                   counted */
    const struct lever_outcome *levers;         /* NULL: not looked for */
    uint32_t lever_count;
    const struct barrier *barriers; /* track, stage, k; NULL: not counted */
    uint32_t barrier_count;
    const int64_t *blame_s; /* of the trials counted, per slot of all tracks: how long it held up
                               its stage (models/barrier.h); NULL: not counted */
    const struct skip_set *skips;             /* per deadline; NULL: not searched */
    const struct latest_start *latest_starts; /* per deadline; NULL: not looked for */
    const struct support_outcome *support;    /* NULL: not counted */
    uint32_t support_count;
};

#endif
