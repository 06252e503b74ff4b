#include "sim/levers.h"

#include "models/instant.h"
#include "models/lever_apply.h"
#include "models/paired.h"
#include "models/sort.h"
#include "sim/lever_list.h"
#include "sim/whatif.h"

#include <string.h>

enum { FORECASTS_MAX = 3 };

/* What is held against each other, per trial. */
struct side {
    const int64_t *finish_s;
    const int64_t **chances; /* 0 or 1, per chance */
};

struct search {
    struct arena *arena;
    const struct scenario *scenario;
    struct experiment_options options; /* of each lever */
    uint32_t chance_count;
    struct side base;
};

static struct side side_of(struct arena *arena, const struct search *search,
                           const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    uint32_t trials = search->options.trials;
    int64_t *finish_s = arena_array(arena, int64_t, trials);
    const int64_t **chances = arena_array(arena, const int64_t *, search->chance_count);
    memcpy(finish_s, forecast->finish_rows, trials * sizeof *finish_s);
    for (uint32_t i = 0; i < search->chance_count; i++) {
        int64_t *values = arena_array(arena, int64_t, trials);
        for (size_t trial = 0; trial < trials; trial++)
            values[trial] = scenario->deadline_count > 0
                                ? forecast->deadline_rows[trial * scenario->deadline_count + i]
                                : forecast->ending_rows[trial] == END_COMPLETED;
        chances[i] = values;
    }
    return (struct side){finish_s, chances};
}

/* ---- What a lever changes. */

static void compare_finishes(struct arena *own, const struct search *search,
                             const struct side *with, struct comparison *comparison)
{
    const struct series series[] = {
        {.metric = "finish",
         .subject = "",
         .values = search->base.finish_s,
         .less_is_better = true},
        {.metric = "finish", .subject = "", .values = with->finish_s, .less_is_better = true}};
    struct series_set sets[2];
    for (int i = 0; i < 2; i++)
        sets[i] = (struct series_set){.scenario = search->scenario,
                                      .trials = search->options.trials,
                                      .list = &series[i],
                                      .count = 1};
    whatif_compare(own, &sets[0], &sets[1], search->options.seed, search->options.jobs, comparison);
}

static struct lever_finish finish_of(const struct comparison *comparison, const char *metric,
                                     const int64_t *sorted, uint32_t trials, double q)
{
    const struct comparison_row *row = comparison_find(comparison, metric, "");
    return (struct lever_finish){.with = quantile_of_sorted(sorted, trials, q),
                                 .known = row->difference_known,
                                 .change_s = row->difference,
                                 .low_known = row->low_known,
                                 .high_known = row->high_known,
                                 .low_s = row->low,
                                 .high_s = row->high};
}

static void fill_finishes(struct arena *own, const struct search *search, const struct side *with,
                          struct lever_outcome *outcome)
{
    uint32_t trials = search->options.trials;
    struct comparison comparison;
    int64_t *sorted = arena_array(own, int64_t, trials);
    memcpy(sorted, with->finish_s, trials * sizeof *sorted);
    sort_instants(sorted, trials, arena_array(own, int64_t, trials));
    compare_finishes(own, search, with, &comparison);
    outcome->p50 = finish_of(&comparison, "finish_p50", sorted, trials, quantile_levels[Q50]);
    outcome->p80 = finish_of(&comparison, "finish_p80", sorted, trials, quantile_levels[Q80]);
}

static struct lever_chance chance_of(const int64_t *base, const int64_t *with, uint32_t trials)
{
    struct mean_difference mean = paired_mean(base, with, trials);
    uint64_t hits = 0;
    for (uint32_t trial = 0; trial < trials; trial++)
        hits += with[trial] != 0;
    return (struct lever_chance){proportion_of(hits, trials), mean.value, mean.low, mean.high};
}

static bool is_simulated(const struct scenario *scenario, uint32_t chance)
{
    return scenario->deadline_count == 0 || scenario->deadlines[chance].at_s <= scenario->horizon_s;
}

static void fill_chances(const struct search *search, const struct side *with,
                         struct lever_outcome *outcome)
{
    struct lever_chance *chances =
        arena_array(search->arena, struct lever_chance, search->chance_count);
    for (uint32_t i = 0; i < search->chance_count; i++) {
        if (!is_simulated(search->scenario, i))
            continue;
        chances[i] = chance_of(search->base.chances[i], with->chances[i], search->options.trials);
        outcome->gains |= chances[i].change > 0;
    }
    outcome->chances = chances;
}

/* By more than a minute; an infinite finish that becomes finite is earlier. */
static bool is_sooner(int64_t base_s, const struct lever_finish *finish)
{
    return finish->known ? finish->change_s < -(double)COMPARISON_EQUAL_S
                         : finish->with.value_s < base_s;
}

static bool brings_forward(struct arena *own, const struct search *search,
                           const struct lever_outcome *outcome)
{
    uint32_t trials = search->options.trials;
    int64_t *sorted = arena_array(own, int64_t, trials);
    memcpy(sorted, search->base.finish_s, trials * sizeof *sorted);
    sort_instants(sorted, trials, arena_array(own, int64_t, trials));
    return is_sooner(sorted[quantile_rank(quantile_levels[Q50], trials) - 1], &outcome->p50) ||
           is_sooner(sorted[quantile_rank(quantile_levels[Q80], trials) - 1], &outcome->p80);
}

