/* Two pools of 8-vCPU nodes in west, one of 4-vCPU nodes in no region; steps of 100 s from 1000. */
#include "sim/surge_count.h"

#include <criterion/criterion.h>
#include <stdlib.h>

enum { WEST, NOWHERE, STEPS = 6 };

static void exhausted(void)
{
    abort();
}

static struct arena arena;
static struct pool pools[] = {{.node_count = 10, .max_surge = {100, true}, .vcpus = 8},
                              {.node_count = 10, .max_surge = {100, true}, .vcpus = 8},
                              {.node_count = 900, .max_surge = {100, true}, .vcpus = 4}};
static struct member members[] = {{.region = 0, .pool_first = 0, .pool_count = 2},
                                  {.region = NONE, .pool_first = 2, .pool_count = 1}};
static const char *regions[] = {"west"};
static const struct scenario scenario = {.fleet = {.members = members,
                                                   .member_count = 2,
                                                   .pools = pools,
                                                   .pool_count = 3,
                                                   .regions = regions,
                                                   .region_count = 1}};

static struct surge_count *create(void)
{
    arena_init(&arena, exhausted);
    return surge_count_create(&arena, &scenario, (struct surge_steps){1000, 100, STEPS});
}

static void upgrade(struct surge_count *count, int64_t now_s, uint32_t member,
                    const struct surge_stay *stays, uint32_t stay_count)
{
    surge_count_upgrade(count, now_s, member,
                        &(struct upgrade){.stays = stays, .stay_count = stay_count});
}

static void expect(const struct surge_count *count, uint32_t region, uint32_t step, uint32_t trials,
                   struct surge_point expected)
{
    struct surge_point found = surge_count_point(count, region, step, trials);
    cr_expect_float_eq(found.nodes_mean, expected.nodes_mean, 1e-9, "step %u: %g", step,
                       found.nodes_mean);
    cr_expect_float_eq(found.vcpus_mean, expected.vcpus_mean, 1e-9);
    cr_expect(found.nodes_p95 == expected.nodes_p95 && found.nodes_peak == expected.nodes_peak &&
                  found.vcpus_p95 == expected.vcpus_p95 && found.vcpus_peak == expected.vcpus_peak,
              "step %u: nodes %u, %u; vCPUs %u, %u", step, found.nodes_p95, found.nodes_peak,
              found.vcpus_p95, found.vcpus_peak);
}

/* 3 nodes over [1050, 1250) and then 2 over [1250, 1260); nothing else. */
Test(surge_count, follows_one_pool_after_another)
{
    struct surge_count *count = create();
    const struct surge_stay stays[] = {{0, 3, 50, 250}, {1, 2, 250, 260}};
    surge_count_begin(count);
    upgrade(count, 1000, 0, stays, 2);
    surge_count_end(count);
    expect(count, WEST, 0, 1, (struct surge_point){1.5, 12, 3, 3, 24, 24});
    expect(count, WEST, 1, 1, (struct surge_point){3, 24, 3, 3, 24, 24});
    expect(count, WEST, 2, 1, (struct surge_point){1.7, 13.6, 3, 3, 24, 24});
    expect(count, WEST, 3, 1, (struct surge_point){0});
    expect(count, NOWHERE, 1, 1, (struct surge_point){0});
    arena_clear(&arena);
}

/* Pools of one member at once, its second attempt, a member of no region, and a stay beyond the
 * last step. */
Test(surge_count, adds_what_is_there_at_once)
{
    struct surge_count *count = create();
    const struct surge_stay both[] = {{0, 3, 0, 50}, {1, 4, 0, 20}}, again = {0, 1, 10, 2000},
                            other = {2, 500, 0, 100};
    surge_count_begin(count);
    upgrade(count, 1000, 0, both, 2);
    upgrade(count, 1000, 1, &other, 1);
    upgrade(count, 1050, 0, &again, 1);
    surge_count_end(count);
    expect(count, WEST, 0, 1, (struct surge_point){1.5 + 0.8 + 0.4, 8 * 2.7, 7, 7, 56, 56});
    expect(count, WEST, 5, 1, (struct surge_point){1, 8, 1, 1, 8, 8});
    /* 500 stands in the bin that begins at 496, 2,000 in that at 1,984. */
    expect(count, NOWHERE, 0, 1, (struct surge_point){500, 2000, 496, 500, 1984, 2000});
    arena_clear(&arena);
}

/* 100 trials with as many nodes as their number up to 9, one worker or two. */
Test(surge_count, quantiles_over_trials_and_workers)
{
    struct surge_count *one = create();
    struct surge_count *two =
        surge_count_create(&arena, &scenario, (struct surge_steps){1000, 100, STEPS});
    for (uint32_t trial = 0; trial < 100; trial++) {
        struct surge_count *count = trial % 3 == 0 ? one : two;
        const struct surge_stay stay = {0, trial < 10 ? trial : 0, 100, 200};
        surge_count_begin(count);
        upgrade(count, 1000, 0, &stay, 1);
        surge_count_end(count);
    }
    surge_count_merge(one, two);
    /* The 95th smallest of 90 zeros, 0, 1, ... 9 is 4. */
    expect(one, WEST, 1, 100, (struct surge_point){0.45, 3.6, 4, 9, 32, 72});
    expect(one, WEST, 2, 100, (struct surge_point){0});
    arena_clear(&arena);
}
