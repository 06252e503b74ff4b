#include "models/window.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static void exhausted(void)
{
    exit(3);
}

static struct arena arena;

static void set_up(void)
{
    arena_init(&arena, exhausted);
}

static void tear_down(void)
{
    arena_clear(&arena);
}

TestSuite(window, .init = set_up, .fini = tear_down);

static int64_t at(const char *text)
{
    int64_t at_s = 0;
    cr_assert(instant_parse(text, &at_s), "%s", text);
    return at_s;
}

static struct date day(const char *text)
{
    struct date date = {0};
    cr_assert(date_parse(text, &date), "%s", text);
    return date;
}

/* The openings between two instants as text: "from/until from/until ...". */
static const char *expand(const struct window *window, const char *from, const char *until)
{
    struct openings openings;
    char a[INSTANT_TEXT_SIZE], b[INSTANT_TEXT_SIZE];
    window_expand(&arena, window, at(from), at(until), &openings);
    const char *text = "";
    for (size_t i = 0; i < openings.count; i++)
        text = arena_printf(&arena, "%s%s%.16s/%.16s", text, i == 0 ? "" : " ",
                            instant_format(openings.list[i].from_s, a),
                            instant_format(openings.list[i].until_s, b));
    return text;
}

static struct window weekly(int interval, int day_of_week, const char *start_date)
{
    return (struct window){.kind = SCHEDULE_WEEKLY,
                           .interval = interval,
                           .day_of_week = day_of_week,
                           .length_s = 4 * HOUR_S,
                           .start_time_s = 22 * 3600,
                           .start_date = day(start_date)};
}

static struct window monthly(int interval, int day_of_month, const char *start_date)
{
    return (struct window){.kind = SCHEDULE_ABSOLUTE_MONTHLY,
                           .interval = interval,
                           .day_of_month = day_of_month,
                           .length_s = 4 * HOUR_S,
                           .start_date = day(start_date)};
}

static struct window relative(int interval, enum week_index index, int day_of_week,
                              const char *start_date)
{
    return (struct window){.kind = SCHEDULE_RELATIVE_MONTHLY,
                           .interval = interval,
                           .week_index = index,
                           .day_of_week = day_of_week,
                           .length_s = 4 * HOUR_S,
                           .start_date = day(start_date)};
}

/* Azure/AKS issue 5720. */
Test(window, R33_weeks_begin_on_sunday_and_count_from_the_week_of_start_date)
{
    struct window window = weekly(2, 0, "2026-04-14"); /* a Tuesday */
    window.start_time_s = 0;
    cr_assert_str_eq(expand(&window, "2026-04-14T00:00:00Z", "2026-05-11T00:00:00Z"),
                     "2026-04-26T00:00/2026-04-26T04:00 2026-05-10T00:00/2026-05-10T04:00");
}

Test(window, R33_an_occurrence_before_start_date_falls_away)
{
    struct window window = weekly(1, 1, "2026-04-14"); /* Monday of the same week was the 13th */
    cr_assert_str_eq(expand(&window, "2026-04-01T00:00:00Z", "2026-04-21T00:00:00Z"),
                     "2026-04-20T22:00/2026-04-21T02:00");
    window.day_of_week = 2;
    cr_assert_str_eq(expand(&window, "2026-04-01T00:00:00Z", "2026-04-15T00:00:00Z"),
                     "2026-04-14T22:00/2026-04-15T02:00");
}

Test(window, R32_days_count_from_start_date)
{
    struct window window = {.kind = SCHEDULE_DAILY,
                            .interval = 3,
                            .length_s = 4 * HOUR_S,
                            .start_date = day("2026-02-26")};
    cr_assert_str_eq(expand(&window, "2026-02-27T00:00:00Z", "2026-03-05T00:00:00Z"),
                     "2026-03-01T00:00/2026-03-01T04:00 2026-03-04T00:00/2026-03-04T04:00");
}

Test(window, R33_crosses_midnight_and_belongs_to_the_day_it_begins)
{
    struct window window = weekly(1, 6, "2026-01-03"); /* Saturday 22:00 +01:00, 6 hours */
    window.length_s = 6 * HOUR_S;
    window.utc_offset_s = 3600;
    cr_assert_str_eq(expand(&window, "2026-11-16T08:00:00Z", "2026-11-29T00:00:00Z"),
                     "2026-11-21T21:00/2026-11-22T03:00 2026-11-28T21:00/2026-11-29T03:00");
}

Test(window, an_offset_may_move_the_opening_to_another_utc_day)
{
    struct window window = weekly(1, 0, "2026-11-01");
    window.start_time_s = 2 * 3600;
    window.utc_offset_s = 10 * 3600;
    cr_assert_str_eq(expand(&window, "2026-11-01T00:00:00Z", "2026-11-08T00:00:00Z"),
                     "2026-11-07T16:00/2026-11-07T20:00");
    window.utc_offset_s = -(9 * 3600 + 1800);
    cr_assert_str_eq(expand(&window, "2026-11-01T00:00:00Z", "2026-11-08T00:00:00Z"),
                     "2026-11-01T11:30/2026-11-01T15:30");
}

