#include "models/variation.h"

#include <string.h>

const char *variation_value(const struct variation *variation, uint32_t combination,
                            uint32_t pointer)
{
    return variation->values[(size_t)combination * variation->pointer_count + pointer];
}

const char *variation_setting(struct arena *arena, const struct variation *variation,
                              uint32_t combination, uint32_t pointer)
{
    return arena_printf(arena, "%s=%s", variation->pointers[pointer],
                        variation_value(variation, combination, pointer));
}

static uint64_t digest_text(uint64_t digest, const char *text)
{
    size_t size = strlen(text) + 1; /* its end separates it from the next one */
    for (size_t i = 0; i < size; i++)
        digest = (digest ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
    return digest;
}

uint64_t variation_digest(const struct variation *variation)
{
    uint64_t digest = UINT64_C(14695981039346656037);
    size_t values = (size_t)variation->count * variation->pointer_count;
    for (uint32_t i = 0; i < variation->pointer_count; i++)
        digest = digest_text(digest, variation->pointers[i]);
    for (size_t i = 0; i < values; i++)
        digest = digest_text(digest, variation->values[i]);
    return digest;
}
