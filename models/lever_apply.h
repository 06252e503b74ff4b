/* lever_apply: the scenario as it would be with a lever pulled.
 *
 * The changed scenario is a shallow copy: what the lever does not touch is shared, and so is the
 * luck of everything that keeps its name.
 */
#ifndef MODELS_LEVER_APPLY_H
#define MODELS_LEVER_APPLY_H

#include "models/arena.h"
#include "models/lever.h"
#include "models/scenario.h"

#include <stdbool.h>

/* False: the scenario has nothing for this lever to act on. What is new lives in `arena`, the rest
 * with `scenario`. */
bool lever_apply(struct arena *arena, const struct scenario *scenario, const struct lever *lever,
                 struct scenario *changed);

/* What it acts on, in `arena`: "prod/prod-eu, k135"; "" for all. */
const char *lever_subject(struct arena *arena, const struct scenario *scenario,
                          const struct lever *lever);

#endif
