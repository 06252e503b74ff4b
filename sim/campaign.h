/* campaign: follows how current the fleet is over each history, and counts it over trials
 * (models/campaign.h).
 *
 * An observer of a host, for scenarios in which profiles or several update runs keep a fleet
 * current. It keeps its own account of what clusters have: an upgrade that ends well is compared
 * with the world's, and what people change comes at known instants (models/epoch.h). Days are
 * looked at when time has passed them, with all that happened at their instant.
 *
 *     struct campaign *campaign = campaign_create(&arena, scenario);
 *     struct host *host = host_create(..., campaign_observer(campaign));
 *     campaign_meet(campaign, host);
 *     for each trial: campaign_begin(campaign); host_run(host, trial); campaign_end(campaign);
 */
#ifndef SIM_CAMPAIGN_H
#define SIM_CAMPAIGN_H

#include "models/campaign.h"
#include "sim/host.h"

struct campaign;

/* Whether the scenario is one to follow. */
bool campaign_is_of(const struct scenario *scenario);

struct campaign *campaign_create(struct arena *arena, const struct scenario *scenario);
struct host_observer campaign_observer(struct campaign *campaign);
void campaign_meet(struct campaign *campaign, struct host *host);

void campaign_begin(struct campaign *campaign);
void campaign_end(struct campaign *campaign);

void campaign_merge(struct campaign *into, const struct campaign *from);

/* In `arena`. */
const struct campaign_table *campaign_table(struct arena *arena, const struct campaign *campaign,
                                            uint32_t trials);

#endif
