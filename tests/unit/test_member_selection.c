#include "reports/member_selection.h"
#include "tests/lib/sample_forecast.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static void expect(uint32_t top, const bool wanted[6])
{
    bool *shown = member_selection(sample_forecast(), top);
    for (int i = 0; i < 6; i++)
        cr_expect_eq(shown[i], wanted[i], "top %u, member %d", top, i);
    free(shown);
}

/* Member 1 never ends at P90, member 2 ends an hour after member 0. */
Test(member_selection, takes_the_latest_of_each_run)
{
    expect(1, (bool[]){false, true, false, false, true, false});
    expect(2, (bool[]){false, true, true, false, true, true});
    expect(9, (bool[]){true, true, true, true, true, true});
}

/* Member 1 never ends because it is at its target, not because it is late. */
Test(member_selection, takes_the_skipped_last)
{
    struct forecast forecast = *sample_forecast();
    struct member_outcome members[6];
    memcpy(members, forecast.members, sizeof members);
    members[1].state[STATE_SKIPPED] = proportion_of(6, 10);
    forecast.members = members;
    bool *shown = member_selection(&forecast, 2);
    cr_expect(shown[0]);
    cr_expect_not(shown[1]);
    cr_expect(shown[2]);
    free(shown);
}

Test(member_selection, is_found_by_run_and_member)
{
    bool shown[6] = {false, true, false, true, false, false};
    struct rendering rendering = {.forecast = sample_forecast(), .member_shown = shown};
    cr_expect(member_selection_has(&rendering, 0, 1));
    cr_expect_not(member_selection_has(&rendering, 0, 0));
    cr_expect(member_selection_has(&rendering, 1, 0));
    rendering.member_shown = NULL;
    cr_expect(member_selection_has(&rendering, 1, 2));
}
