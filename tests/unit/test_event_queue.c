#include "models/random.h"
#include "sim/engine/event_queue.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { GUARD_BYTES = 64, GUARD = 0x5a };

/* A queue whose memory begins at an odd place and ends in bytes that nobody may touch. */
struct guarded_queue {
    struct event_queue queue;
    char *memory;
    size_t size;
};

static struct guarded_queue guarded_create(uint32_t capacity)
{
    struct guarded_queue guarded = {.size = event_queue_size(capacity) + 16};
    guarded.memory = malloc(guarded.size + GUARD_BYTES);
    memset(guarded.memory, GUARD, guarded.size + GUARD_BYTES);
    event_queue_init(&guarded.queue, guarded.memory + 16, capacity);
    return guarded;
}

static void guarded_destroy(struct guarded_queue *guarded)
{
    for (size_t i = 0; i < GUARD_BYTES; i++)
        cr_assert_eq(guarded->memory[guarded->size + i], GUARD, "wrote behind its memory");
    for (size_t i = 0; i < 16; i++)
        cr_assert_eq(guarded->memory[i], GUARD, "wrote before its memory");
    free(guarded->memory);
}

/* The obvious queue: all events in the order of insertion, searched from the start. */
struct naive_queue {
    struct event events[128];
    uint32_t count;
};

static uint32_t naive_earliest(const struct naive_queue *naive)
{
    uint32_t earliest = 0;
    for (uint32_t i = 1; i < naive->count; i++)
        if (naive->events[i].at_s < naive->events[earliest].at_s)
            earliest = i;
    return earliest;
}

static struct event naive_pop(struct naive_queue *naive)
{
    uint32_t earliest = naive_earliest(naive);
    struct event event = naive->events[earliest];
    naive->count--;
    for (uint32_t i = earliest; i < naive->count; i++)
        naive->events[i] = naive->events[i + 1];
    return event;
}

struct dice {
    uint64_t seed;
    uint32_t thrown;
};

static uint64_t dice_below(struct dice *dice, uint64_t n)
{
    struct random_address at = {.attempt = dice->thrown++, .purpose = PURPOSE_TEST};
    return (uint64_t)(random_uniforms(dice->seed, at).u[0] * (double)n);
}

static void assert_pops(struct event_queue *queue, int64_t at_s, uint32_t payload)
{
    struct event event;
    cr_assert_eq(event_queue_next(queue), at_s);
    cr_assert(event_queue_pop(queue, &event));
    cr_assert_eq(event.at_s, at_s);
    cr_assert_eq(event.payload, payload);
}

static void assert_empty(struct event_queue *queue)
{
    struct event event;
    cr_assert_eq(event_queue_next(queue), INT64_MAX);
    cr_assert_not(event_queue_pop(queue, &event));
}

Test(event_queue, gives_the_earliest_first)
{
    struct guarded_queue guarded = guarded_create(4);
    struct event_queue *queue = &guarded.queue;
    assert_empty(queue);
    event_queue_push(queue, 1800000000, 1);
    event_queue_push(queue, 1700000000, 2);
    event_queue_push(queue, INT64_MAX, 3);
    event_queue_push(queue, 0, UINT32_MAX);
    assert_pops(queue, 0, UINT32_MAX);
    assert_pops(queue, 1700000000, 2);
    assert_pops(queue, 1800000000, 1);
    assert_pops(queue, INT64_MAX, 3);
    assert_empty(queue);
    guarded_destroy(&guarded);
}

Test(event_queue, ties_leave_in_the_order_of_insertion)
{
    enum { TIES = 1000 };
    struct guarded_queue guarded = guarded_create(2 * TIES);
    for (uint32_t i = 0; i < TIES; i++) {
        event_queue_push(&guarded.queue, 7200, i);
        event_queue_push(&guarded.queue, 3600, i);
    }
    for (uint32_t i = 0; i < TIES; i++) {
        assert_pops(&guarded.queue, 3600, i);
        event_queue_push(&guarded.queue, 3600, TIES + i);
    }
    for (uint32_t i = 0; i < TIES; i++) {
        assert_pops(&guarded.queue, 3600, TIES + i);
        event_queue_push(&guarded.queue, 7200, TIES + i);
    }
    for (uint32_t i = 0; i < 2 * TIES; i++)
        assert_pops(&guarded.queue, 7200, i);
    assert_empty(&guarded.queue);
    guarded_destroy(&guarded);
}

Test(event_queue, what_is_before_the_next_one_may_still_be_scheduled)
{
    struct guarded_queue guarded = guarded_create(3);
    event_queue_push(&guarded.queue, 100000, 1);
    cr_assert_eq(event_queue_next(&guarded.queue), 100000);
    event_queue_push(&guarded.queue, 64, 2);
    cr_assert_eq(event_queue_next(&guarded.queue), 64);
    event_queue_push(&guarded.queue, 63, 3);
    assert_pops(&guarded.queue, 63, 3);
    assert_pops(&guarded.queue, 64, 2);
    assert_pops(&guarded.queue, 100000, 1);
    guarded_destroy(&guarded);
}

