/* release_future: the releases still to come, from their cadence.
 *
 * Kubernetes patches come in events: every so often each minor that is generally available and not
 * out of (long-term) support gets its next patch. Minors come at the time the catalogue plans plus
 * a slip, after the last planned one by a cadence of their own; the first version of a minor is its
 * .0. Node images come by the cadence of their train, in all its families at once, and are named by
 * date: seven days before the publication, the median of what the release tracker shows.
 *
 * Each chain begins at the last release known and goes up to the horizon: what falls before the
 * scenario's start fills the gap since. Versions that clusters have at the start count as published
 * then, so the next patch is above them.
 */
#ifndef MODELS_RELEASE_FUTURE_H
#define MODELS_RELEASE_FUTURE_H

#include "models/cadence.h"
#include "models/version.h"

#include <stdbool.h>
#include <stdint.h>

/* A release, known or drawn, of which only the way is not settled. */
struct known_release {
    uint64_t version; /* a Kubernetes version, or an image's */
    uint32_t family;  /* index into fleet.families; NONE for Kubernetes */
    bool preview;     /* Kubernetes: not generally available */
    int64_t published_s;
    const int64_t *region_s; /* per fleet region: the scenario's own instants; INSTANT_DRAWN where
                                it says none. NULL: none at all */
};

#define INSTANT_DRAWN (INT64_MIN + 1)

/* From the date in an image's name to its publication. */
enum { IMAGE_NAMED_DAYS_BEFORE = 7 };

/* A Kubernetes minor and its patches. */
struct minor_line {
    uint32_t minor;      /* a version with patch 0 */
    int64_t available_s; /* generally, from then on; where planned, plus a slip */
    bool planned;        /* patch 0 is published then */
    uint32_t newest;     /* the highest patch number known */
    uint32_t in_use;     /* the highest that a cluster has at the start */
    int64_t from_s;      /* patches come after that */
    int64_t end_s;       /* and before that */
};

/* Node images that come together. */
struct image_line {
    struct cadence cadence;
    uint64_t version; /* the last one known */
    int64_t from_s;   /* its publication */
    bool by_build;    /* Windows: build.revision.date, else date.number */
    const uint32_t *families;
    uint32_t family_count;
};

struct release_future {
    bool patches, minors; /* whether they come */
    struct cadence patch_cadence, minor_cadence;
    int64_t patches_from_s;         /* the last event known */
    struct distribution slip;       /* seconds from a planned beginning to general availability */
    const struct minor_line *lines; /* ascending */
    uint32_t line_count;
    const struct image_line *images;
    uint32_t image_count;
    int64_t start_s, horizon_s;
};

/* Whether anything comes. */
bool release_future_is_open(const struct release_future *future);

/* Minors of one history: the lines, and those drawn. */
uint32_t release_future_minors_max(const struct release_future *future);

/* At most so many releases come in one history. */
uint32_t release_future_count_max(const struct release_future *future);

/* The releases of this trial, behind the `count` of `list`; returns the new count. `lines` has room
 * for release_future_minors_max. */
uint32_t release_future_draw(const struct release_future *future, uint64_t seed, uint32_t trial,
                             struct minor_line *lines, struct known_release *list, uint32_t count);

#endif
