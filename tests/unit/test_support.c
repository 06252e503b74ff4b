#include "models/instant.h"
#include "models/support.h"
#include "models/version.h"

#include <criterion/criterion.h>

static struct support table(void)
{
    static struct minor_support minors[2];
    minors[0] = (struct minor_support){version_make(1, 26, 0), 100, 200, INSTANT_NEVER};
    minors[1] = (struct minor_support){version_make(1, 27, 0), 150, 250, 350};
    return (struct support){minors, 2};
}

Test(support, ends_a_year_after_and_with_the_plan_later)
{
    struct support support = table();
    cr_assert_eq(support_end(&support, version_make(1, 27, 4), false), 250);
    cr_assert_eq(support_end(&support, version_make(1, 27, 4), true), 350);
    cr_assert_eq(support_end(&support, version_make(1, 26, 9), true), 200, "it has no such plan");
    cr_assert(support_holds(&support, version_make(1, 27, 4), false, 249));
    cr_assert_not(support_holds(&support, version_make(1, 27, 4), false, 250));
}

Test(support, older_minors_are_out_and_newer_ones_in)
{
    struct support support = table();
    cr_assert_eq(support_end(&support, version_make(1, 25, 0), true), INT64_MIN);
    cr_assert_eq(support_end(&support, version_make(1, 28, 0), false), INSTANT_NEVER);
    cr_assert(support_is_long_term(&support, version_make(1, 27, 1)));
    cr_assert_not(support_is_long_term(&support, version_make(1, 26, 1)));
}

/* 1.26 has no long-term support, 1.27 has, and so have those to come. */
Test(support, R12_one_minor_at_a_time_or_between_minors_with_long_term_support)
{
    struct support support = table();
    uint32_t v26 = version_make(1, 26, 3), v27 = version_make(1, 27, 3);
    cr_expect(support_lets_cross(&support, v26, v27, false));
    cr_expect(support_lets_cross(&support, v27, v26, false), "down is no step too far");
    cr_expect_not(support_lets_cross(&support, v27, version_make(1, 30, 0), false));
    cr_expect(support_lets_cross(&support, v27, version_make(1, 30, 0), true));
    cr_expect_not(support_lets_cross(&support, v26, version_make(1, 30, 0), true));
    cr_expect_not(support_lets_cross(&support, v27, version_make(2, 27, 0), false));
}
