#include "sim/profiles.h"

#include "models/random.h"
#include "models/target.h"
#include "models/version.h"
#include "sim/engine/event_queue.h"

#include <math.h>
#include <string.h>

/* A profile in a history. */
struct profile_now {
    const struct track *track;
    const struct profile *is;
    bool enabled, deleted;
    uint32_t made; /* runs so far */
    uint64_t aim;  /* hash of what its channel aimed at when a release was last published */
};

/* A place for a run. */
struct place {
    struct update_run run;
    struct channel_specification specification;
};

struct profiles {
    const struct scenario *scenario;
    uint64_t seed;
    uint32_t trial;
    struct channel_view view;
    const struct release_history *history;
    uint32_t published; /* so many of its publications are out */
    struct profile_now *list;
    struct place *places;                /* from scenario.written_run_count on */
    struct event_queue triggers;         /* their payload: a profile */
    const bool *families[CHANNEL_COUNT]; /* of images that each channel looks after */
    uint64_t *images;                    /* per family: what an image channel aims at */
    uint32_t without_place;
};

static void create_queue(struct arena *arena, struct profiles *profiles)
{
    uint32_t capacity = profiles->scenario->publications_max * profiles->scenario->profile_count;
    void *memory = arena_alloc(arena, event_queue_size(capacity));
    event_queue_init(&profiles->triggers, memory, capacity);
}

struct profiles *profiles_create(struct arena *arena, const struct scenario *scenario,
                                 uint64_t seed)
{
    struct profiles *profiles = arena_new(arena, struct profiles);
    uint32_t places = scenario->run_count - scenario->written_run_count;
    profiles->scenario = scenario;
    profiles->seed = seed;
    profiles->view.versions_in_use = scenario->versions_in_use;
    profiles->view.versions_in_use_count = scenario->versions_in_use_count;
    profiles->list = arena_array(arena, struct profile_now, scenario->profile_count);
    profiles->places = arena_array(arena, struct place, places);
    profiles->images = arena_array(arena, uint64_t, scenario->fleet.family_count);
    for (int channel = 0; channel < CHANNEL_COUNT; channel++) {
        bool *families = arena_array(arena, bool, scenario->fleet.family_count);
        channel_families((enum channel)channel, &scenario->fleet, families);
        profiles->families[channel] = families;
    }
    for (uint32_t i = 0; i < scenario->profile_count; i++)
        profiles->list[i].track = &scenario->tracks[scenario->written_run_count + i];
    create_queue(arena, profiles);
    return profiles;
}

static bool has_image(const struct profiles *profiles)
{
    for (uint32_t i = 0; i < profiles->scenario->fleet.family_count; i++)
        if (profiles->images[i] != 0)
            return true;
    return false;
}

static const bool *families_of(const struct profiles *profiles, const struct profile_now *now)
{
    return profiles->families[now->is->channel];
}

/* What the channel aims at by now; false when that is nothing. */
static bool aim(struct profiles *profiles, const struct profile_now *now, int64_t now_s,
                struct channel_target *target)
{
    const struct fleet *fleet = &profiles->scenario->fleet;
    *target = (struct channel_target){.fleet = fleet};
    if (channel_upgrade(now->is->channel) != UPGRADE_NODE_IMAGE_ONLY) {
        target->version = channel_version(now->is, &profiles->view, now_s);
        return target->version != VERSION_UNSET;
    }
    channel_images(&profiles->view, families_of(profiles, now), fleet->family_count, now_s,
                   profiles->images);
    target->family_image = profiles->images;
    return has_image(profiles);
}

static uint64_t aim_hash(struct profiles *profiles, const struct profile_now *now, int64_t now_s)
{
    struct channel_target target;
    return aim(profiles, now, now_s, &target) ? channel_specify(now->is, &target).hash : 0;
}

