/* compare: what comparisons found, as files and as text.
 *
 * Like reports/report.h for a forecast. Everything is said from the alternative's side: its P80 is
 * earlier, its chance is higher.
 */
#ifndef REPORTS_COMPARE_H
#define REPORTS_COMPARE_H

#include "models/comparison.h"

#include <stdbool.h>
#include <stdio.h>

struct output_folder; /* reports/output_folder.h */

/* compare.csv, summary.json, compare.html, plots/ and the resolved scenarios. False: the folder
 * holds the error. */
bool compare_write(struct output_folder *folder, const struct comparisons *comparisons, bool quiet);

/* A sentence and a short table for each alternative. */
void compare_text(FILE *out, const struct comparisons *comparisons);

void compare_csv(FILE *out, const struct comparisons *comparisons);
void compare_json(FILE *out, const struct comparisons *comparisons);

#endif
