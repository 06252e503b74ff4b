/* comparison: an alternative against a base, trial by trial. sim/ fills it, reports/ print it.
 *
 * Both are simulated with the base's trials and seed, and every member meets the same luck in trial
 * k of both: what differs is the alternative's doing. A metric that one of them lacks (a deadline
 * of another name) is left out.
 */
#ifndef MODELS_COMPARISON_H
#define MODELS_COMPARISON_H

#include "models/outcome.h"
#include "models/paired.h"

#include <stdbool.h>
#include <stdint.h>

/* Equal finishes and durations: within a minute. */
#define COMPARISON_EQUAL_S INT64_C(60)

enum metric_kind {
    METRIC_INSTANT,     /* quantiles, in seconds; differences too */
    METRIC_LENGTH,      /* likewise */
    METRIC_PROBABILITY, /* a mean of 0 and 1 */
    METRIC_COUNT        /* a mean */
};

struct comparison_row {
    const char *metric;  /* "finish_p80", "p_meets_deadline" */
    const char *subject; /* the run, the deadline or the freeze; "": all runs together */
    enum metric_kind kind;
    int64_t base_s, alternative_s; /* of quantiles; INSTANT_NEVER: infinite */
    double base, alternative;      /* of means */
    bool difference_known;         /* false: one of the two is infinite */
    double difference, low, high;  /* seconds, or as the means */
    bool low_known, high_known;    /* false: infinite */
    struct paired_share share;
};

/* One scenario's side of it. */
struct compared {
    const char *label; /* as the user named it: a path, or POINTER=VALUE */
    const struct scenario *scenario;
    const int64_t *finish_sorted; /* of all runs together, per trial, ascending */
    struct quantile finish[QUANTILE_COUNT];
    struct ending ending;
};

struct comparison {
    const struct compared *base, *alternative;
    const struct comparison_row *rows;
    uint32_t row_count;
};

struct comparisons {
    const char *version;
    uint32_t trials;
    uint64_t seed;
    struct compared base;
    const struct comparison *list; /* one an alternative */
    uint32_t count;
};

/* The row of this metric for this subject, or NULL. */
const struct comparison_row *comparison_find(const struct comparison *comparison,
                                             const char *metric, const char *subject);

#endif
