/* epochs: what the changes that were read make of the fleet, one epoch after the other, and the
 * plans that update runs have in each (models/epoch.h). */
#ifndef SCENARIOS_EPOCHS_H
#define SCENARIOS_EPOCHS_H

#include "scenarios/reader.h"

/* After versions are assumed and openings made. Fills scenario.epochs, plans and run_plans; false
 * after a problem. */
bool epochs_build(struct reader *reader);

/* The plans of a run that is created at create_s, INSTANT_NEVER: at any time; `shown` is what
 * tables show of them. Both outlive the load. Warnings are placed at `where`. */
void epochs_plan(struct reader *reader, const struct update_run *run, int64_t create_s,
                 const char *where, struct run_plans *plans, struct plan *shown);

#endif
