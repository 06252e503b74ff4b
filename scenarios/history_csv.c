/* The table form of a history: one row an upgrade. */
#include "scenarios/csv_table.h"
#include "scenarios/history_parts.h"

#include "models/instant.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { NODES_MAX = 100000 };

enum column { MEMBER, RUN, REGION, TYPE, NODES, STARTED, FINISHED, OUTCOME, CODE, COLUMNS };

static const char *const column_names[COLUMNS] = {"member",  "run",      "region",  "type", "nodes",
                                                  "started", "finished", "outcome", "code"};

static bool is_required(enum column column)
{
    return column == MEMBER || column == TYPE || column == STARTED;
}

struct sheet {
    struct past *past;
    struct csv_table table;
    int at[COLUMNS]; /* -1: the table has no such column */
    int row;
};

static bool is_remark(const char *name)
{
    return *name == '_' || strcmp(name, "description") == 0;
}

static void refuse_strangers(struct sheet *sheet)
{
    struct inputs *inputs = sheet->past->inputs;
    struct names known;
    names_init(&known, inputs->scratch);
    for (int c = 0; c < COLUMNS; c++)
        names_add(&known, column_names[c]);
    for (int i = 0; i < sheet->table.column_count; i++) {
        const char *name = sheet->table.columns[i];
        if (names_find(&known, name) == NONE && !is_remark(name))
            inputs_problem(inputs, csv_place(&sheet->table, 0, i), "", PROBLEM_CSV_COLUMN_UNKNOWN,
                           problem_quoted(inputs->scratch, name),
                           inputs_hint(inputs, &known, name));
    }
}

static bool find_columns(struct sheet *sheet)
{
    struct inputs *inputs = sheet->past->inputs;
    const char *first = sheet->table.columns[0];
    bool complete = true, semicolons = sheet->table.column_count == 1 && strchr(first, ';');
    refuse_strangers(sheet);
    for (int c = 0; c < COLUMNS; c++) {
        sheet->at[c] = csv_column(&sheet->table, column_names[c]);
        if (sheet->at[c] >= 0 || !is_required((enum column)c))
            continue;
        complete = false;
        inputs_problem(inputs, csv_place(&sheet->table, 0, 0), "", PROBLEM_CSV_COLUMN_MISSING,
                       problem_quoted(inputs->scratch, column_names[c]),
                       semicolons ? ", and separate columns by commas, not by semicolons" : "");
    }
    return complete;
}

static const char *cell(const struct sheet *sheet, enum column column)
{
    return sheet->at[column] < 0 ? "" : csv_cell(&sheet->table, sheet->row, sheet->at[column]);
}

static bool refuse(struct sheet *sheet, enum column column, enum problem_code code,
                   const char *second)
{
    struct inputs *inputs = sheet->past->inputs;
    inputs_problem(inputs, csv_place(&sheet->table, sheet->row, sheet->at[column]), "", code,
                   problem_quoted(inputs->scratch, cell(sheet, column)), second);
    return false;
}

static bool read_instant(struct sheet *sheet, enum column column, int64_t *at_s)
{
    if (instant_parse(cell(sheet, column), at_s)) {
        past_see(sheet->past, *at_s);
        return true;
    }
    return refuse(sheet, column, PROBLEM_HISTORY_INSTANT, "");
}

static bool read_nodes(struct sheet *sheet, uint32_t *nodes)
{
    const char *text = cell(sheet, NODES);
    char *end;
    if (*text == '\0')
        return true;
    errno = 0;
    unsigned long number = strtoul(text, &end, 10);
    if (*end || errno || number < 1 || number > NODES_MAX || strchr("+-", *text))
        return refuse(sheet, NODES, PROBLEM_HISTORY_NODES, "");
    *nodes = (uint32_t)number;
    return true;
}

static bool read_type(struct sheet *sheet, enum upgrade_type *type)
{
    *type = past_type(cell(sheet, TYPE));
    return *type < UPGRADE_TYPE_COUNT || refuse(sheet, TYPE, PROBLEM_HISTORY_TYPE, "");
}

/* Without an outcome: it is completed if it has an end. */
static bool read_outcome(struct sheet *sheet, enum record_outcome *outcome)
{
    const char *word = cell(sheet, OUTCOME);
    if (*word == '\0')
        *outcome = *cell(sheet, FINISHED) ? RECORD_COMPLETED : RECORD_UNFINISHED;
    else if (strcmp(word, "Completed") == 0)
        *outcome = RECORD_COMPLETED;
    else if (strcmp(word, "Failed") == 0)
        *outcome = RECORD_FAILED;
    else if (strcmp(word, "Running") == 0)
        *outcome = RECORD_UNFINISHED;
    else
        return refuse(sheet, OUTCOME, PROBLEM_HISTORY_OUTCOME, "");
    return true;
}

static bool read_end(struct sheet *sheet, struct upgrade_record *record)
{
    if (record->outcome == RECORD_UNFINISHED)
        return true;
    if (*cell(sheet, FINISHED) == '\0') /* then the outcome says that it ended */
        return refuse(sheet, OUTCOME, PROBLEM_HISTORY_END, "");
    if (!read_instant(sheet, FINISHED, &record->ended_s))
        return false;
    if (record->ended_s >= record->begun_s)
        return true;
    return refuse(sheet, FINISHED, PROBLEM_HISTORY_ORDER,
                  problem_quoted(sheet->past->inputs->scratch, cell(sheet, STARTED)));
}

static void read_row(struct sheet *sheet)
{
    struct past *past = sheet->past;
    struct upgrade_record record = {.run = NONE, .region = NONE, .code = NONE};
    const char *code = cell(sheet, CODE);
    bool right = *cell(sheet, MEMBER) || refuse(sheet, MEMBER, PROBLEM_HISTORY_MEMBER, "");
    right &= read_type(sheet, &record.type);
    right &= read_nodes(sheet, &record.nodes);
    bool begun = read_instant(sheet, STARTED, &record.begun_s);
    right &= read_outcome(sheet, &record.outcome) && begun && read_end(sheet, &record);
    if (!right)
        return;
    if (*cell(sheet, RUN))
        record.run = past_run(past, cell(sheet, RUN));
    if (*cell(sheet, REGION))
        record.region = past_region(past, cell(sheet, REGION));
    if (record.outcome == RECORD_FAILED)
        record.code = past_code(past, *code ? code : RECORD_CODE_UNNAMED);
    past_add_upgrade(past, (struct reading_of_run){NONE, 0}, past_member(past, cell(sheet, MEMBER)),
                     &record);
}

void past_read_csv(struct past *past, struct input *input)
{
    struct sheet sheet = {.past = past};
    if (!csv_table_parse(past->inputs, input, &sheet.table) || !find_columns(&sheet))
        return;
    for (sheet.row = 1; sheet.row < sheet.table.row_count; sheet.row++)
        if (!sheet.table.row_is_wrong[sheet.row])
            read_row(&sheet);
}
