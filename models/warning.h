/* warning: what does not stop a forecast but that its reader must know, with its consequence in
 * numbers.
 *
 * Warnings are collected while a scenario is loaded and planned, printed by `validate` and listed
 * in the report.
 */
#ifndef MODELS_WARNING_H
#define MODELS_WARNING_H

#include "models/arena.h"

#include <stddef.h>

struct warning {
    const char *code;  /* stable, e.g. "group-without-members" */
    const char *where; /* JSON pointer into the resolved scenario */
    const char *text;  /* one sentence with numbers */
    struct warning *next;
};

/* A list in the order found; lives in the arena. */
struct warnings {
    struct arena *arena;
    struct warning *first, *last;
    size_t count;
};

void warnings_init(struct warnings *warnings, struct arena *arena);

void warnings_add(struct warnings *warnings, const char *code, const char *where,
                  const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
