/* release_plan: what is published in a history, when, and from when on it is in which region (R35,
 * R36, R39).
 *
 * A scenario knows some releases: its own, and the catalogue's where future ones are drawn. The way
 * of each through the regions, where the scenario does not say it, is drawn once a trial
 * (models/rollout.h); so are the releases still to come, from their cadence (models/cadence.h),
 * from the last one known on, up to the horizon. What of this chance has any part in is a plan.
 * Nothing drawn, no plan: scenario.known holds for every trial and costs nothing.
 *
 *     struct release_history *history = release_history_create(&arena, scenario->release_plan);
 *     for (trial = 0; trial < n; trial++)
 *         releases_draw(scenario->release_plan, seed, trial, history);
 *
 * Trains: every minor of Kubernetes is one, and so are node image families that roll out together
 * (all Linux families; Windows versions by themselves). Versions of one train have one luck in all
 * families.
 */
#ifndef MODELS_RELEASE_PLAN_H
#define MODELS_RELEASE_PLAN_H

#include "models/arena.h"
#include "models/release.h"
#include "models/release_future.h"
#include "models/rollout.h"

#include <stdbool.h>
#include <stdint.h>

enum publication_what { PUBLICATION_KUBERNETES, PUBLICATION_NODE_IMAGE };

/* Something new: the first public region has it. What an auto-upgrade profile reacts to (R39). */
struct publication {
    int64_t at_s;
    uint64_t version; /* a Kubernetes version (VERSION numbers fit), or an image's */
    uint32_t family;  /* index into fleet.families; NONE for Kubernetes */
    uint8_t what;     /* enum publication_what */
    bool preview;     /* Kubernetes: not generally available */
};

/* One history's releases. `publications` are those after the scenario's start and up to its
 * horizon, by time; at one instant Kubernetes first, then by family and version. */
struct release_history {
    struct releases releases;
    const struct publication *publications;
    uint32_t publication_count;
    struct release_room *room; /* where releases_draw writes; NULL: these are fixed */
};

/* Releases that come one after the other and roll out alike. */
struct release_train {
    uint64_t entity;               /* entity_hash(its name), for its luck */
    const struct rollout *rollout; /* NULL: everywhere at `published` */
};

struct release_plan {
    int64_t start_s, horizon_s;
    struct rollout_places places;
    const struct known_release *kubernetes; /* by version */
    uint32_t kubernetes_count;
    struct release_train kubernetes_train; /* the entity is paired with the minor's */
    const struct known_release *images;    /* by family, then version */
    uint32_t image_count;
    const struct release_train *family_trains; /* per family: those of one train are equal */
    uint32_t family_count;
    struct release_future future;
};

/* Whether every history has the same releases at the same instants. */
bool release_plan_is_certain(const struct release_plan *plan);

/* Room for the releases of any one history. */
struct release_history *release_history_create(struct arena *arena,
                                               const struct release_plan *plan);

/* The releases of this trial, into a history created for this plan. */
void releases_draw(const struct release_plan *plan, uint64_t seed, uint32_t trial,
                   struct release_history *history);

/* The known ones at the earliest, for bounds: none arrives before. */
void releases_earliest(const struct release_plan *plan, struct release_history *history);

/* At most so many publications in one history. */
uint32_t release_plan_publications_max(const struct release_plan *plan);

#endif
