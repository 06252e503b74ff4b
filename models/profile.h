/* profile: an auto-upgrade profile, which makes update runs when releases are published (R37 to
 * R41).
 *
 * What a channel aims at in a given moment is said by models/channel.h; when the runs are made, and
 * how many may be active at once, by sim/profiles.h.
 */
#ifndef MODELS_PROFILE_H
#define MODELS_PROFILE_H

#include "models/strategy.h"
#include "models/update_run.h"

#include <stdbool.h>
#include <stdint.h>

enum channel {
    CHANNEL_STABLE,
    CHANNEL_RAPID,
    CHANNEL_NODE_IMAGE,
    CHANNEL_TARGET_VERSION,
    CHANNEL_SECURITY_PATCH,
    CHANNEL_COUNT
};

struct profile {
    const char *name;
    uint64_t entity; /* entity_hash(name) */
    enum channel channel;
    const struct strategy *strategy;      /* NULL: one by one (R3) */
    enum image_selection image_selection; /* Latest or Consistent; IMAGE_CHANNEL for the
                                             channels of images */
    bool disabled;                        /* at the scenario's start */
    bool long_term_support;
    uint32_t target_minor; /* TargetKubernetesVersion: its patch is 0 */
};

/* What an operation makes of a profile (R41). */
struct profile_change {
    int64_t at_s;
    uint32_t profile; /* index into scenario.profiles */
    struct profile to;
    bool switches; /* it says whether the profile is disabled; else that stays as it is */
};

#endif
