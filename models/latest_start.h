/* latest_start: the last day on which update runs can begin and still meet a deadline.
 *
 * Of the runs a deadline is for (all, where it is for all), those that begin at a known instant
 * move, all by as many days and at the same time of day; runs that follow others come along by
 * themselves. Days are looked at one by one from the deadline back: where windows are monthly, the
 * chance jumps, and it may rise again on a later day.
 */
#ifndef MODELS_LATEST_START_H
#define MODELS_LATEST_START_H

#include "models/statistics.h"

#include <stdbool.h>
#include <stdint.h>

/* How far before the plan's own start days are looked at; the scenario begins earlier then, too. */
enum { LATEST_START_DAYS_BACK = 56 };

enum latest_start_answer {
    LATEST_START_FOUND,
    LATEST_START_FOUND_BEFORE, /* it is before the scenario's start, which moves with it */
    LATEST_START_NONE,         /* no day looked at is good enough */
    LATEST_START_NO_DATE,      /* no run of it begins at a known instant: profiles make them */
    LATEST_START_NOT_SIMULATED /* the deadline is beyond the horizon */
};

/* Per deadline of the scenario. */
struct latest_start {
    enum latest_start_answer answer;
    double required; /* of P(deadline); the experiment's own condition, else 0.9 */
    int64_t at_s;    /* the first of the moved runs begins then */
    struct proportion met;       /* over all trials */
    struct proportion day_later; /* over the first thousand or so; n = 0: it is not before the
                                    deadline */
};

/* "", "the scenario begins earlier, too", ... */
const char *latest_start_note(enum latest_start_answer answer);

/* Whether a day was found. */
bool latest_start_exists(const struct latest_start *start);

#endif