void profiles_reset(struct profiles *profiles, uint32_t trial,
                    const struct release_history *history)
{
    const struct scenario *scenario = profiles->scenario;
    profiles->trial = trial;
    profiles->view.releases = &history->releases;
    profiles->history = history;
    profiles->published = 0;
    profiles->without_place = 0;
    event_queue_clear(&profiles->triggers);
    for (uint32_t i = 0; i < scenario->profile_count; i++) {
        struct profile_now *now = &profiles->list[i];
        now->is = &scenario->profiles[i];
        now->enabled = !now->is->disabled;
        now->deleted = false;
        now->made = 0;
        now->aim = aim_hash(profiles, now, scenario->start_s);
    }
}

static int64_t next_publication(const struct profiles *profiles)
{
    const struct release_history *history = profiles->history;
    return profiles->published < history->publication_count
               ? history->publications[profiles->published].at_s
               : INSTANT_NEVER;
}

int64_t profiles_next(const struct profiles *profiles)
{
    int64_t publication_s = next_publication(profiles);
    int64_t trigger_s = event_queue_next(&profiles->triggers);
    return publication_s < trigger_s ? publication_s : trigger_s;
}

static int64_t draw_delay(const struct profiles *profiles, const struct profile *profile,
                          uint64_t hash)
{
    struct random_address address = {.entity = entity_hash_pair(profile->entity, hash),
                                     .trial = profiles->trial,
                                     .purpose = PURPOSE_TRIGGER_DELAY};
    double u = random_uniforms(profiles->seed, address).u[0];
    double delay_s = distribution_quantile(&profiles->scenario->controller.trigger_delay, u);
    return delay_s > 0 ? (int64_t)llround(delay_s) : 0;
}

/* All that is published at this instant is out; whose aim it changes is triggered. */
static void publish(struct profiles *profiles, int64_t now_s)
{
    while (next_publication(profiles) <= now_s)
        profiles->published++;
    for (uint32_t i = 0; i < profiles->scenario->profile_count; i++) {
        struct profile_now *now = &profiles->list[i];
        uint64_t hash = aim_hash(profiles, now, now_s);
        if (hash == now->aim)
            continue;
        now->aim = hash;
        if (hash != 0)
            event_queue_push(&profiles->triggers, now_s + draw_delay(profiles, now->is, hash), i);
    }
}

/* autoUpgradeImage latestCommon: what all members' regions have, of the families it looks after;
 * false when that is nothing. */
static bool take_common_images(struct profiles *profiles, const struct profile_now *now,
                               int64_t now_s)
{
    const struct fleet *fleet = &profiles->scenario->fleet;
    const struct plan *plan = now->track->plan;
    const bool *families = families_of(profiles, now);
    target_consistent_images(fleet, profiles->view.releases, plan->members, plan->member_count,
                             now_s, profiles->images);
    for (uint32_t i = 0; i < fleet->family_count; i++)
        if (!families[i])
            profiles->images[i] = 0;
    return has_image(profiles);
}

static bool is_made(const struct profiles *profiles, const struct profile_now *now, uint64_t hash)
{
    const struct place *places =
        &profiles->places[now->track->run_first - profiles->scenario->written_run_count];
    for (uint32_t i = 0; i < now->made; i++)
        if (places[i].specification.hash == hash)
            return true;
    return false;
}

static bool needs_support(const struct profiles *profiles, const struct profile *profile,
                          int64_t now_s)
{
    return profile->long_term_support &&
           channel_is_old(profile->target_minor, channel_newest_minor(&profiles->view, now_s));
}

static void fill_place(struct profiles *profiles, struct profile_now *now, uint32_t run,
                       const struct channel_target *target, int64_t now_s)
{
    const struct profile *profile = now->is;
    struct place *place = &profiles->places[run - profiles->scenario->written_run_count];
    place->specification = channel_specify(profile, target);
    place->run =
        (struct update_run){.name = profiles->scenario->runs[run].name,
                            .entity = entity_hash_pair(profile->entity, place->specification.hash),
                            .type = channel_upgrade(profile->channel),
                            .kubernetes_version = target->version,
                            .image_selection = profile->image_selection,
                            .strategy = profile->strategy,
                            .start = RUN_START_PROFILE,
                            .start_s = now_s,
                            .profile = (uint32_t)(now - profiles->list),
                            .linux_only = profile->channel == CHANNEL_SECURITY_PATCH,
                            .needs_long_term_support = needs_support(profiles, profile, now_s)};
}

