#include "models/target.h"

#include "models/state.h"
#include "models/surge.h"
#include "models/version.h"

#include <assert.h>
#include <string.h>

enum { IMAGE_VALID_DAYS = 90, POOLS_IN_MASK = 64 };

/* What a run means for one pool at an instant. */
struct pool_aim {
    bool version_behind;
    bool image_behind;
    bool image_not_found;
    uint64_t image;  /* the image it has after an upgrade */
    uint64_t wanted; /* the image the run wants of it; 0: none, or none is there yet */
    bool chosen; /* `image` was chosen for the run; else it is the newest, or what the pool has */
    bool awaits; /* its family has images, but none in its region yet */
};

static bool family_known(const struct releases *releases, uint32_t family)
{
    return releases->image_count > 0 &&
           releases->family_first[family] < releases->family_first[family + 1];
}

/* Consistent and Custom: what the run chose, in any region. */
static void aim_at_chosen(const struct target *target, uint32_t family, struct pool_aim *aim)
{
    assert(target->family_image);
    aim->image = target->family_image[family];
    aim->chosen = aim->image != 0;
    aim->image_not_found = aim->image == 0;
}

/* Latest: the newest in the region now. */
static void aim_at_newest(const struct target *target, uint32_t family, uint32_t region,
                          int64_t now_s, struct pool_aim *aim)
{
    aim->image = releases_image_newest(target->releases, family, region, now_s);
    aim->awaits = aim->image == 0;
}

/* R10. `has` is the pool's image now. A pool whose family is not known is outdated until it was
 * upgraded once. */
static void aim_image(const struct target *target, const struct pool *pool, uint32_t region,
                      int64_t now_s, uint64_t has, struct pool_aim *aim)
{
    bool latest = target->run->image_selection == IMAGE_LATEST;
    if ((latest || target->run->image_selection == IMAGE_CHANNEL) && pool->from_snapshot) {
        aim->image = has;
        return;
    }
    if (pool->image_family == NONE ||
        (latest && !family_known(target->releases, pool->image_family)))
        aim->image = has == 0 ? IMAGE_NEWEST : has;
    else if (latest)
        aim_at_newest(target, pool->image_family, region, now_s, aim);
    else
        aim_at_chosen(target, pool->image_family, aim);
    aim->wanted = aim->image;
    aim->image_behind = has < aim->image || has == 0;
    aim->image = aim->image_behind ? aim->image : has;
}

/* Custom leaves pools of families that it does not list alone, their Kubernetes version too (R10).
 */
static bool left_alone(const struct target *target, const struct pool *pool)
{
    if (target->run->linux_only && pool->windows)
        return true;
    bool custom = target->run->image_selection == IMAGE_CUSTOM ||
                  target->run->image_selection == IMAGE_CHANNEL;
    return custom && pool->image_family != NONE && target->family_image[pool->image_family] == 0;
}

static struct pool_aim aim_pool(const struct target *target, const struct cluster_state *state,
                                const struct member *member, uint32_t index, int64_t now_s)
{
    const struct pool *pool = &target->fleet->pools[index];
    struct pool_aim aim = {.image = state->pool_image[index]};
    if (left_alone(target, pool))
        return aim;
    aim.version_behind = target->run->type == UPGRADE_FULL &&
                         state->pool_version[index] < target->run->kubernetes_version;
    aim_image(target, pool, member->region, now_s, state->pool_image[index], &aim);
    return aim;
}

static bool control_plane_behind(const struct update_run *run, uint32_t version)
{
    return run->type != UPGRADE_NODE_IMAGE_ONLY && version < run->kubernetes_version;
}

static bool steps_too_far(const struct target *target, const struct member *member, uint32_t from,
                          uint32_t to)
{
    return !support_lets_cross(target->support, from, to, member->long_term_support);
}

