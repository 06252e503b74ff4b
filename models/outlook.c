#include "models/outlook.h"

#include <stdlib.h>
#include <string.h>

static int compare_instants(const void *a, const void *b)
{
    int64_t first = *(const int64_t *)a, second = *(const int64_t *)b;
    return (first > second) - (first < second);
}

/* The ceil(p n)-th smallest. */
static int64_t quantile(const int64_t *sorted, double p)
{
    uint32_t at = (uint32_t)(p * OUTLOOK_DRAWS + 0.5);
    return sorted[at > 0 ? at - 1 : 0];
}

static int64_t within(const struct scenario *scenario, int64_t at_s)
{
    return at_s <= scenario->horizon_s ? at_s : INSTANT_NEVER;
}

static void fill_certain(const struct scenario *scenario, uint32_t version,
                         struct outlook *outlooks)
{
    for (uint32_t r = 0; r < scenario->fleet.region_count; r++) {
        int64_t at_s = within(scenario, releases_kubernetes_from(&scenario->releases, version, r));
        outlooks[r] = (struct outlook){at_s, at_s, at_s};
    }
}

static void fill_drawn(struct arena *arena, const struct scenario *scenario, uint32_t version,
                       struct outlook *outlooks)
{
    const struct release_plan *plan = scenario->release_plan;
    uint32_t regions = scenario->fleet.region_count;
    struct release_history *history = release_history_create(arena, plan);
    int64_t *at_s = arena_array(arena, int64_t, (size_t)regions * OUTLOOK_DRAWS);
    for (uint32_t trial = 0; trial < OUTLOOK_DRAWS; trial++) {
        releases_draw(plan, scenario->experiment.seed, trial, history);
        for (uint32_t r = 0; r < regions; r++)
            at_s[r * OUTLOOK_DRAWS + trial] =
                within(scenario, releases_kubernetes_from(&history->releases, version, r));
    }
    for (uint32_t r = 0; r < regions; r++) {
        int64_t *of = &at_s[r * OUTLOOK_DRAWS];
        qsort(of, OUTLOOK_DRAWS, sizeof *of, compare_instants);
        outlooks[r] = (struct outlook){quantile(of, 0.1), quantile(of, 0.5), quantile(of, 0.9)};
    }
}

bool outlook_is_to_come(struct arena *arena, const struct scenario *scenario, uint32_t version)
{
    const struct release_plan *plan = scenario->release_plan;
    for (size_t i = 0; i < scenario->releases.kubernetes_count; i++)
        if (scenario->releases.kubernetes[i].version == version)
            return false;
    if (plan == NULL || !plan->future.patches)
        return false;
    struct release_history *history = release_history_create(arena, plan);
    releases_draw(plan, scenario->experiment.seed, 0, history);
    return releases_kubernetes_from(&history->releases, version, NONE) > scenario->start_s;
}

const struct outlook *outlook_kubernetes(struct arena *arena, const struct scenario *scenario,
                                         uint32_t version)
{
    struct outlook *outlooks = arena_array(arena, struct outlook, scenario->fleet.region_count);
    if (scenario->release_plan == NULL)
        fill_certain(scenario, version, outlooks);
    else
        fill_drawn(arena, scenario, version, outlooks);
    return outlooks;
}

/* A region misses an image that is overtaken on its way there; one that is only late it does not.
 * `later` says per region whether a newer image of the family is there within the horizon. */
static bool region_misses(const struct scenario *scenario, int64_t at_s, bool *later)
{
    bool in_time = at_s <= scenario->horizon_s;
    bool misses = at_s == INSTANT_NEVER || (!in_time && *later);
    *later |= in_time;
    return misses;
}

/* From the newest image of each family to the oldest. */
static void count_missed(const struct scenario *scenario, const struct releases *releases,
                         const bool *uses, bool *later, struct outlook_images *images)
{
    const struct fleet *fleet = &scenario->fleet;
    uint32_t family = NONE;
    for (size_t i = releases->image_count; i > 0; i--) {
        const struct image_release *image = &releases->images[i - 1];
        bool used = false, missed = false;
        if (image->family != family)
            memset(later, 0, fleet->region_count * sizeof *later);
        family = image->family;
        if (image->published_s <= scenario->start_s || image->published_s > scenario->horizon_s)
            continue;
        for (uint32_t r = 0; r < fleet->region_count; r++) {
            bool misses = region_misses(scenario, image->region_s[r], &later[r]);
            if (!uses[(size_t)r * fleet->family_count + family])
                continue;
            used = true;
            missed |= misses;
            images->misses[r] |= misses;
        }
        images->published += used;
        images->missed += missed;
    }
}

struct outlook_images outlook_missed_images(struct arena *arena, const struct scenario *scenario,
                                            const bool *uses)
{
    struct outlook_images images = {.misses =
                                        arena_array(arena, bool, scenario->fleet.region_count)};
    bool *later = arena_array(arena, bool, scenario->fleet.region_count);
    const struct release_plan *plan = scenario->release_plan;
    if (plan == NULL) {
        count_missed(scenario, &scenario->releases, uses, later, &images);
        return images;
    }
    struct release_history *history = release_history_create(arena, plan);
    for (uint32_t trial = 0; trial < OUTLOOK_DRAWS; trial++) {
        releases_draw(plan, scenario->experiment.seed, trial, history);
        count_missed(scenario, &history->releases, uses, later, &images);
    }
    images.published /= OUTLOOK_DRAWS;
    images.missed /= OUTLOOK_DRAWS;
    return images;
}
