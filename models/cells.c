#include "models/cells.h"

#include "models/fleet.h"
#include "models/maximize.h"

#include <math.h>
#include <string.h>

#define SPREAD_LEAST 1e-4 /* of a logarithm: a hundredth of a percent */

static double variance_of(const struct cell *cell, const struct spreads *spreads)
{
    double own = spreads->own[cell->type], region = cell->run == NONE ? 0 : spreads->region;
    return region * region + own * own / cell->count;
}

static double run_variance_of(const struct cell *cell, const struct spreads *spreads)
{
    return cell->run == NONE ? 0 : spreads->run * spreads->run;
}

/* The end of the run that begins with cell `first`. */
static size_t run_end(const struct cells *cells, size_t first)
{
    size_t end = first + 1;
    while (end < cells->count && cells->list[first].run != NONE &&
           cells->list[end].run == cells->list[first].run)
        end++;
    return end;
}

/* Sums over the cells of a run, each weighted by the inverse of its variance. */
struct run_sums {
    double weight, mean, x[FIXED_COUNT];
    double shrink; /* run variance / (1 + run variance * weight) */
};

static void fixed_of(const struct cell *cell, double x[FIXED_COUNT])
{
    memset(x, 0, FIXED_COUNT * sizeof *x);
    x[cell->type] = 1;
    x[FIXED_TREND] = cell->years;
}

/* Normal equations so far: A b = r, and what the likelihood needs. */
struct equations {
    struct matrix left;
    double right[FIXED_COUNT], squares, log_variances;
};

static struct run_sums add_cells(const struct cells *cells, const struct spreads *spreads,
                                 size_t first, size_t end, struct equations *sum)
{
    struct run_sums run = {0};
    for (size_t c = first; c < end; c++) {
        const struct cell *cell = &cells->list[c];
        double x[FIXED_COUNT], w = 1 / variance_of(cell, spreads);
        fixed_of(cell, x);
        run.weight += w;
        run.mean += w * cell->mean;
        sum->squares += w * cell->mean * cell->mean;
        sum->log_variances -= log(w);
        for (size_t i = 0; i < FIXED_COUNT; i++) {
            run.x[i] += w * x[i];
            sum->right[i] += w * x[i] * cell->mean;
            for (size_t j = 0; j < FIXED_COUNT; j++)
                sum->left.at[i][j] += w * x[i] * x[j];
        }
    }
    double variance = run_variance_of(&cells->list[first], spreads);
    run.shrink = variance / (1 + variance * run.weight);
    sum->log_variances += log1p(variance * run.weight);
    return run;
}

static void add_run(const struct cells *cells, const struct spreads *spreads, size_t first,
                    size_t end, struct equations *sum)
{
    struct run_sums run = add_cells(cells, spreads, first, end, sum);
    sum->squares -= run.shrink * run.mean * run.mean;
    for (size_t i = 0; i < FIXED_COUNT; i++) {
        sum->right[i] -= run.shrink * run.x[i] * run.mean;
        for (size_t j = 0; j < FIXED_COUNT; j++)
            sum->left.at[i][j] -= run.shrink * run.x[i] * run.x[j];
    }
}

/* Within cells: n - 1 squares each around the mean. */
static double within(const struct cells *cells, const struct spreads *spreads)
{
    double sum = 0;
    for (size_t c = 0; c < cells->count; c++) {
        const struct cell *cell = &cells->list[c];
        double own = spreads->own[cell->type];
        sum -= (cell->inside - 1) * log(own) + cell->squares / (2 * own * own);
    }
    return sum;
}

/* The equations of what is there, moved to the front; returns how many, their places in `at`. */
static size_t pack(const struct equations *sum, bool has_trend, size_t at[FIXED_COUNT],
                   struct matrix *left)
{
    size_t count = 0;
    for (size_t i = 0; i < FIXED_COUNT; i++)
        if (i == FIXED_TREND ? has_trend : sum->left.at[i][i] > 0)
            at[count++] = i;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            left->at[i][j] = sum->left.at[at[i]][at[j]];
    return count;
}

