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

/* Fills *course. The duration's model is that of the member; `factor` is on its drawn times. */
struct duration course_draw(struct course *course, const struct upgrades *upgrades,
                            const struct upgrade_begin *begin, const struct attempt *attempt,
                            double factor);

/* It ends as this upgrade says, perhaps early: what it holds from then on is given back. Tells the
 * upgrade its stays. */
void course_end(struct course *course, struct upgrade *upgrade);

#endif
