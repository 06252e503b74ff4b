/* path_summary: from counted driving paths to what a forecast says of them (models/driver.h). */
#ifndef SIM_PATH_SUMMARY_H
#define SIM_PATH_SUMMARY_H

#include "models/outcome.h"
#include "sim/path_count.h"

/* Fills what stands under "Why" in *forecast, the rest of which is filled. Arrays live in `arena`;
 * `count` holds the counts of all workers. */
void path_summary_fill(struct arena *arena, const struct path_rows *rows,
                       const struct path_count *count, struct forecast *forecast);

#endif
