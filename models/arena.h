/* arena: memory that is given back all at once.
 *
 * Three lives of memory exist in the program: the scenario's arena (all that was loaded), the
 * worker's arena (what a trial needs, taken once before the first trial) and the stack. Nothing
 * is freed piece by piece.
 *
 *     struct arena arena;
 *     arena_init(&arena, out_of_memory);
 *     struct member *members = arena_array(&arena, struct member, count);
 *     arena_clear(&arena);
 *
 * Errors: a request that cannot be met calls the handler given to arena_init, which must not
 * return (the program prints one sentence and exits with status 3). So no caller checks for NULL.
 */
#ifndef MODELS_ARENA_H
#define MODELS_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *newest;
    char *next;      /* first free byte of the newest block */
    size_t left;     /* free bytes behind it */
    size_t total;    /* bytes taken from the system so far */
    long fail_after; /* fault injection: the request with this count fails; below 0: none */
    void (*exhausted)(void);
};

/* An empty arena. `exhausted` is called when memory runs out and must not return. */
void arena_init(struct arena *arena, void (*exhausted)(void));

/* `size` zeroed bytes, aligned for any type; never NULL, also for size 0. */
void *arena_alloc(struct arena *arena, size_t size);

/* The same from the start of a cache line on (64 bytes). */
void *arena_lines(struct arena *arena, size_t size);

/* count * size zeroed bytes; a product that overflows counts as out of memory. */
void *arena_calloc(struct arena *arena, size_t count, size_t size);

/* A copy of `text` that lives as long as the arena. */
char *arena_strdup(struct arena *arena, const char *text);

/* printf into the arena. */
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Gives everything back; the arena is empty and can be used again. */
void arena_clear(struct arena *arena);

#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_array(arena, type, count) ((type *)arena_calloc((arena), (count), sizeof(type)))

#endif
