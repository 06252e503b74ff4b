/* scenario: everything a forecast starts from, read-only once loaded, shared by all threads.
 *
 * scenarios/ makes it from files, sim/ simulates it, reports/ print it. All of it lives in one
 * arena. Members are indexed as in fleet.members, runs as in `runs`. Field by field it is
 * scenarios/schema/scenario.schema.json, resolved: names are indices, percentages numbers, windows
 * lists of openings.
 */
#ifndef MODELS_SCENARIO_H
#define MODELS_SCENARIO_H

#include "models/condition.h"
#include "models/duration.h"
#include "models/epoch.h"
#include "models/failure.h"
#include "models/fleet.h"
#include "models/input_range.h"
#include "models/operation.h"
#include "models/operators.h"
#include "models/plan.h"
#include "models/profile.h"
#include "models/quota.h"
#include "models/release_plan.h"
#include "models/risk.h"
#include "models/strategy.h"
#include "models/support.h"
#include "models/track.h"
#include "models/update_run.h"
#include "models/warning.h"
#include "models/window.h"

#include <stdbool.h>
#include <stdint.h>

#define REGION_OFFSET_UNKNOWN INT32_MIN

struct deadline {
    const char *name;
    int64_t at_s;
    uint32_t track;  /* NONE: all together, the latest */
    double coverage; /* 0: the run is Completed; else this share of its members is at target */
};

struct freeze {
    const char *name;
    int64_t start_s, end_s;
    bool enforce;         /* closes every window during it */
    const bool *in_scope; /* per fleet member */
    uint32_t scope_count;
};

/* controller: how the service behaves where this is a setting. */
struct controller {
    int64_t poll_s; /* windowPollMinutes; 0: notices at once */
    bool poll_phase_random;
    int64_t poll_phase_s;
    int64_t lookahead_s; /* lookaheadHours */
    uint32_t stage_concurrency_cap;
    bool expired_image_fails;
    bool latest_common_image;          /* autoUpgradeImage: latestCommon */
    struct distribution trigger_delay; /* triggerDelayHours, in seconds */
    enum surge_fallback surge_fallback;
};

/* When a forecast may stop before all its trials. 0: not asked for. */
struct precision {
    int64_t p80_s; /* half the width that the interval of P80 of the finish may have */
    double p;      /* likewise of the probabilities */
};

/* Low up to the first, Moderate up to the second, High above; one level up when a larger share of
 * members than the third is expected not at target at the end. */
struct risk_thresholds {
    double low_max, moderate_max, not_at_target_max;
};

struct experiment {
    uint32_t trials; /* with a precision: at most */
    uint64_t seed;
    struct precision precision;
    struct risk_thresholds risk;
    const struct condition *conditions;
    uint32_t condition_count;
};

/* Where a number comes from. "Yours": the scenario says it. */
enum source_class { SOURCE_MEASURED, SOURCE_STATED, SOURCE_ASSUMED, SOURCE_YOURS };

/* A default that the forecast used, or an input the reader should know of. */
struct assumption {
    const char *what;   /* "nodeMinutes: lognormal, P50 6.2, P90 8.3" */
    const char *source; /* "rolling reimage of a 3-node pool, n = 3 (...)" */
    enum source_class source_class;
    bool decides;                    /* named in the answer's first line */
    const struct input_range *range; /* how far it may lie from that; NULL: not said */
};

struct scenario {
    const char *name, *description;
    const char *file; /* as given by the user, for messages */
    int32_t display_offset_s;
    const char *display_label;  /* NULL: UTC only */
    int64_t start_s, horizon_s; /* instants */
    const struct deadline *deadlines;
    uint32_t deadline_count;
    const struct freeze *freezes;
    uint32_t freeze_count;
    struct fleet fleet;
    const struct window *windows;
    uint32_t window_count;
    const struct openings
        *openings; /* [0] is "always open"; windows, and windows under enforced freezes */
    uint32_t openings_count;
    struct releases releases; /* known beforehand; where their way is drawn, at the earliest */
    const struct publication *publications;       /* of these, as in struct release_history */
    uint32_t publication_count, publications_max; /* the latter in any one history */
    const struct release_plan *release_plan;      /* NULL: nothing is left to chance */
    struct rollout_places places;
    struct support support;
    const int32_t *region_offsets_s; /* per fleet region; REGION_OFFSET_UNKNOWN */
    const uint32_t *versions_in_use; /* of clusters at the start, without repetition */
    uint32_t versions_in_use_count;
    const struct strategy *strategies;
    uint32_t strategy_count;
    const struct update_run *runs;
    const struct plan *plans; /* per run */
    uint32_t run_count;
    uint32_t written_run_count; /* behind them: places for the runs that profiles make */
    const struct profile *profiles;
    uint32_t profile_count;
    const struct track *tracks; /* of what tables speak; runs first */
    uint32_t track_count;
    struct operators operators;
    const struct operation *operations; /* of runs and profiles, in the order they take effect */
    uint32_t operation_count;
    const struct epoch *epochs; /* at least one; the first is `fleet` and `strategies` */
    uint32_t epoch_count;
    const struct run_plans *run_plans; /* per run */
    const struct duration_model *durations;
    uint32_t duration_count;
    const struct failure_model *failures;
    uint32_t failure_count;
    uint32_t probability_count; /* entries in a trial's table of failure probabilities */
    const struct quota *quotas;
    uint32_t quota_count;
    bool surge_counts; /* node pools are known and durations built up from them: surge is counted */
    const struct risk_event *risks;
    uint32_t risk_count;
    const char *const *causes; /* codes of failures: the model's, drains', risks'; each once */
    uint32_t cause_count;
    bool failures_assumed; /* models.failure was not given */
    struct controller controller;
    struct experiment experiment;
    const struct assumption *assumptions;
    uint32_t assumption_count;
    struct warnings warnings;
    const char *resolved; /* the text of scenario.json, ends in a newline */
    uint64_t digest;      /* FNV-1a of `resolved` */
};

/* The code behind a reason, causes of the failure model included. */
const char *scenario_reason(const struct scenario *scenario, uint16_t reason);

/* vCPUs that surge nodes may have in a region, all its quotas together; NONE: without limit. */
uint32_t scenario_quota(const struct scenario *scenario, uint32_t region);

/* Number of reason codes in use: REASON_FIRST_CAUSE + cause_count. */
uint32_t scenario_reason_count(const struct scenario *scenario);

/* The openings member obeys in an upgrade of this type. */
const struct openings *scenario_openings(const struct scenario *scenario, uint32_t member,
                                         enum schedule_use use);

/* Who approves this gate of one of the run's plans, and how soon: its model; without one the
 * assumed one, unless an operation approves the gate; NULL: nobody but operations. Needs a little
 * of `scratch`. */
const struct approval *scenario_approval(const struct scenario *scenario, struct arena *scratch,
                                         uint32_t run, uint32_t plan, uint32_t gate);

const char *source_class_name(enum source_class source_class);

#endif
