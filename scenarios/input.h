/* input: the texts a scenario is read from, and the places in them.
 *
 * A place is one int that says in which text, and where in it, a value was written. Every value of
 * the document carries its place (scenarios/json_document.h), through merging, setting and
 * inlining, so that a problem can be reported where the user has to correct it. In a JSON text a
 * place is a byte; in a table it is a cell; a value that is set on the command line knows no more
 * than that. All texts together have fewer than 2^31 places.
 */
#ifndef SCENARIOS_INPUT_H
#define SCENARIOS_INPUT_H

#include "models/arena.h"
#include "scenarios/names.h"
#include "scenarios/problem_table.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    INPUTS_MAX = 1006, /* 1,000 of the user and the tables of the catalogue */
    NAME_BYTES_MAX = 1000
};
#define INPUT_BYTES_MAX ((size_t)256 << 20)

enum input_kind { INPUT_JSON, INPUT_TABLE, INPUT_SETTING };

/* A table's cells, row by row; the header is row 0. */
struct input_table {
    const int *row_line; /* physical line of each row, from 1 */
    const char *const *columns;
    int row_count, column_count;
};

struct input {
    enum input_kind kind;
    const char *name;   /* as messages cite it: "fleet.json", "--set" */
    const char *folder; /* what paths in it are relative to: "" or "dir/" */
    const char *text;   /* NUL-terminated */
    size_t length;
    int first, extent; /* its places: first .. first + extent */
    struct input_table table;
};

/* All texts of one load. `scratch` lives as long as the load does. */
struct inputs {
    struct arena *scratch;
    struct problems *problems;
    struct input list[INPUTS_MAX];
    size_t count;
    bool files_forbidden;
    struct {
        int place;
        const char *sentence;
    } reported[PROBLEMS_MAX]; /* per problem */
};

void inputs_init(struct inputs *inputs, struct arena *scratch, struct problems *problems);

/* A text that is already in memory. NULL when there are too many; then a problem is added at
 * `cited`. */
struct input *inputs_add(struct inputs *inputs, enum input_kind kind, const char *name,
                         const char *folder, const char *text, size_t length, int cited);

/* The file at `path`, relative to the folder of the text that holds the place `cited`, where it is
 * named. "-" is standard input when `cited` is below 0 (the command line). NULL after adding a
 * problem. */
struct input *inputs_read(struct inputs *inputs, enum input_kind kind, const char *path, int cited);

/* A table's places are cells, not bytes: known only once its rows are counted. */
void inputs_set_table(struct inputs *inputs, struct input *input, struct input_table table);

int input_cell(const struct input *input, int row, int column);

const struct input *inputs_at(const struct inputs *inputs, int place);

/* "fleet.json:12:9", "members.csv:17: column group", "--set". Below 0: "fleetsim". */
const char *inputs_where(const struct inputs *inputs, int place);

/* The place of the key in front of a value that stands in an object of a JSON text. */
int inputs_key_place(const struct inputs *inputs, int value_place);

/* Adds a problem of the table; `pointer` may be "". The same sentence at the same place is the same
 * problem: one override that is wrong for a thousand members is reported once. */
void inputs_problem(struct inputs *inputs, int place, const char *pointer, enum problem_code code,
                    const char *first, const char *second);

/* The same with a code and a sentence of one's own; the sentence is not copied. */
void inputs_report(struct inputs *inputs, int place, const char *pointer, const char *code,
                   const char *sentence);

/* names_hint, or "" when so many problems are kept that no more would be. */
const char *inputs_hint(const struct inputs *inputs, const struct names *names, const char *wrong);

#endif