Test(window, R33_a_day_the_month_lacks_falls_on_its_last)
{
    struct window window = monthly(1, 31, "2028-01-01");
    cr_assert_str_eq(expand(&window, "2028-01-01T00:00:00Z", "2028-05-01T00:00:00Z"),
                     "2028-01-31T00:00/2028-01-31T04:00 2028-02-29T00:00/2028-02-29T04:00 "
                     "2028-03-31T00:00/2028-03-31T04:00 2028-04-30T00:00/2028-04-30T04:00");
}

Test(window, R33_months_count_from_the_month_of_start_date)
{
    struct window window = monthly(5, 10, "2026-11-20"); /* 10 November is before startDate */
    cr_assert_str_eq(expand(&window, "2026-11-01T00:00:00Z", "2027-10-01T00:00:00Z"),
                     "2027-04-10T00:00/2027-04-10T04:00 2027-09-10T00:00/2027-09-10T04:00");
}

Test(window, R32_the_nth_weekday_of_the_month_not_of_its_nth_week)
{
    /* August 2026 begins on a Saturday: its first Friday is the 7th, in its second week. */
    struct window window = relative(1, WEEK_FIRST, 5, "2026-08-01");
    cr_assert_str_eq(expand(&window, "2026-08-01T00:00:00Z", "2026-09-01T00:00:00Z"),
                     "2026-08-07T00:00/2026-08-07T04:00");
    window.week_index = WEEK_FOURTH;
    cr_assert_str_eq(expand(&window, "2026-08-01T00:00:00Z", "2026-09-01T00:00:00Z"),
                     "2026-08-28T00:00/2026-08-28T04:00");
    window.day_of_week = 6; /* the month's own first day */
    window.week_index = WEEK_FIRST;
    cr_assert_str_eq(expand(&window, "2026-08-01T00:00:00Z", "2026-09-01T00:00:00Z"),
                     "2026-08-01T00:00/2026-08-01T04:00");
}

Test(window, R32_last_weekday_is_the_fourth_or_the_fifth)
{
    struct window window = relative(1, WEEK_LAST, 6, "2026-01-01");
    cr_assert_str_eq(expand(&window, "2026-10-01T00:00:00Z", "2026-12-01T00:00:00Z"),
                     "2026-10-31T00:00/2026-10-31T04:00 2026-11-28T00:00/2026-11-28T04:00");
}

Test(window, R32_every_second_month_over_the_turn_of_the_year)
{
    struct window window = relative(2, WEEK_SECOND, 6, "2026-10-15"); /* 10 October is past */
    cr_assert_str_eq(expand(&window, "2026-10-01T00:00:00Z", "2027-03-01T00:00:00Z"),
                     "2026-12-12T00:00/2026-12-12T04:00 2027-02-13T00:00/2027-02-13T04:00");
}

Test(window, openings_that_touch_or_overlap_are_one)
{
    struct window window = {.kind = SCHEDULE_DAILY,
                            .interval = 1,
                            .length_s = 24 * HOUR_S,
                            .start_date = day("2026-01-01")};
    cr_assert_str_eq(expand(&window, "2026-01-10T12:00:00Z", "2026-01-13T00:00:00Z"),
                     "2026-01-10T00:00/2026-01-13T00:00");
}

Test(window, expands_what_ends_after_and_begins_before)
{
    struct window window = {.kind = SCHEDULE_DAILY,
                            .interval = 1,
                            .length_s = 4 * HOUR_S,
                            .start_date = day("2026-01-01")};
    cr_assert_str_eq(expand(&window, "2026-01-10T04:00:00Z", "2026-01-12T00:00:00Z"),
                     "2026-01-11T00:00/2026-01-11T04:00");
    cr_assert_str_eq(expand(&window, "2026-01-10T03:59:59Z", "2026-01-11T00:00:01Z"),
                     "2026-01-10T00:00/2026-01-10T04:00 2026-01-11T00:00/2026-01-11T04:00");
    cr_assert_str_eq(expand(&window, "2025-01-10T00:00:00Z", "2025-01-12T00:00:00Z"), "");
}

Test(window, R34_excluded_days_block_both_ends_at_the_windows_offset)
{
    struct date_span span = {day("2022-12-23"), day("2023-01-03")};
    struct window window = {.kind = SCHEDULE_DAILY,
                            .interval = 1,
                            .length_s = 24 * HOUR_S,
                            .utc_offset_s = 2 * 3600,
                            .start_date = day("2022-12-01"),
                            .not_allowed = &span,
                            .not_allowed_count = 1};
    cr_assert_str_eq(expand(&window, "2022-12-20T22:00:00Z", "2023-01-05T22:00:00Z"),
                     "2022-12-20T22:00/2022-12-22T22:00 2023-01-03T22:00/2023-01-05T22:00");
}