/* R11. Of Latest too: in a region that newer images do not reach, the newest one grows old. */
static bool has_expired(const struct target *target, uint32_t family, uint64_t image, int64_t now_s)
{
    if (!target->expired_image_fails || family == NONE || image == 0)
        return false;
    int64_t published_s = releases_image_published(target->releases, family, image);
    return published_s != INT64_MIN && now_s - published_s > IMAGE_VALID_DAYS * DAY_S;
}

/* The first image of the family to reach the region. */
static int64_t earliest_arrival(const struct releases *releases, uint32_t family, uint32_t region)
{
    int64_t earliest_s = INSTANT_NEVER;
    for (size_t i = releases->family_first[family]; i < releases->family_first[family + 1]; i++) {
        int64_t at_s = releases_image_from(releases, family, releases->images[i].version, region);
        earliest_s = at_s < earliest_s ? at_s : earliest_s;
    }
    return earliest_s;
}

/* What a pool that has to move needs in its region, and whether its image is too old. */
static void need_image(const struct target *target, const struct member *member, uint32_t family,
                       const struct pool_aim *aim, int64_t now_s, struct standing *standing)
{
    int64_t from_s = INT64_MIN;
    if (aim->awaits)
        from_s = earliest_arrival(target->releases, family, member->region);
    else if (aim->chosen && aim->image_behind)
        from_s = releases_image_from(target->releases, family, aim->image, member->region);
    if (from_s > standing->image_from_s)
        standing->image_from_s = from_s;
    if (aim->image_behind && has_expired(target, family, aim->image, now_s))
        standing->failure = REASON_NODE_IMAGE_EXPIRED;
}

/* Pools: at target or not, what they need, and which are to be upgraded. True when a version is
 * behind. */
static bool stand_pools(const struct target *target, const struct cluster_state *state,
                        const struct member *member, int64_t now_s, struct standing *standing)
{
    bool version_behind = false;
    for (uint32_t i = 0; i < member->pool_count; i++) {
        uint32_t index = member->pool_first + i;
        struct pool_aim aim = aim_pool(target, state, member, index, now_s);
        standing->image_not_found |= aim.image_not_found;
        if (!aim.version_behind && !aim.image_behind)
            continue;
        version_behind |= aim.version_behind;
        standing->at_target = false;
        if (i < POOLS_IN_MASK)
            standing->work.pool_mask |= UINT64_C(1) << i;
        if (pool_is_too_large(&target->fleet->pools[index]))
            standing->failure = REASON_POOL_TOO_LARGE;
        need_image(target, member, target->fleet->pools[index].image_family, &aim, now_s, standing);
    }
    standing->work.pools = &target->fleet->pools[member->pool_first];
    standing->work.pool_count = member->pool_count;
    return version_behind;
}

static uint16_t failure_of(const struct target *target, const struct member *member,
                           uint32_t control_plane, const struct standing *standing)
{
    if (standing->at_target)
        return REASON_NONE;
    if (member->stopped)
        return REASON_CLUSTER_STOPPED;
    if (target->run->needs_long_term_support && !member->long_term_support)
        return REASON_LTS_NOT_ENABLED;
    if (standing->work.control_plane &&
        steps_too_far(target, member, control_plane, target->run->kubernetes_version))
        return REASON_MINOR_VERSION_SKEW;
    return standing->failure;
}

static bool is_windows_only(const struct target *target, const struct member *member)
{
    for (uint32_t i = 0; i < member->pool_count; i++)
        if (!target->fleet->pools[member->pool_first + i].windows)
            return false;
    return true;
}

/* What the run of a profile skips where a run of people would upgrade or fail (R12, R37, R38). */
static uint16_t skip_of_profile(const struct target *target, const struct member *member,
                                uint32_t control_plane, const struct standing *standing,
                                int64_t now_s)
{
    const struct update_run *run = target->run;
    if (!support_holds(target->support, control_plane, member->long_term_support, now_s) &&
        !run->needs_long_term_support)
        return REASON_OUT_OF_SUPPORT;
    if (standing->work.control_plane &&
        steps_too_far(target, member, control_plane, run->kubernetes_version))
        return REASON_MINOR_VERSION_SKIP;
    return REASON_NONE;
}

