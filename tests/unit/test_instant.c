#include "models/instant.h"

#include <criterion/criterion.h>

static int64_t parsed(const char *text)
{
    int64_t at_s = -1;
    cr_assert(instant_parse(text, &at_s), "%s", text);
    return at_s;
}

Test(instant, days_and_dates_are_inverse_over_the_whole_range)
{
    int64_t days = 0;
    for (int year = 1970; year <= 9999; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= days_in_month(year, month); day++, days++) {
                struct date date = date_from_days(days);
                cr_assert(date.year == year && date.month == month && date.day == day, "%d-%d-%d",
                          year, month, day);
                cr_assert_eq(date_to_days(date), days);
            }
    cr_assert_eq(days * DAY_S, INT64_C(253402300800));
}

Test(instant, knows_weekdays)
{
    cr_assert_eq(weekday_of_days(0), 4);
    cr_assert_eq(weekday_of_days(-1), 3);
    cr_assert_eq(weekday_of_days(-5), 6);
    cr_assert_eq(weekday_of_days(date_to_days((struct date){2026, 4, 26})), 0);
    for (int i = 0; i < 7; i++)
        cr_assert_eq(weekday_parse(weekday_name(i)), i);
    cr_assert_eq(weekday_parse("sunday"), -1);
    cr_assert_eq(weekday_parse(""), -1);
}

Test(instant, knows_leap_years)
{
    cr_assert_eq(days_in_month(2000, 2), 29);
    cr_assert_eq(days_in_month(2100, 2), 28);
    cr_assert_eq(days_in_month(2028, 2), 29);
    cr_assert_eq(days_in_month(2027, 2), 28);
    cr_assert_eq(days_in_month(2027, 4), 30);
}

Test(instant, parses_rfc_3339)
{
    cr_assert_eq(parsed("1970-01-01T00:00:00Z"), 0);
    cr_assert_eq(parsed("2026-11-16T08:00:00Z"), INT64_C(1794816000));
    cr_assert_eq(parsed("2026-11-16T09:00:00+01:00"), INT64_C(1794816000));
    cr_assert_eq(parsed("2026-11-15T22:30:00-09:30"), INT64_C(1794816000));
    cr_assert_eq(parsed("2026-11-16t08:00:00.999z"), INT64_C(1794816000));
    cr_assert_eq(parsed("9999-12-31T23:59:59Z"), INT64_C(253402300799));
}

Test(instant, refuses_anything_else)
{
    static const char *const wrong[] = {"",
                                        "2026",
                                        "2026-11-16",
                                        "2026-11-16T08:00Z",
                                        "2026-11-16T08:00:00",
                                        "2026-11-16 08:00:00Z",
                                        "2026-02-29T00:00:00Z",
                                        "2026-13-01T00:00:00Z",
                                        "2026-00-10T00:00:00Z",
                                        "2026-01-00T00:00:00Z",
                                        "2026-11-16T24:00:00Z",
                                        "2026-11-16T08:60:00Z",
                                        "2026-11-16T08:00:60Z",
                                        "2026-11-16T08:00:00.Z",
                                        "2026-11-16T08:00:00ZZ",
                                        "2026-11-16T08:00:00+1:00",
                                        "2026-11-16T08:00:00+0100",
                                        " 2026-11-16T08:00:00Z",
                                        "2026-11-16T08:00:00+24:00",
                                        "1969-12-31T23:59:59Z",
                                        "1970-01-01T00:00:00+01:00",
                                        "9999-12-31T23:59:59-01:00",
                                        "+2026-11-16T08:00:00Z",
                                        "12026-11-16T08:00:00Z"};
    int64_t at_s;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_assert_not(instant_parse(wrong[i], &at_s), "%s", wrong[i]);
}

