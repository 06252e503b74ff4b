/* update_run: what one update run is asked to do, as written in the scenario. */
#ifndef MODELS_UPDATE_RUN_H
#define MODELS_UPDATE_RUN_H

#include "models/distribution.h"
#include "models/fleet.h"

#include <stdbool.h>
#include <stdint.h>

enum upgrade_type {
    UPGRADE_FULL,
    UPGRADE_CONTROL_PLANE_ONLY,
    UPGRADE_NODE_IMAGE_ONLY,
    UPGRADE_TYPE_COUNT
};

enum image_selection {
    IMAGE_LATEST,
    IMAGE_CONSISTENT,
    IMAGE_CUSTOM,
    IMAGE_CHANNEL /* what an image channel has found, per family (R39) */
};

struct custom_image {
    uint32_t family;
    uint64_t version;
};

enum run_start {
    RUN_START_AT,
    RUN_START_MANUAL,
    RUN_START_AFTER,
    RUN_START_PROFILE /* an auto-upgrade profile makes it */
};

/* Which end of the other run counts: a run that follows another. */
enum run_after { RUN_AFTER_COMPLETED, RUN_AFTER_FAILED, RUN_AFTER_ANY };

struct update_run {
    const char *name;
    uint64_t entity; /* entity_hash(name) */
    enum upgrade_type type;
    uint32_t kubernetes_version; /* VERSION_UNSET for NodeImageOnly */
    enum image_selection image_selection;
    const struct custom_image *custom_images;
    size_t custom_image_count;
    const struct strategy *strategy; /* NULL: one by one (R3) */
    enum run_start start;
    int64_t start_s; /* RUN_START_AT */
    uint32_t after;  /* RUN_START_AFTER: index of the other run */
    enum run_after after_state;
    struct distribution delay;    /* RUN_START_AFTER: seconds */
    uint32_t profile;             /* RUN_START_PROFILE: index into scenario.profiles */
    bool linux_only;              /* SecurityPatch: Windows pools are left alone */
    bool needs_long_term_support; /* its minor has no other support any more (R37) */
    const uint32_t *skipped;      /* fleet members that are skipped when it is created (R29): a
                                     what-if, models/skip_set.h */
    uint32_t skipped_count;
};

/* "Full", "ControlPlaneOnly", "NodeImageOnly". */
const char *upgrade_type_name(enum upgrade_type type);

/* The AKS schedule an upgrade of this type obeys (R18). */
enum schedule_use upgrade_schedule(enum upgrade_type type);

#endif