/* R16: why the member is skipped. */
static uint16_t skip_of(const struct target *target, const struct member *member,
                        uint32_t control_plane, const struct standing *standing, int64_t now_s)
{
    bool profile = target->run->start == RUN_START_PROFILE;
    if (target->run->linux_only && is_windows_only(target, member))
        return REASON_WINDOWS_POOL_SKIPPED;
    if (standing->at_target)
        return REASON_ALREADY_AT_TARGET;
    if (standing->image_not_found)
        return REASON_CONSISTENT_IMAGE_NOT_FOUND;
    return profile ? skip_of_profile(target, member, control_plane, standing, now_s) : REASON_NONE;
}

struct standing target_standing(const struct target *target, const struct cluster_state *state,
                                uint32_t member, int64_t now_s)
{
    const struct update_run *run = target->run;
    const struct member *of = &target->fleet->members[member];
    uint32_t control_plane = state->control_plane[member];
    bool behind = control_plane_behind(run, control_plane);
    struct standing standing = {.at_target = !behind,
                                .failure = REASON_NONE,
                                .kubernetes_from_s = INT64_MIN,
                                .image_from_s = INT64_MIN,
                                .work = {.type = run->type, .control_plane = behind}};
    if (run->type != UPGRADE_CONTROL_PLANE_ONLY)
        behind |= stand_pools(target, state, of, now_s, &standing);
    if (behind)
        standing.kubernetes_from_s =
            releases_kubernetes_from(target->releases, run->kubernetes_version, of->region);
    standing.failure = failure_of(target, of, control_plane, &standing);
    standing.skip = skip_of(target, of, control_plane, &standing, now_s);
    return standing;
}

/* ---- What messages name. */

static const char *family_of(const struct fleet *fleet, const struct pool *pool)
{
    return pool->image_family == NONE ? NULL : fleet->families[pool->image_family];
}

/* A pool that the run aims at and has nothing to do in. Of a Full run both its version and its
 * image are at target; the version is what the run is about. */
static bool note_left_alone(const struct target *target, const struct cluster_state *state,
                            uint32_t index, const struct pool_aim *aim, struct pool_note *note)
{
    if (aim->version_behind || aim->image_behind || aim->wanted == 0)
        return false;
    const struct pool *pool = &target->fleet->pools[index];
    bool image = target->run->type == UPGRADE_NODE_IMAGE_ONLY;
    *note = (struct pool_note){.pool = pool->name,
                               .family = family_of(target->fleet, pool),
                               .image = image,
                               .has = image ? state->pool_image[index] : state->pool_version[index],
                               .wanted = image ? aim->wanted : target->run->kubernetes_version};
    return true;
}

struct target_note target_left_alone(const struct target *target, const struct cluster_state *state,
                                     uint32_t member, int64_t now_s, struct pool_note *room)
{
    const struct update_run *run = target->run;
    const struct member *of = &target->fleet->members[member];
    struct target_note left = {.pools = room};
    left.control_plane = run->type != UPGRADE_NODE_IMAGE_ONLY &&
                         !control_plane_behind(run, state->control_plane[member]);
    for (uint32_t i = 0; run->type != UPGRADE_CONTROL_PLANE_ONLY && i < of->pool_count; i++) {
        uint32_t index = of->pool_first + i;
        struct pool_aim aim = aim_pool(target, state, of, index, now_s);
        left.pool_count += note_left_alone(target, state, index, &aim, &room[left.pool_count]);
    }
    return left;
}

static bool is_awaited(const struct target *target, const struct member *member, uint32_t family,
                       const struct pool_aim *aim, int64_t now_s)
{
    if (aim->awaits)
        return true;
    return aim->chosen && aim->image_behind &&
           releases_image_from(target->releases, family, aim->image, member->region) > now_s;
}

