/* driver: why a run takes as long as it does.
 *
 * The driving path of a Completed run is walked back from its finish to its start: each member to
 * what it waited for last, and from there on. Every second between start and finish lies in it once
 * and has one driver, so the hours add up to the duration exactly. How the path is found stands in
 * sim/path_walk.h; figures are over Completed runs only, since the others have no finish.
 */
#ifndef MODELS_DRIVER_H
#define MODELS_DRIVER_H

#include "models/statistics.h"

#include <stdint.h>

/* What a second of a driving path was spent on. */
enum driver {
    DRIVER_UPGRADE_WORK,     /* an upgrade that went well, of a member that waited for no slot */
    DRIVER_FAILED_ATTEMPTS,  /* one that failed */
    DRIVER_FAILURE_RESPONSE, /* from a Failed run to its next start */
    DRIVER_WINDOW_CLOSED,    /* until a maintenance window opened */
    DRIVER_WINDOW_MISSED, /* likewise, by a member that was ready in an earlier opening and got no
                             slot before it closed */
    DRIVER_WINDOW_POLL,   /* from the last condition to the service's noticing */
    DRIVER_VERSION_NOT_IN_REGION,
    DRIVER_IMAGE_NOT_IN_REGION,
    DRIVER_OTHER_OPERATION, /* another run upgraded the cluster */
    DRIVER_APPROVAL,
    DRIVER_SCHEDULED_GATE,
    DRIVER_AFTER_STAGE_WAIT,
    DRIVER_CONCURRENCY_LIMIT, /* the upgrades of others, whose slot the next member needed */
    DRIVER_STOPPED_BY_USER,   /* from a Stopped run to its next start */
    DRIVER_COUNT
};

/* "upgrade_work", "window_closed", ... */
const char *driver_name(enum driver driver);

/* One driver of one track (models/track.h), over its Completed runs. */
struct driver_outcome {
    uint32_t track;
    enum driver driver;
    double mean_s;
    double share;      /* of the duration, 0..1; the track's drivers sum to 1 */
    double near_p80_s; /* mean over the 5 % of them that rank nearest to P80 */
};

enum critical_kind {
    CRITICAL_GROUP,       /* index into the track's plan.groups */
    CRITICAL_MEMBER,      /* fleet.members */
    CRITICAL_WINDOW,      /* scenario.windows: time until it opened */
    CRITICAL_REGION,      /* fleet.regions */
    CRITICAL_GATE,        /* plan.gates */
    CRITICAL_GROUP_LIMIT, /* plan.groups: time in which its limit on concurrency held a member up */
    CRITICAL_STAGE_LIMIT, /* plan.stages, likewise */
    CRITICAL_KIND_COUNT
};

/* "group", "member", ... */
const char *critical_kind_name(enum critical_kind kind);

/* How often something stands in the way: the share of the track's Completed runs whose driving path
 * holds a positive time of it. */
struct criticality {
    uint32_t track;
    enum critical_kind kind;
    uint32_t index;
    struct proportion p;
};

/* A stage's part in the path. Stages follow one another, so all are always on it. */
struct stage_share {
    double path_share; /* of the path's time */
    double barrier_s;  /* mean of its last group's end minus mean of its groups' ends */
    double
        merge_bias_s; /* mean of its last group's end minus the latest of its groups' mean ends */
};

#endif
