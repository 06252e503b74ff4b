#include "models/instant.h"

#include <stdio.h>
#include <string.h>

#define LAST_S INT64_C(253402300799) /* 9999-12-31T23:59:59Z */

int64_t date_to_days(struct date date)
{
    int64_t year = date.month <= 2 ? date.year - 1 : date.year; /* years begin in March */
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct date date_from_days(int64_t days)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153; /* 0 is March */
    int64_t year = year_of_era + era * 400 + (month >= 10);
    return (struct date){.year = (int)year,
                         .month = (int)(month < 10 ? month + 3 : month - 9),
                         .day = (int)(day_of_year - (153 * month + 2) / 5 + 1)};
}

int weekday_of_days(int64_t days)
{
    int64_t weekday = (days + 4) % 7; /* 1970-01-01 was a Thursday */
    return (int)(weekday < 0 ? weekday + 7 : weekday);
}

int days_in_month(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return lengths[month - 1] + (month == 2 && leap);
}

static const char *const weekdays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday"};

int weekday_parse(const char *text)
{
    for (int i = 0; i < 7; i++)
        if (strcmp(weekdays[i], text) == 0)
            return i;
    return -1;
}

const char *weekday_name(int weekday)
{
    return weekdays[weekday];
}

/* Exactly `digits` digits at *text, which moves behind them. */
static bool take_digits(const char **text, int digits, int *number)
{
    *number = 0;
    for (; digits > 0; digits--, ++*text) {
        if (**text < '0' || **text > '9')
            return false;
        *number = *number * 10 + (**text - '0');
    }
    return true;
}

static bool take_char(const char **text, char wanted)
{
    if (**text != wanted)
        return false;
    ++*text;
    return true;
}

static bool take_date(const char **text, struct date *date)
{
    return take_digits(text, 4, &date->year) && take_char(text, '-') &&
           take_digits(text, 2, &date->month) && take_char(text, '-') &&
           take_digits(text, 2, &date->day) && date->year >= 1970 && date->month >= 1 &&
           date->month <= 12 && date->day >= 1 &&
           date->day <= days_in_month(date->year, date->month);
}

static bool take_clock(const char **text, int32_t *after_midnight_s)
{
    int hour, minute;
    if (!take_digits(text, 2, &hour) || !take_char(text, ':') || !take_digits(text, 2, &minute))
        return false;
    *after_midnight_s = hour * 3600 + minute * 60;
    return hour <= 23 && minute <= 59;
}

static bool take_seconds(const char **text, int *second)
{
    if (!take_char(text, ':') || !take_digits(text, 2, second) || *second > 59)
        return false;
    if (!take_char(text, '.'))
        return true;
    size_t digits = strspn(*text, "0123456789");
    *text += digits;
    return digits > 0;
}

static bool take_offset(const char **text, int32_t *offset_s)
{
    bool west = **text == '-';
    if (!take_char(text, '-') && !take_char(text, '+'))
        return false;
    if (!take_clock(text, offset_s))
        return false;
    *offset_s = west ? -*offset_s : *offset_s;
    return true;
}

/* RFC 3339, 5.6: T and Z may be in lower case. */
static bool take_zone(const char **text, int32_t *offset_s)
{
    *offset_s = 0;
    return take_char(text, 'Z') || take_char(text, 'z') || take_offset(text, offset_s);
}

bool date_parse(const char *text, struct date *date)
{
    return take_date(&text, date) && *text == '\0';
}

bool instant_parse(const char *text, int64_t *at_s)
{
    struct date date;
    int32_t clock_s, offset_s;
    int second;
    if (!take_date(&text, &date) || (!take_char(&text, 'T') && !take_char(&text, 't')) ||
        !take_clock(&text, &clock_s) || !take_seconds(&text, &second) ||
        !take_zone(&text, &offset_s) || *text != '\0')
        return false;
    *at_s = date_to_days(date) * DAY_S + clock_s + second - offset_s;
    return *at_s >= 0 && *at_s <= LAST_S;
}

bool clock_parse(const char *text, int32_t *after_midnight_s)
{
    return take_clock(&text, after_midnight_s) && *text == '\0';
}

bool utc_offset_parse(const char *text, int32_t *offset_s)
{
    return take_offset(&text, offset_s) && *text == '\0' && *offset_s >= -14 * HOUR_S &&
           *offset_s <= 14 * HOUR_S;
}

struct unit {
    char letter;
    int64_t length_s;
};