struct target_note target_awaited(const struct target *target, const struct cluster_state *state,
                                  uint32_t member, int64_t now_s, struct pool_note *room)
{
    const struct member *of = &target->fleet->members[member];
    struct target_note awaited = {.pools = room};
    for (uint32_t i = 0; i < of->pool_count; i++) {
        uint32_t index = of->pool_first + i;
        const struct pool *pool = &target->fleet->pools[index];
        struct pool_aim aim = aim_pool(target, state, of, index, now_s);
        if (!is_awaited(target, of, pool->image_family, &aim, now_s))
            continue;
        room[awaited.pool_count++] = (struct pool_note){.pool = pool->name,
                                                        .family = family_of(target->fleet, pool),
                                                        .image = true,
                                                        .has = state->pool_image[index],
                                                        .wanted = aim.wanted};
    }
    return awaited;
}

void target_reached(const struct target *target, struct cluster_state *state, uint32_t member,
                    int64_t began_s)
{
    const struct update_run *run = target->run;
    const struct member *of = &target->fleet->members[member];
    if (control_plane_behind(run, state->control_plane[member]))
        state->control_plane[member] = run->kubernetes_version;
    if (run->type == UPGRADE_CONTROL_PLANE_ONLY)
        return;
    for (uint32_t index = of->pool_first; index < of->pool_first + of->pool_count; index++) {
        struct pool_aim aim = aim_pool(target, state, of, index, began_s);
        if (aim.version_behind)
            state->pool_version[index] = run->kubernetes_version;
        state->pool_image[index] = aim.image;
    }
}

void cluster_state_allocate(struct arena *arena, struct cluster_state *state,
                            const struct fleet *fleet)
{
    *state =
        (struct cluster_state){.control_plane = arena_array(arena, uint32_t, fleet->member_count),
                               .pool_version = arena_array(arena, uint32_t, fleet->pool_count),
                               .pool_image = arena_array(arena, uint64_t, fleet->pool_count)};
}

void cluster_state_copy(struct cluster_state *to, const struct cluster_state *from,
                        const struct fleet *fleet)
{
    memcpy(to->control_plane, from->control_plane, fleet->member_count * sizeof *to->control_plane);
    memcpy(to->pool_version, from->pool_version, fleet->pool_count * sizeof *to->pool_version);
    memcpy(to->pool_image, from->pool_image, fleet->pool_count * sizeof *to->pool_image);
}

void cluster_state_init(struct cluster_state *state, const struct fleet *fleet)
{
    for (uint32_t m = 0; m < fleet->member_count; m++) {
        const struct member *member = &fleet->members[m];
        state->control_plane[m] = member->kubernetes_version;
        for (uint32_t i = member->pool_first; i < member->pool_first + member->pool_count; i++) {
            const struct pool *pool = &fleet->pools[i];
            state->pool_version[i] = pool->kubernetes_version == VERSION_UNSET
                                         ? member->kubernetes_version
                                         : pool->kubernetes_version;
            state->pool_image[i] = pool->image_version;
        }
    }
}

/* Images of different families have no order: then the new one is what the pool has. */
static uint64_t image_after(const struct pool *before, const struct pool *after, uint64_t image)
{
    bool later = after->image_version > image;
    return before->image_family != after->image_family || later ? after->image_version : image;
}

static void change_pool(struct cluster_state *state, const struct fleet *fleet,
                        const struct pool_origin *origin, uint32_t index, uint32_t control_plane)
{
    const struct pool *pool = &fleet->pools[index];
    bool fresh = origin->from == NONE;
    uint32_t version = pool->kubernetes_version;
    state->pool_version[index] = fresh ? control_plane : state->pool_version[origin->from];
    state->pool_image[index] = fresh ? pool->image_version : state->pool_image[origin->from];
    if (version != VERSION_UNSET &&
        (fresh || (origin->version_given && version > state->pool_version[index])))
        state->pool_version[index] = version;
    if (!fresh && origin->image_given)
        state->pool_image[index] =
            image_after(&fleet->pools[origin->from], pool, state->pool_image[index]);
}

