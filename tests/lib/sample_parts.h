/* sample_parts: what the files of the sample share: its sizes, and its parts.
 *
 * sample_scenario.c is what goes in, sample_forecast.c the figures that come out, sample_advice.c
 * what would help, sample_history.c one history of it.
 */
#ifndef TESTS_LIB_SAMPLE_PARTS_H
#define TESTS_LIB_SAMPLE_PARTS_H

#include "models/outcome.h"

enum { TRIALS = 10, RUNS = 2, MEMBERS = 3, GROUPS = 3, POINTS = 4, REGIONS = 2 };

const struct scenario *sample_scenario(void);

/* Levers, latest starts, skips, sensitivity and robustness; its scenario and deadlines must stand.
 */
void sample_advice(struct forecast *forecast);

#endif
