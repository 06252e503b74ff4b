#include "models/window.h"

#include <assert.h>
#include <stdlib.h>

/* Occurrences are numbered from the one in startDate's own day, week or month. No horizon reaches
 * this many. */
enum { OCCURRENCES_MAX = 1 << 22 };

/* ---- The calendar rules: local day of the k-th occurrence, which grows with k. */

struct month {
    int year, month; /* month 1..12 */
};

static struct month month_of(const struct window *window, int64_t k)
{
    int64_t months =
        (int64_t)window->start_date.year * 12 + window->start_date.month - 1 + k * window->interval;
    return (struct month){.year = (int)(months / 12), .month = (int)(months % 12) + 1};
}

static int64_t day_of_month(struct month month, int day)
{
    int last = days_in_month(month.year, month.month);
    return date_to_days((struct date){month.year, month.month, day < last ? day : last});
}

/* The week that holds startDate begins on a Sunday (Azure/AKS issue 5720). */
static int64_t weekly_day(const struct window *window, int64_t k)
{
    int64_t start = date_to_days(window->start_date);
    return start - weekday_of_days(start) + 7 * window->interval * k + window->day_of_week;
}

/* The n-th such weekday of the month, not of its n-th week (hashicorp/terraform-provider-azurerm
 * issue 23979). */
static int64_t relative_day(const struct window *window, int64_t k)
{
    struct month month = month_of(window, k);
    if (window->week_index == WEEK_LAST) {
        int64_t last = day_of_month(month, 31);
        return last - (weekday_of_days(last) - window->day_of_week + 7) % 7;
    }
    int64_t first = day_of_month(month, 1);
    int64_t ahead = (window->day_of_week - weekday_of_days(first) + 7) % 7;
    return first + ahead + 7 * ((int64_t)window->week_index - 1);
}

static int64_t occurrence_day(const struct window *window, int64_t k)
{
    switch (window->kind) {
    case SCHEDULE_DAILY:
        return date_to_days(window->start_date) + window->interval * k;
    case SCHEDULE_WEEKLY:
        return weekly_day(window, k);
    case SCHEDULE_ABSOLUTE_MONTHLY:
        return day_of_month(month_of(window, k), window->day_of_month);
    case SCHEDULE_RELATIVE_MONTHLY:
        return relative_day(window, k);
    }
    abort();
}

static int64_t local_to_utc(const struct window *window, int64_t day, int64_t after_midnight_s)
{
    return day * DAY_S + after_midnight_s - window->utc_offset_s;
}

static struct opening occurrence(const struct window *window, int64_t k)
{
    int64_t from_s = local_to_utc(window, occurrence_day(window, k), window->start_time_s);
    return (struct opening){from_s, from_s + window->length_s};
}

/* ---- Expansion. */

