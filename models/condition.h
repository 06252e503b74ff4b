/* condition: what a forecast must show for its question to be answered "yes".
 *
 *     P(year-end freeze) >= 0.9            chance to meet a deadline
 *     P(year-end freeze, k135) >= 0.9      the same for one update run, or one profile's
 *     P80(k135) <= 2026-12-13T00:00:00Z    by when the run ends; a duration or hours: how long it
 *                                          takes (P10, P50, P80, P90, P95)
 *     p_failed <= 0.05                     a column of runs.csv, of every run
 *     members_failed_mean(k135) < 3        of one run, or of a profile over all of its runs
 *
 * Comparisons are <, <=, > and >=. A number is a probability, hours or a mean, as the column's unit
 * asks; where that is hours a duration may stand ("36h"), where it is an instant an instant must.
 * This file only takes the text apart; scenarios/ finds the names, models/verdict.h decides.
 */
#ifndef MODELS_CONDITION_H
#define MODELS_CONDITION_H

#include "models/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum relation { LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL };

/* A condition as written, names still names. */
struct condition_text {
    const char *head;   /* "P", "P80", "p_failed" */
    const char *inside; /* between the brackets; NULL: there are none */
    enum relation relation;
    const char *limit; /* what stands right of the comparison */
};

/* False when there is no comparison, or nothing on one of its sides. */
bool condition_split(struct arena *arena, const char *text, struct condition_text *parts);

enum limit_unit { LIMIT_NUMBER, LIMIT_INSTANT, LIMIT_LENGTH };

/* "0.9", "2026-12-13T00:00:00Z" or "36h". */
struct condition_limit {
    enum limit_unit unit;
    double number;
    int64_t value_s; /* of an instant or a length */
};

bool condition_limit_parse(const char *text, struct condition_limit *limit);

/* A condition with its names found. */
struct condition {
    const char *text;
    uint32_t deadline;  /* index; NONE: a column of runs.csv */
    const char *column; /* NULL for a deadline */
    uint32_t run;       /* of the column; NONE: every run */
    enum relation relation;
    double limit;    /* of a probability or a mean */
    int64_t limit_s; /* of an instant or a length */
};

#endif
