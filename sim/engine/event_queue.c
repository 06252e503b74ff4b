#include "sim/engine/event_queue.h"

#include <assert.h>

enum {
    CHUNK_LENGTH = 21, /* makes a chunk four cache lines */
    CACHE_LINE = 64,
    BUCKET_COUNT = EVENT_QUEUE_LEVELS * EVENT_QUEUE_DIGITS
};

#define NO_CHUNK UINT32_MAX

struct event_chunk {
    int64_t at_s[CHUNK_LENGTH];
    uint32_t payload[CHUNK_LENGTH];
    uint32_t next;
};

/* Filled at the tail, emptied at the head; positions count inside a chunk. */
struct event_bucket {
    int64_t earliest_s;
    uint32_t head, tail;
    uint32_t head_at, tail_at;
};

/* Full chunks, one partly filled for each bucket that is not empty, and one that is being emptied.
 */
static size_t chunk_count(uint32_t capacity)
{
    uint32_t buckets = capacity < BUCKET_COUNT ? capacity : BUCKET_COUNT;
    return (size_t)capacity / CHUNK_LENGTH + buckets + 1;
}

size_t event_queue_size(uint32_t capacity)
{
    return CACHE_LINE + BUCKET_COUNT * sizeof(struct event_bucket) +
           chunk_count(capacity) * sizeof(struct event_chunk);
}

void event_queue_init(struct event_queue *queue, void *memory, uint32_t capacity)
{
    static_assert(sizeof(struct event_chunk) == 4 * CACHE_LINE, "a chunk fills its cache lines");
    static_assert(EVENT_QUEUE_LEVELS * EVENT_QUEUE_DIGIT_BITS >= 63, "all digits have a level");
    size_t beyond_line = (uintptr_t)memory % CACHE_LINE;
    queue->chunks =
        (struct event_chunk *)((char *)memory + (CACHE_LINE - beyond_line) % CACHE_LINE);
    queue->buckets = (struct event_bucket *)(queue->chunks + chunk_count(capacity));
    queue->capacity = capacity;
    event_queue_clear(queue);
}

void event_queue_clear(struct event_queue *queue)
{
    queue->chunks_used = 0;
    queue->chunks_free = NO_CHUNK;
    queue->few_count = queue->count = 0;
    queue->last_s = 0;
    queue->levels = 0;
    for (int level = 0; level < EVENT_QUEUE_LEVELS; level++)
        queue->filled[level] = 0;
}

static uint32_t chunk_take(struct event_queue *queue)
{
    uint32_t chunk = queue->chunks_free;
    if (chunk == NO_CHUNK) {
        assert(queue->chunks_used < chunk_count(queue->capacity));
        return queue->chunks_used++;
    }
    queue->chunks_free = queue->chunks[chunk].next;
    return chunk;
}

static void chunk_give_back(struct event_queue *queue, uint32_t chunk)
{
    queue->chunks[chunk].next = queue->chunks_free;
    queue->chunks_free = chunk;
}

/* The highest digit in which the time differs from the last one taken; 0 when in none. */
static unsigned level_of(const struct event_queue *queue, int64_t at_s)
{
    uint64_t difference = (uint64_t)(at_s ^ queue->last_s) | 1;
    return (unsigned)(63 - __builtin_clzll(difference)) / EVENT_QUEUE_DIGIT_BITS;
}

/* The number of the bucket in which a time belongs. */
static unsigned bucket_of(const struct event_queue *queue, int64_t at_s)
{
    unsigned level = level_of(queue, at_s);
    unsigned digit =
        (unsigned)((uint64_t)at_s >> (level * EVENT_QUEUE_DIGIT_BITS)) % EVENT_QUEUE_DIGITS;
    return level * EVENT_QUEUE_DIGITS + digit;
}

/* There must be one that is not empty. */
static unsigned lowest_bucket(const struct event_queue *queue)
{
    unsigned level = (unsigned)__builtin_ctz(queue->levels);
    return level * EVENT_QUEUE_DIGITS + (unsigned)__builtin_ctzll(queue->filled[level]);
}

static bool is_filled(const struct event_queue *queue, unsigned number)
{
    return queue->filled[number / EVENT_QUEUE_DIGITS] >> number % EVENT_QUEUE_DIGITS & 1;
}

static void mark_filled(struct event_queue *queue, unsigned number)
{
    unsigned level = number / EVENT_QUEUE_DIGITS;
    queue->levels |= UINT32_C(1) << level;
    queue->filled[level] |= UINT64_C(1) << number % EVENT_QUEUE_DIGITS;
}