/* The first occurrence not before startDate that ends after from_s. */
static int64_t first_occurrence(const struct window *window, int64_t from_s)
{
    int64_t start_day = date_to_days(window->start_date);
    int64_t low = 0, high = OCCURRENCES_MAX;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (occurrence_day(window, middle) >= start_day &&
            occurrence(window, middle).until_s > from_s)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Appends, joining with the one before where they touch: a daily window of 24 hours never closes.
 */
static void append(struct opening *list, size_t *count, struct opening opening)
{
    if (*count > 0 && opening.from_s <= list[*count - 1].until_s) {
        if (opening.until_s > list[*count - 1].until_s)
            list[*count - 1].until_s = opening.until_s;
    } else {
        list[(*count)++] = opening;
    }
}

static struct openings expand_calendar(struct arena *arena, const struct window *window,
                                       int64_t from_s, int64_t until_s)
{
    int64_t first = first_occurrence(window, from_s), end = first;
    while (end < OCCURRENCES_MAX && occurrence(window, end).from_s < until_s)
        end++;
    struct opening *list = arena_array(arena, struct opening, (size_t)(end - first));
    size_t count = 0;
    for (int64_t k = first; k < end; k++)
        append(list, &count, occurrence(window, k));
    return (struct openings){list, count};
}

static struct opening excluded(const struct window *window, const struct date_span *span)
{
    return (struct opening){local_to_utc(window, date_to_days(span->start), 0),
                            local_to_utc(window, date_to_days(span->end) + 1, 0)};
}

void window_expand(struct arena *arena, const struct window *window, int64_t from_s,
                   int64_t until_s, struct openings *openings)
{
    assert(window->interval >= 1 && window->length_s > 0);
    *openings = expand_calendar(arena, window, from_s, until_s);
    if (window->not_allowed_count == 0)
        return;
    struct opening *closed = arena_array(arena, struct opening, window->not_allowed_count);
    for (size_t i = 0; i < window->not_allowed_count; i++)
        closed[i] = excluded(window, &window->not_allowed[i]);
    struct openings whole = *openings;
    openings_without(arena, &whole, closed, window->not_allowed_count, openings);
}

/* ---- Cutting out. */

static int compare_from(const void *a, const void *b)
{
    const struct opening *x = a, *y = b;
    return (x->from_s > y->from_s) - (x->from_s < y->from_s);
}

/* Sorted, disjoint and not empty, whatever the order of `spans`. */
static struct openings merge(struct arena *arena, const struct opening *spans, size_t span_count)
{
    struct opening *list = arena_array(arena, struct opening, span_count);
    size_t kept = 0, count = 0;
    for (size_t i = 0; i < span_count; i++)
        if (spans[i].from_s < spans[i].until_s)
            list[kept++] = spans[i];
    qsort(list, kept, sizeof *list, compare_from);
    for (size_t i = 0; i < kept; i++)
        append(list, &count, list[i]);
    return (struct openings){list, count};
}

/* What is left of one opening; `closed` moves past the spans that end before it does. */
static void cut(struct opening whole, const struct openings *closed, size_t *next,
                struct opening *list, size_t *count)
{
    while (*next < closed->count && closed->list[*next].until_s <= whole.from_s)
        ++*next;
    for (size_t i = *next; i < closed->count && closed->list[i].from_s < whole.until_s; i++) {
        if (closed->list[i].from_s > whole.from_s)
            list[(*count)++] = (struct opening){whole.from_s, closed->list[i].from_s};
        whole.from_s = closed->list[i].until_s;
    }
    if (whole.from_s < whole.until_s)
        list[(*count)++] = whole;
}

void openings_without(struct arena *arena, const struct openings *openings,
                      const struct opening *closed, size_t closed_count, struct openings *result)
{
    struct openings spans = merge(arena, closed, closed_count);
    struct opening *list = arena_array(arena, struct opening, openings->count + spans.count);
    size_t next = 0, count = 0;
    for (size_t i = 0; i < openings->count; i++)
        cut(openings->list[i], &spans, &next, list, &count);
    *result = (struct openings){list, count};
}

/* ---- Asking. */

/* The first in [low, high) that ends after now_s, or high. */
static size_t find(const struct openings *openings, size_t low, size_t high, int64_t now_s)
{
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (openings->list[middle].until_s <= now_s)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* From the hint in steps that double, so that a leap costs its logarithm and a small step nothing.
 */
static size_t search(const struct openings *openings, size_t hint, int64_t now_s)
{
    if (hint > openings->count || (hint > 0 && openings->list[hint - 1].until_s > now_s))
        return find(openings, 0, hint < openings->count ? hint : openings->count, now_s);
    size_t low = hint, step = 1;
    while (low + step < openings->count && openings->list[low + step - 1].until_s <= now_s) {
        low += step;
        step *= 2;
    }
    return find(openings, low, low + step < openings->count ? low + step : openings->count, now_s);
}

struct opening openings_next(const struct openings *openings, int64_t now_s, size_t *cursor)
{
    size_t at = *cursor;
    bool hit = at < openings->count && openings->list[at].until_s > now_s &&
               (at == 0 || openings->list[at - 1].until_s <= now_s);
    if (!hit)
        *cursor = at = search(openings, at, now_s);
    return at < openings->count ? openings->list[at]
                                : (struct opening){INSTANT_NEVER, INSTANT_NEVER};
}
