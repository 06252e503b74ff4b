/* fleet: the clusters to be upgraded, as they stand at an instant.
 *
 * Members are sorted by name in bytes (R1); an index into `members` identifies a member everywhere.
 * Regions, groups and image families are numbered too; their names stand in the fleet's tables.
 * What upgrades change during a history is kept elsewhere (models/target.h: struct cluster_state);
 * what people change makes another fleet (models/epoch.h).
 */
#ifndef MODELS_FLEET_H
#define MODELS_FLEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NONE UINT32_MAX /* "no such thing" where an index is expected */

/* "33%" or "2". */
struct amount {
    uint32_t value;
    bool percent;
};

/* One node pool. */
struct pool {
    const char *name;
    uint64_t entity; /* entity_hash_pair(member, pool) */
    uint32_t node_count;
    bool windows; /* osType Windows */
    bool system;  /* mode System */
    bool from_snapshot;
    struct amount max_surge; /* 10 % is assumed where none is given */
    struct amount max_unavailable;
    uint32_t drain_timeout_minutes; /* of one node */
    uint32_t soak_minutes;          /* after a node's drain, before its reimage */
    bool cordons;                   /* undrainableNodeBehavior Cordon */
    bool max_blocked_given;         /* else as many as surge */
    struct amount max_blocked;
    uint32_t vcpus;              /* of one node */
    uint32_t kubernetes_version; /* VERSION_UNSET: the member's */
    uint32_t image_family;       /* index into fleet.families; NONE: not given */
    uint64_t image_version;      /* 0: not given, always outdated */
};

/* Which of the two AKS schedules (R18). */
enum schedule_use { SCHEDULE_KUBERNETES, SCHEDULE_NODE_OS, SCHEDULE_USE_COUNT };

struct label {
    const char *key, *value;
};

struct member {
    const char *name;
    uint64_t entity;                       /* entity_hash(name) */
    uint32_t group;                        /* index into fleet.groups; NONE: in no group */
    uint32_t region;                       /* index into fleet.regions; NONE: not given */
    uint32_t kubernetes_version;           /* of the control plane */
    bool version_assumed;                  /* not given: one minor below the first target */
    bool long_term_support;                /* supportPlan AKSLongTermSupport */
    bool stopped;                          /* powerState Stopped */
    uint32_t window[SCHEDULE_USE_COUNT];   /* index into scenario.windows; NONE: always open */
    uint32_t openings[SCHEDULE_USE_COUNT]; /* index into scenario.openings; 0 is "always open" */
    uint32_t duration_model;               /* index into scenario.durations */
    uint32_t failure_model;                /* index into scenario.failures */
    uint32_t quota;                        /* index into scenario.quotas; NONE: without limit */
    uint32_t pool_first, pool_count;       /* its part of fleet.pools; at least one */
    bool pools_assumed;                    /* none given: one Linux pool of 3 nodes */
    const struct label *labels;            /* sorted by key */
    size_t label_count;
    int64_t joins_s;  /* joinsAt; 0: it is there from the start */
    int64_t leaves_s; /* leavesAt; 0: it stays */
};

/* A fleet as it stands at an instant. */
struct fleet {
    struct member *members; /* sorted by name in bytes; all who are ever there */
    uint32_t member_count;
    struct pool *pools; /* those of member 0 first, in the order given */
    uint32_t pool_count;
    const char **groups, **regions, **families;
    uint32_t group_count, region_count, family_count;
    int64_t at_s; /* the instant */
};

/* Whether the member is in the fleet at its instant. */
bool fleet_has(const struct fleet *fleet, uint32_t member);

/* Members in the fleet at its instant. */
uint32_t fleet_size(const struct fleet *fleet);

/* All nodes of a member. */
uint32_t fleet_node_count(const struct fleet *fleet, uint32_t member);

/* A percentage of `of` rounded up as AKS does for maxSurge and maxUnavailable; a plain number as it
 * is. */
uint32_t amount_round_up(struct amount amount, uint32_t of);

#endif
