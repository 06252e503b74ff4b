/* R35, with constants: every instant is arithmetic one can do. */
#include "models/instant.h"
#include "models/rollout.h"

#include <criterion/criterion.h>

enum { FIRST, SECOND, THIRD_A, THIRD_B, APART, REGIONS };

static struct distribution hours(double h)
{
    return (struct distribution){.kind = DISTRIBUTION_CONSTANT, .a = h * 3600};
}

/* Wave 2 after 6 h, wave 3 a day after wave 2, 90 minutes a step; wave 4 goes its own way. */
static struct rollout three_waves(void)
{
    static struct rollout_wave waves[4];
    waves[0] = (struct rollout_wave){.lag = hours(0)};
    waves[1] = (struct rollout_wave){.lag = hours(6), .follows = true, .bake = hours(2)};
    waves[2] = (struct rollout_wave){
        .lag = hours(0), .follows = true, .bake = hours(24), .step_s = 90 * MINUTE_S};
    waves[3] = (struct rollout_wave){.lag = hours(10)};
    return (struct rollout){.waves = waves, .wave_count = 4, .restart_delay = hours(12)};
}

static const struct rollout_place place_list[REGIONS] = {{0, 0}, {1, 0}, {2, 0}, {2, 4}, {3, 0}};
static const struct rollout_places places = {
    .regions = place_list, .region_count = REGIONS, .step_last = {0, 0, 8}};
static const struct rollout_luck luck = {.seed = 1, .entity = 7};

/* Tuesday 2026-11-10T00:00:00Z, and the Friday of that week. */
static const int64_t tuesday_s = 1794268800, friday_s = 1794268800 + 3 * DAY_S;

Test(rollout, R35_waves_wait_for_the_one_before_and_regions_for_their_step)
{
    struct rollout rollout = three_waves();
    int64_t at_s[REGIONS];
    rollout_draw(&rollout, &places, luck, tuesday_s, at_s);
    cr_assert_eq(at_s[FIRST], tuesday_s);
    cr_assert_eq(at_s[SECOND], tuesday_s + 6 * HOUR_S);
    cr_assert_eq(at_s[THIRD_A], tuesday_s + 30 * HOUR_S);
    cr_assert_eq(at_s[THIRD_B], tuesday_s + 36 * HOUR_S);
    cr_assert_eq(at_s[APART], tuesday_s + 10 * HOUR_S);
}

Test(rollout, R35_the_weekend_stands_still)
{
    struct rollout rollout = three_waves();
    rollout.weekend_pause = true;
    int64_t at_s[REGIONS];
    rollout_draw(&rollout, &places, luck, friday_s, at_s);
    cr_assert_eq(at_s[SECOND], friday_s + 6 * HOUR_S);
    /* 27 h until Saturday 03:00, and 3 and 9 h from Sunday 22:00 on */
    int64_t sunday_s = friday_s + 2 * DAY_S + 22 * HOUR_S;
    cr_assert_eq(at_s[THIRD_A], sunday_s + 3 * HOUR_S);
    cr_assert_eq(at_s[THIRD_B], sunday_s + 9 * HOUR_S);
}

Test(rollout, R35_what_is_published_in_the_pause_begins_its_way_after_it)
{
    struct rollout rollout = three_waves();
    rollout.weekend_pause = true;
    int64_t at_s[REGIONS], saturday_s = friday_s + DAY_S + 12 * HOUR_S;
    rollout_draw(&rollout, &places, luck, saturday_s, at_s);
    cr_assert_eq(at_s[FIRST], saturday_s);
    cr_assert_eq(at_s[SECOND], friday_s + 2 * DAY_S + 28 * HOUR_S);
}

/* It comes somewhere, breaks off, and goes the whole way again 12 h later. */
Test(rollout, R35_a_restart_begins_again_from_the_first_wave)
{
    struct rollout rollout = three_waves();
    rollout.restart_probability = 1;
    int seen_before = 0, seen_after = 0;
    for (uint32_t trial = 0; trial < 200; trial++) {
        int64_t at_s[REGIONS];
        rollout_draw(&rollout, &places, (struct rollout_luck){1, 7, trial}, tuesday_s, at_s);
        int64_t late_s = at_s[THIRD_B] - (tuesday_s + 36 * HOUR_S);
        cr_assert(late_s == 0 || late_s >= 12 * HOUR_S, "%ld", (long)late_s);
        cr_assert(at_s[SECOND] == tuesday_s + 6 * HOUR_S ||
                      at_s[SECOND] - 6 * HOUR_S - tuesday_s == late_s,
                  "all who are late are equally late");
        seen_before += late_s == 0;
        seen_after += late_s > 0;
    }
    cr_assert_gt(seen_before, 0); /* the way has 12 h beyond this region */
    cr_assert_gt(seen_after, seen_before);
}

Test(rollout, R35_who_is_overtaken_never_gets_it)
{
    struct rollout rollout = three_waves();
    int64_t at_s[REGIONS];
    rollout_draw(&rollout, &places, luck, tuesday_s, at_s);
    rollout_overtake(&rollout, luck, tuesday_s + 31 * HOUR_S, REGIONS, at_s);
    cr_assert_eq(at_s[THIRD_B], tuesday_s + 36 * HOUR_S, "nothing overtakes with probability 0");
    rollout.overtaken_probability = 1;
    rollout_overtake(&rollout, luck, tuesday_s + 31 * HOUR_S, REGIONS, at_s);
    cr_assert_eq(at_s[THIRD_A], tuesday_s + 30 * HOUR_S);
    cr_assert_eq(at_s[THIRD_B], INSTANT_NEVER);
}

/* The same release in the same trial has the same way, whoever asks; another trial another. */
Test(rollout, draws_are_by_address)
{
    struct rollout rollout = three_waves();
    ((struct rollout_wave *)rollout.waves)[1].lag =
        distribution_lognormal_p50_p90(6 * HOUR_S, 12 * HOUR_S);
    int64_t one[REGIONS], again[REGIONS], other[REGIONS], earliest[REGIONS];
    rollout_draw(&rollout, &places, (struct rollout_luck){1, 7, 3}, tuesday_s, one);
    rollout_draw(&rollout, &places, (struct rollout_luck){1, 7, 3}, tuesday_s, again);
    rollout_draw(&rollout, &places, (struct rollout_luck){1, 7, 4}, tuesday_s, other);
    rollout_earliest(&rollout, &places, tuesday_s, earliest);
    cr_assert_eq(one[SECOND], again[SECOND]);
    cr_assert_neq(one[SECOND], other[SECOND]);
    cr_assert_lt(earliest[SECOND], one[SECOND]);
}

/* With one common factor alone a slow release is slow in every wave. */
Test(rollout, the_common_factor_binds_the_waves)
{
    static struct rollout_wave waves[2];
    waves[0].lag = waves[1].lag = distribution_lognormal_p50_p90(HOUR_S, 4 * HOUR_S);
    static const struct rollout_place two[] = {{0, 0}, {1, 0}};
    const struct rollout_places pair = {.regions = two, .region_count = 2};
    struct rollout rollout = {.waves = waves, .wave_count = 2, .common = 1};
    for (uint32_t trial = 0; trial < 100; trial++) {
        int64_t at_s[2];
        rollout_draw(&rollout, &pair, (struct rollout_luck){1, 7, trial}, tuesday_s, at_s);
        cr_assert_leq(llabs((long long)(at_s[0] - at_s[1])), MINUTE_S);
    }
}
