/* csv_writer: one CSV table, cell by cell.
 *
 * UTF-8, RFC 4180 quoting by libcsv where a cell needs it, `\n` line ends. A cell that a
 * spreadsheet would run as a formula is written with an apostrophe before it: one that begins with
 * =, @, tab or carriage return, or with + or - unless the whole cell is a number. Numbers are those
 * of reports/figure.h.
 *
 *     struct csv csv = {.out = out};
 *     csv_heading(&csv, "finish_%s_utc", "p50");
 *     csv_end(&csv);
 *     csv_instant(&csv, finish_s);
 *     csv_end(&csv);
 */
#ifndef REPORTS_CSV_WRITER_H
#define REPORTS_CSV_WRITER_H

#include "models/outcome.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct csv {
    FILE *out;
    bool begun; /* the row has a cell */
};

void csv_text(struct csv *csv, const char *text);
void csv_count(struct csv *csv, uint64_t count);
void csv_fixed(struct csv *csv, double value, int decimals);
void csv_hours(struct csv *csv, int64_t length_s); /* empty when infinite */
void csv_instant(struct csv *csv, int64_t at_s);   /* likewise */
void csv_empty(struct csv *csv);
void csv_end(struct csv *csv);

/* A column's name, printf. */
void csv_heading(struct csv *csv, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Several plain column names, separated by commas in `names`. */
void csv_headings(struct csv *csv, const char *names);

/* Value, lower and upper end: three cells, and their columns `name`, `name_lo`, `name_hi`. An n of
 * 0 leaves them empty. */
void csv_proportion_columns(struct csv *csv, const char *name);
void csv_proportion(struct csv *csv, const struct proportion *p);
void csv_proportion_empty(struct csv *csv);
/* list[index]; empty cells where there is no list. */
void csv_proportion_if(struct csv *csv, const struct proportion *list, uint32_t index);

/* One block of three columns per quantile level: `finish_p50_utc`, `finish_p50_lo_utc`,
 * `finish_p50_hi_utc`, from P10 to P95. */
void csv_instants_columns(struct csv *csv, const char *name);
void csv_instants(struct csv *csv, const struct quantile q[QUANTILE_COUNT]);

#endif
