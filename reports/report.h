/* report: what a forecast found, as files and as text.
 *
 * Each output is one renderer: a function that prints a struct forecast to a stream. The table in
 * report.c lists them with their file names; a new output is a new file and one line there.
 * Renderers do no arithmetic beyond units, and know nothing of simulation.
 */
#ifndef REPORTS_REPORT_H
#define REPORTS_REPORT_H

#include "models/outcome.h"

#include <stdbool.h>
#include <stdio.h>

struct report_options {
    bool trials;          /* write trials.csv (--no-trials leaves it out) */
    uint32_t members_top; /* rows of members.csv and reasons.csv: the members that end latest;
                             0: all */
    bool quiet;           /* no note on standard error; the page still says it has no pictures */
};

struct output_folder; /* reports/output_folder.h */

/* Writes every file of a forecast into the (not yet visible) folder, plots last. False: the folder
 * holds the error. */
bool report_write(struct output_folder *folder, const struct forecast *forecast,
                  const struct report_options *options);

/* The summary that a command without -o prints. */
void report_text(FILE *out, const struct forecast *forecast);

#endif
