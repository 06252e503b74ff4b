/* summary: from what was counted to what a forecast says (models/outcome.h, reports/README.md "How
 * numbers are defined"). */
#ifndef SIM_SUMMARY_H
#define SIM_SUMMARY_H

#include "models/outcome.h"
#include "sim/tally.h"

/* Fills everything of *forecast but scenario, version, trials and interrupted, which must be set.
 * Arrays live in `arena`; `tally` holds the counts of all workers; `jobs` threads share the
 * members' quantiles. */
void summary_fill(struct arena *arena, const struct tally_shape *shape,
                  const struct tally_rows *rows, const struct tally *tally, uint32_t jobs,
                  struct forecast *forecast);

#endif
