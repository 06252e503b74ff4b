#include "models/effects.h"

#include "models/cells.h"
#include "models/instant.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NORMAL_975 1.959963984540054
#define RATIO_5_PERCENT                                                                            \
    2.71 /* 2 log likelihood ratio of a variance against 0: half a chi-square                      \
          */
#define SETTLED 1e-4
#define TREND_SPAN_YEARS 0.16 /* two months: a shorter history shows no trend */

#define WEIGHT_LEAST 1e-6 /* of a cell: one whose upgrades were all cut early says nothing */

enum { ROUNDS_MAX = 60, GROUPS_MIN = 5 };

enum node_size node_size_of(uint32_t nodes)
{
    if (nodes == 0)
        return NODE_SIZE_COUNT;
    return nodes <= NODES_SMALL_MAX    ? NODES_SMALL
           : nodes <= NODES_MEDIUM_MAX ? NODES_MEDIUM
                                       : NODES_LARGE;
}

const char *node_size_name(enum node_size size)
{
    static const char *const names[NODE_SIZE_COUNT] = {"small", "medium", "large"};
    return names[size];
}

/* One upgrade on its way through the rounds. */
struct observation {
    const struct upgrade_record *record;
    size_t index; /* in the records */
    size_t cell;
    enum node_size size;
    bool censored;
    double seen;            /* log minutes */
    double value, variance; /* what stands for it: seen itself, or the conditional moments */
    double working, weight; /* the same for a mean: where its likelihood leads, how firmly */
    double years;
};

struct fitting {
    struct arena *arena;
    const struct records *records;
    struct effects *effects;
    struct observation *list;
    size_t count;
    struct cells cells;
    struct spreads spreads;
    double run_variance, region_variance; /* of the spreads' logarithms */
    struct fixed fixed;
    double between_regions, between_sizes; /* variances of the classes' factors */
    double likelihood;
};

