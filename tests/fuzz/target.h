/* target: what the fuzz targets share. Each target is one program with one function, which takes
 * any bytes and must neither crash nor break what it promises; it ends with abort() when a promise
 * is broken. Which one, the assertion says. */
#ifndef TESTS_FUZZ_TARGET_H
#define TESTS_FUZZ_TARGET_H

#include "models/arena.h"

#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void target_exhausted(void)
{
    abort();
}

/* The bytes with a NUL behind them. */
static inline char *target_text(struct arena *arena, const uint8_t *data, size_t size)
{
    char *text = arena_alloc(arena, size + 1);
    if (size)
        memcpy(text, data, size);
    text[size] = '\0';
    return text;
}

#endif
