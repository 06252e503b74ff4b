/* lever_releases: a scenario in which versions and images are in every region once published. */
#ifndef MODELS_LEVER_RELEASES_H
#define MODELS_LEVER_RELEASES_H

#include "models/arena.h"
#include "models/scenario.h"

#include <stdbool.h>

/* What is published when stays as it is. False: everything is in every region already then. */
bool lever_releases_everywhere(struct arena *arena, struct scenario *scenario);

#endif
