/* version_lag: how far the fleet's Kubernetes versions are behind, day by day, counted over trials.
 *
 * Behind is measured against what is generally available in the member's region: minors against the
 * newest minor, patches against the newest patch of the minor it has. Versions that clusters have
 * at the start, and those that runs aim at without a release entry, count as available from the
 * start (R36, R37). A look costs a pass over the members, and is spared while nothing changed since
 * the last one.
 */
#ifndef SIM_VERSION_LAG_H
#define SIM_VERSION_LAG_H

#include "models/arena.h"
#include "models/campaign.h"
#include "models/scenario.h"

struct version_lag;

struct version_lag *version_lag_create(struct arena *arena, const struct scenario *scenario,
                                       uint32_t look_count);

/* The next trial. */
void version_lag_begin(struct version_lag *lag);

/* A member's version, or who is in the fleet, has changed. */
void version_lag_changed(struct version_lag *lag);

/* Look number `look`. `fleet` as it stands; versions of its control planes; this trial's releases.
 */
void version_lag_look(struct version_lag *lag, uint32_t look, const struct fleet *fleet,
                      const uint32_t *control_plane, const struct releases *releases);

void version_lag_merge(struct version_lag *into, const struct version_lag *from);

/* Fills minors, patches and members out of support. */
void version_lag_fill(const struct version_lag *lag, uint32_t look, uint32_t trials,
                      struct campaign_day *day);

#endif
