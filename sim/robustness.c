#include "sim/robustness.h"

#include "models/instant.h"
#include "models/sort.h"
#include "sim/whatif.h"

#include <string.h>

struct search {
    struct arena *arena;
    const struct scenario *scenario;
    const struct robustness_source *source;
    struct experiment_options options; /* of each end */
    uint32_t chance_count;
    const int64_t *base_finish_s; /* per trial */
    const int64_t **base_chances; /* per chance and trial: 0 or 1 */
};

static bool is_simulated(const struct scenario *scenario, uint32_t chance)
{
    return scenario->deadline_count == 0 || scenario->deadlines[chance].at_s <= scenario->horizon_s;
}

static const int64_t *chance_values(struct arena *arena, const struct forecast *forecast,
                                    uint32_t chance)
{
    uint32_t deadlines = forecast->scenario->deadline_count;
    int64_t *values = arena_array(arena, int64_t, forecast->trials);
    for (size_t trial = 0; trial < forecast->trials; trial++)
        values[trial] = deadlines > 0 ? forecast->deadline_rows[trial * deadlines + chance]
                                      : forecast->ending_rows[trial] == END_COMPLETED;
    return values;
}

static void fill_p80(struct arena *own, const struct forecast *forecast,
                     struct robustness_side *side)
{
    int64_t *sorted = arena_array(own, int64_t, forecast->trials);
    memcpy(sorted, forecast->finish_rows, forecast->trials * sizeof *sorted);
    sort_instants(sorted, forecast->trials, arena_array(own, int64_t, forecast->trials));
    side->p80 = quantile_of_sorted(sorted, forecast->trials, quantile_levels[Q80]);
}

static void fill_change(struct arena *own, const struct search *search,
                        const struct forecast *forecast, struct robustness_side *side)
{
    const struct series sides[] = {{.metric = "finish",
                                    .subject = "",
                                    .values = search->base_finish_s,
                                    .less_is_better = true},
                                   {.metric = "finish",
                                    .subject = "",
                                    .values = forecast->finish_rows,
                                    .less_is_better = true}};
    struct series_set sets[2];
    struct comparison comparison;
    for (int i = 0; i < 2; i++)
        sets[i] = (struct series_set){.trials = forecast->trials, .list = &sides[i], .count = 1};
    whatif_compare(own, &sets[0], &sets[1], search->options.seed, search->options.jobs,
                   &comparison);
    const struct comparison_row *row = comparison_find(&comparison, "finish_p80", "");
    side->change_known = row->difference_known;
    side->change_s = (int64_t)row->difference;
    side->low_s = row->low_known ? (int64_t)row->low : INT64_MIN;
    side->high_s = row->high_known ? (int64_t)row->high : INSTANT_NEVER;
}

/* Against themselves, chances of the forecast do not change. */
static void fill_chances(struct arena *own, const struct search *search,
                         const struct forecast *forecast, struct robustness_side *side)
{
    struct robustness_chance *chances =
        arena_array(search->arena, struct robustness_chance, search->chance_count);
    for (uint32_t i = 0; i < search->chance_count; i++) {
        const int64_t *values = chance_values(own, forecast, i);
        uint64_t hits = 0;
        if (!is_simulated(search->scenario, i))
            continue;
        for (uint32_t trial = 0; trial < forecast->trials; trial++)
            hits += (uint64_t)values[trial];
        chances[i].p = proportion_of(hits, forecast->trials);
        chances[i].change = paired_mean(search->base_chances[i], values, forecast->trials);
    }
    side->chances = chances;
}

/* The scenario as assumed. False: interrupted. */
static bool simulate_base(struct arena *own, struct search *search, struct robustness_side *side)
{
    struct forecast *forecast = arena_new(own, struct forecast);
    experiment_run(own, search->scenario, &search->options, forecast);
    if (forecast->interrupted)
        return false;
    search->base_finish_s = forecast->finish_rows;
    search->base_chances = arena_array(own, const int64_t *, search->chance_count);
    for (uint32_t i = 0; i < search->chance_count; i++)
        search->base_chances[i] = chance_values(own, forecast, i);
    *side = (struct robustness_side){.simulated = true, .risk = forecast->risk.risk};
    fill_p80(own, forecast, side);
    fill_chances(own, search, forecast, side);
    return true;
}

/* False: interrupted. */
static bool simulate_end(const struct search *search, const struct robustness_row *row,
                         enum range_end end, struct robustness_side *side)
{
    struct arena own;
    struct scenario variant;
    struct forecast forecast = {.interrupted = false};
    arena_init(&own, search->arena->exhausted);
    side->simulated =
        search->source->load(search->source->context, &own,
                             row->assumption ? row->assumption->range->key : NULL, end, &variant);
    if (side->simulated) {
        experiment_run(&own, &variant, &search->options, &forecast);
        if (!forecast.interrupted) {
            side->risk = forecast.risk.risk;
            fill_p80(&own, &forecast, side);
            fill_change(&own, search, &forecast, side);
            fill_chances(&own, search, &forecast, side);
        }
    }
    arena_clear(&own);
    return !forecast.interrupted;
}