Test(instant, parses_dates_clocks_and_offsets)
{
    struct date date;
    int32_t seconds;
    cr_assert(date_parse("2028-02-29", &date));
    cr_assert(date.year == 2028 && date.month == 2 && date.day == 29);
    cr_assert_not(date_parse("2027-02-29", &date));
    cr_assert_not(date_parse("2027-2-9", &date));
    cr_assert_not(date_parse("2027-02-09x", &date));
    cr_assert(clock_parse("23:59", &seconds) && seconds == 86340);
    cr_assert(clock_parse("00:00", &seconds) && seconds == 0);
    cr_assert_not(clock_parse("24:00", &seconds));
    cr_assert_not(clock_parse("9:00", &seconds));
    cr_assert_not(clock_parse("09:00:00", &seconds));
    cr_assert(utc_offset_parse("+01:00", &seconds) && seconds == 3600);
    cr_assert(utc_offset_parse("-09:30", &seconds) && seconds == -34200);
    cr_assert(utc_offset_parse("+14:00", &seconds) && seconds == 50400);
    cr_assert_not(utc_offset_parse("+14:01", &seconds));
    cr_assert_not(utc_offset_parse("Z", &seconds));
    cr_assert_not(utc_offset_parse("01:00", &seconds));
}

Test(instant, parses_durations)
{
    static const struct {
        const char *text;
        int64_t length_s;
    } right[] = {{"90s", 90},        {"90m", 5400},     {"4h", 14400},   {"2d", 172800},
                 {"3w", 1814400},    {"1d12h", 129600}, {"0s", 0},       {"1w2d3h4m5s", 788645},
                 {"P2DT4H", 187200}, {"P1W", 604800},   {"PT90M", 5400}, {"PT1H30M5S", 5405},
                 {"P1DT0S", 86400}};
    int64_t length_s;
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        cr_assert(duration_parse(right[i].text, &length_s), "%s", right[i].text);
        cr_assert_eq(length_s, right[i].length_s, "%s", right[i].text);
    }
}

Test(instant, refuses_other_durations)
{
    static const char *const wrong[] = {"",
                                        "5",
                                        "-1h",
                                        "1h1d",
                                        "1h1h",
                                        "h",
                                        "1 h",
                                        "1.5h",
                                        "P",
                                        "PT",
                                        "P1DT",
                                        "P1H",
                                        "PT1D",
                                        "P1M",
                                        "P1Y",
                                        "1y",
                                        "1dT1h",
                                        "PT1S ",
                                        "1h ",
                                        "P1D1W",
                                        "999999999999w",
                                        "99999999999999999999s"};
    int64_t length_s;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_assert_not(duration_parse(wrong[i], &length_s), "%s", wrong[i]);
}

Test(instant, formats_instants)
{
    char text[INSTANT_TEXT_SIZE];
    cr_assert_str_eq(instant_format(INT64_C(1796112000), text), "2026-12-01T08:00:00Z");
    cr_assert_str_eq(instant_format(-1, text), "1969-12-31T23:59:59Z");
    cr_assert_str_eq(instant_format(INSTANT_NEVER, text), "never");
    cr_assert_str_eq(instant_format_local(INT64_C(1796112000), 3600, text), "2026-12-01 09:00");
    cr_assert_str_eq(instant_format_local(INT64_C(1796112000), -34200, text), "2026-11-30 22:30");
    cr_assert_str_eq(instant_format_local(INSTANT_NEVER, 3600, text), "never");
}

Test(instant, formats_lengths_for_people)
{
    char text[INSTANT_TEXT_SIZE];
    cr_assert_str_eq(duration_format(45 * MINUTE_S, text), "45 min");
    cr_assert_str_eq(duration_format(27000, text), "7.5 h");
    cr_assert_str_eq(duration_format(24 * HOUR_S, text), "24 h");
    cr_assert_str_eq(duration_format(1062720, text), "12.3 d");
    cr_assert_str_eq(duration_format(59, text), "59 s");
    cr_assert_str_eq(duration_format(0, text), "0 s");
    cr_assert_str_eq(duration_format(-7200, text), "-2 h");
    cr_assert_str_eq(duration_format(INSTANT_NEVER, text), "never");
}
