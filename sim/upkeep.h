/* upkeep: how each member's node images are kept up over a history, counted over trials.
 *
 * Per member: the age of its images over nodes and time, how long images that arrive in its region
 * take to be installed, for how long newer ones were there and not installed, how often it was
 * upgraded and the longest time without (models/campaign.h). The caller follows what happens and
 * tells it here; time is accounted piece by piece, whenever an image changes.
 *
 * Lengths of latency are whole hours in bins (models/log_bins.h). Everything summed is an integer,
 * rounded where one piece of time is accounted, so merging is exact.
 */
#ifndef SIM_UPKEEP_H
#define SIM_UPKEEP_H

#include "models/arena.h"
#include "models/campaign.h"
#include "models/scenario.h"

struct upkeep;

struct upkeep *upkeep_create(struct arena *arena, const struct scenario *scenario);

/* The next trial, with its releases. */
void upkeep_begin(struct upkeep *upkeep, const struct releases *releases);

/* The member is in the fleet from now on, or no more. */
void upkeep_member_begins(struct upkeep *upkeep, uint32_t member, int64_t at_s);
void upkeep_member_ends(struct upkeep *upkeep, uint32_t member, int64_t at_s);

/* An upgrade of the member has ended well. */
void upkeep_upgraded(struct upkeep *upkeep, uint32_t member, int64_t at_s);

/* A node pool of a member, as the fleet has it now. */
struct upkeep_pool {
    uint32_t member, index; /* index into fleet.pools */
    uint32_t region;
    const struct pool *pool;
};

/* The pool is there from now on; images that arrive later count. */
void upkeep_pool_begins(struct upkeep *upkeep, const struct upkeep_pool *of, int64_t at_s);

/* It goes on as another one. */
void upkeep_pool_goes_on(struct upkeep *upkeep, const struct upkeep_pool *from,
                         const struct upkeep_pool *to);

/* It has had `image` since the last piece of its time, until at_s. */
void upkeep_pool_had(struct upkeep *upkeep, const struct upkeep_pool *of, uint64_t image,
                     int64_t at_s);

/* It moves from one image to a newer one. */
void upkeep_pool_moves(struct upkeep *upkeep, const struct upkeep_pool *of, uint64_t before,
                       uint64_t after, int64_t at_s);

/* The history ends: what has arrived and is newer than `image` is never installed. */
void upkeep_pool_is_left(struct upkeep *upkeep, const struct upkeep_pool *of, uint64_t image,
                         int64_t at_s);

void upkeep_merge(struct upkeep *into, const struct upkeep *from);

struct campaign_member upkeep_member(const struct upkeep *upkeep, uint32_t member, uint32_t trials);

#endif
