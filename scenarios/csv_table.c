#include "scenarios/csv_table.h"

#include "scenarios/json_text.h"
#include "scenarios/names.h"

#include <csv.h>
#include <limits.h>
#include <string.h>

/* Fields as libcsv delivers them. */
struct reading {
    struct inputs *inputs;
    struct input *input;
    const char **cells; /* all fields so far, padded or cut to the header's width */
    size_t cell_count, cell_room;
    int *row_line, *row_fields;
    size_t row_count, row_room;
    int column_count; /* 0 until the header is complete */
    int fields;       /* of the row under way */
    int line;         /* physical line that is being fed */
    bool row_ended;   /* in that line */
    size_t row_at;    /* byte behind the last row that ended */
};

static void *grown(struct arena *arena, const void *old, size_t count, size_t size, size_t *room)
{
    size_t larger = *room ? 2 * *room : 256;
    char *list = arena_calloc(arena, larger, size);
    if (count)
        memcpy(list, old, count * size);
    *room = larger;
    return list;
}

static void begin_row(struct reading *reading)
{
    if (reading->row_count == reading->row_room) {
        size_t room = reading->row_room;
        reading->row_line = grown(reading->inputs->scratch, reading->row_line, reading->row_count,
                                  sizeof(int), &room);
        reading->row_fields = grown(reading->inputs->scratch, reading->row_fields,
                                    reading->row_count, sizeof(int), &reading->row_room);
    }
    reading->row_line[reading->row_count] = reading->line;
}

static void add_cell(struct reading *reading, const char *text)
{
    if (reading->cell_count == reading->cell_room)
        reading->cells = grown(reading->inputs->scratch, reading->cells, reading->cell_count,
                               sizeof *reading->cells, &reading->cell_room);
    reading->cells[reading->cell_count++] =
        *text ? arena_strdup(reading->inputs->scratch, text) : "";
}

static void end_field(void *field, size_t length, void *context)
{
    struct reading *reading = context;
    if (reading->fields == 0)
        begin_row(reading);
    reading->fields++;
    bool kept = reading->column_count == 0 ? reading->fields <= CSV_COLUMNS_MAX
                                           : reading->fields <= reading->column_count;
    if (kept)
        add_cell(reading, length ? field : "");
}

static void end_row(int terminator, void *context)
{
    (void)terminator;
    struct reading *reading = context;
    if (reading->fields == 0)
        return;
    reading->row_ended = true;
    reading->row_fields[reading->row_count++] = reading->fields;
    if (reading->column_count == 0)
        reading->column_count = reading->fields;
    while (reading->fields++ < reading->column_count)
        add_cell(reading, "");
    reading->fields = 0;
}

static bool text_is_clean(struct inputs *inputs, const struct input *input)
{
    size_t at = json_text_valid_utf8(input->text, input->length);
    const char *nul = memchr(input->text, '\0', input->length);
    if (nul && (size_t)(nul - input->text) < at)
        at = (size_t)(nul - input->text);
    if (at == input->length)
        return true;
    inputs_problem(inputs, input->first + (int)at, "", PROBLEM_CSV_ENCODING,
                   arena_printf(inputs->scratch, "0x%02X", (unsigned char)input->text[at]), "");
    return false;
}

/* A quote that is not closed swallows the rest of the text: cited is the row in which it stands. */
static void refuse_open_quote(const struct reading *reading)
{
    const struct input *input = reading->input;
    size_t blank = strspn(input->text + reading->row_at, "\r\n");
    inputs_problem(reading->inputs, input->first + (int)(reading->row_at + blank), "",
                   PROBLEM_CSV_QUOTE, "", "");
}

