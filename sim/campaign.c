#include "sim/campaign.h"

#include "models/statistics.h"
#include "models/target.h"
#include "sim/image_ages.h"
#include "sim/upkeep.h"
#include "sim/version_lag.h"

#include <stdlib.h>
#include <string.h>

enum { ACTIVE_MAX = 255 }; /* more active runs at once count as so many in the P95 */

struct joiner {
    int64_t at_s;
    uint32_t member;
};

struct campaign {
    const struct scenario *scenario;
    struct host *host;
    struct image_ages *ages;
    struct version_lag *lag;
    struct upkeep *upkeep;
    struct joiner *joiners; /* those who join after the start, by time */
    uint32_t joiner_count;
    uint32_t look_count, active_bin_count;
    /* in this trial */
    bool begun; /* its releases are known, and the fleet has been looked at */
    const struct releases *releases;
    const struct fleet *fleet; /* as of `epoch` */
    struct cluster_state seen, initial;
    uint32_t epoch, joined, look; /* the next joiner and look */
    bool *active;                 /* per run */
    uint32_t active_count;
    /* over trials */
    uint64_t *active_sums; /* per look */
    uint32_t *active_bins; /* [look][active runs] */
};

bool campaign_is_of(const struct scenario *scenario)
{
    return scenario->profile_count > 0 || scenario->written_run_count > 1;
}

static int compare_joiners(const void *a, const void *b)
{
    const struct joiner *first = a, *second = b;
    if (first->at_s != second->at_s)
        return first->at_s < second->at_s ? -1 : 1;
    return (first->member > second->member) - (first->member < second->member);
}

static void list_joiners(struct arena *arena, struct campaign *campaign)
{
    const struct fleet *fleet = &campaign->scenario->fleet;
    campaign->joiners = arena_array(arena, struct joiner, fleet->member_count);
    for (uint32_t i = 0; i < fleet->member_count; i++)
        if (fleet->members[i].joins_s > campaign->scenario->start_s)
            campaign->joiners[campaign->joiner_count++] =
                (struct joiner){fleet->members[i].joins_s, i};
    if (campaign->joiner_count > 0)
        qsort(campaign->joiners, campaign->joiner_count, sizeof *campaign->joiners,
              compare_joiners);
}

struct campaign *campaign_create(struct arena *arena, const struct scenario *scenario)
{
    struct campaign *campaign = arena_new(arena, struct campaign);
    campaign->scenario = scenario;
    campaign->look_count = image_ages_looks(scenario);
    campaign->active_bin_count =
        (scenario->run_count < ACTIVE_MAX ? scenario->run_count : ACTIVE_MAX) + 1;
    campaign->ages = image_ages_create(arena, scenario);
    campaign->lag = version_lag_create(arena, scenario, campaign->look_count);
    campaign->upkeep = upkeep_create(arena, scenario);
    cluster_state_allocate(arena, &campaign->seen, &scenario->fleet);
    cluster_state_allocate(arena, &campaign->initial, &scenario->fleet);
    cluster_state_init(&campaign->initial, &scenario->fleet);
    campaign->active = arena_array(arena, bool, scenario->run_count);
    campaign->active_sums = arena_array(arena, uint64_t, campaign->look_count);
    campaign->active_bins =
        arena_array(arena, uint32_t, (size_t)campaign->look_count * campaign->active_bin_count);
    list_joiners(arena, campaign);
    return campaign;
}

void campaign_meet(struct campaign *campaign, struct host *host)
{
    campaign->host = host;
}

void campaign_begin(struct campaign *campaign)
{
    campaign->begun = false;
}

/* ---- Members and their pools. */

static struct upkeep_pool pool_of(const struct fleet *fleet, uint32_t member, uint32_t index)
{
    return (struct upkeep_pool){.member = member,
                                .index = index,
                                .region = fleet->members[member].region,
                                .pool = &fleet->pools[index]};
}

