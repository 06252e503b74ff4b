/* sweep: one scenario under many combinations of values, each with the same luck. sim/ simulates
 * them, reports/ print them. */
#ifndef MODELS_SWEEP_H
#define MODELS_SWEEP_H

#include "models/outcome.h"
#include "models/variation.h"

/* What the tables and pictures show of a combination. */
struct sweep_point {
    struct quantile finish[QUANTILE_COUNT]; /* all runs together */
    struct proportion completed;
    struct proportion deadline; /* the scenario's first one; n = 0: there is none, or beyond the
                                   horizon */
    const char *rows;           /* its rows of sweep.csv */
};

struct sweep {
    const char *version;
    const struct scenario *scenario; /* the base */
    const struct variation *variation;
    const struct sweep_point *points; /* per combination */
};

#endif
