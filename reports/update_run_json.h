/* update_run_json: an update run as the service shows it: the JSON of `az fleet updaterun show`.
 *
 * Shape of the Fleet API's UpdateRun, version 2026-06-02-preview: `name`, `type` and `properties`
 * with managedClusterUpdate, strategy and status. What only the service knows (ids, eTag, who
 * changed it) is left out. What the service's JSON has no place for and the core needs to go on
 * (R44: gate types and instants, poll phase, reasons, attempts) stands in one object `_fleetsim`
 * beside `properties`; scenarios/update_run_json.h reads both.
 */
#ifndef REPORTS_UPDATE_RUN_JSON_H
#define REPORTS_UPDATE_RUN_JSON_H

#include "models/run_snapshot.h"
#include "models/scenario.h"
#include "models/target.h"

#include <stdio.h>

/* What the messages of a member name besides its state (models/message.h). */
struct member_told {
    int64_t until_s; /* Pending: what it waits for is expected then; 0: not known */
    struct target_note note;
};

struct update_run_view {
    const struct scenario *scenario;  /* names of members, causes, image families */
    const struct update_run *run;     /* what it was asked to do */
    const uint64_t *images;           /* per image family: chosen, 0 none; NULL: none are chosen */
    const struct run_snapshot *state; /* where it stands */
    const struct member_told *told;   /* per slot; NULL: nothing is known */
};

void update_run_json(FILE *out, const struct update_run_view *view);

#endif
