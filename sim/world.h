/* world: what the orchestration core acts upon in one simulated history.
 *
 * It answers the core's questions (windows, versions), carries out upgrades (sim/upgrade.h) and
 * remembers what they changed: versions of clusters, attempts, when each run starts. A worker has
 * one world and resets it before each trial; nothing is allocated after world_create.
 *
 * Hosts drive it: sim/host.h by events, the tests' second host once a simulated minute.
 */
#ifndef SIM_WORLD_H
#define SIM_WORLD_H

#include "models/channel.h"
#include "models/refusal.h"
#include "models/scenario.h"
#include "models/target.h"
#include "sim/orchestrator/orchestrator.h"
#include "sim/upgrade.h"

#include <stdint.h>

/* Creations and starts that profiles may ask for in one moment; what is more comes in the next, at
 * the same instant. */
enum { WORLD_MADE_MAX = 64 };

struct world;

/* What a run that is created is asked to do. */
struct run_creation {
    const struct update_run *run;
    const struct channel_specification *specification; /* made by a profile; else NULL */
    const struct plan *plan;
};

struct world *world_create(struct arena *arena, const struct scenario *scenario, uint64_t seed);

/* Back to the scenario's start, with the luck of this trial. */
void world_reset(struct world *world, uint32_t trial);

/* The core's setup: runs, windows, questions. Lives as long as the world. */
const struct orchestrator_setup *world_setup(const struct world *world);

/* What is published in this history, and what was before it. */
const struct release_history *world_history(const struct world *world);

/* What clusters have now. Where a single run is all that changes them it is not followed. */
const struct cluster_state *world_state(const struct world *world);

/* When the run is created and started; INSTANT_NEVER while that is not known (it follows another
 * run, or is manual). */
int64_t world_create_at(const struct world *world, uint32_t run);
int64_t world_start_at(const struct world *world, uint32_t run);

/* The next instant at which auto-upgrade profiles may make a run; INSTANT_NEVER: none will. */
int64_t world_next(const struct world *world);

/* The creations and starts of runs that profiles make at now_s; at most `room`, which is at
 * least 2. The rest is still due then. */
uint32_t world_make_runs(struct world *world, int64_t now_s, uint32_t room,
                         struct orchestrator_operation *operations);

/* What people ask of a profile (R40, R41). generateUpdateRun writes the creation of the run it
 * makes; one that it has made before is left as it is, and *count is 0. */
enum refusal world_ask_profile(struct world *world, const struct operation *operation,
                               int64_t now_s, struct orchestrator_operation *creation,
                               uint32_t *count);

/* The profile's latest run; NONE before the first. */
uint32_t world_latest_run(const struct world *world, uint32_t profile);

/* Triggers of profiles for which there was no room in this history. */
uint32_t world_without_place(const struct world *world);

/* Clusters become what the fleet is in this epoch (models/epoch.h). */
void world_enter_epoch(struct world *world, uint32_t epoch);

/* The run is created now, unless it exists: takes the plan that a run has which is created in this
 * epoch. Returns which of its plans it has. */
uint32_t world_run_created(struct world *world, uint32_t run, int64_t now_s);

/* Of a run that is created now. */
struct run_creation world_creation(const struct world *world, uint32_t run);

/* The plan of a run that exists. */
bool world_run_exists(const struct world *world, uint32_t run);
const struct plan *world_plan(const struct world *world, uint32_t run);
uint32_t world_plan_index(const struct world *world, uint32_t run);

/* The core was told to start the run: at its first start Consistent images are chosen. */
void world_run_starts(struct world *world, uint32_t run, int64_t now_s);

/* The run became Completed, Failed or Stopped: runs that follow it may get their start. */
void world_run_ended(struct world *world, uint32_t run, enum update_state state, int64_t now_s);

/* The core began this upgrade. */
void world_upgrade(struct world *world, const struct orchestrator_begin *begin, int64_t now_s,
                   struct upgrade *upgrade);

/* It ended: with REASON_NONE if all went well, and then the cluster has the run's versions. */
uint16_t world_upgrade_ended(struct world *world, uint32_t run, uint32_t slot);

/* The member is at or above the run's target now. */
bool world_at_target(const struct world *world, uint32_t run, uint32_t member, int64_t now_s);

/* What the upgrade of the member of this slot leaves alone if it begins now, and what the member
 * waits for (models/target.h); in `arena`. */
struct target_note world_left_alone(const struct world *world, uint32_t run, uint32_t slot,
                                    int64_t now_s, struct arena *arena);
struct target_note world_awaited(const struct world *world, uint32_t run, uint32_t slot,
                                 int64_t now_s, struct arena *arena);

#endif
