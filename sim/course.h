/* course: one attempt pool by pool, with the surge nodes it takes.
 *
 * Each pool asks its quota for the vCPUs of its surge nodes over the time it takes (sim/ledger.h).
 * Without them it goes on with a single one, where the cluster's version or the scenario says so
 * (models/quota.h); without that one too the upgrade fails when the pool's turn comes.
 */
#ifndef SIM_COURSE_H
#define SIM_COURSE_H

#include "sim/upgrade.h"

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

/* Draws it; model, begin, attempt and factor are given. */
struct duration course_draw(const struct upgrades *upgrades, struct course *course);

/* It ended, perhaps early: what it holds from then on is given back. */
void course_end(struct course *course, int64_t length_s);

#endif
