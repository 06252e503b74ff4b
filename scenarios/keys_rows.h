/* keys_rows: how rows of the table of keys are written, and the parts it consists of.
 *
 * Each part is a file of its own, keys_<part>.c. Within a part, and from part to part, rows stand
 * in the order of the format's documentation; keys_table.c joins them.
 */
#ifndef SCENARIOS_KEYS_ROWS_H
#define SCENARIOS_KEYS_ROWS_H

#include "scenarios/keys.h"

struct key_rows {
    const struct key *list;
    size_t count;
};

extern const struct key_rows keys_of_scenario, keys_of_fleet, keys_of_runs, keys_of_models,
    keys_of_settings;

#define SEED_MAX 9007199254740992.0 /* 2^53: up to here a JSON number is exact */

#define OBJECT(path_, flags_, shape_, code_, write_)                                               \
    {                                                                                              \
        .path = path_, .types = KEY_OBJECT, .flags = flags_, .shape = shape_, .code = code_,       \
        .write = write_                                                                            \
    }
#define ARRAY(path_, flags_, code_, write_)                                                        \
    {                                                                                              \
        .path = path_, .types = KEY_ARRAY, .flags = flags_, .code = code_, .write = write_         \
    }
#define STRING(path_, flags_, format_, code_, write_)                                              \
    {                                                                                              \
        .path = path_, .types = KEY_STRING, .flags = flags_, .format = format_, .code = code_,     \
        .write = write_                                                                            \
    }
#define WORDS(path_, flags_, words_, code_, write_)                                                \
    {                                                                                              \
        .path = path_, .types = KEY_STRING, .flags = flags_, .format = FORMAT_WORDS,               \
        .words = words_, .code = code_, .write = write_                                            \
    }
#define NUMBER(path_, flags_, format_, low_, high_, code_, write_)                                 \
    {                                                                                              \
        .path = path_, .types = KEY_NUMBER, .flags = flags_, .format = format_, .low = low_,       \
        .high = high_, .code = code_, .write = write_                                              \
    }
#define BOOL(path_, code_, write_)                                                                 \
    {                                                                                              \
        .path = path_, .types = KEY_BOOL, .code = code_, .write = write_                           \
    }
#define QUANTITY(path_, code_, write_)                                                             \
    {                                                                                              \
        .path = path_, .types = KEY_NUMBER | KEY_OBJECT, .shape = "distribution", .code = code_,   \
        .write = write_                                                                            \
    }
#define COMING(path_, code_, write_)                                                               \
    {                                                                                              \
        .path = path_, .types = KEY_STRING | KEY_NUMBER | KEY_OBJECT, .format = FORMAT_WORDS,      \
        .words = "catalog|none", .shape = "distribution", .code = code_, .write = write_           \
    }
#define LATER(path_, write_)                                                                       \
    {                                                                                              \
        .path = path_, .flags = KEY_LATER, .code = "not-yet", .write = write_                      \
    }
#define INCLUDE(path_, flags_, shape_)                                                             \
    {                                                                                              \
        .path = path_, .flags = flags_, .shape = shape_                                            \
    }

#define WEEKDAYS "Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"

#endif
