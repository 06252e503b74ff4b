/* json_text: a strict reading of a JSON text, before cJSON builds its tree.
 *
 * cJSON forgives much (comments are no error message, bytes need not be UTF-8, numbers may
 * overflow) and keeps no positions. This pass says exactly what is wrong and where, and notes where
 * each value begins, in the order in which cJSON makes its nodes (depth first, as written). RFC
 * 8259; a leading byte order mark is passed over.
 */
#ifndef SCENARIOS_JSON_TEXT_H
#define SCENARIOS_JSON_TEXT_H

#include "models/arena.h"
#include "scenarios/problem_table.h"

#include <stdbool.h>
#include <stddef.h>

enum { JSON_DEPTH_MAX = 32, JSON_NUMBER_MAX = 60 };

/* The first thing that is wrong. */
struct json_fault {
    enum problem_code code;
    size_t at;           /* byte offset */
    const char *found;   /* {1} of the code's sentence */
    const char *instead; /* {2} */
};

/* Byte offsets of all values. */
struct json_places {
    int *list;
    size_t count;
};

/* False: *fault says why. `text` is shorter than 2^31 bytes and ends in NUL behind `length`. */
bool json_text_scan(struct arena *arena, const char *text, size_t length,
                    struct json_places *places, struct json_fault *fault);

/* Bytes of the first character that is not UTF-8, or `length` when all are. */
size_t json_text_valid_utf8(const char *text, size_t length);

#endif
