/* instant: points and spans of time.
 *
 * Inside the program time is an int64_t of Unix seconds, UTC, in names ending in `_s`. Dates,
 * offsets and texts exist only at the edges; this module is that edge. The calendar is the
 * proleptic Gregorian one, without leap seconds and without daylight saving.
 *
 * Range: years 1970 to 9999. INSTANT_NEVER stands for "does not happen".
 */
#ifndef MODELS_INSTANT_H
#define MODELS_INSTANT_H

#include <stdbool.h>
#include <stdint.h>

#define INSTANT_NEVER INT64_MAX
#define MINUTE_S INT64_C(60)
#define HOUR_S INT64_C(3600)
#define DAY_S INT64_C(86400)
#define WEEK_S INT64_C(604800)

enum { INSTANT_TEXT_SIZE = 32 }; /* room for "2026-12-01T08:00:00Z" and its end */

/* A calendar day. month 1..12, day 1..31. */
struct date {
    int year, month, day;
};

/* Days since 1970-01-01 and back (Howard Hinnant, "chrono-compatible low-level date algorithms").
 */
int64_t date_to_days(struct date date);
struct date date_from_days(int64_t days);

/* 0 Sunday .. 6 Saturday. */
int weekday_of_days(int64_t days);

/* Days in a month, 28..31. */
int days_in_month(int year, int month);

/* "Sunday".."Saturday" to 0..6; -1 when unknown. Case matters, as in AKS. */
int weekday_parse(const char *text);
const char *weekday_name(int weekday);

/* "2026-11-16". False when it is not a date that exists. */
bool date_parse(const char *text, struct date *date);

/* RFC 3339: "2026-11-16T08:00:00Z", "...+01:00", fractions of a second are dropped.
 * False when the text is anything else. */
bool instant_parse(const char *text, int64_t *at_s);

/* "90s", "90m", "4h", "2d", "3w", their sums from large to small ("1d12h"), or ISO 8601 ("P2DT4H",
 * "P1W"). Not negative; weeks and days are 7 * 24 h and 24 h. */
bool duration_parse(const char *text, int64_t *length_s);

/* "HH:MM" from 00:00 to 23:59, in seconds after midnight. */
bool clock_parse(const char *text, int32_t *after_midnight_s);

/* "+01:00", "-09:30" from -14:00 to +14:00, in seconds east of UTC. */
bool utc_offset_parse(const char *text, int32_t *offset_s);

/* "2026-12-01T08:00:00Z"; "never" for INSTANT_NEVER. Returns buffer. */
char *instant_format(int64_t at_s, char buffer[INSTANT_TEXT_SIZE]);

/* The same instant as a clock at `offset_s` shows it: "2026-12-01 09:00". Returns buffer. */
char *instant_format_local(int64_t at_s, int32_t offset_s, char buffer[INSTANT_TEXT_SIZE]);

/* "45 min", "7.5 h", "12.3 d": for people, never for files. Returns buffer. */
char *duration_format(int64_t length_s, char buffer[INSTANT_TEXT_SIZE]);

#endif
