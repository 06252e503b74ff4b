/* problem: what is wrong with an input, and what to write instead.
 *
 * One line each (here broken in two):
 *     fleet.json:12:9: /maintenanceWindows/sat/durationHours: found 2, write a whole number of
 *     hours from 4 to 24 [window-duration]
 *
 * Codes and sentences stand in two tables: scenarios/keys_rows.h for the values of keys,
 * scenarios/problem_table.c for the rest. At most PROBLEMS_MAX are kept, the rest is counted.
 */
#ifndef SCENARIOS_PROBLEM_H
#define SCENARIOS_PROBLEM_H

#include "models/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { PROBLEMS_MAX = 50 };

struct problem {
    const char *code;
    const char *text; /* the whole line without its end */
};

struct problems {
    struct arena *arena;
    struct problem list[PROBLEMS_MAX];
    size_t count;    /* may exceed PROBLEMS_MAX */
    bool unreadable; /* a file could not be read at all, for a reason of the machine */
};

void problems_init(struct problems *problems, struct arena *arena);

/* Keeps one problem, or counts it when PROBLEMS_MAX are kept. `where` is "file:line:column" or the
 * like, `pointer` may be "" for the whole document. Both and `sentence` are copied. */
void problems_add(struct problems *problems, const char *code, const char *where,
                  const char *pointer, const char *sentence);

/* One line each, control characters shown as \xNN; "... and N more" at the end. */
void problems_print(const struct problems *problems, FILE *out);

/* The text in quotes; a long one is clipped and its length said. */
const char *problem_quoted(struct arena *arena, const char *text);

#endif
