/* problem: what is wrong with an input, and what to write instead.
 *
 * One line each:
 *     fleet.json:12:9: /maintenanceWindows/sat/durationHours: found 2, write a whole number of hours from 4 to 24 [window-duration]
 * Every code and its sentence stand in one table (scenarios/problem_table.h). At most PROBLEMS_MAX are kept, the rest is counted.
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
    size_t count; /* may exceed PROBLEMS_MAX */
    bool unreadable; /* a file could not be read at all, for a reason of the machine */
};

void problems_init(struct problems *problems, struct arena *arena);

/* One line each, control characters in what was found shown as \xNN; "... and N more" at the end. */
void problems_print(const struct problems *problems, FILE *out);

#endif
