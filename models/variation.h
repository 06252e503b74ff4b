/* variation: the combinations of values that a sweep goes through. */
#ifndef MODELS_VARIATION_H
#define MODELS_VARIATION_H

#include "models/arena.h"

#include <stdint.h>

enum { VARIATION_POINTERS_MAX = 8, VARIATION_COMBINATIONS_MAX = 10000 };

struct variation {
    const char *pointers[VARIATION_POINTERS_MAX];
    uint32_t pointer_count;
    const char **values; /* [combination * pointer_count + pointer], as --set takes them */
    uint32_t count;      /* of combinations */
};

const char *variation_value(const struct variation *variation, uint32_t combination,
                            uint32_t pointer);

/* "POINTER=VALUE". */
const char *variation_setting(struct arena *arena, const struct variation *variation,
                              uint32_t combination, uint32_t pointer);

/* A digest of all pointers and values (FNV-1a). */
uint64_t variation_digest(const struct variation *variation);

#endif
