/* summary: from what was counted to what a forecast says (models/outcome.h, reports/README.md "How
 * numbers are defined"). */
#ifndef SIM_SUMMARY_H
#define SIM_SUMMARY_H

#include "models/outcome.h"
#include "sim/tally.h"

#include <stdbool.h>
#include <stdint.h>

struct summary_options {
    uint64_t seed;
    uint32_t jobs;    /* threads that share the members' quantiles */
    bool series_only; /* without members, stages, reasons, timeline and the fleet at a stop */
};

/* Fills everything of *forecast but scenario, version, trials and interrupted, which must be set.
 * Arrays live in `arena`; `tally` holds the counts of all workers. */
void summary_fill(struct arena *arena, const struct tally_shape *shape,
                  const struct tally_rows *rows, const struct tally *tally,
                  const struct summary_options *options, struct forecast *forecast);

#endif
