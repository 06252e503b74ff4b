#include "sim/ledger.h"

#include <assert.h>
#include <string.h>

enum { CHANGES_OF_A_HOLD = 4 }; /* taken, released; given back early: two more */

void ledger_init(struct ledger *ledger, struct arena *arena, int64_t limit, uint32_t holds)
{
    *ledger = (struct ledger){.limit = limit, .capacity = CHANGES_OF_A_HOLD * holds};
    ledger->changes = arena_array(arena, struct ledger_change, ledger->capacity);
}

void ledger_clear(struct ledger *ledger)
{
    ledger->level = 0;
    ledger->count = 0;
}

static void pass(struct ledger *ledger, int64_t now_s)
{
    uint32_t past = 0;
    for (; past < ledger->count && ledger->changes[past].at_s <= now_s; past++)
        ledger->level += ledger->changes[past].delta;
    ledger->count -= past;
    memmove(ledger->changes, ledger->changes + past, ledger->count * sizeof *ledger->changes);
}

static void add(struct ledger *ledger, int64_t at_s, int64_t delta)
{
    assert(ledger->count < ledger->capacity);
    uint32_t i = ledger->count++;
    for (; i > 0 && ledger->changes[i - 1].at_s > at_s; i--)
        ledger->changes[i] = ledger->changes[i - 1];
    ledger->changes[i] = (struct ledger_change){at_s, delta};
}

/* The most that is held at an instant of the span. */
static int64_t most_held(const struct ledger *ledger, struct ledger_span span)
{
    int64_t held = ledger->level;
    uint32_t i = 0;
    for (; i < ledger->count && ledger->changes[i].at_s <= span.from_s; i++)
        held += ledger->changes[i].delta;
    int64_t most = held;
    while (i < ledger->count && ledger->changes[i].at_s < span.until_s) {
        int64_t at_s = ledger->changes[i].at_s;
        for (; i < ledger->count && ledger->changes[i].at_s == at_s; i++)
            held += ledger->changes[i].delta;
        most = held > most ? held : most;
    }
    return most;
}

bool ledger_take(struct ledger *ledger, int64_t now_s, struct ledger_span span, int64_t amount)
{
    assert(span.from_s >= now_s);
    pass(ledger, now_s);
    if (most_held(ledger, span) + amount > ledger->limit)
        return false;
    if (span.until_s <= span.from_s)
        return true;
    add(ledger, span.from_s, amount);
    add(ledger, span.until_s, -amount);
    return true;
}

void ledger_give_back(struct ledger *ledger, struct ledger_span span, int64_t amount)
{
    add(ledger, span.from_s, -amount);
    add(ledger, span.until_s, amount);
}
