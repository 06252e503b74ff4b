#include "sim/ledger.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static void exhausted(void)
{
    abort();
}

static bool take(struct ledger *ledger, int64_t now_s, int64_t from_s, int64_t until_s,
                 int64_t amount)
{
    return ledger_take(ledger, now_s, (struct ledger_span){from_s, until_s}, amount);
}

Test(ledger, holds_up_to_its_limit_at_every_instant)
{
    struct arena arena;
    struct ledger ledger;
    arena_init(&arena, exhausted);
    ledger_init(&ledger, &arena, 10, 20);
    cr_assert(take(&ledger, 0, 10, 20, 6));
    cr_assert(take(&ledger, 0, 15, 30, 4));
    cr_assert_not(take(&ledger, 0, 0, 16, 1), "full from 15 to 20");
    cr_assert(take(&ledger, 0, 0, 15, 4));
    cr_assert(take(&ledger, 0, 20, 25, 6), "what ends at 20 is free at 20");
    cr_assert_not(take(&ledger, 0, 24, 26, 1));
    cr_assert(take(&ledger, 22, 25, 40, 6), "what is past is kept as a level");
    cr_assert_not(take(&ledger, 31, 31, 50, 5));
    cr_assert(take(&ledger, 31, 31, 50, 4));
    cr_assert(take(&ledger, 60, 60, 61, 10), "all is free again");
    arena_clear(&arena);
}

Test(ledger, gives_back_what_is_not_needed)
{
    struct arena arena;
    struct ledger ledger;
    arena_init(&arena, exhausted);
    ledger_init(&ledger, &arena, 10, 20);
    cr_assert(take(&ledger, 0, 0, 100, 10));
    ledger_give_back(&ledger, (struct ledger_span){40, 100}, 10);
    cr_assert_not(take(&ledger, 10, 39, 50, 1));
    cr_assert(take(&ledger, 10, 40, 100, 10));
    ledger_clear(&ledger);
    cr_assert(take(&ledger, 0, 0, 100, 10));
    arena_clear(&arena);
}

/* Against a table by the second. */
Test(ledger, agrees_with_counting_second_by_second)
{
    enum { SECONDS = 400, LIMIT = 20 };
    struct arena arena;
    struct ledger ledger;
    int64_t held[SECONDS] = {0};
    uint32_t state = 1, refused = 0;
    arena_init(&arena, exhausted);
    ledger_init(&ledger, &arena, LIMIT, SECONDS);
    for (int64_t now_s = 0; now_s < SECONDS - 60; now_s++) {
        state = state * 1664525 + 1013904223;
        int64_t from_s = now_s + (state >> 24) % 20, until_s = from_s + (state >> 16) % 40;
        int64_t amount = 1 + (state >> 8) % 7;
        bool fits = true;
        for (int64_t s = from_s; s < until_s; s++)
            fits &= held[s] + amount <= LIMIT;
        fits &= from_s < until_s || held[from_s] + amount <= LIMIT;
        cr_assert_eq(take(&ledger, now_s, from_s, until_s, amount), fits, "at %d", (int)now_s);
        for (int64_t s = from_s; fits && s < until_s; s++)
            held[s] += amount;
        refused += !fits;
    }
    cr_assert(refused > 20 && refused < 320, "%u", refused);
    arena_clear(&arena);
}
