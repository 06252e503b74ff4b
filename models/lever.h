/* lever: one thing about a plan that might be otherwise, and what that would gain.
 *
 * Three kinds. *Removed* takes a hindrance away altogether: a bound on what can be gained from it,
 * no advice (no failures, approvals at once, windows always open). *Eased* is a little of it, what
 * a planner might get (an hour more, one more at a time, half the delay). *Moved* is another date.
 *
 * The gain is found by simulating the changed scenario (models/lever_apply.h) with the same luck,
 * trial by trial, so its interval is that of paired differences. A lever is not simulated where
 * removing its whole hindrance gains nothing.
 */
#ifndef MODELS_LEVER_H
#define MODELS_LEVER_H

#include "models/fleet.h"
#include "models/statistics.h"

#include <stdbool.h>
#include <stdint.h>

enum lever_kind { LEVER_REMOVED, LEVER_EASED, LEVER_MOVED };

/* What it acts on. */
enum lever_on {
    LEVER_FAILURES,         /* of upgrades, blocked drains included */
    LEVER_FAILURE_LIMITS,   /* of stages and groups */
    LEVER_APPROVALS,        /* of Approval gates */
    LEVER_SCHEDULED_STARTS, /* gates of that type; removed only */
    LEVER_WAITS,            /* after stages */
    LEVER_CONCURRENCY,      /* limits of stages and groups */
    LEVER_WINDOWS,          /* maintenance windows; freezes stay */
    LEVER_RELEASES,         /* their way through the regions; removed only */
    LEVER_START,            /* of the runs; moved only */
    LEVER_ON_COUNT
};

/* Of which of these. */
enum lever_part {
    LEVER_ALL,
    LEVER_GROUP,  /* concurrency: index into the track's plan.groups */
    LEVER_STAGE,  /* concurrency: plan.stages */
    LEVER_MODEL,  /* approvals: operators.approvals */
    LEVER_WINDOW, /* windows: scenario.windows */
    LEVER_MEMBER  /* windows, moved: fleet.members */
};

struct lever {
    enum lever_kind kind;
    enum lever_on on;
    enum lever_part part;
    uint32_t track, index; /* of the part */
    int64_t by_s;          /* LEVER_START: earlier */
    int64_t at_s;          /* LEVER_MEMBER: its window opens then, for as long as always */
};

/* A quantile of the finish of all runs together. */
struct lever_finish {
    struct quantile with; /* the lever */
    bool known;           /* the change: false where either finish is infinite */
    double change_s;      /* with the lever minus without; below 0: earlier */
    bool low_known, high_known;
    double low_s, high_s;
};

/* A probability: to meet a deadline, or without any to be Completed. */
struct lever_chance {
    struct proportion with; /* the lever; n = 0: the deadline is not simulated */
    double change, low, high;
};

struct lever_outcome {
    struct lever lever;
    const char *words;   /* "maintenance windows always open" */
    const char *subject; /* what of it: "" for all */
    const char *not_run; /* why it was not simulated; NULL: it was */
    uint32_t trials;     /* the forecast's first so many */
    struct lever_finish p50, p80;
    const struct lever_chance *chances; /* lever_chance_count; NULL: not simulated */
    bool gains; /* P50 or P80 is earlier by more than a minute, or a chance is larger */
};

/* One per deadline of the scenario; without any, one: of Completed. */
uint32_t lever_chance_count(uint32_t deadline_count);

/* "removed", "eased", "moved". */
const char *lever_kind_name(enum lever_kind kind);

/* What it does, in words: "one more at a time". */
const char *lever_words(const struct lever *lever);

#endif