static int compare_observations(const void *a, const void *b)
{
    const struct observation *x = a, *y = b;
    const struct upgrade_record *p = x->record, *q = y->record;
    if (p->run != q->run)
        return p->run < q->run ? -1 : 1;
    if (p->region != q->region)
        return p->region < q->region ? -1 : 1;
    if (p->type != q->type)
        return p->type < q->type ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static double minutes_of(const struct upgrade_record *record)
{
    int64_t length_s = record->ended_s - record->begun_s;
    return (double)(length_s > 1 ? length_s : 1) / (double)MINUTE_S;
}

/* The latest begin, to which the level refers. */
static int64_t last_begin(const struct records *records)
{
    int64_t last_s = INT64_MIN;
    for (size_t i = 0; i < records->upgrade_count; i++)
        if (records->upgrades[i].begun_s > last_s)
            last_s = records->upgrades[i].begun_s;
    return last_s;
}

static void list_observations(struct fitting *fitting)
{
    const struct records *records = fitting->records;
    int64_t last_s = last_begin(records);
    fitting->count = records->upgrade_count;
    fitting->list = arena_array(fitting->arena, struct observation, fitting->count);
    for (size_t i = 0; i < fitting->count; i++) {
        const struct upgrade_record *record = &records->upgrades[i];
        double seen = log(minutes_of(record));
        fitting->list[i] =
            (struct observation){.record = record,
                                 .index = i,
                                 .size = node_size_of(record->nodes),
                                 .censored = record->outcome != RECORD_COMPLETED,
                                 .seen = seen,
                                 .value = seen,
                                 .working = seen,
                                 .weight = 1,
                                 .years = (double)(record->begun_s - last_s) / YEAR_S};
    }
    qsort(fitting->list, fitting->count, sizeof *fitting->list, compare_observations);
}

/* Upgrades without a run have no shock: all of a type and region are one cell, or else two that
 * happened at different times would seem to share one. */
static bool same_cell(const struct upgrade_record *a, const struct upgrade_record *b)
{
    return a->run == b->run && a->run != NONE && a->region == b->region && a->type == b->type;
}

static void list_cells(struct fitting *fitting)
{
    struct cells *cells = &fitting->cells;
    cells->list = arena_array(fitting->arena, struct cell, fitting->count);
    for (size_t i = 0; i < fitting->count; i++) {
        struct observation *observation = &fitting->list[i];
        const struct upgrade_record *record = observation->record;
        if (i == 0 || !same_cell(fitting->list[i - 1].record, record))
            cells->list[cells->count++] =
                (struct cell){.run = record->run, .region = record->region, .type = record->type};
        struct cell *cell = &cells->list[cells->count - 1];
        observation->cell = cells->count - 1;
        cell->inside++;
        cell->years += (observation->years - cell->years) / cell->inside;
    }
}

static struct class_effect *region_of(const struct fitting *fitting,
                                      const struct upgrade_record *record)
{
    return record->region == NONE ? NULL
                                  : &fitting->effects->types[record->type].regions[record->region];
}

static struct class_effect *size_of(const struct fitting *fitting,
                                    const struct observation *observation)
{
    return observation->size == NODE_SIZE_COUNT
               ? NULL
               : &fitting->effects->types[observation->record->type].sizes[observation->size];
}

static double factor_of(const struct class_effect *effect)
{
    return effect ? effect->log_factor : 0;
}

static double class_factor(const struct fitting *fitting, const struct observation *observation)
{
    return factor_of(region_of(fitting, observation->record)) +
           factor_of(size_of(fitting, observation));
}

/* All that is estimated of an upgrade but the level. */
static double offset_of(const struct fitting *fitting, const struct observation *observation)
{
    return class_factor(fitting, observation) + fitting->cells.list[observation->cell].shock +
           fitting->fixed.at[FIXED_TREND] * observation->years;
}

/* A normal known to be above `seen`: its mean and variance; and as a quadratic in its expectation,
 * log P(above) has its top at `working` with curvature `weight` against a seen one's. */
static void stand_in(const struct fitting *fitting, struct observation *observation)
{
    enum upgrade_type type = observation->record->type;
    double own = fitting->spreads.own[type];
    double expected = fitting->fixed.at[type] + offset_of(fitting, observation);
    double z = (observation->seen - expected) / own;
    double beyond = gsl_cdf_ugaussian_Q(z);
    double hazard = beyond > 0 ? gsl_ran_ugaussian_pdf(z) / beyond : z + 1 / z;
    observation->value = expected + own * hazard;
    observation->variance = own * own * fmax(1 + z * hazard - hazard * hazard, 0);
    observation->working = expected + own / (hazard - z);
    observation->weight = hazard * (hazard - z);
}

static void empty_cell(struct cell *cell)
{
    cell->count = WEIGHT_LEAST;
    cell->mean = cell->squares = 0;
}

/* The mean of what stands for a cell's upgrades, in *means, and the squares around it. */
static void fill_squares(struct fitting *fitting, double *means)
{
    for (size_t i = 0; i < fitting->count; i++) {
        const struct observation *observation = &fitting->list[i];
        means[observation->cell] += (observation->value - class_factor(fitting, observation)) /
                                    fitting->cells.list[observation->cell].inside;
    }
    for (size_t i = 0; i < fitting->count; i++) {
        const struct observation *observation = &fitting->list[i];
        double off =
            observation->value - class_factor(fitting, observation) - means[observation->cell];
        fitting->cells.list[observation->cell].squares += off * off + observation->variance;
    }
}

static void fill_means(struct fitting *fitting)
{
    for (size_t i = 0; i < fitting->count; i++) {
        const struct observation *observation = &fitting->list[i];
        struct cell *cell = &fitting->cells.list[observation->cell];
        double value = observation->working - class_factor(fitting, observation);
        cell->count += observation->weight;
        cell->mean += (value - cell->mean) * observation->weight / cell->count;
    }
}

static void fill_cells(struct fitting *fitting)
{
    for (size_t c = 0; c < fitting->cells.count; c++)
        empty_cell(&fitting->cells.list[c]);
    fill_squares(fitting, arena_array(fitting->arena, double, fitting->cells.count));
    fill_means(fitting);
}

/* Weighted sums of what is left for a class to explain. */
struct rest {
    double weight, sum;
};

static void predict_class(struct class_effect *effect, struct rest rest, double between)
{
    double precision = rest.weight + 1 / between;
    effect->log_factor = rest.sum / precision;
    effect->variance = 1 / precision;
}

/* A cell's mean less its run's shock speaks for its region, as far as the region's own shock in
 * that run lets it. */
static void predict_regions(struct fitting *fitting)
{
    uint32_t count = fitting->records->regions.count;
    struct arena *arena = fitting->arena;
    struct rest *rests = arena_array(arena, struct rest, (size_t)count * UPGRADE_TYPE_COUNT);
    for (size_t c = 0; c < fitting->cells.count; c++) {
        const struct cell *cell = &fitting->cells.list[c];
        if (cell->region == NONE)
            continue;
        struct rest *rest = &rests[(size_t)cell->type * count + cell->region];
        double own = fitting->spreads.own[cell->type];
        double shock = cell->run == NONE ? 0 : fitting->spreads.region;
        double weight = 1 / (shock * shock + own * own / cell->count);
        double left = cell->mean - fitting->fixed.at[cell->type] -
                      fitting->fixed.at[FIXED_TREND] * cell->years - cell->run_shock;
        rest->weight += weight;
        rest->sum +=
            weight * (left + fitting->effects->types[cell->type].regions[cell->region].log_factor);
    }
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        for (uint32_t r = 0; r < count; r++)
            if (fitting->effects->types[type].regions[r].count)
                predict_class(&fitting->effects->types[type].regions[r],
                              rests[(size_t)type * count + r], fitting->between_regions);
}

static void predict_sizes(struct fitting *fitting)
{
    struct rest rests[UPGRADE_TYPE_COUNT][NODE_SIZE_COUNT] = {{{0, 0}}};
    for (size_t i = 0; i < fitting->count; i++) {
        const struct observation *observation = &fitting->list[i];
        enum upgrade_type type = observation->record->type;
        if (observation->size == NODE_SIZE_COUNT)
            continue;
        double own = fitting->spreads.own[type], weight = observation->weight / (own * own);
        double left =
            observation->working - fitting->fixed.at[type] - offset_of(fitting, observation);
        rests[type][observation->size].weight += weight;
        rests[type][observation->size].sum +=
            weight * (left + size_of(fitting, observation)->log_factor);
    }
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        for (int size = 0; size < NODE_SIZE_COUNT; size++)
            if (fitting->effects->types[type].sizes[size].count)
                predict_class(&fitting->effects->types[type].sizes[size], rests[type][size],
                              fitting->between_sizes);
}

static void add_squares(const struct class_effect *effect, double *sum, double *count)
{
    if (effect->count == 0)
        return;
    *sum += effect->log_factor * effect->log_factor + effect->variance;
    (*count)++;
}

/* EM: the mean of the squares that are expected. */
static void update_between(struct fitting *fitting)
{
    double regions = 0, region_count = 0, sizes = 0, size_count = 0;
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++) {
        const struct type_effects *effects = &fitting->effects->types[type];
        for (uint32_t r = 0; r < fitting->records->regions.count; r++)
            add_squares(&effects->regions[r], &regions, &region_count);
        for (int size = 0; size < NODE_SIZE_COUNT; size++)
            add_squares(&effects->sizes[size], &sizes, &size_count);
    }
    if (region_count > 0)
        fitting->between_regions = regions / region_count;
    if (size_count > 0)
        fitting->between_sizes = sizes / size_count;
}