void cluster_state_change(struct cluster_state *state, const struct fleet *fleet,
                          const struct member_change *change)
{
    const struct member *member = &fleet->members[change->member];
    uint32_t *control_plane = &state->control_plane[change->member];
    if (change->version_given && member->kubernetes_version > *control_plane)
        *control_plane = member->kubernetes_version;
    for (uint32_t i = 0; i < member->pool_count; i++)
        change_pool(state, fleet, &change->pools[i], member->pool_first + i, *control_plane);
}

/* ---- Consistent images. While they are sought, family_image holds places in releases.images,
 * counted from 1; 0: none is left. */

static bool is_in_region(const struct releases *releases, uint64_t place, uint32_t region,
                         int64_t now_s)
{
    const struct image_release *image = &releases->images[place - 1];
    return (region == NONE ? image->published_s : image->region_s[region]) <= now_s;
}

static bool is_newer(const struct image_release *a, const struct image_release *b)
{
    return a->published_s != b->published_s ? a->published_s > b->published_s
                                            : a->version > b->version;
}

/* The newest image of the family that is older than the one at `place`; with 0 the newest of all.
 * Newest is by publication (R36). */
static uint64_t next_older(const struct releases *releases, uint32_t family, uint64_t place)
{
    uint64_t found = 0;
    for (size_t i = releases->family_first[family]; i < releases->family_first[family + 1]; i++) {
        const struct image_release *image = &releases->images[i];
        if (place > 0 && !is_newer(&releases->images[place - 1], image))
            continue;
        if (found == 0 || is_newer(image, &releases->images[found - 1]))
            found = i + 1;
    }
    return found;
}

/* Of the families that this member has, the newest; those that nobody has stay without. */
static void begin_families(const struct fleet *fleet, const struct releases *releases,
                           uint32_t member, uint64_t *place)
{
    const struct member *of = &fleet->members[member];
    for (uint32_t i = of->pool_first; i < of->pool_first + of->pool_count; i++) {
        uint32_t family = fleet->pools[i].image_family;
        if (family != NONE && place[family] == 0)
            place[family] = next_older(releases, family, 0);
    }
}

/* Steps down to what this member's regions have. True when something changed. */
static bool step_down(const struct fleet *fleet, const struct releases *releases, uint32_t member,
                      int64_t now_s, uint64_t *place)
{
    const struct member *of = &fleet->members[member];
    bool changed = false;
    for (uint32_t i = of->pool_first; i < of->pool_first + of->pool_count; i++) {
        uint32_t family = fleet->pools[i].image_family;
        if (family == NONE)
            continue;
        while (place[family] > 0 && !is_in_region(releases, place[family], of->region, now_s)) {
            place[family] = next_older(releases, family, place[family]);
            changed = true;
        }
    }
    return changed;
}

void target_consistent_images(const struct fleet *fleet, const struct releases *releases,
                              const uint32_t *members, uint32_t member_count, int64_t now_s,
                              uint64_t *family_image)
{
    if (releases->image_count == 0) {
        memset(family_image, 0, fleet->family_count * sizeof *family_image);
        return;
    }
    memset(family_image, 0, fleet->family_count * sizeof *family_image);
    for (uint32_t i = 0; i < member_count; i++)
        begin_families(fleet, releases, members[i], family_image);
    /* An older image may be missing where a newer one is not: until a whole pass changes nothing.
     * Each pass but the last steps at least one family down, so there are at most image_count + 1.
     */
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 0; i < member_count; i++)
            changed |= step_down(fleet, releases, members[i], now_s, family_image);
    }
    for (uint32_t f = 0; f < fleet->family_count; f++)
        family_image[f] = family_image[f] == 0 ? 0 : releases->images[family_image[f] - 1].version;
}
