/* robustness: what a forecast would say if what it assumes were otherwise. sim/ fills it, reports/
 * print it.
 *
 * Each assumed or stated input in use (models/input_range.h) is put at its low and at its high end,
 * alone, and then all of them together; the scenario is simulated again with the same luck, over
 * the first trials of the forecast. Changes are against the forecast over the same trials, so their
 * intervals are those of paired differences: P80 by bootstrap, probabilities by standard errors.
 */
#ifndef MODELS_ROBUSTNESS_H
#define MODELS_ROBUSTNESS_H

#include "models/paired.h"
#include "models/risk_rating.h"
#include "models/scenario.h"
#include "models/statistics.h"

#include <stdbool.h>
#include <stdint.h>

/* To meet a deadline; without deadlines to be Completed. */
struct robustness_chance {
    struct proportion p; /* n = 0: the deadline is beyond the horizon */
    struct mean_difference change;
};

/* The forecast with an input at one end. */
struct robustness_side {
    bool simulated;      /* false: the scenario does not hold together with this value */
    struct quantile p80; /* of the finish of all runs together */
    bool change_known;   /* false: one of the two P80 is infinite */
    int64_t change_s, low_s, high_s;         /* INT64_MIN, INSTANT_NEVER: infinite ends */
    const struct robustness_chance *chances; /* per deadline, or one */
    enum risk risk;
};

struct robustness_row {
    const struct assumption *assumption; /* with its range; NULL: all inputs together */
    struct robustness_side low, high;
};

struct robustness_span {
    double least, most;
};

struct robustness {
    uint32_t trials;
    const struct robustness_row *rows; /* in the order of the assumptions, all together last */
    uint32_t count;
    struct robustness_side base;  /* as assumed, over these trials; no changes */
    int64_t earliest_s, latest_s; /* of all P80; INSTANT_NEVER: infinite */
    uint32_t chance_count;
    const struct robustness_span *chances; /* per chance, over all sides */
    bool moves_rating;                     /* at some end it is worse than as assumed */
    const struct assumption *moved_by;     /* the first that does it; NULL: only all together */
};

#endif
