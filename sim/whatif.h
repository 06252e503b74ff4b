/* whatif: scenarios side by side, simulated with the same luck.
 *
 * Each scenario is simulated on its own and only its series are kept; then two of them are held
 * against each other trial by trial. Whatever a scenario does not change keeps its draws (they are
 * by address), so the differences are paired. The same scenario twice differs by exactly 0.
 *
 *     struct series_set base, other;
 *     struct comparison comparison;
 *     whatif_simulate(&arena, &scenario, &options, &base);
 *     whatif_simulate(&arena, &changed, &options, &other);
 *     whatif_compare(&arena, &base, &other, options.seed, options.jobs, &comparison);
 */
#ifndef SIM_WHATIF_H
#define SIM_WHATIF_H

#include "models/comparison.h"
#include "sim/experiment.h"
#include "sim/series.h"

#include <stdbool.h>
#include <stdint.h>

/* False: interrupted before all trials were done; *set is not filled in. */
bool whatif_simulate(struct arena *arena, const struct scenario *scenario,
                     const struct experiment_options *options, struct series_set *set);

/* What the tables show of one side. The finishes are sorted here. */
void whatif_side(struct arena *arena, const struct series_set *set, const char *label,
                 struct compared *side);

/* Both sets have the same number of trials. Fills the rows of *comparison, in the order of the
 * base's series; its sides are the caller's. */
void whatif_compare(struct arena *arena, const struct series_set *base,
                    const struct series_set *alternative, uint64_t seed, uint32_t jobs,
                    struct comparison *comparison);

#endif
