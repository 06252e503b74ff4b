/* places: room in scenario.runs for the update runs that auto-upgrade profiles make. */
#ifndef SCENARIOS_PLACES_H
#define SCENARIOS_PLACES_H

#include "scenarios/reader.h"

/* Most runs that one profile can make in one history. */
enum { PROFILE_RUNS_MAX = 400 };

/* Lists what is published when and which versions clusters run, gives each profile as many places
 * behind the written runs as releases will trigger it, and lists the tracks. The written runs' plans
 * are resolved. */
void places_add(struct reader *reader);

#endif
