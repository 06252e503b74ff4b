/* course: one attempt pool by pool, with the surge nodes it takes.
 *
 * Each pool asks its quota for the vCPUs of its surge nodes over the time it takes (sim/ledger.h).
 * Without them it goes on with a single one, where the cluster's version or the scenario says so
 * (models/quota.h); without that one too the upgrade fails when the pool's turn comes.
 */
#ifndef SIM_COURSE_H
#define SIM_COURSE_H

#include "models/scenario.h"
#include "sim/ledger.h"

#include <stdint.h>

/* The extra nodes of one pool while it is upgraded. */
struct surge_stay {
    uint32_t pool; /* index into fleet.pools */
    uint32_t nodes;
    int64_t from_s, until_s; /* after the upgrade's begin */
};

/* What begins. `work` and `member` may be far away in memory: they are looked at only where the
 * duration is built up, or something is shared. The job's work has been counted. */
struct upgrade_begin {
    const struct update_run *run;
    const struct member *member;
    const struct upgrade_work *work;
    uint32_t kubernetes_version; /* of the control plane meanwhile; where there are quotas */
    int64_t now_s;
};

/* What a worker's upgrades have in common. */
struct course_room {
    const struct scenario *scenario;
    struct ledger *ledgers;   /* per quota */
    struct surge_stay *stays; /* of one upgrade */
};

void course_room_init(struct arena *arena, struct course_room *room,
                      const struct scenario *scenario);

/* Before a trial. */
void course_room_clear(struct course_room *room);

struct course {
    const struct duration_model *model;
    const struct upgrade_begin *begin;
    const struct attempt *attempt;
    double factor;          /* on drawn times */
    const struct pool *all; /* the fleet's */
    struct ledger *ledger;  /* the member's quota; NULL: no limit */
    bool falls_back;
    struct surge_stay *stays; /* in the order they begin */
    uint32_t stay_count;
};

/* Fills *course. The duration's model is that of the member; `factor` is on its drawn times. */
struct duration course_draw(struct course *course, const struct course_room *room,
                            const struct upgrade_begin *begin, const struct attempt *attempt,
                            double factor);

/* It ends after so long, perhaps early: what it holds from then on is given back. */
void course_end(struct course *course, int64_t length_s);

#endif