static void pool_begins(struct campaign *campaign, const struct upkeep_pool *of, int64_t at_s)
{
    upkeep_pool_begins(campaign->upkeep, of, at_s);
    image_ages_add(campaign->ages, campaign->seen.pool_image[of->index], of->pool->node_count);
}

static void pool_ends(struct campaign *campaign, const struct upkeep_pool *of, int64_t at_s)
{
    uint64_t image = campaign->seen.pool_image[of->index];
    upkeep_pool_had(campaign->upkeep, of, image, at_s);
    image_ages_add(campaign->ages, image, -(int64_t)of->pool->node_count);
}

static void member_begins(struct campaign *campaign, uint32_t member, int64_t at_s)
{
    const struct member *of = &campaign->fleet->members[member];
    upkeep_member_begins(campaign->upkeep, member, at_s);
    for (uint32_t i = of->pool_first; i < of->pool_first + of->pool_count; i++) {
        struct upkeep_pool pool = pool_of(campaign->fleet, member, i);
        pool_begins(campaign, &pool, at_s);
    }
}

static void member_ends(struct campaign *campaign, uint32_t member, int64_t at_s)
{
    const struct member *of = &campaign->fleet->members[member];
    for (uint32_t i = of->pool_first; i < of->pool_first + of->pool_count; i++) {
        struct upkeep_pool pool = pool_of(campaign->fleet, member, i);
        pool_ends(campaign, &pool, at_s);
    }
    upkeep_member_ends(campaign->upkeep, member, at_s);
}

/* A pool has another image than it had. */
static void pool_moves(struct campaign *campaign, const struct upkeep_pool *of, uint64_t after,
                       int64_t at_s)
{
    uint64_t *has = &campaign->seen.pool_image[of->index];
    if (*has == after)
        return;
    upkeep_pool_had(campaign->upkeep, of, *has, at_s);
    upkeep_pool_moves(campaign->upkeep, of, *has, after, at_s);
    image_ages_add(campaign->ages, *has, -(int64_t)of->pool->node_count);
    image_ages_add(campaign->ages, after, of->pool->node_count);
    *has = after;
}

static void member_upgraded(struct campaign *campaign, uint32_t member, int64_t at_s)
{
    const struct cluster_state *state = world_state(host_world(campaign->host));
    const struct member *of = &campaign->fleet->members[member];
    if (!fleet_has(campaign->fleet, member))
        return; /* it has left with its upgrade in progress */
    upkeep_upgraded(campaign->upkeep, member, at_s);
    if (campaign->seen.control_plane[member] != state->control_plane[member]) {
        campaign->seen.control_plane[member] = state->control_plane[member];
        version_lag_changed(campaign->lag);
    }
    for (uint32_t i = of->pool_first; i < of->pool_first + of->pool_count; i++) {
        struct upkeep_pool pool = pool_of(campaign->fleet, member, i);
        campaign->seen.pool_version[i] = state->pool_version[i];
        pool_moves(campaign, &pool, state->pool_image[i], at_s);
    }
}

/* ---- What people change. */

/* A change may bring it another image. */
static void pool_goes_on(struct campaign *campaign, struct upkeep_pool from,
                         const struct upkeep_pool *to, int64_t at_s)
{
    const uint64_t *image = campaign->seen.pool_image;
    upkeep_pool_goes_on(campaign->upkeep, &from, to);
    upkeep_pool_moves(campaign->upkeep, to, image[from.index], image[to->index], at_s);
    image_ages_add(campaign->ages, image[to->index], to->pool->node_count);
}

