/* selector: which members a label selector chooses.
 *
 * Kubernetes' grammar: `key=value`, `key==value`, `key!=value`, `key in (a, b)`, `key notin (a,
 * b)`, `key`, `!key`, joined by commas, which mean and. A member without the key is chosen by `!=`,
 * `notin` and `!key`. The empty selector chooses all. Source: Kubernetes, "Labels and selectors";
 * at most 512 characters (Fleet API, memberSelector.byLabel).
 */
#ifndef MODELS_SELECTOR_H
#define MODELS_SELECTOR_H

#include "models/arena.h"
#include "models/fleet.h"

#include <stdbool.h>
#include <stddef.h>

enum { SELECTOR_BYTES_MAX = 512 };

enum selector_operator {
    SELECTOR_IN,     /* has the key, with one of the values; = and == are this with one value */
    SELECTOR_NOT_IN, /* lacks the key, or has it with none of the values */
    SELECTOR_HAS,
    SELECTOR_HAS_NOT
};

struct selector_term {
    enum selector_operator operation;
    const char *key;
    const char **values;
    size_t value_count;
};

struct selector {
    const char *text; /* as written */
    struct selector_term *terms;
    size_t term_count;
};

struct selector_fault {
    size_t character;    /* from 1 */
    const char *instead; /* "write a label key" */
};

/* Terms and text live in `arena`. False: *fault says where and what was expected. */
bool selector_parse(struct arena *arena, const char *text, struct selector *selector,
                    struct selector_fault *fault);

/* `labels` in any order. */
bool selector_chooses(const struct selector *selector, const struct label *labels,
                      size_t label_count);

#endif
