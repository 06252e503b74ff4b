#include "models/lever_releases.h"

#include <string.h>

/* A row of regions that all have it at one instant; NULL: they do already. */
static const int64_t *everywhere(struct arena *arena, uint32_t regions, int64_t at_s,
                                 const int64_t *region_s)
{
    bool late = false;
    for (uint32_t r = 0; r < regions; r++)
        late |= region_s[r] > at_s;
    if (!late)
        return NULL;
    int64_t *row = arena_array(arena, int64_t, regions);
    for (uint32_t r = 0; r < regions; r++)
        row[r] = at_s;
    return row;
}

static bool spread_kubernetes(struct arena *arena, uint32_t regions, struct releases *releases)
{
    struct kubernetes_release *list =
        arena_array(arena, struct kubernetes_release, releases->kubernetes_count);
    bool any = false;
    for (size_t i = 0; i < releases->kubernetes_count; i++) {
        list[i] = releases->kubernetes[i];
        const int64_t *row = everywhere(arena, regions, list[i].published_s, list[i].region_s);
        list[i].region_s = row != NULL ? row : list[i].region_s;
        any |= row != NULL;
    }
    releases->kubernetes = list;
    return any;
}

static bool spread_images(struct arena *arena, uint32_t regions, struct releases *releases)
{
    struct image_release *list = arena_array(arena, struct image_release, releases->image_count);
    bool any = false;
    for (size_t i = 0; i < releases->image_count; i++) {
        list[i] = releases->images[i];
        const int64_t *row = everywhere(arena, regions, list[i].published_s, list[i].region_s);
        list[i].region_s = row != NULL ? row : list[i].region_s;
        any |= row != NULL;
    }
    releases->images = list;
    return any;
}

static const struct known_release *without_ways(struct arena *arena,
                                                const struct known_release *known, uint32_t count)
{
    struct known_release *list = arena_array(arena, struct known_release, count);
    for (uint32_t i = 0; i < count; i++) {
        list[i] = known[i];
        list[i].region_s = NULL;
    }
    return list;
}

static const struct release_plan *without_rollout(struct arena *arena,
                                                  const struct release_plan *was)
{
    struct release_plan *plan = arena_new(arena, struct release_plan);
    struct release_train *trains = arena_array(arena, struct release_train, was->family_count);
    *plan = *was;
    plan->kubernetes = without_ways(arena, was->kubernetes, was->kubernetes_count);
    plan->images = without_ways(arena, was->images, was->image_count);
    plan->kubernetes_train.rollout = NULL;
    for (uint32_t i = 0; i < was->family_count; i++) {
        trains[i] = was->family_trains[i];
        trains[i].rollout = NULL;
    }
    plan->family_trains = trains;
    return plan;
}

bool lever_releases_everywhere(struct arena *arena, struct scenario *scenario)
{
    uint32_t regions = scenario->places.region_count;
    bool any = spread_kubernetes(arena, regions, &scenario->releases);
    any |= spread_images(arena, regions, &scenario->releases);
    if (scenario->release_plan == NULL)
        return any;
    scenario->release_plan = without_rollout(arena, scenario->release_plan);
    return true;
}
