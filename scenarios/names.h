/* names: a table from names to numbers, in the order in which they were added.
 *
 * For unique names, for references, and for the suggestion when a reference fails. Hashed, so a
 * fleet of any size costs the same per name; nothing ever depends on the order of the hashes.
 */
#ifndef SCENARIOS_NAMES_H
#define SCENARIOS_NAMES_H

#include "models/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct names {
    struct arena *arena;
    const char **list; /* by number */
    uint32_t count;
    uint32_t room, *slots, slot_count;
    bool incomplete; /* some that belong here could not be read: what is not found may be right */
};

void names_init(struct names *names, struct arena *arena);

/* The number of `name`, added if it is new. The text is kept, not copied. */
uint32_t names_add(struct names *names, const char *name);

/* Its number, or NONE (models/fleet.h). */
uint32_t names_find(const struct names *names, const char *name);

/* The name most like `wrong`, or NULL when none is near: at most a third of its letters differ
 * (Damerau-Levenshtein distance of neighbouring letters), case not counting. The first of equals.
 */
const char *names_nearest(const struct names *names, const char *wrong);

/* " (did you mean \"x\"?)", or the names themselves when they are few, or "". */
const char *names_hint(const struct names *names, struct arena *arena, const char *wrong);

#endif
