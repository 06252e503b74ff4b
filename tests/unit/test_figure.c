#include "models/instant.h"
#include "reports/figure.h"

#include <criterion/criterion.h>

static char buffer[FIGURE_SIZE];

Test(figure, fixed_decimals_round_half_away_from_zero)
{
    cr_expect_str_eq(figure_fixed(0.25, 1, buffer), "0.3");
    cr_expect_str_eq(figure_fixed(-0.25, 1, buffer), "-0.3");
    cr_expect_str_eq(figure_fixed(1.0 / 3, 6, buffer), "0.333333");
    cr_expect_str_eq(figure_fixed(-0.5, 4, buffer), "-0.5000");
    cr_expect_str_eq(figure_fixed(12, 0, buffer), "12");
}

Test(figure, hours_hold_a_second)
{
    cr_expect_str_eq(figure_hours(1, buffer), "0.0003");
    cr_expect_str_eq(figure_hours(36 * HOUR_S + 1800, buffer), "36.5000");
    cr_expect_str_eq(figure_hours(INSTANT_NEVER, buffer), "");
}

Test(figure, counts_and_means_part_thousands)
{
    cr_expect_str_eq(figure_count(999, buffer), "999");
    cr_expect_str_eq(figure_count(1000, buffer), "1,000");
    cr_expect_str_eq(figure_count(UINT64_MAX, buffer), "18,446,744,073,709,551,615");
    cr_expect_str_eq(figure_mean(1204.46, buffer), "1,204.5");
    cr_expect_str_eq(figure_mean(2.01, buffer), "2");
}

Test(figure, a_small_mean_keeps_what_it_says)
{
    cr_expect_str_eq(figure_mean(0, buffer), "0");
    cr_expect_str_eq(figure_mean(0.0002, buffer), "< 0.01");
    cr_expect_str_eq(figure_mean(0.029, buffer), "0.03");
    cr_expect_str_eq(figure_mean(0.2, buffer), "0.2");
    cr_expect_str_eq(figure_mean(0.971, buffer), "0.97");
    cr_expect_str_eq(figure_mean(0.999, buffer), "1");
}

Test(figure, a_chance_carries_its_interval)
{
    struct proportion p = proportion_of(4150, 5000);
    cr_expect_str_eq(figure_chance(&p, buffer), "83.0 % (81.9 to 84.0 %)");
}

Test(figure, none_and_all_are_given_by_the_interval_end)
{
    struct proportion none = proportion_of(0, 5000), all = proportion_of(5000, 5000);
    cr_expect_str_eq(figure_chance(&none, buffer), "< 0.1 %");
    cr_expect_str_eq(figure_chance(&all, buffer), "> 99.9 %");
    cr_expect_str_eq(figure_percent_interval(&none, "runs", buffer), "0 of 5,000 runs");
    struct proportion few = proportion_of(0, 10);
    cr_expect_str_eq(figure_percent(&few, buffer), "< 27.8 %");
}

Test(figure, what_is_neither_never_nor_always_does_not_look_so)
{
    struct proportion rare = proportion_of(1, 100000), usual = proportion_of(99999, 100000);
    cr_expect_str_eq(figure_percent(&rare, buffer), "0.1 %");
    cr_expect_str_eq(figure_percent(&usual, buffer), "99.9 %");
}

Test(figure, intervals_may_end_beyond_the_horizon)
{
    struct quantile q = {HOUR_S, 0, INSTANT_NEVER};
    cr_expect_str_eq(figure_moment_interval(&q, buffer), "1970-01-01 00:00 to beyond the horizon");
    cr_expect_str_eq(figure_moment(HOUR_S, buffer), "1970-01-01 01:00 UTC");
}