/* Line by line, so that the line of each row is known. */
static bool feed_lines(struct reading *reading, struct csv_parser *parser)
{
    const struct input *input = reading->input;
    size_t at = input->length >= 3 && memcmp(input->text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    for (; at < input->length; reading->line++) {
        const char *begin = input->text + at;
        const char *newline = memchr(begin, '\n', input->length - at);
        size_t length = newline ? (size_t)(newline + 1 - begin) : input->length - at;
        size_t done = csv_parse(parser, begin, length, end_field, end_row, reading);
        if (csv_error(parser) == CSV_ENOMEM)
            reading->inputs->scratch->exhausted();
        if (done != length) {
            inputs_problem(reading->inputs, input->first + (int)(at + done), "", PROBLEM_CSV_QUOTE,
                           "", "");
            return false;
        }
        at += length;
        reading->row_at = reading->row_ended ? at : reading->row_at;
        reading->row_ended = false;
    }
    if (csv_fini(parser, end_field, end_row, reading) == 0)
        return true;
    refuse_open_quote(reading);
    return false;
}

static bool read_fields(struct reading *reading)
{
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
        reading->inputs->scratch->exhausted();
    bool fine = feed_lines(reading, &parser);
    csv_free(&parser);
    return fine;
}

/* Cells are places, and all places together fit an int. */
static bool places_suffice(struct reading *reading)
{
    size_t cells = reading->row_count * (size_t)reading->column_count;
    if (cells < (size_t)(INT_MAX - 1 - reading->input->first) &&
        reading->column_count <= CSV_COLUMNS_MAX)
        return true;
    inputs_problem(reading->inputs, reading->input->first, "", PROBLEM_FILE_SIZE,
                   reading->input->name, "1,000 columns or 2^31 cells");
    return false;
}

static bool header_is_right(struct inputs *inputs, const struct csv_table *table)
{
    struct names seen;
    names_init(&seen, inputs->scratch);
    bool right = true;
    for (int i = 0; i < table->column_count; i++) {
        if (names_find(&seen, table->columns[i]) != UINT32_MAX) {
            inputs_problem(inputs, csv_place(table, 0, i), "", PROBLEM_CSV_COLUMN_TWICE,
                           problem_quoted(inputs->scratch, table->columns[i]), "");
            right = false;
        }
        names_add(&seen, table->columns[i]);
    }
    return right;
}

/* Marks rows whose number of fields is not the header's. */
static void check_rows(struct reading *reading, struct csv_table *table)
{
    struct arena *arena = reading->inputs->scratch;
    bool *wrong = arena_array(arena, bool, reading->row_count);
    table->row_is_wrong = wrong;
    for (int row = 1; row < table->row_count; row++) {
        if (reading->row_fields[row] == table->column_count)
            continue;
        wrong[row] = true;
        inputs_problem(reading->inputs, csv_place(table, row, 0), "", PROBLEM_CSV_FIELD_COUNT,
                       arena_printf(arena, "%d", reading->row_fields[row]),
                       arena_printf(arena, "%d", table->column_count));
    }
}

bool csv_table_parse(struct inputs *inputs, struct input *input, struct csv_table *table)
{
    struct reading reading = {.inputs = inputs, .input = input, .line = 1};
    if (!text_is_clean(inputs, input) || !read_fields(&reading))
        return false;
    if (reading.row_count == 0) {
        inputs_problem(inputs, input->first, "", PROBLEM_CSV_EMPTY, "", "");
        return false;
    }
    if (!places_suffice(&reading))
        return false;
    *table = (struct csv_table){.input = input,
                                .columns = reading.cells,
                                .column_count = reading.column_count,
                                .cells = reading.cells + reading.column_count,
                                .row_count = (int)reading.row_count};
    inputs_set_table(inputs, input,
                     (struct input_table){reading.row_line, table->columns, table->row_count,
                                          table->column_count});
    check_rows(&reading, table);
    return header_is_right(inputs, table);
}

bool csv_table_read(struct inputs *inputs, const char *path, int cited, struct csv_table *table)
{
    struct input *input = inputs_read(inputs, INPUT_TABLE, path, cited);
    return input && csv_table_parse(inputs, input, table);
}

const char *csv_cell(const struct csv_table *table, int row, int column)
{
    return table->cells[(size_t)(row - 1) * (size_t)table->column_count + (size_t)column];
}

int csv_place(const struct csv_table *table, int row, int column)
{
    return input_cell(table->input, row, column);
}

int csv_column(const struct csv_table *table, const char *name)
{
    for (int i = 0; i < table->column_count; i++)
        if (strcmp(table->columns[i], name) == 0)
            return i;
    return -1;
}
