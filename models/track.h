/* track: what tables have a row for: an update run of the scenario, or an auto-upgrade profile over
 * all the update runs it makes.
 *
 * A scenario's runs that are written down come first, each a track of its own with the same index;
 * behind them come the profiles' tracks, each with the places in scenario.runs for the runs it may
 * make in one history. Without profiles tracks and runs are the same.
 */
#ifndef MODELS_TRACK_H
#define MODELS_TRACK_H

#include "models/plan.h"
#include "models/update_run.h"

#include <stdint.h>

struct track {
    const char *name;              /* of the run, or of the profile */
    enum upgrade_type type;        /* of its runs; of a profile's at first */
    uint32_t profile;              /* index into scenario.profiles; NONE: a run that is written */
    uint32_t run_first, run_count; /* its part of scenario.runs */
    const struct plan *plan;       /* as the tables show it */
    bool changes_type;             /* people give its profile a channel of another type */
};

#endif