/* One round: what stands for the unfinished, spreads, level and trend, shocks, classes. Returns how
 * far the greatest change went. */
static double improve(struct fitting *fitting)
{
    struct fixed before = fitting->fixed;
    struct spreads spreads = fitting->spreads;
    double change = fabs(fitting->between_regions) + fabs(fitting->between_sizes);
    for (size_t i = 0; i < fitting->count; i++)
        if (fitting->list[i].censored)
            stand_in(fitting, &fitting->list[i]);
    fill_cells(fitting);
    fitting->likelihood = cells_spreads(fitting->arena, &fitting->cells, &fitting->spreads,
                                        &fitting->run_variance, &fitting->region_variance);
    fitting->fixed = cells_fixed(&fitting->cells, &fitting->spreads);
    cells_shocks(&fitting->cells, &fitting->spreads, &fitting->fixed);
    predict_regions(fitting);
    predict_sizes(fitting);
    update_between(fitting);
    change = fabs(change - fitting->between_regions - fitting->between_sizes);
    for (int i = 0; i < FIXED_COUNT; i++)
        change = fmax(change, fabs(fitting->fixed.at[i] - before.at[i]));
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        change = fmax(change, fabs(fitting->spreads.own[type] - spreads.own[type]));
    change = fmax(change, fabs(fitting->spreads.run - spreads.run));
    return fmax(change, fabs(fitting->spreads.region - spreads.region));
}

static void settle(struct fitting *fitting)
{
    for (int round = 0; round < ROUNDS_MAX; round++)
        if (improve(fitting) < SETTLED)
            return;
}

