/* gnuplot: pictures from the scripts and data files that stay beside them.
 *
 * gnuplot is started as a program of its own, without a shell, without the user's settings, in the
 * C locale, and in the folder of its script. Where it is missing or fails the forecast goes on: the
 * scripts are there for later.
 *
 * Names reach gnuplot as cells of a data file (gnuplot_cell) or as quoted strings (gnuplot_quoted),
 * under `noenhanced`, so nothing in them can become a command or markup.
 */
#ifndef REPORTS_GNUPLOT_H
#define REPORTS_GNUPLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Runs `<name>.gp` in `folder`, which makes `<name>.svg` there. False: `reason` says why there is
 * no picture, and there is no half one either. */
bool gnuplot_run(const char *folder, const char *name, char *reason, size_t size);

/* A name as one cell of a tab-separated data file, cut to `columns` characters. Not for a line's
 * first cell: it may begin with the comment character. */
void gnuplot_cell(FILE *data, const char *name, size_t columns);

/* A name as a string of a script, quotes included. */
void gnuplot_quoted(FILE *script, const char *name, size_t columns);

#endif
