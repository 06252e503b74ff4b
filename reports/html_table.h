/* html_table: a table with a caption, a line of headings and a heading in each row.
 *
 *     html_table_begin(out, NULL, "Windows", (const char *const[]){"Window", "Overruns", NULL});
 *     html_row_begin(out, window->name);
 *     html_chance_cell(out, &overrun->upgrades);
 *     html_row_end(out);
 *     html_table_end(out);
 *
 * All texts are escaped; the class is ours.
 */
#ifndef REPORTS_HTML_TABLE_H
#define REPORTS_HTML_TABLE_H

#include "models/outcome.h"

#include <stdio.h>

/* `columns` ends with NULL; the first heads the rows' own headings. `class_name` may be NULL. */
void html_table_begin(FILE *out, const char *class_name, const char *caption,
                      const char *const columns[]);
void html_table_end(FILE *out);

/* Its heading, and then a cell for each further column. */
void html_row_begin(FILE *out, const char *heading);
void html_row_end(FILE *out);

void html_cell(FILE *out, const char *text);

/* A short text, kept on one line. */
void html_short_cell(FILE *out, const char *text);

/* A value with what says how certain it is on a line below; that may be empty. */
void html_sure_cell(FILE *out, const char *value, const char *interval);

/* A chance with its interval; "none" of no cases at all. */
void html_chance_cell(FILE *out, const struct proportion *p);

/* A mean count with its P95. */
void html_count_cell(FILE *out, const struct count_outcome *count);

/* A bar over this share, 0..1, of the cell; the number stands in another one. */
void html_bar_cell(FILE *out, double share);

/* An instant with its interval. */
void html_instant_cell(FILE *out, const struct quantile *q);

#endif