/* Where it begins: means and standard deviations of each type, as seen. */
static void begin(struct fitting *fitting)
{
    double sum[UPGRADE_TYPE_COUNT] = {0}, squares[UPGRADE_TYPE_COUNT] = {0};
    for (size_t i = 0; i < fitting->count; i++)
        sum[fitting->list[i].record->type] += fitting->list[i].seen;
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        if (fitting->effects->types[type].count)
            fitting->fixed.at[type] = sum[type] / (double)fitting->effects->types[type].count;
    for (size_t i = 0; i < fitting->count; i++) {
        enum upgrade_type type = fitting->list[i].record->type;
        double off = fitting->list[i].seen - fitting->fixed.at[type];
        squares[type] += off * off / (double)fitting->effects->types[type].count;
    }
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        if (fitting->effects->types[type].count)
            fitting->spreads.own[type] = fmax(sqrt(squares[type]), 0.01);
    fitting->between_regions = fitting->between_sizes = 0.01;
}

/* Runs there are, and runs with more than one region: a shock needs some to show. */
static void find_shocks(struct fitting *fitting)
{
    size_t runs = 0, mixed = 0;
    const struct cell *list = fitting->cells.list;
    for (size_t c = 0; c < fitting->cells.count; c++) {
        bool first = c == 0 || list[c].run != list[c - 1].run;
        bool second = c > 0 && !first && (c == 1 || list[c - 2].run != list[c].run);
        runs += first && list[c].run != NONE;
        mixed += second && list[c].run != NONE && list[c].region != list[c - 1].region;
    }
    fitting->spreads.run = runs >= GROUPS_MIN ? 0.1 : 0;
    fitting->spreads.region = mixed >= GROUPS_MIN ? 0.1 : 0;
}

/* Drops a shock whose likelihood ratio against none is small; the rest settles again. */
static void test_shock(struct fitting *fitting, double *spread)
{
    double kept = *spread, run_variance, region_variance;
    struct spreads without;
    if (kept == 0)
        return;
    *spread = 0;
    without = fitting->spreads;
    double least =
        cells_spreads(fitting->arena, &fitting->cells, &without, &run_variance, &region_variance);
    if (2 * (fitting->likelihood - least) < RATIO_5_PERCENT)
        settle(fitting);
    else
        *spread = kept;
}

static bool spans_long(const struct fitting *fitting)
{
    double first = 0;
    for (size_t i = 0; i < fitting->count; i++)
        first = fmin(first, fitting->list[i].years);
    return first < -TREND_SPAN_YEARS;
}

static struct shock shock_of(double sd, double log_variance)
{
    double factor = exp(NORMAL_975 * sqrt(log_variance));
    return sd > 0 ? (struct shock){sd, sd / factor, sd * factor} : (struct shock){0, 0, 0};
}

static void keep_results(struct fitting *fitting)
{
    struct effects *effects = fitting->effects;
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++) {
        effects->types[type].level = fitting->fixed.at[type];
        effects->types[type].level_variance = fitting->fixed.covariance.at[type][type];
        effects->types[type].own_sd = fitting->spreads.own[type];
    }
    effects->run = shock_of(fitting->spreads.run, fitting->run_variance);
    effects->region = shock_of(fitting->spreads.region, fitting->region_variance);
    effects->has_trend = fitting->cells.has_trend;
    effects->trend = fitting->fixed.at[FIXED_TREND];
    effects->trend_variance = fitting->fixed.covariance.at[FIXED_TREND][FIXED_TREND];
    for (size_t i = 0; i < fitting->count; i++) {
        const struct observation *observation = &fitting->list[i];
        effects->offsets[observation->index] = offset_of(fitting, observation);
        effects->offset_variances[observation->index] =
            fitting->cells.list[observation->cell].shock_variance;
    }
}

static void count_classes(struct fitting *fitting)
{
    for (size_t i = 0; i < fitting->count; i++) {
        const struct observation *observation = &fitting->list[i];
        struct class_effect *region = region_of(fitting, observation->record);
        struct class_effect *size = size_of(fitting, observation);
        fitting->effects->types[observation->record->type].count++;
        if (region)
            region->count++;
        if (size)
            size->count++;
    }
}

void effects_fit(struct arena *arena, const struct records *records, struct effects *effects)
{
    struct fitting fitting = {.arena = arena, .records = records, .effects = effects};
    *effects =
        (struct effects){.offsets = arena_array(arena, double, records->upgrade_count),
                         .offset_variances = arena_array(arena, double, records->upgrade_count)};
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        effects->types[type].regions =
            arena_array(arena, struct class_effect, records->regions.count);
    list_observations(&fitting);
    if (fitting.count == 0)
        return;
    list_cells(&fitting);
    count_classes(&fitting);
    begin(&fitting);
    find_shocks(&fitting);
    fitting.cells.has_trend = spans_long(&fitting);
    settle(&fitting);
    test_shock(&fitting, &fitting.spreads.region);
    test_shock(&fitting, &fitting.spreads.run);
    keep_results(&fitting);
}
