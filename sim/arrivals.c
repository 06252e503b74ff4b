#include "sim/arrivals.h"

#include "models/random.h"
#include "models/version.h"
#include "sim/parallel.h"

/* What was published earlier is everywhere by the start, or nearly. */
#define RECENT_S (30 * DAY_S)

enum { BLOCK_TRIALS = 64 };

static bool is_aimed_at(const struct scenario *scenario, uint32_t version)
{
    for (uint32_t run = 0; run < scenario->written_run_count; run++)
        if (scenario->runs[run].kubernetes_version == version)
            return true;
    return false;
}

static void list_kubernetes(struct arena *arena, const struct scenario *scenario,
                            struct arrival_release *list, uint32_t *count)
{
    const struct release_plan *plan = scenario->release_plan;
    const struct release_train *train = &plan->kubernetes_train;
    for (uint32_t i = 0; train->rollout != NULL && i < plan->kubernetes_count; i++) {
        uint32_t version = (uint32_t)plan->kubernetes[i].version;
        char text[VERSION_TEXT_SIZE];
        if (!is_aimed_at(scenario, version))
            continue;
        list[(*count)++] =
            (struct arrival_release){.name = arena_strdup(arena, version_format(version, text)),
                                     .rollout = train->rollout,
                                     .entity = entity_hash_pair(train->entity, version),
                                     .kubernetes = version};
    }
}

static bool is_listed(const struct arrival_release *list, uint32_t count, uint64_t entity)
{
    for (uint32_t i = 0; i < count; i++)
        if (list[i].entity == entity)
            return true;
    return false;
}

static void list_images(struct arena *arena, const struct scenario *scenario,
                        struct arrival_release *list, uint32_t *count)
{
    const struct release_plan *plan = scenario->release_plan;
    for (uint32_t i = 0; i < plan->image_count; i++) {
        const struct known_release *known = &plan->images[i];
        const struct release_train *train = &plan->family_trains[known->family];
        uint64_t entity = entity_hash_pair(train->entity, known->version);
        char text[VERSION_TEXT_SIZE];
        if (train->rollout == NULL || known->published_s <= scenario->start_s - RECENT_S ||
            is_listed(list, *count, entity))
            continue;
        image_version_format(known->version, text);
        list[(*count)++] =
            (struct arrival_release){.name = arena_printf(arena, "node images %s", text),
                                     .rollout = train->rollout,
                                     .entity = entity,
                                     .kubernetes = VERSION_UNSET,
                                     .family = known->family,
                                     .image = known->version};
    }
}

/* What the threads share. */
struct looking {
    const struct scenario *scenario;
    const struct arrivals *arrivals;
    uint64_t seed;
    uint32_t *after_s;
    struct release_history **histories; /* per worker */
};

static uint32_t after(const struct scenario *scenario, int64_t at_s)
{
    if (at_s <= scenario->start_s)
        return 0;
    return at_s - scenario->start_s < UINT32_MAX ? (uint32_t)(at_s - scenario->start_s)
                                                 : UINT32_MAX;
}

static void look_up(const struct looking *looking, const struct releases *releases, uint32_t trial)
{
    const struct arrivals *arrivals = looking->arrivals;
    for (uint32_t i = 0; i < arrivals->release_count; i++)
        for (uint32_t region = 0; region < arrivals->region_count; region++) {
            const struct arrival_release *release = &arrivals->releases[i];
            int64_t at_s =
                release->kubernetes != VERSION_UNSET
                    ? releases_kubernetes_from(releases, release->kubernetes, region)
                    : releases_image_from(releases, release->family, release->image, region);
            looking->after_s[((size_t)i * arrivals->region_count + region) * arrivals->trials +
                             trial] = after(looking->scenario, at_s);
        }
}

static void look_up_block(void *context, uint32_t worker, uint32_t first, uint32_t count)
{
    const struct looking *looking = context;
    struct release_history *history = looking->histories[worker];
    for (uint32_t trial = first; trial < first + count; trial++) {
        releases_draw(looking->scenario->release_plan, looking->seed, trial, history);
        look_up(looking, &history->releases, trial);
    }
}

void arrivals_look_up(struct arena *arena, const struct scenario *scenario, uint64_t seed,
                      uint32_t trials, uint32_t jobs, struct arrivals *arrivals)
{
    const struct release_plan *plan = scenario->release_plan;
    *arrivals = (struct arrivals){.region_count = scenario->fleet.region_count, .trials = trials};
    if (plan == NULL)
        return;
    struct arrival_release *list =
        arena_array(arena, struct arrival_release, plan->kubernetes_count + plan->image_count);
    list_kubernetes(arena, scenario, list, &arrivals->release_count);
    list_images(arena, scenario, list, &arrivals->release_count);
    arrivals->releases = list;
    if (arrivals->release_count == 0)
        return;
    struct looking looking = {.scenario = scenario, .arrivals = arrivals, .seed = seed};
    size_t columns = (size_t)arrivals->release_count * arrivals->region_count;
    looking.after_s = arena_array(arena, uint32_t, columns * trials);
    looking.histories = arena_array(arena, struct release_history *, jobs);
    for (uint32_t i = 0; i < jobs; i++)
        looking.histories[i] = release_history_create(arena, plan);
    arrivals->after_s = looking.after_s;
    struct parallel_work work = {.context = &looking, .block = look_up_block};
    parallel_run(&work, jobs, trials, BLOCK_TRIALS);
}

const uint32_t *arrivals_of(const struct arrivals *arrivals, uint32_t release, uint32_t region)
{
    return &arrivals
                ->after_s[((size_t)release * arrivals->region_count + region) * arrivals->trials];
}
