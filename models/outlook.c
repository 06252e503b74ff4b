#include "models/outlook.h"

#include <stdlib.h>

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
