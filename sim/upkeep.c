#include "sim/upkeep.h"

#include "models/instant.h"
#include "models/log_bins.h"
#include "models/statistics.h"
#include "models/version.h"

#include <math.h>

enum { AGE_PARTS = 1000, MONTH_DAYS = 30 }; /* of a node-day's day of age */

/* In this trial. */
struct pool_now {
    int64_t since_s; /* its time is accounted until then */
    int64_t from_s;  /* images that arrive later count */
};

struct member_now {
    int64_t joined_s, upgraded_s; /* the latter: its last upgrade, or when it joined */
    int64_t gap_s, age_max_s;
};

/* Over trials. */
struct member_sums {
    int64_t present_s, dated_node_s; /* the latter: nodes whose image has a date */
    int64_t age;                     /* node-days times days, in thousandths */
    int64_t age_max_s, age_peak_s;
    int64_t exposure_s; /* node-seconds */
    int64_t gap_s;
    uint32_t upgrades, latencies, unreached; /* latencies: all of them */
};

struct upkeep {
    const struct scenario *scenario;
    const struct releases *releases;
    struct pool_now *pools;
    struct member_now *members;
    struct member_sums *sums;
    uint32_t bin_count;
    uint32_t *bins; /* [member][hours of latency] */
};

struct upkeep *upkeep_create(struct arena *arena, const struct scenario *scenario)
{
    struct upkeep *upkeep = arena_new(arena, struct upkeep);
    const struct fleet *fleet = &scenario->fleet;
    upkeep->scenario = scenario;
    upkeep->pools = arena_array(arena, struct pool_now, fleet->pool_count);
    upkeep->members = arena_array(arena, struct member_now, fleet->member_count);
    upkeep->sums = arena_array(arena, struct member_sums, fleet->member_count);
    upkeep->bin_count = log_bin((scenario->horizon_s - scenario->start_s) / HOUR_S) + 1;
    upkeep->bins = arena_array(arena, uint32_t, (size_t)fleet->member_count * upkeep->bin_count);
    return upkeep;
}

void upkeep_begin(struct upkeep *upkeep, const struct releases *releases)
{
    upkeep->releases = releases;
}

/* ---- Members. */

void upkeep_member_begins(struct upkeep *upkeep, uint32_t member, int64_t at_s)
{
    upkeep->members[member] = (struct member_now){.joined_s = at_s, .upgraded_s = at_s};
}

static void note_gap(struct member_now *now, int64_t at_s)
{
    if (at_s - now->upgraded_s > now->gap_s)
        now->gap_s = at_s - now->upgraded_s;
    now->upgraded_s = at_s;
}

void upkeep_upgraded(struct upkeep *upkeep, uint32_t member, int64_t at_s)
{
    note_gap(&upkeep->members[member], at_s);
    upkeep->sums[member].upgrades++;
}

void upkeep_member_ends(struct upkeep *upkeep, uint32_t member, int64_t at_s)
{
    struct member_now *now = &upkeep->members[member];
    struct member_sums *sums = &upkeep->sums[member];
    note_gap(now, at_s);
    sums->gap_s += now->gap_s;
    sums->present_s += at_s - now->joined_s;
    sums->age_max_s += now->age_max_s;
    if (now->age_max_s > sums->age_peak_s)
        sums->age_peak_s = now->age_max_s;
}

/* ---- Pools. */

void upkeep_pool_begins(struct upkeep *upkeep, const struct upkeep_pool *of, int64_t at_s)
{
    upkeep->pools[of->index] = (struct pool_now){.since_s = at_s, .from_s = at_s};
}

void upkeep_pool_goes_on(struct upkeep *upkeep, const struct upkeep_pool *from,
                         const struct upkeep_pool *to)
{
    upkeep->pools[to->index] = upkeep->pools[from->index];
}

/* The images of the pool's family that are newer than `image`: [*first, *end) of releases.images,
 * which are sorted by version. */
static void newer_images(const struct releases *releases, const struct upkeep_pool *of,
                         uint64_t image, size_t *first, size_t *end)
{
    uint32_t family = of->pool->image_family;
    *first = *end = 0;
    if (releases->image_count == 0 || family == NONE)
        return;
    size_t low = releases->family_first[family], high = releases->family_first[family + 1];
    *end = high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (releases->images[middle].version <= image)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
}

static int64_t arrival(const struct image_release *image, uint32_t region)
{
    return region == NONE ? image->published_s : image->region_s[region];
}

/* From when on a newer image than `image` is in the pool's region. */
static int64_t exposed_from(const struct releases *releases, const struct upkeep_pool *of,
                            uint64_t image)
{
    int64_t from_s = INSTANT_NEVER;
    size_t first, end;
    newer_images(releases, of, image, &first, &end);
    for (size_t i = first; i < end; i++) {
        int64_t at_s = arrival(&releases->images[i], of->region);
        from_s = at_s < from_s ? at_s : from_s;
    }
    return from_s;
}

static void account_exposure(struct upkeep *upkeep, const struct upkeep_pool *of, uint64_t image,
                             int64_t since_s, int64_t until_s)
{
    int64_t from_s = exposed_from(upkeep->releases, of, image);
    from_s = from_s > since_s ? from_s : since_s;
    if (from_s < until_s)
        upkeep->sums[of->member].exposure_s += (until_s - from_s) * of->pool->node_count;
}

