#include "models/surge.h"

#include <criterion/criterion.h>

/* rounds = ceil(nodes / (surge + unavailable)), both rounded up. */
Test(surge, rounds_of_a_rolling_upgrade_by_hand)
{
    static const struct {
        uint32_t nodes;
        struct amount max_surge, unavailable;
        uint32_t surge, rounds;
    } table[] = {{3, {1, false}, {0, false}, 1, 3},
                 {5, {33, true}, {0, false}, 2, 3},   /* 1.65 -> 2 */
                 {10, {33, true}, {0, false}, 4, 3},  /* 3.3 -> 4 */
                 {60, {33, true}, {0, false}, 20, 3}, /* 19.8 -> 20 */
                 {60, {10, true}, {0, false}, 6, 10},
                 {61, {10, true}, {0, false}, 7, 9}, /* 6.1 -> 7 */
                 {10, {1, false}, {25, true}, 1, 3}, /* 1 + 3 */
                 {7, {0, false}, {0, false}, 0, 7},
                 {7, {0, true}, {2, false}, 0, 4},
                 {4, {100, true}, {0, false}, 4, 1},
                 {4, {50, false}, {0, false}, 4, 1}, /* at most the nodes */
                 {1, {10, true}, {0, false}, 1, 1},
                 {0, {10, true}, {0, false}, 0, 0},
                 {UINT32_MAX, {1, false}, {0, false}, 1, UINT32_MAX}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct pool pool = {.node_count = table[i].nodes,
                            .max_surge = table[i].max_surge,
                            .max_unavailable = table[i].unavailable};
        cr_assert_eq(pool_surge(&pool), table[i].surge, "row %zu: %u", i, pool_surge(&pool));
        cr_assert_eq(pool_rounds(&pool), table[i].rounds, "row %zu: %u", i, pool_rounds(&pool));
    }
}

Test(surge, nodes_and_surge_together_are_at_most_a_thousand)
{
    struct pool pool = {.node_count = 909, .max_surge = {10, true}}; /* 91 */
    cr_assert_not(pool_is_too_large(&pool));
    pool.node_count = 910; /* 91 */
    cr_assert(pool_is_too_large(&pool));
    pool.max_surge = (struct amount){0, false};
    pool.node_count = 1000;
    cr_assert_not(pool_is_too_large(&pool));
}

Test(surge, as_many_may_stay_blocked_as_surge_or_as_is_said)
{
    struct pool pool = {.node_count = 60, .max_surge = {10, true}};
    cr_assert_eq(pool_blocked_max(&pool), 6);
    pool.max_blocked = (struct amount){25, true};
    cr_assert_eq(pool_blocked_max(&pool), 6);
    pool.max_blocked_given = true;
    cr_assert_eq(pool_blocked_max(&pool), 15);
}
