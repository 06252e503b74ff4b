/* duration: how long the upgrade of one member takes.
 *
 * In one piece (memberMinutes, from history, per upgrade type), or built up from what AKS does:
 *
 *     overhead + control plane + for each pool to upgrade: rounds * (node time + soak) + blocked
 * drains
 *
 * Pools go one after another, as the documents say, or side by side (measured upgrades of one and
 * of two pools differ by less than a minute, so it is a setting). models/surge.h says how many
 * rounds a pool takes, models/drain.h what blocked drains do. One node time is drawn per pool and
 * attempt; what differs between nodes is a smaller factor of its own, 1 + node_spread /
 * sqrt(rounds) * z, so that large pools are not falsely certain. The cost of a draw does not grow
 * with the node count, but for the blocked ones. Only parts that are not yet at target take time
 * (R9).
 */
#ifndef MODELS_DURATION_H
#define MODELS_DURATION_H

#include "models/attempt.h"
#include "models/distribution.h"
#include "models/drain.h"
#include "models/fleet.h"
#include "models/shared.h"
#include "models/update_run.h"

#include <stdbool.h>
#include <stdint.h>

/* Minutes everywhere. */
struct duration_model {
    const char *name;
    bool in_one_piece;
    bool pools_in_parallel;
    struct distribution member[UPGRADE_TYPE_COUNT]; /* in one piece */
    struct distribution control_plane;
    struct distribution overhead;
    struct distribution node;            /* Linux, Kubernetes version and image */
    struct distribution node_image_node; /* Linux, image only */
    struct distribution windows_node;
    double node_spread; /* relative standard deviation between the nodes of a pool */
    struct drain_model drain;
    struct shared_factors shared;
};

/* What an upgrade has to do. Pools are given by their bit in a mask or, beyond 64, all of them. */
struct upgrade_work {
    enum upgrade_type type;
    bool control_plane;
    const struct pool *pools; /* the member's */
    uint32_t pool_count;
    uint64_t pool_mask; /* bit i: pool i is behind; pools from 64 on are always upgraded */
};

/* Luck that an attempt shares with others, or that is drawn with it. */
struct duration_luck {
    double minutes; /* in one piece: the quantile at random_uniforms(PURPOSE_ATTEMPT).u[0] */
    double factor;  /* on all drawn times but those of blocked drains; 1: as drawn */
};

struct pool_time {
    double minutes;        /* until its last node is done */
    double failed_minutes; /* INFINITY: it does not fail */
};

struct duration {
    int64_t length_s; /* until all is done; rounded once, at least 1 */
    int64_t failed_s; /* until a blocked drain fails it, or it is refused; INSTANT_NEVER: neither.
                         At most length_s */
    bool refused;     /* at failed_s a follower refuses a pool */
};

/* Who follows an upgrade pool by pool, and may give a pool fewer surge nodes than it asks for: says
 * how long pool number `pool` of the work takes that begins so many minutes after the upgrade.
 * False: it cannot be upgraded, which fails the upgrade then. */
struct duration_follower {
    void *context;
    bool (*pool)(void *context, uint32_t pool, double begin_minutes, struct pool_time *time);
};

struct duration duration_draw(const struct duration_model *model, const struct upgrade_work *work,
                              const struct attempt *attempt, struct duration_luck luck);

/* The same for a model that is built up, under the eyes of a follower. */
struct duration duration_followed(const struct duration_model *model,
                                  const struct upgrade_work *work, const struct attempt *attempt,
                                  double factor, const struct duration_follower *follower);

/* One pool, with this many surge nodes. */
struct pool_time duration_of_pool(const struct duration_model *model, enum upgrade_type type,
                                  const struct pool *pool, uint32_t surge,
                                  const struct attempt *attempt, double factor);

/* Whether the work upgrades this pool of the member. */
bool work_has_pool(const struct upgrade_work *work, uint32_t pool);

/* Rounded; at least 1, at most a hundred years, which cuts what a careless tail draws. */
int64_t duration_seconds(double minutes);

#endif