static void account_age(struct upkeep *upkeep, const struct upkeep_pool *of, int64_t image_day,
                        int64_t since_s, int64_t until_s)
{
    struct member_sums *sums = &upkeep->sums[of->member];
    int64_t *most_s = &upkeep->members[of->member].age_max_s;
    int64_t young_s = since_s - image_day * DAY_S, old_s = until_s - image_day * DAY_S;
    young_s = young_s > 0 ? young_s : 0; /* an image of a day to come is new */
    old_s = old_s > 0 ? old_s : 0;
    int64_t node_s = (until_s - since_s) * of->pool->node_count;
    double day_s = (double)DAY_S, age_days = (double)(young_s + old_s) / 2 / day_s;
    sums->dated_node_s += node_s;
    sums->age += llround((double)node_s / day_s * age_days * AGE_PARTS);
    if (old_s > *most_s && of->pool->node_count > 0)
        *most_s = old_s;
}

void upkeep_pool_had(struct upkeep *upkeep, const struct upkeep_pool *of, uint64_t image,
                     int64_t at_s)
{
    struct pool_now *now = &upkeep->pools[of->index];
    int64_t day;
    account_exposure(upkeep, of, image, now->since_s, at_s);
    if (image_version_day(image, &day))
        account_age(upkeep, of, day, now->since_s, at_s);
    now->since_s = at_s;
}

/* One that is passed over before it arrives is none the pool waits for. */
static bool counts(const struct pool_now *now, int64_t arrival_s, int64_t at_s)
{
    return arrival_s > now->from_s && arrival_s <= at_s;
}

void upkeep_pool_moves(struct upkeep *upkeep, const struct upkeep_pool *of, uint64_t before,
                       uint64_t after, int64_t at_s)
{
    const struct pool_now *now = &upkeep->pools[of->index];
    size_t first, end;
    newer_images(upkeep->releases, of, before, &first, &end);
    for (size_t i = first; i < end && upkeep->releases->images[i].version <= after; i++) {
        int64_t arrival_s = arrival(&upkeep->releases->images[i], of->region);
        if (!counts(now, arrival_s, at_s))
            continue;
        uint32_t bin = log_bin((at_s - arrival_s) / HOUR_S);
        upkeep->bins[(size_t)of->member * upkeep->bin_count + bin]++;
        upkeep->sums[of->member].latencies++;
    }
}

void upkeep_pool_is_left(struct upkeep *upkeep, const struct upkeep_pool *of, uint64_t image,
                         int64_t at_s)
{
    const struct pool_now *now = &upkeep->pools[of->index];
    struct member_sums *sums = &upkeep->sums[of->member];
    size_t first, end;
    newer_images(upkeep->releases, of, image, &first, &end);
    for (size_t i = first; i < end; i++) {
        bool unreached = counts(now, arrival(&upkeep->releases->images[i], of->region), at_s);
        sums->latencies += unreached;
        sums->unreached += unreached;
    }
}

/* ---- Results. */

void upkeep_merge(struct upkeep *into, const struct upkeep *from)
{
    uint32_t members = into->scenario->fleet.member_count;
    for (uint32_t i = 0; i < members; i++) {
        struct member_sums *sums = &into->sums[i];
        const struct member_sums *more = &from->sums[i];
        sums->present_s += more->present_s;
        sums->dated_node_s += more->dated_node_s;
        sums->age += more->age;
        sums->age_max_s += more->age_max_s;
        if (more->age_peak_s > sums->age_peak_s)
            sums->age_peak_s = more->age_peak_s;
        sums->exposure_s += more->exposure_s;
        sums->gap_s += more->gap_s;
        sums->upgrades += more->upgrades;
        sums->latencies += more->latencies;
        sums->unreached += more->unreached;
    }
    for (size_t i = 0; i < (size_t)members * into->bin_count; i++)
        into->bins[i] += from->bins[i];
}

static int64_t latency(const struct upkeep *upkeep, uint32_t member, double q)
{
    const struct member_sums *sums = &upkeep->sums[member];
    const uint32_t *bins = &upkeep->bins[(size_t)member * upkeep->bin_count];
    uint64_t below = 0;
    uint32_t bin = 0;
    if (sums->latencies == 0)
        return INT64_MIN;
    size_t rank = quantile_rank(q, sums->latencies);
    if (rank > sums->latencies - sums->unreached)
        return INSTANT_NEVER;
    for (below = bins[0]; below < rank; below += bins[bin])
        bin++;
    return (int64_t)log_bin_low(bin) * HOUR_S;
}

struct campaign_member upkeep_member(const struct upkeep *upkeep, uint32_t member, uint32_t trials)
{
    const struct member_sums *sums = &upkeep->sums[member];
    double n = trials, present_s = sums->present_s > 0 ? (double)sums->present_s : 1;
    double dated_s = sums->dated_node_s > 0 ? (double)sums->dated_node_s : 1;
    double day_s = (double)DAY_S;
    return (struct campaign_member){
        .nodes_mean = (double)sums->dated_node_s / present_s,
        .age_mean_s = llround((double)sums->age / AGE_PARTS * day_s / dated_s * day_s),
        .age_max_s = sums->age_max_s / (int64_t)trials,
        .age_peak_s = sums->age_peak_s,
        .patches_mean = sums->latencies / n,
        .latency_p50_s = latency(upkeep, member, 0.5),
        .latency_p90_s = latency(upkeep, member, 0.9),
        .exposure_node_days_mean = (double)sums->exposure_s / day_s / n,
        .upgrades_per_month_mean = sums->upgrades * day_s * MONTH_DAYS / present_s,
        .longest_gap_s = sums->gap_s / (int64_t)trials};
}