/* A changed member's pools stand in other places: old ones end, those that go on do so there. */
static void member_changes(struct campaign *campaign, const struct fleet *before,
                           const struct member_change *change, int64_t at_s)
{
    const struct fleet *fleet = campaign->fleet;
    const struct member *old = &before->members[change->member];
    const struct member *of = &fleet->members[change->member];
    bool here = fleet_has(before, change->member) && fleet_has(fleet, change->member);
    for (uint32_t i = 0; here && i < old->pool_count; i++) {
        struct upkeep_pool pool = pool_of(before, change->member, old->pool_first + i);
        pool_ends(campaign, &pool, at_s);
    }
    cluster_state_change(&campaign->seen, fleet, change);
    for (uint32_t i = 0; here && i < of->pool_count; i++) {
        const struct pool_origin *origin = &change->pools[i];
        struct upkeep_pool pool = pool_of(fleet, change->member, of->pool_first + i);
        if (origin->from == NONE)
            pool_begins(campaign, &pool, at_s);
        else
            pool_goes_on(campaign, pool_of(before, change->member, origin->from), &pool, at_s);
    }
}

static void enter_epoch(struct campaign *campaign)
{
    const struct epoch *epoch = &campaign->scenario->epochs[++campaign->epoch];
    const struct fleet *before = campaign->fleet;
    for (uint32_t i = 0; i < epoch->leaver_count; i++)
        if (fleet_has(before, epoch->leavers[i]))
            member_ends(campaign, epoch->leavers[i], epoch->at_s);
    campaign->fleet = &epoch->fleet;
    for (uint32_t i = 0; i < epoch->change_count; i++)
        member_changes(campaign, before, &epoch->changes[i], epoch->at_s);
    for (; campaign->joined < campaign->joiner_count &&
           campaign->joiners[campaign->joined].at_s <= epoch->at_s;
         campaign->joined++)
        if (fleet_has(campaign->fleet, campaign->joiners[campaign->joined].member))
            member_begins(campaign, campaign->joiners[campaign->joined].member, epoch->at_s);
    version_lag_changed(campaign->lag);
}

/* ---- Days. */

static void look(struct campaign *campaign)
{
    uint32_t number = campaign->look++, active = campaign->active_count;
    image_ages_look(campaign->ages, number);
    version_lag_look(campaign->lag, number, campaign->fleet, campaign->seen.control_plane,
                     campaign->releases);
    campaign->active_sums[number] += active;
    active = active < campaign->active_bin_count ? active : campaign->active_bin_count - 1;
    campaign->active_bins[(size_t)number * campaign->active_bin_count + active]++;
}

static int64_t next_look(const struct campaign *campaign)
{
    return campaign->look < campaign->look_count
               ? campaign->scenario->start_s + (int64_t)campaign->look * DAY_S
               : INSTANT_NEVER;
}

static int64_t next_epoch(const struct campaign *campaign)
{
    return campaign->epoch + 1 < campaign->scenario->epoch_count
               ? campaign->scenario->epochs[campaign->epoch + 1].at_s
               : INSTANT_NEVER;
}

/* The host has made the trial's history by the time it first tells of something. */
static void begin_trial(struct campaign *campaign)
{
    const struct scenario *scenario = campaign->scenario;
    campaign->begun = true;
    campaign->fleet = &scenario->fleet;
    campaign->releases = &world_history(host_world(campaign->host))->releases;
    cluster_state_copy(&campaign->seen, &campaign->initial, campaign->fleet);
    campaign->epoch = campaign->joined = campaign->look = campaign->active_count = 0;
    memset(campaign->active, 0, scenario->run_count * sizeof *campaign->active);
    image_ages_begin(campaign->ages);
    version_lag_begin(campaign->lag);
    upkeep_begin(campaign->upkeep, campaign->releases);
    for (uint32_t i = 0; i < scenario->fleet.member_count; i++)
        if (fleet_has(campaign->fleet, i))
            member_begins(campaign, i, scenario->start_s);
}

/* Up to an instant: days before it, changes of people at it, too. */
static void advance(struct campaign *campaign, int64_t now_s)
{
    if (!campaign->begun)
        begin_trial(campaign);
    for (;;) {
        int64_t epoch_s = next_epoch(campaign), look_s = next_look(campaign);
        if (epoch_s <= now_s && epoch_s <= look_s)
            enter_epoch(campaign);
        else if (look_s < now_s)
            look(campaign);
        else
            return;
    }
}

