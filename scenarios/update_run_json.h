/* update_run_json: the service's update-run JSON, read back into a snapshot of the run (R44).
 *
 * What `az fleet updaterun show -o json` prints (or the body of the REST call), read against the
 * plan that the scenario resolves for the run: stages, groups and members are found by name, gates
 * by their position. What reports/update_run_json.h adds in `_fleetsim` is taken where it stands;
 * without it
 *     the instant shown is the latest one that occurs;
 *     the first start is the run's startTime, else the earliest startTime of anything in it;
 *     the poll phase is 0;
 *     a ScheduledStart falls due at its next occurrence after the gate's startTime;
 *     a wait ends its length after its startTime;
 *     a Stopping run stops because of failures when a group or stage is over its limit, else
 *     because a user asked for it;
 *     a Pending or Failed member's reason is its error's code, when that is known; a Skipped one's
 *     is SkippedByRequest where its message says so, else AlreadyAtTarget;
 *     a stage or group was skipped as a whole when all its members were, by request;
 *     a member that is in progress or has ended had one attempt.
 * Unknown keys are passed over, since the service adds some in every version.
 */
#ifndef SCENARIOS_UPDATE_RUN_JSON_H
#define SCENARIOS_UPDATE_RUN_JSON_H

#include "models/run_snapshot.h"
#include "models/scenario.h"
#include "scenarios/problem.h"

#include <stdbool.h>
#include <stddef.h>

struct update_run_text {
    const char *name; /* as messages cite it */
    const char *text;
    size_t length;
};

/* False after adding problems: no JSON, a state that does not exist, a stage, group or member that
 * the plan lacks or the text does. */
bool update_run_json_read(struct arena *arena, const struct scenario *scenario,
                          const struct plan *plan, const struct update_run_text *text,
                          struct run_snapshot *snapshot, struct problems *problems);

#endif
