/* csv_table: a table of texts with a header line (RFC 4180, by libcsv), each cell knowing its
 * place.
 *
 * UTF-8, a leading byte order mark is passed over, blank lines are left out, spaces around an
 * unquoted field do not count. A row with another number of fields than the header is reported and
 * left out.
 */
#ifndef SCENARIOS_CSV_TABLE_H
#define SCENARIOS_CSV_TABLE_H

#include "scenarios/input.h"

#include <stdbool.h>

enum { CSV_COLUMNS_MAX = 1000 };

struct csv_table {
    const struct input *input;
    const char *const *columns;
    int column_count;
    const char *const *cells; /* data rows only, row by row */
    int row_count; /* the header included, as in the places: data rows are 1 .. row_count - 1 */
    const bool *row_is_wrong; /* per row: reported, its cells are empty */
};

/* Reads the file that is named at the place `cited`. False after adding a problem; rows with a
 * wrong field count alone do not make it false. */
bool csv_table_read(struct inputs *inputs, const char *path, int cited, struct csv_table *table);

/* The same for a text in memory. */
bool csv_table_parse(struct inputs *inputs, struct input *input, struct csv_table *table);

/* A cell of a data row (from 1); "" when it is empty. */
const char *csv_cell(const struct csv_table *table, int row, int column);

int csv_place(const struct csv_table *table, int row, int column);

/* -1: there is no such column. */
int csv_column(const struct csv_table *table, const char *name);

#endif