/* ---- What the host tells. */

static void run_changed(struct campaign *campaign, const struct orchestrator_transition *t)
{
    bool active = t->to == STATE_RUNNING || t->to == STATE_PENDING || t->to == STATE_STOPPING;
    if (active != campaign->active[t->run])
        campaign->active_count += active ? 1U : -1U;
    campaign->active[t->run] = active;
}

static void changed(void *context, int64_t now_s, const struct orchestrator_transition *transitions,
                    uint32_t count)
{
    struct campaign *campaign = context;
    if (count == 0)
        return;
    advance(campaign, now_s);
    for (uint32_t i = 0; i < count; i++) {
        const struct orchestrator_transition *t = &transitions[i];
        if (t->level == ORCHESTRATOR_RUN)
            run_changed(campaign, t);
        else if (t->level == ORCHESTRATOR_MEMBER && t->to == STATE_COMPLETED)
            member_upgraded(campaign, campaign->scenario->plans[t->run].members[t->index], now_s);
    }
}

struct host_observer campaign_observer(struct campaign *campaign)
{
    return (struct host_observer){.context = campaign, .as_shown = true, .changed = changed};
}

void campaign_end(struct campaign *campaign)
{
    int64_t horizon_s = campaign->scenario->horizon_s;
    advance(campaign, horizon_s + 1);
    for (uint32_t m = 0; m < campaign->fleet->member_count; m++) {
        const struct member *of = &campaign->fleet->members[m];
        if (!fleet_has(campaign->fleet, m))
            continue;
        for (uint32_t i = of->pool_first; i < of->pool_first + of->pool_count; i++) {
            struct upkeep_pool pool = pool_of(campaign->fleet, m, i);
            upkeep_pool_is_left(campaign->upkeep, &pool, campaign->seen.pool_image[i], horizon_s);
        }
        member_ends(campaign, m, horizon_s);
    }
}

/* ---- Results. */

void campaign_merge(struct campaign *into, const struct campaign *from)
{
    image_ages_merge(into->ages, from->ages);
    version_lag_merge(into->lag, from->lag);
    upkeep_merge(into->upkeep, from->upkeep);
    for (uint32_t look = 0; look < into->look_count; look++)
        into->active_sums[look] += from->active_sums[look];
    for (size_t i = 0; i < (size_t)into->look_count * into->active_bin_count; i++)
        into->active_bins[i] += from->active_bins[i];
}

static uint32_t active_p95(const struct campaign *campaign, uint32_t look, uint32_t trials)
{
    const uint32_t *bins = &campaign->active_bins[(size_t)look * campaign->active_bin_count];
    size_t rank = quantile_rank(0.95, trials), below = bins[0];
    uint32_t active = 0;
    while (below < rank)
        below += bins[++active];
    return active;
}

static void fill_day(const struct campaign *campaign, uint32_t look, uint32_t trials,
                     struct campaign_day *day)
{
    image_ages_fill(campaign->ages, look, trials, day);
    version_lag_fill(campaign->lag, look, trials, day);
    day->active_mean = (double)campaign->active_sums[look] / trials;
    day->active_p95 = active_p95(campaign, look, trials);
}

const struct campaign_table *campaign_table(struct arena *arena, const struct campaign *campaign,
                                            uint32_t trials)
{
    uint32_t member_count = campaign->scenario->fleet.member_count;
    struct campaign_day *days = arena_array(arena, struct campaign_day, campaign->look_count);
    struct campaign_member *members = arena_array(arena, struct campaign_member, member_count);
    struct campaign_table *table = arena_new(arena, struct campaign_table);
    for (uint32_t look = 0; look < campaign->look_count; look++)
        fill_day(campaign, look, trials, &days[look]);
    for (uint32_t i = 0; i < member_count; i++)
        members[i] = upkeep_member(campaign->upkeep, i, trials);
    *table = (struct campaign_table){days, campaign->look_count, members};
    return table;
}