/* Numbers with units, from large to small; "" has none. Adds to *length_s. */
static bool take_units(const char **text, const struct unit *unit, const struct unit *end,
                       int64_t *length_s)
{
    while (**text >= '0' && **text <= '9') {
        int64_t number = 0;
        for (; **text >= '0' && **text <= '9'; ++*text) {
            number = number * 10 + (**text - '0');
            if (number > LAST_S)
                return false;
        }
        while (unit < end && unit->letter != **text)
            unit++;
        if (unit == end || number > (LAST_S - *length_s) / unit->length_s)
            return false;
        *length_s += number * unit->length_s;
        unit++;
        ++*text;
    }
    return true;
}

static bool parse_iso_duration(const char *text, int64_t *length_s)
{
    static const struct unit date_units[] = {{'W', WEEK_S}, {'D', DAY_S}};
    static const struct unit time_units[] = {{'H', HOUR_S}, {'M', MINUTE_S}, {'S', 1}};
    if (*text == '\0' || !take_units(&text, date_units, date_units + 2, length_s))
        return false;
    if (*text == '\0')
        return true;
    return take_char(&text, 'T') && *text != '\0' &&
           take_units(&text, time_units, time_units + 3, length_s) && *text == '\0';
}

bool duration_parse(const char *text, int64_t *length_s)
{
    static const struct unit units[] = {
        {'w', WEEK_S}, {'d', DAY_S}, {'h', HOUR_S}, {'m', MINUTE_S}, {'s', 1}};
    *length_s = 0;
    if (take_char(&text, 'P'))
        return parse_iso_duration(text, length_s);
    return *text != '\0' && take_units(&text, units, units + 5, length_s) && *text == '\0';
}

static int64_t days_before(int64_t at_s)
{
    return at_s / DAY_S - (at_s % DAY_S < 0);
}

char *instant_format(int64_t at_s, char buffer[INSTANT_TEXT_SIZE])
{
    if (at_s == INSTANT_NEVER) {
        strcpy(buffer, "never");
        return buffer;
    }
    int64_t days = days_before(at_s);
    int second = (int)(at_s - days * DAY_S);
    struct date date = date_from_days(days);
    snprintf(buffer, INSTANT_TEXT_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ", date.year, date.month,
             date.day, second / 3600, second / 60 % 60, second % 60);
    return buffer;
}

char *instant_format_local(int64_t at_s, int32_t offset_s, char buffer[INSTANT_TEXT_SIZE])
{
    if (at_s == INSTANT_NEVER)
        return instant_format(at_s, buffer);
    int64_t days = days_before(at_s + offset_s);
    int second = (int)(at_s + offset_s - days * DAY_S);
    struct date date = date_from_days(days);
    snprintf(buffer, INSTANT_TEXT_SIZE, "%04d-%02d-%02d %02d:%02d", date.year, date.month, date.day,
             second / 3600, second / 60 % 60);
    return buffer;
}

/* One decimal, left out where it is 0; halves away from zero. */
static void format_tenths(int64_t length_s, int64_t unit_s, const char *unit, char *buffer)
{
    int64_t tenths = length_s / unit_s * 10 + (length_s % unit_s * 10 + unit_s / 2) / unit_s;
    if (tenths % 10 == 0)
        snprintf(buffer, INSTANT_TEXT_SIZE, "%lld %s", (long long)(tenths / 10), unit);
    else
        snprintf(buffer, INSTANT_TEXT_SIZE, "%lld.%lld %s", (long long)(tenths / 10),
                 (long long)(tenths % 10), unit);
}

char *duration_format(int64_t length_s, char buffer[INSTANT_TEXT_SIZE])
{
    if (length_s == INSTANT_NEVER)
        return instant_format(length_s, buffer);
    if (length_s < 0) {
        buffer[0] = '-';
        char positive[INSTANT_TEXT_SIZE];
        snprintf(buffer + 1, INSTANT_TEXT_SIZE - 1, "%s", duration_format(-length_s, positive));
    } else if (length_s < MINUTE_S) {
        snprintf(buffer, INSTANT_TEXT_SIZE, "%d s", (int)length_s);
    } else if (length_s < 2 * HOUR_S) {
        snprintf(buffer, INSTANT_TEXT_SIZE, "%d min", (int)((length_s + 30) / 60));
    } else if (length_s < 2 * DAY_S) {
        format_tenths(length_s, HOUR_S, "h", buffer);
    } else {
        format_tenths(length_s, DAY_S, "d", buffer);
    }
    return buffer;
}
