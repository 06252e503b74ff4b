/* target: where a cluster stands against what a run wants of it (R8 to R12).
 *
 * A cluster_state is what changes of a member in a history: its versions. target_standing compares
 * it with the run's target at an instant; the orchestration core turns the answer into states.
 * Nothing ever moves down.
 */
#ifndef MODELS_TARGET_H
#define MODELS_TARGET_H

#include "models/arena.h"
#include "models/duration.h"
#include "models/epoch.h"
#include "models/fleet.h"
#include "models/release.h"
#include "models/support.h"
#include "models/update_run.h"

#include <stdbool.h>
#include <stdint.h>

/* All clusters' versions, in arrays parallel to fleet.members and fleet.pools. */
struct cluster_state {
    uint32_t *control_plane; /* per member */
    uint32_t *pool_version;  /* per pool */
    uint64_t *pool_image;    /* per pool; 0: outdated, IMAGE_NEWEST: newest without a number */
};

#define IMAGE_NEWEST UINT64_MAX

/* What a run aims at, and the images it chose. */
struct target {
    const struct update_run *run;
    const struct fleet *fleet;
    const struct releases *releases;
    const struct support *support;
    bool expired_image_fails; /* controller.expiredImageFails */
    const uint64_t
        *family_image; /* per family: chosen for Consistent and Custom, 0: none; NULL for Latest */
};

struct standing {
    bool at_target;
    bool image_not_found; /* a consistent image does not exist for one of its pools (R10) */
    uint16_t skip;        /* why it is skipped (R16); else REASON_NONE */
    uint16_t failure; /* fails at once: skew, stopped, expired image (R12, R16); else REASON_NONE */
    int64_t kubernetes_from_s; /* the version is in its region from then on */
    int64_t image_from_s;      /* the chosen image likewise */
    struct upgrade_work work;  /* what an upgrade that begins now has to do */
};

/* A pool that a message names. */
struct pool_note {
    const char *pool;   /* its name */
    const char *family; /* of its image; NULL: not known */
    bool image;         /* its image is meant; else its Kubernetes version */
    uint64_t has, wanted;
};

/* What a member's message names besides its reason. */
struct target_note {
    bool control_plane; /* left alone: it is at target */
    uint32_t pool_count;
    const struct pool_note *pools;
};

/* The answer may change with now_s only through releases. */
struct standing target_standing(const struct target *target, const struct cluster_state *state,
                                uint32_t member, int64_t now_s);

/* What an upgrade that begins now leaves alone because it is at target (R9). Pools that the run
 * does not aim at are not named: those from a snapshot, of families that it does not list, Windows
 * pools of a security patch. `room` has a place for each of the member's pools, and holds the
 * answer's pools. */
struct target_note target_left_alone(const struct target *target, const struct cluster_state *state,
                                     uint32_t member, int64_t now_s, struct pool_note *room);

/* The images that the member's pools wait for, likewise; a pool whose family has none yet in its
 * region wants 0. */
struct target_note target_awaited(const struct target *target, const struct cluster_state *state,
                                  uint32_t member, int64_t now_s, struct pool_note *room);

/* The upgrade that began at began_s ended well: sets the member's versions. */
void target_reached(const struct target *target, struct cluster_state *state, uint32_t member,
                    int64_t began_s);

/* Room for the fleet's members and pools. */
void cluster_state_allocate(struct arena *arena, struct cluster_state *state,
                            const struct fleet *fleet);

/* `from` and `to` are of this fleet. */
void cluster_state_copy(struct cluster_state *to, const struct cluster_state *from,
                        const struct fleet *fleet);

/* The state of the fleet at the start. */
void cluster_state_init(struct cluster_state *state, const struct fleet *fleet);

/* People have changed the member: its pools go on as those they come from, and have what the change
 * gave them if that is later. `fleet` is the one after the change. */
void cluster_state_change(struct cluster_state *state, const struct fleet *fleet,
                          const struct member_change *change);

/* Per family the newest image in the regions of all these members that have the family (R10,
 * Consistent). */
void target_consistent_images(const struct fleet *fleet, const struct releases *releases,
                              const uint32_t *members, uint32_t member_count, int64_t now_s,
                              uint64_t *family_image);

#endif
