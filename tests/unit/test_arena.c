#include "models/arena.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void exhausted(void)
{
    exit(3);
}

static struct arena fresh(void)
{
    struct arena arena;
    arena_init(&arena, exhausted);
    return arena;
}

static bool is_all(const unsigned char *bytes, size_t size, size_t value)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != value)
            return false;
    return true;
}

Test(arena, gives_zeroed_aligned_memory_that_does_not_overlap)
{
    enum { SIZES = 2000 };
    static unsigned char *given[SIZES];
    struct arena arena = fresh();
    for (size_t size = 0; size < SIZES; size++) {
        given[size] = arena_alloc(&arena, size);
        cr_assert_not_null(given[size]);
        cr_assert((uintptr_t)given[size] % _Alignof(max_align_t) == 0, "size %zu", size);
        cr_assert(is_all(given[size], size, 0), "size %zu", size);
        memset(given[size], (int)(size % 255) + 1, size);
    }
    for (size_t size = 0; size < SIZES; size++)
        cr_assert(is_all(given[size], size, size % 255 + 1), "size %zu", size);
    arena_clear(&arena);
}

Test(arena, keeps_using_a_block_after_a_large_request)
{
    struct arena arena = fresh();
    char *small = arena_alloc(&arena, 16);
    char *large = arena_alloc(&arena, 10 << 20);
    char *next = arena_alloc(&arena, 16);
    large[0] = large[(10 << 20) - 1] = 1;
    cr_assert_eq(next, small + 16);
    cr_assert_geq(arena.total, (size_t)10 << 20);
    arena_clear(&arena);
}

Test(arena, serves_a_large_request_first)
{
    struct arena arena = fresh();
    char *large = arena_alloc(&arena, 1 << 20);
    char *small = arena_alloc(&arena, 1);
    large[(1 << 20) - 1] = 1;
    cr_assert_eq(*small, 0);
    arena_clear(&arena);
}

Test(arena, copies_and_prints_text)
{
    struct arena arena = fresh();
    char word[] = "canary";
    char *copy = arena_strdup(&arena, word);
    word[0] = 'C';
    cr_assert_str_eq(copy, "canary");
    cr_assert_str_eq(arena_printf(&arena, "%s/%d", copy, 17), "canary/17");
    cr_assert_str_eq(arena_printf(&arena, "%s", ""), "");
    arena_clear(&arena);
}

Test(arena, is_empty_and_usable_after_clear)
{
    struct arena arena = fresh();
    arena_alloc(&arena, 100);
    arena_clear(&arena);
    cr_assert_eq(arena.total, 0);
    cr_assert_not_null(arena_alloc(&arena, 100));
    arena_clear(&arena);
}

Test(arena, third_request_fails_on_demand, .exit_code = 3)
{
    struct arena arena = fresh();
    arena.fail_after = 2;
    arena_alloc(&arena, 1);
    arena_alloc(&arena, 1);
    arena_alloc(&arena, 1);
    exit(0);
}

Test(arena, requests_before_the_failing_one_are_met)
{
    struct arena arena = fresh();
    arena.fail_after = 2;
    cr_assert_not_null(arena_alloc(&arena, 1));
    cr_assert_not_null(arena_strdup(&arena, "x"));
    arena_clear(&arena);
}

Test(arena, a_product_that_overflows_is_out_of_memory, .exit_code = 3)
{
    struct arena arena = fresh();
    arena_calloc(&arena, SIZE_MAX / 2, 3);
    exit(0);
}

Test(arena, an_impossible_size_is_out_of_memory, .exit_code = 3)
{
    struct arena arena = fresh();
    arena_alloc(&arena, SIZE_MAX - 8);
    exit(0);
}
