/* advice: what would help, found by simulating the scenario again with something changed.
 *
 * Each finder simulates with the forecast's seed, so that its differences are paired, and puts what
 * it found into the forecast. All of them together cost less than ten forecasts. They come after
 * experiment_run, and only where somebody reads them.
 *
 *     experiment_run(&arena, scenario, &options, &forecast);
 *     if (!forecast.interrupted)
 *         advised = advice_find(&arena, scenario, &options, &forecast);
 */
#ifndef SIM_ADVICE_H
#define SIM_ADVICE_H

#include "sim/experiment.h"

#include <stdbool.h>

/* The forecast is whole and was made from `scenario` with `options`; its arrays live in `arena`.
 * False: interrupted; then the forecast has no advice at all. */
bool advice_find(struct arena *arena, const struct scenario *scenario,
                 const struct experiment_options *options, struct forecast *forecast);

#endif
