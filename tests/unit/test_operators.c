#include "models/instant.h"
#include "models/operators.h"

#include <criterion/criterion.h>

static int64_t at(const char *text)
{
    int64_t at_s;
    cr_assert(instant_parse(text, &at_s), "%s", text);
    return at_s;
}

static struct working_hours office(const char *days, int32_t offset_s)
{
    struct working_hours hours = {.from_s = 9 * 3600, .to_s = 17 * 3600, .offset_s = offset_s};
    cr_assert(working_hours_days(days, &hours.weekdays));
    return hours;
}

static void assert_next(const struct working_hours *hours, const char *from, const char *expected)
{
    char text[INSTANT_TEXT_SIZE];
    cr_assert_str_eq(instant_format(working_hours_next(hours, at(from)), text), expected,
                     "from %s: %s", from, text);
}

/* 2026-12-01 is a Tuesday. */
Test(working_hours, an_instant_moves_to_the_next_one_at_work)
{
    struct working_hours hours = office("Mon-Fri", 0);
    assert_next(&hours, "2026-12-01T08:59:59Z", "2026-12-01T09:00:00Z");
    assert_next(&hours, "2026-12-01T09:00:00Z", "2026-12-01T09:00:00Z");
    assert_next(&hours, "2026-12-01T16:59:59Z", "2026-12-01T16:59:59Z");
    assert_next(&hours, "2026-12-01T17:00:00Z", "2026-12-02T09:00:00Z");
    assert_next(&hours, "2026-12-04T17:00:00Z", "2026-12-07T09:00:00Z");
}

Test(working_hours, days_are_those_of_the_offset)
{
    struct working_hours east = office("Mon-Fri", 10 * 3600), west = office("Mon-Fri", -8 * 3600);
    assert_next(&east, "2026-12-06T22:00:00Z", "2026-12-06T23:00:00Z"); /* Monday there */
    assert_next(&east, "2026-12-04T07:00:00Z", "2026-12-06T23:00:00Z"); /* Friday 17:00 there */
    assert_next(&west, "2026-12-05T00:30:00Z", "2026-12-05T00:30:00Z"); /* Friday 16:30 there */
    assert_next(&west, "2026-12-05T01:00:00Z", "2026-12-07T17:00:00Z");
}

Test(working_hours, holidays_are_left_out)
{
    struct working_hours hours = office("Mon-Fri", 0);
    int64_t holidays[] = {date_to_days((struct date){2026, 12, 24}),
                          date_to_days((struct date){2026, 12, 25}),
                          date_to_days((struct date){2026, 12, 28})};
    hours.holidays = holidays;
    hours.holiday_count = 3;
    assert_next(&hours, "2026-12-23T17:00:00Z", "2026-12-29T09:00:00Z");
    assert_next(&hours, "2026-12-25T10:00:00Z", "2026-12-29T09:00:00Z");
    assert_next(&hours, "2026-12-23T10:00:00Z", "2026-12-23T10:00:00Z");
}

Test(working_hours, some_people_are_always_there_and_some_never)
{
    struct working_hours always = {.always = true}, never = office("Sun", 0);
    assert_next(&always, "2026-12-06T03:00:00Z", "2026-12-06T03:00:00Z");
    int64_t holidays[600];
    for (int i = 0; i < 600; i++)
        holidays[i] = date_to_days((struct date){2026, 12, 6}) + 7 * i;
    never.holidays = holidays;
    never.holiday_count = 600;
    cr_assert_eq(working_hours_next(&never, at("2026-12-06T10:00:00Z")), INSTANT_NEVER);
    cr_assert_eq(working_hours_next(&never, INSTANT_NEVER), INSTANT_NEVER);
}

Test(working_hours, days_are_named_alone_in_lists_and_in_ranges)
{
    struct {
        const char *text;
        unsigned days;
    } right[] = {{"Mon-Fri", 0x3e},     {"Sun", 0x01},     {"Mon,Wed,Fri", 0x2a},
                 {"Sat-Sun", 0x41},     {"Fri-Mon", 0x63}, {"Monday-Friday", 0x3e},
                 {"Mon-Tue,Thu", 0x16}, {"Sun-Sat", 0x7f}, {"Wednesday", 0x08}};
    uint8_t days;
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        cr_assert(working_hours_days(right[i].text, &days), "%s", right[i].text);
        cr_assert_eq(days, right[i].days, "%s: %#x", right[i].text, (unsigned)days);
    }
    const char *wrong[] = {"",     "mon",      "Mo",          "Mon-",   "-Fri",
                           "Mon,", "Mon--Fri", "Mon-Wed-Fri", "Mon Fri"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_assert(!working_hours_days(wrong[i], &days), "%s", wrong[i]);
}

/* A gate reached on Friday at 16:00 with four hours of delay: the delay ends at 20:00, the approval
 * falls on Monday; one reached on Saturday begins on Monday morning. */
Test(operators, a_delay_begins_and_ends_at_work_and_runs_as_clock_time)
{
    struct reaction reaction = {.delay = {.kind = DISTRIBUTION_CONSTANT, .a = 4 * 3600},
                                .hours = office("Mon-Fri", 0)};
    char text[INSTANT_TEXT_SIZE];
    struct {
        const char *reached, *approved;
    } cases[] = {{"2026-12-04T10:00:00Z", "2026-12-04T14:00:00Z"},
                 {"2026-12-04T16:00:00Z", "2026-12-07T09:00:00Z"},
                 {"2026-12-05T12:00:00Z", "2026-12-07T13:00:00Z"},
                 {"2026-12-03T23:00:00Z", "2026-12-04T13:00:00Z"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_assert_str_eq(instant_format(reaction_at(&reaction, at(cases[i].reached), 0.5), text),
                         cases[i].approved, "%s: %s", cases[i].reached, text);
    reaction.delay.a = 0;
    cr_assert_eq(reaction_at(&reaction, at("2026-12-04T10:00:00Z"), 0.5),
                 at("2026-12-04T10:00:00Z"));
}

Test(operators, a_gate_has_its_own_model_before_everyones)
{
    static const struct approval approvals[] = {
        {.gate = NULL}, {.gate = "go"}, {.gate = "Stage:prod/before/1"}};
    struct operators operators = {.approvals = approvals, .approval_count = 3};
    cr_assert_eq(operators_approval(&operators, "go", "Stage:prod/before/0"), &approvals[1]);
    cr_assert_eq(operators_approval(&operators, NULL, "Stage:prod/before/1"), &approvals[2]);
    cr_assert_eq(operators_approval(&operators, "other", "Group:x/after/0"), &approvals[0]);
    operators.approvals++;
    operators.approval_count--;
    cr_assert_null(operators_approval(&operators, "other", "Group:x/after/0"));
}
