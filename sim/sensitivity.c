#include "sim/sensitivity.h"

#include "models/instant.h"
#include "models/sort.h"
#include "sim/arrivals.h"
#include "sim/drawn.h"
#include "sim/parallel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* So many know a rank correlation to 0.04; a trial's inputs cost about a quarter of it. */
enum { TRIALS_MAX = 2500 };

/* Room for one input of all trials; each worker has one. */
struct bench {
    struct arena scratch;
    double *values, *ranks;
    uint32_t *order;
    int64_t *finishes, *room;
};

/* What the workers share. */
struct search {
    const struct forecast *forecast;
    const struct drawn *drawn;
    uint64_t seed;
    uint32_t trials; /* the forecast's first so many */
    const double *finish_ranks;
    struct bench *benches;
    struct sensitivity_row *rows; /* per input */
    bool *same;                   /* per input: in all trials */
};

static struct quantile p80_of(const struct search *search, struct bench *bench,
                              const uint32_t *trials, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        bench->finishes[i] = search->forecast->finish_rows[trials[i]];
    sort_instants(bench->finishes, count, bench->room);
    return quantile_of_sorted(bench->finishes, count, quantile_levels[Q80]);
}

/* The lowest and the highest tenth; of yes or no, those without and those with. */
static void fill_swing(const struct search *search, struct bench *bench,
                       struct sensitivity_row *row)
{
    uint32_t n = search->trials, tenth = n / 10 > 0 ? n / 10 : 1;
    row->lowest_trials = row->highest_trials = tenth;
    if (row->yes_no) {
        row->lowest_trials = 0;
        while (bench->values[bench->order[row->lowest_trials]] == 0)
            row->lowest_trials++;
        row->highest_trials = n - row->lowest_trials;
    }
    row->lowest_p80 = p80_of(search, bench, bench->order, row->lowest_trials);
    row->highest_p80 =
        p80_of(search, bench, bench->order + n - row->highest_trials, row->highest_trials);
    row->swing = swing_between(&row->lowest_p80, &row->highest_p80);
}

static void search_input(const struct search *search, struct bench *bench, uint32_t index)
{
    const struct drawn_input *input = &search->drawn->list[index];
    uint32_t n = search->trials;
    struct sensitivity_row *row = &search->rows[index];
    *row = (struct sensitivity_row){
        .kind = input->kind, .input = input->name, .yes_no = input->kind == SENSITIVITY_RISK};
    drawn_values(&bench->scratch, search->drawn, index, search->seed, n, bench->values);
    rank_order(bench->values, n, bench->order);
    search->same[index] = bench->values[bench->order[0]] == bench->values[bench->order[n - 1]];
    if (search->same[index])
        return;
    rank_middle(bench->values, bench->order, n, bench->ranks);
    row->correlation = rank_correlation_of(bench->ranks, search->finish_ranks, n);
    fill_swing(search, bench, row);
}

static void search_block(void *context, uint32_t worker, uint32_t first, uint32_t count)
{
    const struct search *search = context;
    struct bench *bench = &search->benches[worker];
    for (uint32_t i = first; i < first + count; i++) {
        search_input(search, bench, i);
        arena_clear(&bench->scratch);
    }
}

static void create_bench(struct arena *arena, uint32_t n, struct bench *bench)
{
    arena_init(&bench->scratch, arena->exhausted);
    bench->values = arena_array(arena, double, n);
    bench->ranks = arena_array(arena, double, n);
    bench->order = arena_array(arena, uint32_t, n);
    bench->finishes = arena_array(arena, int64_t, n);
    bench->room = arena_array(arena, int64_t, n);
}

/* Infinite finishes are equal, and last. */
static const double *rank_finishes(const struct search *search, struct arena *arena,
                                   struct bench *bench)
{
    double *ranks = arena_array(arena, double, search->trials);
    for (uint32_t i = 0; i < search->trials; i++)
        bench->values[i] = (double)search->forecast->finish_rows[i];
    rank_order(bench->values, search->trials, bench->order);
    rank_middle(bench->values, bench->order, search->trials, ranks);
    return ranks;
}

static int compare_rows(const void *left, const void *right)
{
    const struct sensitivity_row *a = left, *b = right;
    double first = fabs(a->correlation.value), second = fabs(b->correlation.value);
    if (first != second)
        return first > second ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return strcmp(a->input, b->input);
}

/* The rows of inputs that vary, their names copied into `arena`. */
static void keep_rows(struct arena *arena, const struct search *search,
                      struct sensitivity *sensitivity)
{
    struct sensitivity_row *rows = arena_array(arena, struct sensitivity_row, search->drawn->count);
    for (uint32_t i = 0; i < search->drawn->count; i++) {
        if (search->same[i])
            continue;
        rows[sensitivity->count] = search->rows[i];
        rows[sensitivity->count++].input = arena_strdup(arena, search->rows[i].input);
    }
    qsort(rows, sensitivity->count, sizeof *rows, compare_rows);
    sensitivity->rows = rows;
}

void sensitivity_find(struct arena *arena, uint64_t seed, uint32_t jobs, struct forecast *forecast)
{
    struct arena own;
    struct arrivals arrivals;
    struct drawn drawn;
    struct search search = {.forecast = forecast,
                            .drawn = &drawn,
                            .seed = seed,
                            .trials =
                                forecast->trials < TRIALS_MAX ? forecast->trials : TRIALS_MAX};
    struct sensitivity *sensitivity = arena_new(arena, struct sensitivity);
    arena_init(&own, arena->exhausted);
    arrivals_look_up(&own, forecast->scenario, seed, search.trials, jobs, &arrivals);
    drawn_list(&own, forecast->scenario, &arrivals, &drawn);
    search.benches = arena_array(&own, struct bench, jobs);
    for (uint32_t i = 0; i < jobs; i++)
        create_bench(&own, search.trials, &search.benches[i]);
    search.finish_ranks = rank_finishes(&search, &own, &search.benches[0]);
    search.rows = arena_array(&own, struct sensitivity_row, drawn.count);
    search.same = arena_array(&own, bool, drawn.count);
    struct parallel_work work = {.context = &search, .block = search_block};
    parallel_run(&work, jobs, drawn.count, 1);
    sensitivity->trials = search.trials;
    keep_rows(arena, &search, sensitivity);
    forecast->sensitivity = sensitivity;
    arena_clear(&own);
}
