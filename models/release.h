/* release: which version is available in which region, and from when (R35, R36).
 *
 * One history's table: who fills it, and with what luck, is models/release_plan.h. A version or
 * image without any entry is available everywhere from the start; but where the table is complete
 * as to Kubernetes, what is newer than its newest minor, or than the newest patch of a minor it
 * lists, is never published.
 */
#ifndef MODELS_RELEASE_H
#define MODELS_RELEASE_H

#include "models/fleet.h"
#include "models/instant.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kubernetes_release {
    uint32_t version;
    bool preview; /* not generally available (R37) */
    int64_t published_s;
    const int64_t *region_s; /* per fleet region; INSTANT_NEVER: it does not get it */
};

struct image_release {
    uint32_t family; /* index into fleet.families */
    uint64_t version;
    int64_t published_s;
    const int64_t *region_s; /* per fleet region */
};

/* Kubernetes sorted by version, images by family, then version; those that pools or runs name
 * without an entry are among the images, published and available since INT64_MIN. */
struct releases {
    const struct kubernetes_release *kubernetes;
    size_t kubernetes_count;
    const struct image_release *images;
    size_t image_count;
    const size_t *family_first; /* family_count + 1 offsets into images */
    bool kubernetes_complete;   /* see above */
};

/* From when the version is in the region: INT64_MIN for "from the start". region may be NONE: then
 * `published`. */
int64_t releases_kubernetes_from(const struct releases *releases, uint32_t version,
                                 uint32_t region);

/* From when this image is in the region, likewise. */
int64_t releases_image_from(const struct releases *releases, uint32_t family, uint64_t version,
                            uint32_t region);

/* The newest image of the family that is in the region at now_s: the last published one, of several
 * the highest (R36); 0 when there is none. */
uint64_t releases_image_newest(const struct releases *releases, uint32_t family, uint32_t region,
                               int64_t now_s);

/* When it was published, for its 90 days (R11); INT64_MIN when unknown. */
int64_t releases_image_published(const struct releases *releases, uint32_t family,
                                 uint64_t version);

#endif