/* False: interrupted. */
static bool simulate(struct arena *own, const struct search *search, const struct scenario *changed,
                     struct lever_outcome *outcome)
{
    struct forecast forecast;
    experiment_run(own, changed, &search->options, &forecast);
    if (forecast.interrupted)
        return false;
    struct side with = side_of(own, search, &forecast);
    outcome->trials = search->options.trials;
    fill_finishes(own, search, &with, outcome);
    fill_chances(search, &with, outcome);
    outcome->gains |= brings_forward(own, search, outcome);
    return true;
}

/* ---- Which of them to simulate. */

/* In no history is there any of this on the driving path, and every history has one: taking it away
 * moves no finish. */
static bool never_waits(const struct forecast *forecast, enum driver driver)
{
    if (forecast->drivers == NULL || forecast->ending_all.completed.hits < forecast->trials)
        return false;
    for (uint32_t i = 0; i < forecast->scenario->deadline_count; i++)
        if (forecast->scenario->deadlines[i].coverage > 0)
            return false;
    for (uint32_t i = 0; i < forecast->scenario->track_count; i++)
        if (forecast->drivers[i * DRIVER_COUNT + driver].mean_s > 0)
            return false;
    return true;
}

static bool never_stops(const struct forecast *forecast)
{
    for (uint32_t i = 0; i < forecast->scenario->track_count; i++)
        if (forecast->stops[i].stops.hits > 0)
            return false;
    return true;
}

static bool is_no_hindrance(const struct forecast *forecast, enum lever_on on)
{
    switch (on) {
    case LEVER_FAILURE_LIMITS:
        return never_stops(forecast);
    case LEVER_APPROVALS:
        return never_waits(forecast, DRIVER_APPROVAL);
    case LEVER_SCHEDULED_STARTS:
        return never_waits(forecast, DRIVER_SCHEDULED_GATE);
    case LEVER_WAITS:
        return never_waits(forecast, DRIVER_AFTER_STAGE_WAIT);
    case LEVER_RELEASES:
        return never_waits(forecast, DRIVER_VERSION_NOT_IN_REGION) &&
               never_waits(forecast, DRIVER_IMAGE_NOT_IN_REGION);
    case LEVER_WINDOWS:
        return never_waits(forecast, DRIVER_WINDOW_CLOSED) &&
               never_waits(forecast, DRIVER_WINDOW_MISSED);
    default:
        return false;
    }
}

/* What removes the whole of what this lever acts on; NULL: this one does, or nothing can. */
static const struct lever_outcome *whole_of(const struct lever_outcome *outcomes, uint32_t count,
                                            const struct lever *lever)
{
    for (uint32_t i = 0; i < count; i++)
        if (outcomes[i].lever.kind == LEVER_REMOVED && outcomes[i].lever.on == lever->on &&
            outcomes[i].lever.part == LEVER_ALL)
            return &outcomes[i];
    return NULL;
}

/* NULL: it may gain something. */
static const char *why_not(const struct forecast *forecast, const struct lever_outcome *outcomes,
                           uint32_t count, const struct lever *lever)
{
    const struct lever_outcome *whole = whole_of(outcomes, count, lever);
    if (is_no_hindrance(forecast, lever->on))
        return "in no history it stands in the way";
    return whole != NULL && !whole->gains ? "removed altogether it gains nothing" : NULL;
}

/* False: interrupted. */
static bool try_lever(const struct search *search, struct lever_outcome *outcome)
{
    struct arena own;
    struct scenario changed;
    arena_init(&own, search->arena->exhausted);
    bool whole = !lever_apply(&own, search->scenario, &outcome->lever, &changed) ||
                 simulate(&own, search, &changed, outcome);
    arena_clear(&own);
    return whole;
}

static uint32_t trials_of_each(uint32_t trials, uint32_t levers)
{
    uint64_t each = (uint64_t)FORECASTS_MAX * trials / (levers + 1);
    each = each > LEVER_TRIALS_MIN ? each : LEVER_TRIALS_MIN;
    return each < trials ? (uint32_t)each : trials;
}

bool levers_find(struct arena *arena, const struct scenario *scenario,
                 const struct experiment_options *options, struct forecast *forecast)
{
    const struct lever *levers;
    uint32_t count = lever_list(arena, forecast, &levers);
    struct search search = {.arena = arena,
                            .scenario = scenario,
                            .options = {.jobs = options->jobs,
                                        .trials = trials_of_each(forecast->trials, count),
                                        .seed = options->seed,
                                        .series_only = true,
                                        .version = options->version,
                                        .interrupt = options->interrupt},
                            .chance_count = lever_chance_count(scenario->deadline_count)};
    struct lever_outcome *outcomes = arena_array(arena, struct lever_outcome, count);
    search.base = side_of(arena, &search, forecast);
    for (uint32_t i = 0; i < count; i++) {
        outcomes[i] = (struct lever_outcome){.lever = levers[i],
                                             .words = lever_words(&levers[i]),
                                             .subject = lever_subject(arena, scenario, &levers[i]),
                                             .not_run = why_not(forecast, outcomes, i, &levers[i])};
        if (outcomes[i].not_run == NULL && !try_lever(&search, &outcomes[i]))
            return false;
    }
    forecast->levers = outcomes;
    forecast->lever_count = count;
    return true;
}
