#include "models/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* An arena that has grown large takes large blocks, so that what a trial touches stands in few
 * large pages. */
enum { BLOCK_BYTES = 64 * 1024, LARGE_BYTES = 4 << 20, HUGE_PAGE = 2 << 20 };
enum { ALIGNMENT = alignof(max_align_t), CACHE_LINE = 64 };

struct arena_block {
    struct arena_block *older;
    alignas(max_align_t) unsigned char bytes[];
};

void arena_init(struct arena *arena, void (*exhausted)(void))
{
    assert(exhausted);
    *arena = (struct arena){.fail_after = -1, .exhausted = exhausted};
}

static _Noreturn void run_out(const struct arena *arena)
{
    arena->exhausted();
    abort(); /* the handler must not return */
}

static bool fails_by_request(struct arena *arena)
{
    if (arena->fail_after < 0)
        return false;
    return arena->fail_after-- == 0;
}

/* Advice only: the system may have no such pages, and then the small ones do. */
static void use_huge_pages(void *memory, size_t bytes)
{
    uintptr_t begin = ((uintptr_t)memory + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1);
    uintptr_t end = ((uintptr_t)memory + bytes) & ~(uintptr_t)(HUGE_PAGE - 1);
    if (begin < end)
        madvise((char *)memory + (begin - (uintptr_t)memory), end - begin, MADV_HUGEPAGE);
}

/* calloc, so that a large block costs pages only where it is written. */
static struct arena_block *new_block(struct arena *arena, size_t bytes)
{
    size_t whole = sizeof(struct arena_block) + bytes;
    struct arena_block *block = calloc(1, whole);
    if (!block)
        run_out(arena);
    use_huge_pages(block, whole);
    arena->total += whole;
    return block;
}

/* A large request gets a block of its own behind the newest, whose rest stays in use. */
static void *alloc_apart(struct arena *arena, size_t bytes)
{
    struct arena_block *block = new_block(arena, bytes);
    if (arena->newest) {
        block->older = arena->newest->older;
        arena->newest->older = block;
    } else {
        arena->newest = block;
        arena->next = (char *)block->bytes + bytes;
    }
    return block->bytes;
}

static size_t block_bytes(const struct arena *arena)
{
    return arena->total < LARGE_BYTES ? BLOCK_BYTES : LARGE_BYTES;
}

static void add_block(struct arena *arena)
{
    size_t bytes = block_bytes(arena);
    struct arena_block *block = new_block(arena, bytes);
    block->older = arena->newest;
    arena->newest = block;
    arena->next = (char *)block->bytes;
    arena->left = bytes;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    if (fails_by_request(arena) || size > PTRDIFF_MAX / 2)
        run_out(arena);
    size_t bytes = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    bytes = bytes == 0 ? ALIGNMENT : bytes;
    if (bytes > arena->left) {
        if (bytes > block_bytes(arena) / 4)
            return alloc_apart(arena, bytes);
        add_block(arena);
    }
    void *result = arena->next;
    arena->next += bytes;
    arena->left -= bytes;
    return result;
}

void *arena_lines(struct arena *arena, size_t size)
{
    char *memory = arena_alloc(arena, size > SIZE_MAX - CACHE_LINE ? size : size + CACHE_LINE);
    return memory + (CACHE_LINE - (uintptr_t)memory % CACHE_LINE) % CACHE_LINE;
}

void *arena_calloc(struct arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        run_out(arena);
    return arena_alloc(arena, bytes);
}

char *arena_strdup(struct arena *arena, const char *text)
{
    size_t bytes = strlen(text) + 1;
    return memcpy(arena_alloc(arena, bytes), text, bytes);
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list values, again;
    va_start(values, format);
    va_copy(again, values);
    int length = vsnprintf(NULL, 0, format, values);
    va_end(values);
    assert(length >= 0);
    char *text = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

void arena_clear(struct arena *arena)
{
    struct arena_block *block = arena->newest;
    while (block) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
    *arena = (struct arena){.fail_after = arena->fail_after, .exhausted = arena->exhausted};
}
