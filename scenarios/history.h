/* history: files about a fleet's past, read into records.
 *
 * Each file is one of
 *   - update runs as "az fleet updaterun list -o json" (or show) prints them, or as the REST
 * service answers: one object, an array, or {"value": [...]}; with or without "properties";
 *   - members as "az fleet member list -o json" prints them: they say which region a member is in,
 *     which update runs do not;
 *   - a table (CSV) with the columns member, type, started and, where known, run, region, nodes,
 *     finished, outcome, code.
 * A run that stands in several files counts once, as it was latest. A run's states and types may be
 * ones that this program does not know (the service's enumerations are open): those are left out
 * and counted. Errors are collected as for scenarios, with file, line, column and JSON path.
 *
 * Of update runs a member counts from its startTime to its completedTime. A member that was Pending
 * for a while may carry the startTime of its first attempt; the service does not say which.
 */
#ifndef SCENARIOS_HISTORY_H
#define SCENARIOS_HISTORY_H

#include "models/record.h"
#include "scenarios/problem.h"

#include <stdbool.h>
#include <stddef.h>

/* "-" is standard input. False: *problems says why. All memory is the arena's. */
bool history_read(struct arena *arena, const char *const *paths, size_t count,
                  struct records *records, struct problems *problems);

/* The same for one text in memory; `name` is what messages call it. */
bool history_read_text(struct arena *arena, const char *name, const char *text, size_t length,
                       struct records *records, struct problems *problems);

#endif
