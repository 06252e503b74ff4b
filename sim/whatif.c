#include "sim/whatif.h"

#include "models/bootstrap.h"
#include "models/run_figure.h"
#include "sim/parallel.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_RESAMPLES = 8 };

bool whatif_simulate(struct arena *arena, const struct scenario *scenario,
                     const struct experiment_options *options, struct series_set *set)
{
    struct arena own;
    struct forecast forecast;
    struct experiment_options lean = *options;
    lean.series_only = true;
    lean.why = false;
    arena_init(&own, arena->exhausted);
    experiment_run(&own, scenario, &lean, &forecast);
    bool whole = !forecast.interrupted;
    if (whole)
        series_of_forecast(arena, &forecast, set);
    arena_clear(&own);
    return whole;
}

/* A value and the trial it is from. */
struct entry {
    int64_t value_s;
    uint32_t trial;
};

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    if (a->value_s != b->value_s)
        return a->value_s < b->value_s ? -1 : 1;
    return a->trial < b->trial ? -1 : a->trial > b->trial;
}

static struct bootstrap_sample sort_sample(struct arena *arena, const int64_t *values, uint32_t n)
{
    struct arena own;
    arena_init(&own, arena->exhausted);
    struct entry *entries = arena_array(&own, struct entry, n);
    int64_t *sorted = arena_array(arena, int64_t, n);
    uint32_t *trial = arena_array(arena, uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        entries[i] = (struct entry){values[i], i};
    qsort(entries, n, sizeof *entries, compare_entries);
    for (uint32_t i = 0; i < n; i++) {
        sorted[i] = entries[i].value_s;
        trial[i] = entries[i].trial;
    }
    arena_clear(&own);
    return (struct bootstrap_sample){n, sorted, trial};
}

void whatif_side(struct arena *arena, const struct series_set *set, const char *label,
                 struct compared *side)
{
    struct bootstrap_sample finish = sort_sample(arena, set->list[0].values, set->trials);
    *side = (struct compared){.label = label,
                              .scenario = set->scenario,
                              .finish_sorted = finish.sorted,
                              .ending = set->ending};
    for (int q = 0; q < QUANTILE_COUNT; q++)
        side->finish[q] = quantile_of_sorted(finish.sorted, set->trials, quantile_levels[q]);
}

/* Two series of quantiles on their way through the resamples. */
struct pair {
    const struct series *base, *alternative;
    struct bootstrap_sample base_sample, alternative_sample;
    int64_t *differences[QUANTILE_COUNT]; /* per resample */
};

/* What the threads share. */
struct resampling {
    uint64_t seed;
    uint32_t trials;
    size_t ranks[QUANTILE_COUNT];
    struct pair *pairs;
    uint32_t pair_count;
    uint32_t **counts; /* per worker */
};

static void resample(const struct resampling *all, uint32_t *counts, uint32_t number)
{
    bootstrap_draw(all->seed, number, all->trials, counts);
    for (uint32_t i = 0; i < all->pair_count; i++) {
        const struct pair *pair = &all->pairs[i];
        int64_t base[QUANTILE_COUNT], alternative[QUANTILE_COUNT];
        bootstrap_quantiles(&pair->base_sample, counts, all->ranks, QUANTILE_COUNT, base);
        bootstrap_quantiles(&pair->alternative_sample, counts, all->ranks, QUANTILE_COUNT,
                            alternative);
        for (int q = 0; q < QUANTILE_COUNT; q++)
            pair->differences[q][number] = bootstrap_difference(base[q], alternative[q]);
    }
}

static void resample_block(void *context, uint32_t worker, uint32_t first, uint32_t count)
{
    const struct resampling *all = context;
    for (uint32_t i = first; i < first + count; i++)
        resample(all, all->counts[worker], i);
}

static bool has_quantiles(const struct series *series)
{
    return series->kind == METRIC_INSTANT || series->kind == METRIC_LENGTH;
}

static void prepare_pair(struct arena *own, uint32_t trials, struct pair *pair)
{
    pair->base_sample = sort_sample(own, pair->base->values, trials);
    pair->alternative_sample = sort_sample(own, pair->alternative->values, trials);
    for (int q = 0; q < QUANTILE_COUNT; q++)
        pair->differences[q] = arena_array(own, int64_t, BOOTSTRAP_RESAMPLES);
}

static void bootstrap(struct arena *own, struct resampling *all, uint32_t jobs)
{
    for (int q = 0; q < QUANTILE_COUNT; q++)
        all->ranks[q] = quantile_rank(quantile_levels[q], all->trials);
    for (uint32_t i = 0; i < all->pair_count; i++)
        prepare_pair(own, all->trials, &all->pairs[i]);
    all->counts = arena_array(own, uint32_t *, jobs);
    for (uint32_t i = 0; i < jobs; i++)
        all->counts[i] = arena_array(own, uint32_t, all->trials);
    struct parallel_work work = {.context = all, .block = resample_block};
    parallel_run(&work, jobs, BOOTSTRAP_RESAMPLES, BLOCK_RESAMPLES);
}

static struct comparison_row begin_row(const struct series *base, const struct series *alternative,
                                       uint32_t trials)
{
    int64_t tolerance = has_quantiles(base) ? COMPARISON_EQUAL_S : 0;
    return (struct comparison_row){.metric = base->metric,
                                   .subject = base->subject,
                                   .kind = base->kind,
                                   .share = paired_share(base->values, alternative->values, trials,
                                                         tolerance, base->less_is_better)};
}

static void fill_interval(struct comparison_row *row, double low, double high)
{
    row->low_known = row->high_known = true;
    row->low = low;
    row->high = high;
}

static void quantile_row(struct arena *arena, const struct pair *pair, int q, size_t rank,
                         struct comparison_row *row)
{
    row->metric = arena_printf(arena, "%s_%s", pair->base->metric, quantile_names[q]);
    row->base_s = pair->base_sample.sorted[rank - 1];
    row->alternative_s = pair->alternative_sample.sorted[rank - 1];
    row->difference_known = row->base_s < INSTANT_NEVER && row->alternative_s < INSTANT_NEVER;
    if (!row->difference_known)
        return;
    struct bootstrap_interval interval = bootstrap_interval(pair->differences[q]);
    row->difference = (double)(row->alternative_s - row->base_s);
    fill_interval(row, (double)interval.low_s, (double)interval.high_s);
    row->low_known = interval.low_s != INT64_MIN;
    row->high_known = interval.high_s != INSTANT_NEVER;
}

static double mean_of(const int64_t *values, uint32_t n)
{
    double sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += (double)values[i];
    return sum / n;
}

static void mean_row(const struct series *base, const struct series *alternative, uint32_t trials,
                     struct comparison_row *row)
{
    struct mean_difference mean = paired_mean(base->values, alternative->values, trials);
    row->base = mean_of(base->values, trials);
    row->alternative = mean_of(alternative->values, trials);
    row->difference_known = true;
    row->difference = mean.value;
    fill_interval(row, mean.low, mean.high);
}

/* The base's series that the alternative has too. */
static uint32_t find_pairs(struct arena *own, const struct series_set *base,
                           const struct series_set *alternative, struct pair **pairs)
{
    struct pair *list = arena_array(own, struct pair, base->count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < base->count; i++) {
        const struct series *other = series_find(alternative, &base->list[i]);
        if (other != NULL && has_quantiles(&base->list[i]))
            list[count++] = (struct pair){.base = &base->list[i], .alternative = other};
    }
    *pairs = list;
    return count;
}

static void add_quantile_rows(struct arena *arena, const struct resampling *all,
                              const struct series *base, struct comparison *comparison,
                              struct comparison_row *rows)
{
    const struct pair *pair = all->pairs;
    while (pair->base != base)
        pair++;
    struct comparison_row common = begin_row(base, pair->alternative, all->trials);
    for (int q = 0; q < QUANTILE_COUNT; q++) {
        struct comparison_row *row = &rows[comparison->row_count++];
        *row = common;
        quantile_row(arena, pair, q, all->ranks[q], row);
    }
}

static void add_mean_row(const struct series *base, const struct series *alternative,
                         uint32_t trials, struct comparison *comparison,
                         struct comparison_row *rows)
{
    struct comparison_row *row = &rows[comparison->row_count++];
    *row = begin_row(base, alternative, trials);
    mean_row(base, alternative, trials, row);
}

void whatif_compare(struct arena *arena, const struct series_set *base,
                    const struct series_set *alternative, uint64_t seed, uint32_t jobs,
                    struct comparison *comparison)
{
    assert(base->trials == alternative->trials);
    struct arena own;
    struct resampling all = {.seed = seed, .trials = base->trials};
    arena_init(&own, arena->exhausted);
    all.pair_count = find_pairs(&own, base, alternative, &all.pairs);
    bootstrap(&own, &all, jobs);
    struct comparison_row *rows =
        arena_array(arena, struct comparison_row, (size_t)base->count * QUANTILE_COUNT);
    comparison->rows = rows;
    comparison->row_count = 0;
    for (uint32_t i = 0; i < base->count; i++) {
        const struct series *other = series_find(alternative, &base->list[i]);
        if (other == NULL)
            continue;
        if (has_quantiles(&base->list[i]))
            add_quantile_rows(arena, &all, &base->list[i], comparison, rows);
        else
            add_mean_row(&base->list[i], other, base->trials, comparison, rows);
    }
    arena_clear(&own);
}
