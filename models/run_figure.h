/* run_figure: what a forecast says of one update run, as a list of named figures.
 *
 * They are the columns of runs.csv in their order, what conditions (models/condition.h) name and
 * what a sweep puts side by side. There is one list: a new figure is a line in run_figures_visit.
 * An estimate with an interval has three columns, `finish_p80_utc`, `finish_p80_lo_utc` and
 * `finish_p80_hi_utc`; other figures have one.
 *
 *     static void print(void *context, const struct run_figure *figure)
 *     {
 *         fprintf(context, "%s\n", figure->name);
 *     }
 *     run_figures_visit(&run_nothing, print, stdout);
 */
#ifndef MODELS_RUN_FIGURE_H
#define MODELS_RUN_FIGURE_H

#include "models/outcome.h"

#include <stdbool.h>
#include <stdint.h>

enum run_unit { RUN_PROBABILITY, RUN_HOURS, RUN_INSTANT, RUN_MEAN };

enum run_part { RUN_VALUE, RUN_LOW, RUN_HIGH, RUN_PART_COUNT };

struct run_figure {
    const char *name; /* "finish_p80"; only during the visit */
    enum run_unit unit;
    bool interval;
    struct proportion p; /* of a probability; of a mean only the value */
    struct quantile q;   /* of hours or an instant, in seconds */
};

typedef void run_figure_visitor(void *context, const struct run_figure *figure);

/* Each figure once, in the order of runs.csv. */
void run_figures_visit(const struct track_outcome *run, run_figure_visitor *visit, void *context);

/* For those who only want the names. */
extern const struct track_outcome run_nothing;

enum { RUN_COLUMN_SIZE = 64 };

/* "finish_p80_lo_utc". Returns buffer. */
char *run_figure_column(const struct run_figure *figure, enum run_part part,
                        char buffer[RUN_COLUMN_SIZE]);

/* The figure, and the part of it, that the column of this name holds; the figure's name is not
 * kept. False: there is no such column. */
bool run_figure_find(const struct track_outcome *run, const char *column, struct run_figure *figure,
                     enum run_part *part);

/* "p10", ... by index Q10 .. Q95; "50", ... by index SHARE_50 .. SHARE_100. */
extern const char *const quantile_names[QUANTILE_COUNT];
extern const char *const share_names[SHARE_COUNT];

#endif
