/* catalog: what fleetsim knows of Azure, with sources: regions and their roll-out waves, how
 * releases roll out, which versions there are and how often new ones come.
 *
 * The tables stand as CSV in the folder scenarios/catalog and are built into the program; values
 * are written as in a scenario. Each row has a source and its class.
 */
#ifndef SCENARIOS_CATALOG_H
#define SCENARIOS_CATALOG_H

#include "models/scenario.h"
#include "scenarios/csv_table.h"
#include "scenarios/json_document.h"

struct catalog {
    struct inputs *inputs;
    struct csv_table regions; /* region, name, cloud, wave, step, utc_offset */
    struct csv_table rollout; /* train, wave, key, value */
    struct csv_table
        kubernetes;            /* minor, preview, available, planned, end_of_life, long_term_end */
    struct csv_table versions; /* version, published */
    struct csv_table images;   /* prefix, train, intervalDays, version, published */
};

/* The texts stay in the inputs' scratch arena. */
void catalog_init(struct catalog *catalog, struct inputs *inputs);

/* The first row from `row` on (from 1) whose cell in this column is `text`; 0 when there is none.
 */
int catalog_find(const struct csv_table *table, int row, const char *column, const char *text);

/* A cell of a column that the table must have. */
const char *catalog_cell(const struct csv_table *table, int row, const char *column);

/* A cell that holds a whole number. */
uint32_t catalog_number(const struct csv_table *table, int row, const char *column);

/* A cell that holds a value as in a scenario; to be deleted. */
cJSON *catalog_value(const struct catalog *catalog, const struct csv_table *table, int row,
                     const char *column);

/* The beginning of a day that a cell names; INSTANT_NEVER where it is empty. */
int64_t catalog_day(const struct csv_table *table, int row, const char *column);

/* The row of the node image family's train: the first whose prefix the name begins with. */
int catalog_family_row(const struct catalog *catalog, const char *family);

/* That train's name. */
const char *catalog_family_train(const struct catalog *catalog, const char *family);

enum source_class catalog_class(const struct csv_table *table, int row);

#endif
