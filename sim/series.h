/* series: what a scenario's trials came to, one value a trial, as comparisons need it.
 *
 * Only that is kept of a forecast: no members, no timeline, so many scenarios fit side by side.
 */
#ifndef SIM_SERIES_H
#define SIM_SERIES_H

#include "models/comparison.h"

#include <stdint.h>

struct series {
    const char *metric;  /* "finish", "p_meets_deadline" */
    const char *subject; /* "" for all runs together */
    enum metric_kind kind;
    bool less_is_better;
    const int64_t *values; /* seconds, 0 or 1, a count */
};

struct series_set {
    const struct scenario *scenario;
    uint32_t trials;
    const struct series *list; /* [0] is the finish of all runs together */
    uint32_t count;
    struct ending ending; /* all runs together */
};

/* Copies into `arena` what stands in the forecast, which may then be thrown away; the scenario may
 * not. */
void series_of_forecast(struct arena *arena, const struct forecast *forecast,
                        struct series_set *set);

/* The series of the same metric and subject, or NULL. */
const struct series *series_find(const struct series_set *set, const struct series *like);

#endif