Test(window, R34_an_opening_inside_moves_to_the_end_of_the_exclusion)
{
    struct date_span span = {day("2026-11-14"), day("2026-11-14")};
    struct window window = weekly(1, 6, "2026-11-01"); /* Saturday 22:00 to Sunday 02:00 */
    window.not_allowed = &span;
    window.not_allowed_count = 1;
    cr_assert_str_eq(expand(&window, "2026-11-14T00:00:00Z", "2026-11-20T00:00:00Z"),
                     "2026-11-15T00:00/2026-11-15T02:00");
    span.end = day("2026-11-15");
    cr_assert_str_eq(expand(&window, "2026-11-14T00:00:00Z", "2026-11-20T00:00:00Z"), "");
    span = (struct date_span){day("2026-11-15"), day("2026-11-15")};
    cr_assert_str_eq(expand(&window, "2026-11-14T00:00:00Z", "2026-11-20T00:00:00Z"),
                     "2026-11-14T22:00/2026-11-15T00:00");
}

Test(window, R34_exclusions_may_overlap_and_come_in_any_order)
{
    struct date_span spans[] = {{day("2026-11-20"), day("2026-11-22")},
                                {day("2026-11-10"), day("2026-11-12")},
                                {day("2026-11-12"), day("2026-11-14")},
                                {day("2026-11-11"), day("2026-11-11")}};
    struct window window = {.kind = SCHEDULE_DAILY,
                            .interval = 1,
                            .length_s = 24 * HOUR_S,
                            .start_date = day("2026-01-01"),
                            .not_allowed = spans,
                            .not_allowed_count = 4};
    cr_assert_str_eq(expand(&window, "2026-11-09T00:00:00Z", "2026-11-24T00:00:00Z"),
                     "2026-11-09T00:00/2026-11-10T00:00 2026-11-15T00:00/2026-11-20T00:00 "
                     "2026-11-23T00:00/2026-11-24T00:00");
}

Test(window, a_freeze_cuts_what_is_always_open)
{
    struct opening always = {INT64_MIN, INT64_MAX};
    struct opening closed[] = {{500, 600}, {100, 200}, {150, 300}, {400, 400}};
    struct openings openings = {&always, 1}, result;
    openings_without(&arena, &openings, closed, 4, &result);
    cr_assert_eq(result.count, 3);
    cr_assert(result.list[0].from_s == INT64_MIN && result.list[0].until_s == 100);
    cr_assert(result.list[1].from_s == 300 && result.list[1].until_s == 500);
    cr_assert(result.list[2].from_s == 600 && result.list[2].until_s == INT64_MAX);
    openings_without(&arena, &openings, NULL, 0, &result);
    cr_assert(result.count == 1 && result.list[0].until_s == INT64_MAX);
}

Test(window, one_span_may_close_several_openings)
{
    struct opening list[] = {{0, 10}, {20, 30}, {40, 50}, {60, 70}};
    struct opening closed = {5, 65};
    struct openings openings = {list, 4}, result;
    openings_without(&arena, &openings, &closed, 1, &result);
    cr_assert_eq(result.count, 2);
    cr_assert(result.list[0].from_s == 0 && result.list[0].until_s == 5);
    cr_assert(result.list[1].from_s == 65 && result.list[1].until_s == 70);
}

Test(window, next_is_half_open)
{
    struct opening list[] = {{100, 200}, {300, 400}};
    struct openings openings = {list, 2};
    size_t cursor = 0;
    cr_assert_eq(openings_next(&openings, 99, &cursor).from_s, 100);
    cr_assert_eq(openings_next(&openings, 100, &cursor).from_s, 100);
    cr_assert_eq(openings_next(&openings, 199, &cursor).from_s, 100);
    cr_assert_eq(openings_next(&openings, 200, &cursor).from_s, 300);
    cr_assert_eq(openings_next(&openings, 400, &cursor).from_s, INSTANT_NEVER);
    cr_assert_eq(openings_next(&openings, 400, &cursor).until_s, INSTANT_NEVER);
    cr_assert_eq(openings_next(&openings, 0, &cursor).from_s, 100);
}

Test(window, next_is_right_whatever_the_cursor)
{
    enum { COUNT = 37 };
    struct opening list[COUNT];
    for (int i = 0; i < COUNT; i++)
        list[i] = (struct opening){10 * i, 10 * i + 5};
    struct openings openings = {list, COUNT};
    for (size_t hint = 0; hint <= COUNT + 3; hint++)
        for (int64_t now_s = -1; now_s < 10 * COUNT + 10; now_s++) {
            size_t cursor = hint, expected = 0;
            while (expected < COUNT && list[expected].until_s <= now_s)
                expected++;
            int64_t from_s = openings_next(&openings, now_s, &cursor).from_s;
            cr_assert_eq(from_s, expected < COUNT ? list[expected].from_s : INSTANT_NEVER,
                         "hint %zu, now %d", hint, (int)now_s);
            cr_assert_eq(cursor, expected);
        }
}

Test(window, no_opening_at_all_is_never)
{
    struct openings openings = {NULL, 0};
    size_t cursor = 17;
    cr_assert_eq(openings_next(&openings, 0, &cursor).from_s, INSTANT_NEVER);
}