static void mark_empty(struct event_queue *queue, unsigned number)
{
    unsigned level = number / EVENT_QUEUE_DIGITS;
    queue->filled[level] &= ~(UINT64_C(1) << number % EVENT_QUEUE_DIGITS);
    if (queue->filled[level] == 0)
        queue->levels &= ~(UINT32_C(1) << level);
}

static void bucket_begin(struct event_queue *queue, struct event_bucket *bucket)
{
    uint32_t chunk = chunk_take(queue);
    *bucket = (struct event_bucket){.earliest_s = INT64_MAX, .head = chunk, .tail = chunk};
}

static void bucket_lengthen(struct event_queue *queue, struct event_bucket *bucket)
{
    uint32_t chunk = chunk_take(queue);
    queue->chunks[bucket->tail].next = chunk;
    bucket->tail = chunk;
    bucket->tail_at = 0;
}

static void place(struct event_queue *queue, int64_t at_s, uint32_t payload)
{
    unsigned number = bucket_of(queue, at_s);
    struct event_bucket *bucket = &queue->buckets[number];
    if (!is_filled(queue, number)) {
        mark_filled(queue, number);
        bucket_begin(queue, bucket);
    } else if (bucket->tail_at == CHUNK_LENGTH) {
        bucket_lengthen(queue, bucket);
    }
    struct event_chunk *chunk = &queue->chunks[bucket->tail];
    chunk->at_s[bucket->tail_at] = at_s;
    chunk->payload[bucket->tail_at++] = payload;
    if (at_s < bucket->earliest_s)
        bucket->earliest_s = at_s;
}

/* The list is full: what is in it goes into the buckets, the earliest first, so that ties keep
 * their order. */
static void leave_list(struct event_queue *queue)
{
    for (uint32_t i = queue->few_count; i > 0; i--)
        place(queue, queue->few[i - 1].at_s, queue->few[i - 1].payload);
    queue->count = queue->few_count;
    queue->few_count = 0;
}

void event_queue_push_far(struct event_queue *queue, int64_t at_s, uint32_t payload)
{
    if (queue->few_count > 0)
        leave_list(queue);
    queue->count++;
    place(queue, at_s, payload);
}

/* Deals out the lowest bucket. Its earliest time becomes the last one taken, so all of it goes to
 * lower levels and the earliest to level 0. */
static void deal_out(struct event_queue *queue, unsigned number)
{
    const struct event_bucket bucket = queue->buckets[number];
    mark_empty(queue, number);
    queue->last_s = bucket.earliest_s;
    for (uint32_t at = bucket.head, next;; at = next) {
        const struct event_chunk *chunk = &queue->chunks[at];
        uint32_t end = at == bucket.tail ? bucket.tail_at : CHUNK_LENGTH;
        for (uint32_t i = 0; i < end; i++)
            place(queue, chunk->at_s[i], chunk->payload[i]);
        next = chunk->next;
        chunk_give_back(queue, at);
        if (at == bucket.tail)
            return;
    }
}

/* Takes the first of a bucket in which all times are equal. */
static struct event bucket_take(struct event_queue *queue, unsigned number)
{
    struct event_bucket *bucket = &queue->buckets[number];
    const struct event_chunk *chunk = &queue->chunks[bucket->head];
    struct event event = {.at_s = bucket->earliest_s, .payload = chunk->payload[bucket->head_at++]};
    if (bucket->head == bucket->tail && bucket->head_at == bucket->tail_at) {
        mark_empty(queue, number);
        chunk_give_back(queue, bucket->head);
    } else if (bucket->head_at == CHUNK_LENGTH) {
        uint32_t next = chunk->next;
        chunk_give_back(queue, bucket->head);
        bucket->head = next;
        bucket->head_at = 0;
    }
    return event;
}

/* In a bucket of level 0 all times are equal. Elsewhere one event alone need not be dealt out. */
static bool ready_to_take(const struct event_queue *queue, unsigned number)
{
    const struct event_bucket *bucket = &queue->buckets[number];
    return number < EVENT_QUEUE_DIGITS || (bucket->head == bucket->tail && bucket->tail_at == 1);
}

struct event event_queue_take_far(struct event_queue *queue)
{
    unsigned number = lowest_bucket(queue);
    if (!ready_to_take(queue, number)) {
        deal_out(queue, number);
        number = lowest_bucket(queue);
    }
    queue->count--;
    return bucket_take(queue, number);
}

int64_t event_queue_next_far(const struct event_queue *queue)
{
    return queue->count == 0 ? INT64_MAX : queue->buckets[lowest_bucket(queue)].earliest_s;
}
