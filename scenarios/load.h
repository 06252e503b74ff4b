/* load: from files to one read-only struct scenario, or to a list of what is wrong with them.
 *
 * Two steps. First the document is resolved: `extends` and `set` applied, CSV files and strategy
 * files inlined, synthetic fleets written out; the result is one JSON document without references,
 * printed as scenario.json. Then that document is read into models/scenario.h. Errors of both are
 * collected (up to 50) and name file, line, column and JSON path, what was found and what to write
 * instead.
 *
 *     struct load_request request = {.path = "fleet.json"};
 *     struct problems problems;
 *     if (!scenario_load(&arena, &request, &scenario, &problems))
 *         problems_print(&problems, stderr);
 */
#ifndef SCENARIOS_LOAD_H
#define SCENARIOS_LOAD_H

#include "models/scenario.h"
#include "scenarios/problem.h"
#include "scenarios/request.h"

#include <stdbool.h>

/* False: *problems says why, and nothing else is filled in. All memory is the arena's. */
bool scenario_load(struct arena *arena, const struct load_request *request,
                   struct scenario *scenario, struct problems *problems);

#endif
