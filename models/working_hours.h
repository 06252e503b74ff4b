/* working_hours: when the people who run a fleet are at work.
 *
 * Working time is [from, to) of each working day, local to a fixed UTC offset (no daylight saving),
 * holidays left out. A calendar function: nothing is drawn here, nothing depends on the order of
 * calls.
 *
 *     int64_t seen_s = working_hours_next(&hours, reached_s);
 *     int64_t approved_s = working_hours_next(&hours, seen_s + delay_s);
 */
#ifndef MODELS_WORKING_HOURS_H
#define MODELS_WORKING_HOURS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct working_hours {
    bool always;             /* around the clock; nothing else counts then */
    uint8_t weekdays;        /* bit 0 Sunday ... bit 6 Saturday; at least one */
    int32_t from_s, to_s;    /* since local midnight, from_s < to_s <= 86400 */
    int32_t offset_s;        /* local time is UTC plus this */
    const int64_t *holidays; /* days since 1970-01-01, ascending */
    size_t holiday_count;
};

/* The first working instant at or after at_s; INSTANT_NEVER when the next ten years have none
 * (every working day is a holiday). */
int64_t working_hours_next(const struct working_hours *hours, int64_t at_s);

/* "Mon-Fri", "Mon,Wed-Fri", "Saturday": days and ranges of days, separated by commas; a range may
 * run over the week's end. False when it is none of this, or names no day. */
bool working_hours_days(const char *text, uint8_t *weekdays);

#endif
