/* cells: the nested normal model of effects.h, reduced to one mean and one sum of squares for each
 * region in each run, and its likelihood.
 *
 * Cells of one run stand one behind the other. A cell without a run has no shocks.
 */
#ifndef MODELS_CELLS_H
#define MODELS_CELLS_H

#include "models/arena.h"
#include "models/matrix.h"
#include "models/update_run.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cell {
    uint32_t run, region;
    enum upgrade_type type;
    double count, mean;     /* of the logarithms, classes taken out; censored ones count in part */
    double inside, squares; /* upgrades, all in full; their squares around their own mean */
    double years;           /* of its begin, before the history's last: at most 0 */
    double shock, shock_variance; /* its run's and its own, together, as estimated */
    double run_shock;
};

/* Standard deviations. */
struct spreads {
    double own[UPGRADE_TYPE_COUNT]; /* 0: no such upgrade */
    double run, region;             /* 0: none */
};

struct cells {
    struct cell *list;
    size_t count;
    bool has_trend;
};

/* The fixed part for given spreads: level by type, then the trend a year. */
enum { FIXED_TREND = UPGRADE_TYPE_COUNT, FIXED_COUNT };

struct fixed {
    double at[FIXED_COUNT];
    struct matrix covariance; /* over the same indices */
    double log_likelihood;    /* restricted */
};

/* Generalised least squares. A type without cells, and a trend that is not there, are 0. */
struct fixed cells_fixed(const struct cells *cells, const struct spreads *spreads);

/* The spreads of greatest likelihood, from `spreads` on; what is 0 there stays 0. The variances of
 * the logarithms of run and region come out in *run_variance and *region_variance. Returns the log
 * likelihood. */
double cells_spreads(struct arena *arena, const struct cells *cells, struct spreads *spreads,
                     double *run_variance, double *region_variance);

/* Fills shock and shock_variance of each cell: best linear unbiased prediction. */
void cells_shocks(struct cells *cells, const struct spreads *spreads, const struct fixed *fixed);

#endif
