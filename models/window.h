/* window: AKS maintenance windows, and when they are open (R32 to R34).
 *
 * A window is a calendar rule (daily, weekly, monthly) with a length, at a fixed offset from UTC.
 * Before the first trial each distinct window is expanded once into a sorted list of openings over
 * the horizon; all members and trials share it. Source: sim/orchestrator/RULES.md, AKS planned
 * maintenance; the anchor of weeks is Azure/AKS issue 5720.
 *
 *     struct openings openings;
 *     window_expand(&arena, &window, start_s, horizon_s, &openings);
 *     size_t cursor = 0;
 *     struct opening o = openings_next(&openings, now_s, &cursor);  // o.from_s <= now_s: it is
 * open
 *
 * An opening is the half-open interval [from_s, until_s).
 */
#ifndef MODELS_WINDOW_H
#define MODELS_WINDOW_H

#include "models/arena.h"
#include "models/instant.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum schedule_kind {
    SCHEDULE_DAILY,            /* every `interval` days, 1..7, counted from start_date */
    SCHEDULE_WEEKLY,           /* every `interval` weeks, 1..4; weeks begin on Sunday */
    SCHEDULE_ABSOLUTE_MONTHLY, /* every `interval` months, 1..6, on day_of_month (or the month's
                                  last) */
    SCHEDULE_RELATIVE_MONTHLY  /* every `interval` months, on the week_index-th day_of_week */
};

enum week_index { WEEK_FIRST = 1, WEEK_SECOND, WEEK_THIRD, WEEK_FOURTH, WEEK_LAST };

/* Both days included, in the window's offset. */
struct date_span {
    struct date start, end;
};

struct window {
    const char *name;
    enum schedule_kind kind;
    int interval;
    int day_of_week;  /* 0 Sunday .. 6 */
    int day_of_month; /* 1..31 */
    enum week_index week_index;
    int64_t length_s;     /* 4 h .. 24 h */
    int32_t start_time_s; /* after local midnight */
    int32_t utc_offset_s;
    struct date start_date;
    const struct date_span *not_allowed;
    size_t not_allowed_count;
};

struct opening {
    int64_t from_s, until_s;
};

/* Sorted, disjoint, not empty each; two that touch are one. Owned by an arena. */
struct openings {
    const struct opening *list;
    size_t count;
};

/* All openings that end after from_s and begin before until_s, exclusions cut out. */
void window_expand(struct arena *arena, const struct window *window, int64_t from_s,
                   int64_t until_s, struct openings *openings);

/* `openings` without `closed` (change freezes that are enforced): a fresh list. */
void openings_without(struct arena *arena, const struct openings *openings,
                      const struct opening *closed, size_t closed_count, struct openings *result);

/* The first opening that ends after now_s: open now when its from_s <= now_s. When there is none,
 * from_s and until_s are INSTANT_NEVER. *cursor is a hint that only speeds up calls whose now_s
 * does not go back; start with 0, and any value is safe. */
struct opening openings_next(const struct openings *openings, int64_t now_s, size_t *cursor);

#endif
