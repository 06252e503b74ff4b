/* profiles: auto-upgrade profiles in one history: what triggers them, and the runs they make (R39
 * to R42).
 *
 * Whenever a release is published that changes what a profile's channel aims at, the profile is
 * triggered, after a delay that may be drawn. An enabled profile then makes and starts an update
 * run for what its channel aims at by now, unless it has made the same one before. The runs of a
 * profile take its places in scenario.runs one after the other; a trigger that finds no place left
 * is counted.
 *
 *     while (profiles_next(profiles) <= now_s && profiles_make(profiles, now_s, &making)) ...
 */
#ifndef SIM_PROFILES_H
#define SIM_PROFILES_H

#include "models/channel.h"
#include "models/refusal.h"
#include "models/release_plan.h"
#include "models/scenario.h"

#include <stdbool.h>
#include <stdint.h>

struct profiles;

/* A run that has been made. */
struct profile_making {
    uint32_t run;                 /* index into scenario.runs */
    bool starts;                  /* at once */
    const uint64_t *family_image; /* of image channels, per family; valid until the next making */
};

struct profiles *profiles_create(struct arena *arena, const struct scenario *scenario,
                                 uint64_t seed);

/* The next trial, with its releases, which are kept. */
void profiles_reset(struct profiles *profiles, uint32_t trial,
                    const struct release_history *history);

/* The next instant at which something may trigger a profile; INSTANT_NEVER: nothing will. */
int64_t profiles_next(const struct profiles *profiles);

/* Works off what is due at now_s until it has made a run; false when nothing more is due. */
bool profiles_make(struct profiles *profiles, int64_t now_s, struct profile_making *making);

/* What people ask of a profile (R40, R41); refused once it is deleted. Runs that it has made go on.
 * A change of its channel triggers nothing, the next release that the new one aims at does. */
enum refusal profiles_enable(struct profiles *profiles, uint32_t profile, bool enabled);
enum refusal profiles_change(struct profiles *profiles, const struct profile_change *change);
enum refusal profiles_delete(struct profiles *profiles, uint32_t profile);

/* generateUpdateRun: makes the run for what the channel aims at by now without starting it, also
 * where the profile is disabled. making->run is NONE when that run exists: it is left as it is. */
enum refusal profiles_generate(struct profiles *profiles, uint32_t profile, int64_t now_s,
                               struct profile_making *making);

/* The run in this place as it was made in this history. */
const struct update_run *profiles_run(const struct profiles *profiles, uint32_t run);
const struct channel_specification *profiles_specification(const struct profiles *profiles,
                                                           uint32_t run);

/* The profile's latest run; NONE before the first. */
uint32_t profiles_latest(const struct profiles *profiles, uint32_t profile);

/* Triggers that found no place left in this history. */
uint32_t profiles_without_place(const struct profiles *profiles);

#endif
