#include "models/gate.h"
#include "models/instant.h"

#include <criterion/criterion.h>

/* Mondays at 08:30, an hour east of UTC: 07:30Z. */
static const struct gate_schedule monday = {
    .weekday = 1, .start_time_s = 8 * 3600 + 1800, .utc_offset_s = 3600};

static void check(const struct gate_schedule *schedule, const char *reached, const char *expected)
{
    int64_t reached_s;
    char text[INSTANT_TEXT_SIZE];
    cr_assert(instant_parse(reached, &reached_s));
    cr_expect_str_eq(instant_format(gate_next_start(schedule, reached_s), text), expected);
}

Test(gate, R19_the_next_occurrence_is_in_this_week_or_the_next)
{
    check(&monday, "2026-12-05T12:00:00Z", "2026-12-07T07:30:00Z"); /* a Saturday */
    check(&monday, "2026-12-07T07:29:59Z", "2026-12-07T07:30:00Z");
    check(&monday, "2026-12-07T12:00:00Z", "2026-12-14T07:30:00Z");
}

Test(gate, R19_it_is_strictly_after_the_moment_it_is_reached)
{
    check(&monday, "2026-12-07T07:30:00Z", "2026-12-14T07:30:00Z");
}

Test(gate, its_day_is_that_of_its_own_offset)
{
    struct gate_schedule far = {.weekday = 1, .start_time_s = 0, .utc_offset_s = 14 * 3600};
    check(&far, "2026-12-06T09:59:59Z", "2026-12-06T10:00:00Z"); /* Monday 00:00 out there */
    check(&far, "2026-12-06T10:00:00Z", "2026-12-13T10:00:00Z");
    far.utc_offset_s = -14 * 3600;
    check(&far, "2026-12-07T13:59:59Z", "2026-12-07T14:00:00Z");
}

Test(gate, types_have_the_names_of_the_service)
{
    cr_expect_str_eq(gate_type_name(GATE_APPROVAL), "Approval");
    cr_expect_str_eq(gate_type_name(GATE_SCHEDULED_START), "ScheduledStart");
}
