#include "models/working_hours.h"

#include "models/instant.h"

#include <string.h>

enum { SEARCH_DAYS = 3653 };

static bool is_holiday(const struct working_hours *hours, int64_t day)
{
    size_t low = 0, high = hours->holiday_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hours->holidays[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low < hours->holiday_count && hours->holidays[low] == day;
}

static bool is_working_day(const struct working_hours *hours, int64_t day)
{
    return (hours->weekdays >> weekday_of_days(day) & 1) && !is_holiday(hours, day);
}

/* Rounds down on the first day of 1970, west of Greenwich, too. */
static int64_t day_of(int64_t local_s)
{
    return local_s >= 0 ? local_s / DAY_S : -((-local_s + DAY_S - 1) / DAY_S);
}

int64_t working_hours_next(const struct working_hours *hours, int64_t at_s)
{
    if (hours->always || at_s == INSTANT_NEVER)
        return at_s;
    int64_t local_s = at_s + hours->offset_s;
    int64_t day = day_of(local_s);
    if (local_s >= day * DAY_S + hours->to_s)
        day++;
    for (int64_t last = day + SEARCH_DAYS; day <= last; day++) {
        if (!is_working_day(hours, day))
            continue;
        int64_t opens_s = day * DAY_S + hours->from_s;
        return (local_s > opens_s ? local_s : opens_s) - hours->offset_s;
    }
    return INSTANT_NEVER;
}

/* "Mon" or "Monday", up to the next comma or hyphen; -1 when it is no day. */
static int take_day(const char **text)
{
    size_t length = strcspn(*text, ",-");
    for (int day = 0; day < 7; day++) {
        const char *name = weekday_name(day);
        if ((length == 3 || length == strlen(name)) && strncmp(*text, name, length) == 0) {
            *text += length;
            return day;
        }
    }
    return -1;
}

static bool take_range(const char **text, uint8_t *weekdays)
{
    int first = take_day(text), last = first;
    if (first >= 0 && **text == '-') {
        (*text)++;
        last = take_day(text);
    }
    if (first < 0 || last < 0 || **text == '-')
        return false;
    for (int day = first;; day = (day + 1) % 7) {
        *weekdays = (uint8_t)(*weekdays | 1u << day);
        if (day == last)
            return true;
    }
}

bool working_hours_days(const char *text, uint8_t *weekdays)
{
    *weekdays = 0;
    while (take_range(&text, weekdays)) {
        if (*text == '\0')
            return true;
        text++; /* the comma */
    }
    return false;
}