static struct fixed solve(const struct equations *sum, bool has_trend)
{
    struct fixed fixed = {.log_likelihood = -INFINITY};
    struct matrix inverse = {{{0}}};
    size_t at[FIXED_COUNT], count = pack(sum, has_trend, at, &inverse);
    double log_determinant, explained = 0;
    if (!matrix_invert(&inverse, count, &log_determinant))
        return fixed;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            fixed.at[at[i]] += inverse.at[i][j] * sum->right[at[j]];
            fixed.covariance.at[at[i]][at[j]] = inverse.at[i][j];
        }
    for (size_t i = 0; i < count; i++)
        explained += fixed.at[at[i]] * sum->right[at[i]];
    fixed.log_likelihood = -0.5 * (sum->log_variances + log_determinant + sum->squares - explained);
    return fixed;
}

struct fixed cells_fixed(const struct cells *cells, const struct spreads *spreads)
{
    struct equations sum = {.squares = 0};
    for (size_t first = 0, end; first < cells->count; first = end) {
        end = run_end(cells, first);
        add_run(cells, spreads, first, end, &sum);
    }
    struct fixed fixed = solve(&sum, cells->has_trend);
    fixed.log_likelihood += within(cells, spreads);
    return fixed;
}

/* The spreads that are not 0, as the variables of the search: their logarithms. */
struct search {
    const struct cells *cells;
    struct spreads spreads;
};

static size_t list_spreads(struct spreads *spreads, double *list[MATRIX_MAX])
{
    size_t count = 0;
    if (spreads->run > 0)
        list[count++] = &spreads->run;
    if (spreads->region > 0)
        list[count++] = &spreads->region;
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        if (spreads->own[type] > 0)
            list[count++] = &spreads->own[type];
    return count;
}

static double log_likelihood(const double *at, const void *context)
{
    const struct search *search = context;
    struct spreads spreads = search->spreads;
    double *list[MATRIX_MAX], off = 0;
    size_t count = list_spreads(&spreads, list);
    for (size_t i = 0; i < count; i++) {
        double inside = fmin(fmax(at[i], log(SPREAD_LEAST)), 2);
        off += (at[i] - inside) * (at[i] - inside); /* leads back from beyond the limits */
        *list[i] = exp(inside);
    }
    return cells_fixed(search->cells, &spreads).log_likelihood - off;
}

double cells_spreads(struct arena *arena, const struct cells *cells, struct spreads *spreads,
                     double *run_variance, double *region_variance)
{
    struct search search = {cells, *spreads};
    struct maximum best;
    double *list[MATRIX_MAX], start[MATRIX_MAX];
    size_t count = list_spreads(spreads, list), next = 0;
    for (size_t i = 0; i < count; i++)
        start[i] = log(fmax(*list[i], 2 * SPREAD_LEAST));
    maximize(arena, log_likelihood, &search, count, start, 0.2, &best);
    *run_variance = spreads->run > 0 ? best.covariance.at[next][next] : 0;
    next += spreads->run > 0;
    *region_variance = spreads->region > 0 ? best.covariance.at[next][next] : 0;
    for (size_t i = 0; i < count; i++)
        *list[i] = fmax(exp(best.at[i]), SPREAD_LEAST);
    return best.value;
}

static double residual(const struct cell *cell, const struct fixed *fixed)
{
    return cell->mean - fixed->at[cell->type] - fixed->at[FIXED_TREND] * cell->years;
}

static void predict_run(struct cells *cells, const struct spreads *spreads,
                        const struct fixed *fixed, size_t first, size_t end)
{
    double weight = 0, sum = 0;
    for (size_t c = first; c < end; c++) {
        double w = 1 / variance_of(&cells->list[c], spreads);
        weight += w;
        sum += w * residual(&cells->list[c], fixed);
    }
    double variance = run_variance_of(&cells->list[first], spreads);
    double shrink = variance / (1 + variance * weight);
    for (size_t c = first; c < end; c++) {
        struct cell *cell = &cells->list[c];
        double region = cell->run == NONE ? 0 : spreads->region * spreads->region;
        double share = region / variance_of(cell, spreads); /* of the rest that is the region's */
        cell->run_shock = shrink * sum;
        cell->shock = cell->run_shock + share * (residual(cell, fixed) - cell->run_shock);
        cell->shock_variance = (1 - share) * (1 - share) * shrink + region * (1 - share);
    }
}

void cells_shocks(struct cells *cells, const struct spreads *spreads, const struct fixed *fixed)
{
    for (size_t first = 0, end; first < cells->count; first = end) {
        end = run_end(cells, first);
        predict_run(cells, spreads, fixed, first, end);
    }
}