/* Pushes, pops and clears at random, times up to `span` after the last one taken. */
static void compare_with_naive(uint64_t seed, uint32_t capacity, uint64_t span, uint32_t fill)
{
    struct guarded_queue guarded = guarded_create(capacity);
    struct naive_queue naive = {.count = 0};
    struct dice dice = {.seed = seed};
    int64_t now_s = 0;
    for (uint32_t step = 0; step < 2000; step++) {
        if (naive.count < capacity && (naive.count == 0 || dice_below(&dice, 100) < fill)) {
            int64_t at_s = now_s + (int64_t)dice_below(&dice, span);
            event_queue_push(&guarded.queue, at_s, step);
            naive.events[naive.count++] = (struct event){at_s, step};
        } else {
            struct event wanted = naive_pop(&naive), event = {0};
            cr_assert_eq(event_queue_next(&guarded.queue), wanted.at_s);
            cr_assert(event_queue_pop(&guarded.queue, &event));
            cr_assert(event.at_s == wanted.at_s && event.payload == wanted.payload,
                      "seed %lu capacity %u span %lu step %u", (unsigned long)seed, capacity,
                      (unsigned long)span, step);
            now_s = wanted.at_s;
        }
        if (dice_below(&dice, 1000) == 0) {
            event_queue_clear(&guarded.queue);
            naive.count = 0;
            now_s = 0;
            assert_empty(&guarded.queue);
        }
    }
    guarded_destroy(&guarded);
}

Test(event_queue, agrees_with_a_sorted_list_on_random_mixes)
{
    for (uint32_t bits = 0; bits <= 45; bits += 3)
        for (uint32_t capacity = 1; capacity <= 128; capacity *= 2)
            for (uint32_t fill = 30; fill <= 90; fill += 30)
                compare_with_naive(bits * 1000 + capacity + fill, capacity, UINT64_C(1) << bits,
                                   fill);
}

/* Each event in a bucket of its own, as many as there are, then all but one in the same bucket. */
Test(event_queue, room_is_enough_however_times_are_spread)
{
    enum { EVENTS = 10 * 63 };
    struct guarded_queue guarded = guarded_create(EVENTS);
    for (int round = 0; round < 3; round++) {
        for (int level = 9; level >= 0; level--)
            for (int64_t digit = 63; digit >= 1; digit--)
                event_queue_push(&guarded.queue, digit << (6 * level), (uint32_t)level);
        for (uint32_t level = 0; level < 10; level++)
            for (int64_t digit = 1; digit <= 63; digit++)
                assert_pops(&guarded.queue, digit << (6 * level), level);
        event_queue_clear(&guarded.queue);
        for (uint32_t i = 0; i < EVENTS; i++)
            event_queue_push(&guarded.queue, (INT64_C(1) << 40) + (i * 7919 % EVENTS << 20), i);
        for (int64_t i = 0; i < EVENTS; i++) {
            struct event event;
            cr_assert(event_queue_pop(&guarded.queue, &event));
            cr_assert_eq(event.at_s, (INT64_C(1) << 40) + (i << 20));
            event_queue_push(&guarded.queue, INT64_C(1) << 60, 0);
        }
        event_queue_clear(&guarded.queue);
    }
    guarded_destroy(&guarded);
}

Test(event_queue, a_cleared_queue_is_as_new)
{
    struct guarded_queue guarded = guarded_create(100);
    for (int round = 0; round < 50; round++) {
        for (uint32_t i = 0; i < 100; i++)
            event_queue_push(&guarded.queue, 1000000 - i * 5000, i);
        for (uint32_t i = 0; i < 60; i++)
            assert_pops(&guarded.queue, 1000000 - (99 - i) * 5000, 99 - i);
        event_queue_clear(&guarded.queue);
        assert_empty(&guarded.queue);
        event_queue_push(&guarded.queue, 0, 7);
        assert_pops(&guarded.queue, 0, 7);
        event_queue_clear(&guarded.queue);
    }
    guarded_destroy(&guarded);
}

Test(event_queue, a_million_pending_stay_in_order)
{
    enum { EVENTS = 1000000 };
    struct guarded_queue guarded = guarded_create(EVENTS);
    struct dice dice = {.seed = 1};
    for (uint32_t i = 0; i < EVENTS; i++)
        event_queue_push(&guarded.queue, (int64_t)dice_below(&dice, EVENTS), i);
    struct event last = {.at_s = -1}, event = {.at_s = -1};
    for (uint32_t i = 0; i < 2 * EVENTS; i++) {
        cr_assert(event_queue_pop(&guarded.queue, &event));
        cr_assert(event.at_s > last.at_s ||
                      (event.at_s == last.at_s && event.payload > last.payload),
                  "event %u", i);
        last = event;
        if (i < EVENTS)
            event_queue_push(&guarded.queue, event.at_s + (int64_t)dice_below(&dice, EVENTS),
                             EVENTS + i);
    }
    assert_empty(&guarded.queue);
    guarded_destroy(&guarded);
}

Test(event_queue, more_than_its_capacity_is_a_wrong_program, .signal = SIGABRT)
{
    struct guarded_queue guarded = guarded_create(2);
    for (uint32_t i = 0; i < 3; i++)
        event_queue_push(&guarded.queue, i, i);
}

Test(event_queue, a_time_before_the_last_one_taken_is_a_wrong_program, .signal = SIGABRT)
{
    struct guarded_queue guarded = guarded_create(2);
    event_queue_push(&guarded.queue, 64, 0);
    event_queue_push(&guarded.queue, 66, 0);
    assert_pops(&guarded.queue, 64, 0);
    assert_pops(&guarded.queue, 66, 0);
    event_queue_push(&guarded.queue, 65, 0);
}

Test(event_queue, a_negative_time_is_a_wrong_program, .signal = SIGABRT)
{
    struct guarded_queue guarded = guarded_create(2);
    event_queue_push(&guarded.queue, -1, 0);
}
