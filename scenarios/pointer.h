/* pointer: JSON pointers (RFC 6901), written for messages and followed for `set`.
 *
 * A walk through a document keeps where it is as a chain of steps on the C stack; the text of a
 * pointer is made only when something has to be reported. When followed, a step into an array may
 * be the `name` of an element instead of its index.
 */
#ifndef SCENARIOS_POINTER_H
#define SCENARIOS_POINTER_H

#include "models/arena.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

/* One step down from `up` (NULL: from the root). */
struct path {
    const struct path *up;
    const char *key; /* NULL: an array's element */
    size_t index;
};

#define PATH_KEY(up_, key_) (&(struct path){.up = (up_), .key = (key_)})
#define PATH_INDEX(up_, index_) (&(struct path){.up = (up_), .index = (index_)})

/* "/fleet/members/3/name"; "" for NULL. */
const char *path_text(struct arena *arena, const struct path *path);

/* The steps of a pointer, unescaped. */
struct pointer {
    char **steps;
    size_t count;
};

/* False when it does not begin with / or has a ~ without 0 or 1. "" has no steps. */
bool pointer_parse(struct arena *arena, const char *text, size_t length, struct pointer *pointer);

/* The child this step leads to: an object's key, an array's index or its element of that name. NULL
 * when there is none. */
cJSON *pointer_step(const cJSON *container, const char *step);

#endif
