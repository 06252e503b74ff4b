/* event_queue: what will happen, in the order of time, ties in the order of insertion.
 *
 * A radix heap of several buckets a level. A time stands in a bucket by the highest 6-bit digit in
 * which it differs from the last time taken, and by its value of that digit. So the earliest times
 * are in the lowest bucket that is not empty; when they are needed they are dealt out to lower
 * buckets, each event at most once a digit. A bucket keeps the order in which it was filled, and
 * equal times always stand in the same bucket: hence ties. What it costs hardly depends on how many
 * are pending, and it never waits for memory event by event: buckets are chains of small chunks,
 * written and read from end to end. As long as only a few are pending they stand in one short
 * sorted list instead, which needs neither buckets nor a branch that is hard to foresee; that much
 * is inline.
 *
 *     struct event_queue queue;
 *     event_queue_init(&queue, memory, capacity);
 *     event_queue_push(&queue, at_s, payload);
 *     while (event_queue_pop(&queue, &event)) ...
 *
 * Rules: time only moves forward; no event is scheduled before the last one taken (a simulation
 * never does), nor before 0. At most `capacity` pending at once. Breaking one is a wrong program:
 * asserted. No allocation: the caller gives event_queue_size(capacity) bytes, aligned for any type,
 * and keeps them.
 *
 * Source: R. Ahuja, K. Mehlhorn, J. Orlin, R. Tarjan, "Faster algorithms for the shortest path
 * problem", J. ACM 37, 1990; several buckets a level as in B. Cherkassky, A. Goldberg, C.
 * Silverstein, "Buckets, heaps, lists, and monotone priority queues", SIAM J. Comput. 28, 1999.
 */
#ifndef SIM_ENGINE_EVENT_QUEUE_H
#define SIM_ENGINE_EVENT_QUEUE_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct event {
    int64_t at_s;
    uint32_t payload;
};

enum {
    EVENT_QUEUE_DIGIT_BITS = 6,
    EVENT_QUEUE_DIGITS = 1 << EVENT_QUEUE_DIGIT_BITS, /* a bucket each, and a bit of a word */
    EVENT_QUEUE_LEVELS = 11,                          /* digits of a time */
    EVENT_QUEUE_FEW = 24                              /* up to so many stand in the list */
};

struct event_queue {
    struct event few[EVENT_QUEUE_FEW]; /* the latest first; in use while the buckets are empty */
    uint32_t few_count;
    struct event_bucket *buckets; /* [level * EVENT_QUEUE_DIGITS + digit] */
    struct event_chunk *chunks;
    uint32_t chunks_used;     /* chunks from here on were not used since the last clear */
    uint32_t chunks_free;     /* chain of those given back */
    uint32_t count, capacity; /* count: in the buckets */
    int64_t last_s;           /* the last time taken */
    uint32_t levels;          /* bit per level: it is not empty */
    uint64_t filled[EVENT_QUEUE_LEVELS]; /* bit per bucket of the level: it is not empty */
};

size_t event_queue_size(uint32_t capacity);
void event_queue_init(struct event_queue *queue, void *memory, uint32_t capacity);

/* Empty again and back at time 0, in constant time. */
void event_queue_clear(struct event_queue *queue);

/* The three calls below, for events that do not or no longer fit into the list. */
void event_queue_push_far(struct event_queue *queue, int64_t at_s, uint32_t payload);
struct event event_queue_take_far(struct event_queue *queue); /* there must be one */
int64_t event_queue_next_far(const struct event_queue *queue);

/* Before all that are later and behind all that are not: the list is taken from its end. Each that
 * is not later moves up by one, the others by none, and no branch depends on which is which. */
static inline void event_queue_list(struct event_queue *queue, struct event event)
{
    uint32_t at = queue->few_count;
    for (uint32_t i = queue->few_count++; i-- > 0;) {
        struct event other = queue->few[i];
        uint32_t moves = other.at_s <= event.at_s;
        queue->few[i + moves] = other;
        at -= moves;
    }
    queue->few[at] = event;
}

static inline void event_queue_push(struct event_queue *queue, int64_t at_s, uint32_t payload)
{
    assert(at_s >= queue->last_s && queue->few_count + queue->count < queue->capacity);
    if (queue->count == 0 && queue->few_count < EVENT_QUEUE_FEW)
        event_queue_list(queue, (struct event){.at_s = at_s, .payload = payload});
    else
        event_queue_push_far(queue, at_s, payload);
}

/* Takes the earliest; false when there is none. */
static inline bool event_queue_pop(struct event_queue *queue, struct event *event)
{
    if (queue->few_count > 0)
        *event = queue->few[--queue->few_count];
    else if (queue->count > 0)
        *event = event_queue_take_far(queue);
    else
        return false;
    queue->last_s = event->at_s;
    return true;
}

/* The earliest one's time, INT64_MAX when empty. Takes nothing: what is before it may still be
 * scheduled. */
static inline int64_t event_queue_next(const struct event_queue *queue)
{
    return queue->few_count > 0 ? queue->few[queue->few_count - 1].at_s
                                : event_queue_next_far(queue);
}

#endif