static uint32_t list_rows(const struct scenario *scenario, struct robustness_row *rows)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < scenario->assumption_count; i++)
        if (scenario->assumptions[i].range != NULL)
            rows[count++].assumption = &scenario->assumptions[i];
    return count > 0 ? count + 1 : 0; /* and all together */
}

/* `rows` have two ends each, and the forecast itself is simulated once more. */
static uint32_t trials_of_each(const struct scenario *scenario, uint32_t trials, uint32_t rows)
{
    uint64_t members = 1, simulations = 2 * (uint64_t)rows + 1;
    for (uint32_t run = 0; run < scenario->written_run_count; run++)
        members += scenario->plans[run].member_count;
    uint64_t each = ROBUSTNESS_FORECASTS_MAX * (uint64_t)trials / simulations;
    uint64_t cheap = ROBUSTNESS_UPGRADES / (members * simulations);
    uint64_t least = cheap < ROBUSTNESS_TRIALS ? cheap : ROBUSTNESS_TRIALS;
    each = each > least ? each : least;
    each = each > 0 ? each : 1;
    return each < trials ? (uint32_t)each : trials;
}

/* ---- What the rows come to. */

static void widen(struct robustness *robustness, const struct robustness_side *side,
                  struct robustness_span *spans)
{
    if (!side->simulated)
        return;
    if (side->p80.value_s < robustness->earliest_s)
        robustness->earliest_s = side->p80.value_s;
    if (side->p80.value_s > robustness->latest_s)
        robustness->latest_s = side->p80.value_s;
    for (uint32_t i = 0; i < robustness->chance_count; i++) {
        double p = side->chances[i].p.value;
        spans[i].least = p < spans[i].least ? p : spans[i].least;
        spans[i].most = p > spans[i].most ? p : spans[i].most;
    }
}

static bool is_worse(const struct robustness *robustness, const struct robustness_side *side)
{
    return side->simulated && side->risk > robustness->base.risk;
}

static void sum_up(struct arena *arena, const struct forecast *all, struct robustness *robustness)
{
    struct robustness_span *spans =
        arena_array(arena, struct robustness_span, robustness->chance_count);
    robustness->earliest_s = robustness->latest_s = all->finish_all[Q80].value_s;
    for (uint32_t i = 0; i < robustness->chance_count; i++)
        spans[i] = (struct robustness_span){1, 0};
    widen(robustness, &robustness->base, spans);
    for (uint32_t i = 0; i < robustness->count; i++) {
        const struct robustness_row *row = &robustness->rows[i];
        widen(robustness, &row->low, spans);
        widen(robustness, &row->high, spans);
        if (!robustness->moves_rating &&
            (is_worse(robustness, &row->low) || is_worse(robustness, &row->high))) {
            robustness->moves_rating = true;
            robustness->moved_by = row->assumption;
        }
    }
    robustness->chances = spans;
}

/* One level up, whether or not many members are left behind. */
static void raise_rating(const struct robustness *robustness, struct risk_rating *rating)
{
    rating->unsteady = robustness->moves_rating;
    if (!rating->unsteady || rating->raised || rating->risk == RISK_HIGH)
        return;
    rating->raised = true;
    rating->risk = (enum risk)(rating->risk + 1);
}

static bool simulate_all(struct arena *own, struct search *search, struct robustness *robustness,
                         struct robustness_row *rows)
{
    bool whole = simulate_base(own, search, &robustness->base);
    for (uint32_t i = 0; i < robustness->count && whole; i++)
        whole = simulate_end(search, &rows[i], RANGE_LOW, &rows[i].low) &&
                simulate_end(search, &rows[i], RANGE_HIGH, &rows[i].high);
    return whole;
}

bool robustness_find(struct arena *arena, const struct robustness_source *source,
                     const struct experiment_options *options, struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    struct robustness *robustness = arena_new(arena, struct robustness);
    struct robustness_row *rows =
        arena_array(arena, struct robustness_row, (size_t)scenario->assumption_count + 1);
    struct arena own;
    robustness->count = list_rows(scenario, rows);
    if (robustness->count == 0)
        return true;
    robustness->rows = rows;
    robustness->trials = trials_of_each(scenario, forecast->trials, robustness->count);
    robustness->chance_count = scenario->deadline_count > 0 ? scenario->deadline_count : 1;
    struct search search = {.arena = arena,
                            .scenario = scenario,
                            .source = source,
                            .options = {.jobs = options->jobs,
                                        .trials = robustness->trials,
                                        .seed = options->seed,
                                        .series_only = true,
                                        .version = options->version,
                                        .interrupt = options->interrupt},
                            .chance_count = robustness->chance_count};
    arena_init(&own, arena->exhausted);
    bool whole = simulate_all(&own, &search, robustness, rows);
    arena_clear(&own);
    if (!whole)
        return false;
    sum_up(arena, forecast, robustness);
    raise_rating(robustness, &forecast->risk);
    forecast->robustness = robustness;
    return true;
}
