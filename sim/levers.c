#include "sim/levers.h"

#include "models/instant.h"
#include "models/lever_apply.h"
#include "models/paired.h"
#include "models/sort.h"
#include "sim/whatif.h"

#include <string.h>

enum { FORECASTS_MAX = 3 };

/* A removed lever, and its eased one if that is known to gain less. */
static const struct lever levers[] = {
    {LEVER_REMOVED, LEVER_FAILURES},    {LEVER_EASED, LEVER_FAILURES},
    {LEVER_REMOVED, LEVER_WAITS},       {LEVER_EASED, LEVER_WAITS},
    {LEVER_REMOVED, LEVER_CONCURRENCY}, {LEVER_EASED, LEVER_CONCURRENCY},
    {LEVER_REMOVED, LEVER_WINDOWS},     {LEVER_EASED, LEVER_WINDOWS},
};
enum { LEVER_COUNT = sizeof levers / sizeof *levers };

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

/* ---- Which levers there are. */

static const struct lever_outcome *removed_of(const struct lever_outcome *outcomes, uint32_t count,
                                              const struct lever *lever)
{
    for (uint32_t i = 0; i < count; i++)
        if (outcomes[i].lever.kind == LEVER_REMOVED && outcomes[i].lever.on == lever->on)
            return &outcomes[i];
    return NULL;
}

/* False: interrupted. *outcome is filled in unless the scenario lacks what the lever acts on. */
static bool try_lever(const struct search *search, const struct lever_outcome *before,
                      uint32_t before_count, struct lever_outcome *outcome, bool *acts)
{
    struct arena own;
    struct scenario changed;
    bool whole = true;
    const struct lever_outcome *removed = outcome->lever.kind == LEVER_EASED
                                              ? removed_of(before, before_count, &outcome->lever)
                                              : NULL;
    arena_init(&own, search->arena->exhausted);
    *acts = lever_apply(&own, search->scenario, &outcome->lever, &changed);
    if (*acts && removed != NULL && !removed->gains)
        outcome->not_run = "removed altogether it gains nothing";
    else if (*acts)
        whole = simulate(&own, search, &changed, outcome);
    arena_clear(&own);
    return whole;
}

static uint32_t trials_of_each(uint32_t trials)
{
    uint64_t each = (uint64_t)FORECASTS_MAX * trials / LEVER_COUNT;
    each = each > LEVER_TRIALS_MIN ? each : LEVER_TRIALS_MIN;
    return each < trials ? (uint32_t)each : trials;
}

bool levers_find(struct arena *arena, const struct scenario *scenario,
                 const struct experiment_options *options, struct forecast *forecast)
{
    struct search search = {.arena = arena,
                            .scenario = scenario,
                            .options = {.jobs = options->jobs,
                                        .trials = trials_of_each(forecast->trials),
                                        .seed = options->seed,
                                        .series_only = true,
                                        .version = options->version,
                                        .interrupt = options->interrupt},
                            .chance_count =
                                scenario->deadline_count > 0 ? scenario->deadline_count : 1};
    struct lever_outcome *outcomes = arena_array(arena, struct lever_outcome, LEVER_COUNT);
    uint32_t count = 0;
    search.base = side_of(arena, &search, forecast);
    for (uint32_t i = 0; i < LEVER_COUNT; i++) {
        bool acts;
        outcomes[count] = (struct lever_outcome){
            .lever = levers[i], .words = lever_words(&levers[i]), .subject = ""};
        if (!try_lever(&search, outcomes, count, &outcomes[count], &acts))
            return false;
        count += acts;
    }
    forecast->levers = outcomes;
    forecast->lever_count = count;
    return true;
}
