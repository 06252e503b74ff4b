/* plot_frame: what all pictures share: terminal, colours, time axis, freezes and deadlines.
 *
 * Each picture has a script `plots/<name>.gp` and a data file `plots/<name>.dat`: cells apart by
 * tabs; blocks apart by two empty lines, each headed by a comment with its name (gnuplot's `index
 * 'name'`) and one with its columns. A block without rows is never drawn, because gnuplot does not
 * find it. Instants are RFC 3339 in UTC, read by t(column). Colours are Okabe and Ito's (2008),
 * chosen so that neighbours also differ in grey.
 */
#ifndef REPORTS_PLOT_FRAME_H
#define REPORTS_PLOT_FRAME_H

#include "models/outcome.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define PLOT_BLUE "#0072B2"
#define PLOT_SKY "#9AD0F0"
#define PLOT_GREEN "#009E73"
#define PLOT_ORANGE "#E69F00"
#define PLOT_RED "#C44500"
#define PLOT_DARK "#7A2600"
#define PLOT_YELLOW "#F5EB8A"
#define PLOT_PALE "#F2F2F2"
#define PLOT_GREY "#D9D9D9"
#define PLOT_INK "#333333"
#define PLOT_SOFT "#666666"

/* PLOT_FOOT: the height below a time axis, for two lines of marks and the axis's name; gnuplot
 * leaves a name out for which there is no room. */
enum { PLOT_WIDTH = 900, PLOT_FOOT = 80, PLOT_NAME_COLUMNS = 36, PLOT_MARKS_MAX = 12 };

struct plot_span {
    int64_t from_s, until_s;
};

/* Settings up to the output file `<name>.svg`. */
void plot_begin(FILE *script, const char *name, int height);

/* Range, marks, format and name of a time axis in UTC. */
void plot_time_axis(FILE *script, struct plot_span span);

/* Grey rectangles over the freezes that touch the span. */
void plot_freezes(FILE *script, const struct scenario *scenario, struct plot_span span);

/* A data block's heading; `first` of the file or not. */
void plot_block(FILE *data, bool first, const char *name, const char *columns);

/* Deadlines have their names above the picture, one below the other: the i-th at height top - i *
 * step. */
struct plot_headroom {
    double top, step;
};

/* Deadlines in the span, PLOT_MARKS_MAX at most. */
uint32_t plot_deadline_count(const struct scenario *scenario, struct plot_span span);

/* Blocks 'deadlines early' and 'deadlines late' (in the span's halves, so that names run inwards):
 * instant, height, name. */
void plot_deadlines(FILE *data, const struct scenario *scenario, struct plot_span span,
                    struct plot_headroom headroom);

/* Their lines from `bottom` up to their names: the end of a plot command. `name`: of the data file.
 */
void plot_deadline_lines(FILE *script, const char *name, const struct scenario *scenario,
                         struct plot_span span, double bottom);

/* A whole script that only says why there is nothing to draw. */
void plot_nothing(FILE *script, const char *name, const char *why);

#endif
