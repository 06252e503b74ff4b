#include "scenarios/places.h"

#include "models/channel.h"
#include "models/version.h"
#include "scenarios/epochs.h"

#include <stdlib.h>

enum { PILOT_HISTORIES = 32, PILOT_SEED = 1, PLACES_TO_SPARE = 4 };

static int compare_versions(const void *a, const void *b)
{
    uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return (first > second) - (first < second);
}

static void list_versions_in_use(struct reader *reader)
{
    struct scenario *scenario = reader->scenario;
    const struct fleet *fleet = &scenario->fleet;
    uint32_t *list = arena_array(reader->arena, uint32_t, fleet->member_count), count = 0;
    for (uint32_t i = 0; i < fleet->member_count; i++)
        list[i] = fleet->members[i].kubernetes_version;
    qsort(list, fleet->member_count, sizeof *list, compare_versions);
    for (uint32_t i = 0; i < fleet->member_count; i++)
        if (list[i] != VERSION_UNSET && (count == 0 || list[count - 1] != list[i]))
            list[count++] = list[i];
    scenario->versions_in_use = list;
    scenario->versions_in_use_count = count;
}

/* What a profile's channels are about in the course of a history. */
struct kinds {
    bool images, kubernetes;
};

static struct kinds kinds_of(const struct reader *reader, uint32_t profile)
{
    bool images =
        channel_upgrade(reader->scenario->profiles[profile].channel) == UPGRADE_NODE_IMAGE_ONLY;
    struct kinds kinds = {images, !images};
    for (uint32_t i = 0; i < reader->changed_profile_count; i++) {
        const struct profile_change *change = &reader->changed_profiles[i].change;
        if (change->profile != profile)
            continue;
        images = channel_upgrade(change->to.channel) == UPGRADE_NODE_IMAGE_ONLY;
        kinds.images |= images;
        kinds.kubernetes |= !images;
    }
    return kinds;
}

/* Instants at which something of one of these kinds is published. */
static uint32_t count_instants(const struct publication *publications, uint32_t publication_count,
                               struct kinds kinds)
{
    uint32_t count = 0;
    int64_t last_s = INT64_MIN;
    for (uint32_t i = 0; i < publication_count; i++) {
        const struct publication *at = &publications[i];
        bool concerned = at->what == PUBLICATION_NODE_IMAGE ? kinds.images : kinds.kubernetes;
        if (!concerned || at->at_s == last_s)
            continue;
        last_s = at->at_s;
        count++;
    }
    return count;
}

/* Where releases are drawn, half as many again as the most of a few histories, and some: the most
 * there can ever be would take far more memory than any history fills. */
static uint32_t count_drawn(struct reader *reader, struct kinds kinds)
{
    const struct release_plan *plan = reader->scenario->release_plan;
    struct release_history *history = release_history_create(reader->scratch, plan);
    uint32_t most = 0;
    for (uint32_t trial = 0; trial < PILOT_HISTORIES; trial++) {
        releases_draw(plan, PILOT_SEED, trial, history);
        uint32_t count = count_instants(history->publications, history->publication_count, kinds);
        most = count > most ? count : most;
    }
    return most + most / 2 + PLACES_TO_SPARE;
}

static uint32_t count_generated(const struct reader *reader, uint32_t profile)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < reader->asked_count; i++)
        count +=
            reader->asked[i].kind == OPERATION_GENERATE_RUN && reader->asked[i].profile == profile;
    return count;
}

/* As many runs as releases can trigger and people ask for; at least one, so that there is no track
 * without runs. */
static uint32_t places_of(struct reader *reader, uint32_t index)
{
    const struct scenario *scenario = reader->scenario;
    struct kinds kinds = kinds_of(reader, index);
    uint32_t count =
        scenario->release_plan != NULL
            ? count_drawn(reader, kinds)
            : count_instants(scenario->publications, scenario->publication_count, kinds);
    count += count_generated(reader, index);
    count += count == 0;
    return count < PROFILE_RUNS_MAX ? count : PROFILE_RUNS_MAX;
}

