/* channel: what an auto-upgrade channel aims at, from the releases that are out (R37).
 *
 *   Stable                   the newest patch of minor N - 1
 *   Rapid                    the newest patch of minor N
 *   TargetKubernetesVersion  the newest patch of the profile's minor
 *   NodeImage                per image family the newest image
 *   SecurityPatch            the same, of Linux pools only
 *
 * N is the newest minor that is generally available: some version of it, no preview, is published.
 * Versions that clusters run at the scenario's start count as published, too.
 *
 * Published means by then in the first public region. When it is in a member's own region decides
 * only whether that member has to wait (R16).
 */
#ifndef MODELS_CHANNEL_H
#define MODELS_CHANNEL_H

#include "models/fleet.h"
#include "models/profile.h"
#include "models/release.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CHANNEL_SUPPORTED_MINORS = 3 }; /* N, N - 1 and N - 2 (AKS support policy) */

/* "Stable", ... as the Fleet API writes them. */
const char *channel_name(enum channel channel);

/* Full for Kubernetes channels, NodeImageOnly for the others. */
enum upgrade_type channel_upgrade(enum channel channel);

/* What is out in a history. */
struct channel_view {
    const struct releases *releases;
    const uint32_t *versions_in_use; /* Kubernetes versions of clusters at the scenario's start */
    uint32_t versions_in_use_count;
};

/* The newest generally available minor at now_s, with patch 0; VERSION_UNSET when nothing is out.
 */
uint32_t channel_newest_minor(const struct channel_view *view, int64_t now_s);

/* Older than N - 2: supported only in the long term. */
bool channel_is_old(uint32_t minor, uint32_t newest_minor);

/* The version a Kubernetes channel aims at; VERSION_UNSET when there is none: nothing of that minor
 * is out, or it is older than N - 2 and the profile is without long-term support. */
uint32_t channel_version(const struct profile *profile, const struct channel_view *view,
                         int64_t now_s);

/* Whether pools of this kind of channel use the family: `families` gets a flag per fleet family. */
void channel_families(enum channel channel, const struct fleet *fleet, bool *families);

/* The images an image channel aims at: per family that has its flag the newest one published by
 * now_s, 0 where there is none. Newest is by `published`, of two at one instant the higher. */
void channel_images(const struct channel_view *view, const bool *families, uint32_t family_count,
                    int64_t now_s, uint64_t *family_image);

/* What a profile's run is asked to do. */
struct channel_target {
    uint32_t version;             /* VERSION_UNSET for image channels */
    const struct fleet *fleet;    /* its image families */
    const uint64_t *family_image; /* NULL for Kubernetes channels */
};

/* The same in short: two runs of one profile with the same specification are one run (R40). */
struct channel_specification {
    uint64_t version; /* of Kubernetes, or the highest image of all families */
    uint64_t hash;    /* of everything the run is asked to do */
    enum channel channel;
};

struct channel_specification channel_specify(const struct profile *profile,
                                             const struct channel_target *target);

enum { CHANNEL_RUN_NAME_SIZE = 320 };

/* The service's name for a profile's run (R40):
 * auto-<profile>-<channel>-<version, dots as dashes>-<7 base-36 characters of the hash>. */
void channel_run_name(const char *profile, const struct channel_specification *specification,
                      char name[CHANNEL_RUN_NAME_SIZE]);

#endif
