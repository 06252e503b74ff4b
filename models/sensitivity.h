/* sensitivity: which uncertain inputs move the finish. sim/ fills it, reports/ print it.
 *
 * An input is a quantity that is drawn once a trial and that many upgrades share: a factor, an
 * uncertain probability, whether a risk happens, when a release arrives in a region, how long a
 * gate's approval takes; and the mean of the logarithm of what the first attempts of a group take,
 * per duration model. Single members are none. The finish is that of all runs together, infinite
 * where one does not complete.
 *
 * Correlation is Spearman's with mid-ranks (models/rank_correlation.h), infinite finishes last. The
 * swing is P80 of the finish over the tenth of trials in which the input is highest, minus P80 over
 * the tenth in which it is lowest; of inputs that are yes or no, over the trials in which it
 * happened minus the others. An input that is the same in all trials is left out.
 */
#ifndef MODELS_SENSITIVITY_H
#define MODELS_SENSITIVITY_H

#include "models/rank_correlation.h"
#include "models/statistics.h"

#include <stdbool.h>
#include <stdint.h>

enum sensitivity_kind {
    SENSITIVITY_SHARED_FACTOR,       /* on durations of all members of a unit (models/shared.h) */
    SENSITIVITY_FAILURE_PROBABILITY, /* an uncertain one */
    SENSITIVITY_RISK_PROBABILITY,    /* likewise */
    SENSITIVITY_RISK,                /* it happens in a unit: yes or no */
    SENSITIVITY_ROLLOUT,             /* a roll-out's common factor (models/rollout.h) */
    SENSITIVITY_ARRIVAL,    /* of a release in a region; what is there at the start: then */
    SENSITIVITY_RUN_DELAY,  /* of a run that follows another */
    SENSITIVITY_GATE_DELAY, /* of a gate's approval */
    SENSITIVITY_DURATION,   /* a group's, as above */
    SENSITIVITY_KIND_COUNT
};

/* Seconds; INSTANT_NEVER: infinite, INT64_MIN: infinitely less. */
struct swing {
    bool known; /* false: one side has no P80 within the horizon */
    int64_t value_s, low_s, high_s;
};

struct sensitivity_row {
    enum sensitivity_kind kind;
    const char *input; /* "roll-out of 1.35.2 as a whole" */
    bool yes_no;
    struct rank_correlation correlation;
    uint32_t lowest_trials, highest_trials;
    struct quantile lowest_p80, highest_p80; /* of the finish in these */
    struct swing swing;
};

/* Rows from the strongest correlation, of either sign, to the weakest. */
struct sensitivity {
    const struct sensitivity_row *rows;
    uint32_t count;
    uint32_t trials; /* the forecast's first so many */
};

/* "shared_factor", ... */
const char *sensitivity_kind_name(enum sensitivity_kind kind);

/* The interval does not hold 0: it is drawn. */
bool sensitivity_is_clear(const struct sensitivity_row *row);

/* highest - lowest, with the interval that their own ones give (Zou and Donner, Construction of
 * confidence limits about effect measures, Statistics in Medicine 27, 2008). */
struct swing swing_between(const struct quantile *lowest, const struct quantile *highest);

#endif