/* Makes the run for what the channel aims at by now, unless that is nothing, or made already. */
static bool make(struct profiles *profiles, struct profile_now *now, int64_t now_s,
                 struct profile_making *making)
{
    struct channel_target target;
    if (!aim(profiles, now, now_s, &target))
        return false;
    if (target.family_image != NULL && profiles->scenario->controller.latest_common_image &&
        !take_common_images(profiles, now, now_s))
        return false;
    if (is_made(profiles, now, channel_specify(now->is, &target).hash))
        return false;
    if (now->made == now->track->run_count) {
        profiles->without_place++;
        return false;
    }
    uint32_t run = now->track->run_first + now->made++;
    fill_place(profiles, now, run, &target, now_s);
    *making = (struct profile_making){.run = run, .family_image = target.family_image};
    return true;
}

bool profiles_make(struct profiles *profiles, int64_t now_s, struct profile_making *making)
{
    if (next_publication(profiles) <= now_s)
        publish(profiles, now_s);
    struct event trigger;
    while (event_queue_next(&profiles->triggers) <= now_s &&
           event_queue_pop(&profiles->triggers, &trigger)) {
        struct profile_now *now = &profiles->list[trigger.payload];
        if (now->enabled && !now->deleted && make(profiles, now, now_s, making)) {
            making->starts = true;
            return true;
        }
    }
    return false;
}

enum refusal profiles_enable(struct profiles *profiles, uint32_t profile, bool enabled)
{
    struct profile_now *now = &profiles->list[profile];
    if (now->deleted)
        return REFUSAL_NO_PROFILE;
    now->enabled = enabled;
    return REFUSAL_NONE;
}

/* Releases of this very instant come after it, and may trigger it as it is now. */
enum refusal profiles_change(struct profiles *profiles, const struct profile_change *change)
{
    struct profile_now *now = &profiles->list[change->profile];
    if (now->deleted)
        return REFUSAL_NO_PROFILE;
    now->is = &change->to;
    if (change->switches)
        now->enabled = !change->to.disabled;
    now->aim = aim_hash(profiles, now, change->at_s - 1);
    return REFUSAL_NONE;
}

enum refusal profiles_delete(struct profiles *profiles, uint32_t profile)
{
    struct profile_now *now = &profiles->list[profile];
    if (now->deleted)
        return REFUSAL_NO_PROFILE;
    now->deleted = true;
    return REFUSAL_NONE;
}

enum refusal profiles_generate(struct profiles *profiles, uint32_t profile, int64_t now_s,
                               struct profile_making *making)
{
    struct profile_now *now = &profiles->list[profile];
    struct channel_target target;
    *making = (struct profile_making){.run = NONE};
    if (now->deleted)
        return REFUSAL_NO_PROFILE;
    if (!aim(profiles, now, now_s, &target))
        return REFUSAL_NO_AIM;
    make(profiles, now, now_s, making);
    return REFUSAL_NONE;
}

const struct update_run *profiles_run(const struct profiles *profiles, uint32_t run)
{
    return &profiles->places[run - profiles->scenario->written_run_count].run;
}

const struct channel_specification *profiles_specification(const struct profiles *profiles,
                                                           uint32_t run)
{
    return &profiles->places[run - profiles->scenario->written_run_count].specification;
}

uint32_t profiles_latest(const struct profiles *profiles, uint32_t profile)
{
    const struct profile_now *now = &profiles->list[profile];
    return now->made == 0 ? NONE : now->track->run_first + now->made - 1;
}

uint32_t profiles_without_place(const struct profiles *profiles)
{
    return profiles->without_place;
}