struct additions {
    struct reader *reader;
    const uint32_t *places; /* per profile */
    struct update_run *runs;
    struct plan *plans;
    struct run_plans *run_plans;
    struct track *tracks;
    uint32_t run_count, track_count;
};

static void add_written(struct additions *additions)
{
    const struct scenario *scenario = additions->reader->scenario;
    for (uint32_t i = 0; i < scenario->written_run_count; i++) {
        additions->runs[i] = scenario->runs[i];
        additions->plans[i] = scenario->plans[i];
        additions->run_plans[i] = scenario->run_plans[i];
        additions->tracks[i] = (struct track){.name = scenario->runs[i].name,
                                              .type = scenario->runs[i].type,
                                              .profile = NONE,
                                              .run_first = i,
                                              .run_count = 1,
                                              .plan = &additions->plans[i]};
    }
    additions->run_count = additions->track_count = scenario->written_run_count;
}

static void add_profile(struct additions *additions, uint32_t index)
{
    struct reader *reader = additions->reader;
    const struct scenario *scenario = reader->scenario;
    const struct profile *profile = &scenario->profiles[index];
    uint32_t first = additions->run_count, places = additions->places[index];
    struct kinds kinds = kinds_of(reader, index);
    const struct update_run made = {.start = RUN_START_PROFILE, .profile = index};
    epochs_plan(reader, &made, INSTANT_NEVER,
                arena_printf(reader->scratch, "/autoUpgradeProfiles/%u", index),
                &additions->run_plans[first], &additions->plans[first]);
    for (uint32_t i = 0; i < places; i++) {
        additions->plans[first + i] = additions->plans[first];
        additions->run_plans[first + i] = additions->run_plans[first];
        additions->runs[first + i] =
            (struct update_run){.name = arena_printf(reader->arena, "%s#%u", profile->name, i + 1),
                                .type = channel_upgrade(profile->channel),
                                .image_selection = profile->image_selection,
                                .strategy = profile->strategy,
                                .start = RUN_START_PROFILE,
                                .profile = index};
    }
    additions->tracks[additions->track_count++] =
        (struct track){.name = profile->name,
                       .type = channel_upgrade(profile->channel),
                       .profile = index,
                       .run_first = first,
                       .run_count = places,
                       .plan = &additions->plans[first],
                       .changes_type = kinds.images && kinds.kubernetes};
    additions->run_count += places;
}

void places_add(struct reader *reader)
{
    struct scenario *scenario = reader->scenario;
    scenario->written_run_count = scenario->run_count;
    scenario->publications_max = scenario->release_plan == NULL
                                     ? scenario->publication_count
                                     : release_plan_publications_max(scenario->release_plan);
    list_versions_in_use(reader);
    uint32_t runs = scenario->run_count, tracks = scenario->run_count + scenario->profile_count;
    uint32_t *places = arena_array(reader->scratch, uint32_t, scenario->profile_count);
    for (uint32_t i = 0; i < scenario->profile_count; i++)
        runs += places[i] = places_of(reader, i);
    struct additions additions = {.reader = reader,
                                  .places = places,
                                  .runs = arena_array(reader->arena, struct update_run, runs),
                                  .plans = arena_array(reader->arena, struct plan, runs),
                                  .run_plans = arena_array(reader->arena, struct run_plans, runs),
                                  .tracks = arena_array(reader->arena, struct track, tracks)};
    add_written(&additions);
    for (uint32_t i = 0; i < scenario->profile_count; i++)
        add_profile(&additions, i);
    scenario->runs = additions.runs;
    scenario->plans = additions.plans;
    scenario->run_plans = additions.run_plans;
    scenario->run_count = additions.run_count;
    scenario->tracks = additions.tracks;
    scenario->track_count = additions.track_count;
}
