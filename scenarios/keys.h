/* keys: every key of the scenario format, in one table.
 *
 * A row says where a key may stand, which types and values it takes, and what to write instead of a
 * wrong one. A row's path is a JSON pointer in which `*` is any name and `#` any element of an
 * array. What occurs in several places (a window, a distribution, ...) is a shape of its own: the
 * path then begins with the shape's name and a colon, and rows that hold one name the shape.
 * scenarios/schema/scenario.schema.json says the same for editors; a test compares the two key by
 * key.
 *
 * Keys named `description`, `$schema` or beginning with `_` are ignored wherever they stand, except
 * among labels; so are those that `az` prints beside others (scenarios/pasted.h).
 */
#ifndef SCENARIOS_KEYS_H
#define SCENARIOS_KEYS_H

#include "models/arena.h"
#include "scenarios/pointer.h"

#include <stdbool.h>
#include <stddef.h>

/* JSON types, as a set. */
enum { KEY_OBJECT = 1, KEY_ARRAY = 2, KEY_STRING = 4, KEY_NUMBER = 8, KEY_BOOL = 16 };

enum {
    KEY_REQUIRED = 1,  /* in its object */
    KEY_FILLED = 2,    /* an empty array is refused */
    KEY_LATER = 4,     /* known, but refused until a later version: code "not-yet" */
    KEY_LITERAL = 8,   /* an object all of whose keys are data: none is ignored */
    KEY_OPTIONAL = 16, /* of an included shape: its required keys are not required here */
    KEY_RESOLVED = 32, /* only before the document is resolved; scenario.json does not have it */
    KEY_ELSEWHERE = 64 /* what stands in it is checked where it is put */
};

/* What a text, or a number, must look like. */
enum key_format {
    FORMAT_ANY,
    FORMAT_TEXT,  /* 1 to 1,000 bytes */
    FORMAT_WORDS, /* one of `words` */
    FORMAT_INSTANT,
    FORMAT_INSTANT_OR_WORDS,
    FORMAT_SPAN, /* a duration */
    FORMAT_INSTANT_OR_SPAN,
    FORMAT_DATE,
    FORMAT_CLOCK,
    FORMAT_OFFSET,
    FORMAT_WEEKDAYS, /* "Mon-Fri" */
    FORMAT_VERSION,
    FORMAT_MINOR, /* major.minor */
    FORMAT_IMAGE, /* family-version */
    FORMAT_IMAGE_VERSION,
    FORMAT_CONCURRENCY,
    FORMAT_FAILURES,
    FORMAT_AMOUNT, /* "33%", "2" or 2 */
    FORMAT_WHOLE   /* a number without fraction */
};

struct key {
    const char *path;
    unsigned types,
        flags; /* types 0: refused until later, or no key but the inclusion of a shape */
    enum key_format format;
    double low, high;       /* of a number, both included; both 0: any */
    const char *words;      /* "a|b|c" */
    const char *later_word; /* a word that is refused as "not-yet", or NULL */
    const char *shape;      /* of its object, or of what it includes, or NULL */
    const char *code;
    const char *write; /* "found X, write <this>"; for KEY_LATER "<this> not supported by this
                          version yet" */
};

size_t keys_count(void);
const struct key *keys_row(size_t row);

/* The table as a tree. A node's children are its own and, where it has a shape, those of the shape;
 * its own go first. */
struct key_node {
    const char *name;      /* a key, "*" or "#" */
    const struct key *key; /* NULL for a shape's root */
    const struct key_node *shape;
    struct key_node *first, *last, *next;
};

struct keys {
    struct key_node *shapes; /* the first one is the scenario itself */
};

void keys_init(struct keys *keys, struct arena *arena);

const struct key_node *keys_root(const struct keys *keys, const char *shape);

/* The child for a key of an object, or for an array's elements (key NULL). NULL: unknown. */
const struct key_node *keys_child(const struct key_node *node, const char *key);

/* Whether a child is one of those that stand for any name. */
bool keys_is_wild(const struct key_node *child);

/* Where a pointer leads from the scenario's root; NULL when it leaves the format. */
const struct key_node *keys_at(const struct keys *keys, const struct pointer *pointer);

/* Whether the key of an object with this node is a remark that has no meaning. */
bool keys_is_ignored(const struct key_node *object, const char *key);

#endif
