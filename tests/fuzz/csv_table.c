/* Any bytes as a table: every cell can be read and has a place that can be cited. */
#include "scenarios/csv_table.h"
#include "tests/fuzz/target.h"

static void visit(struct inputs *inputs, const struct csv_table *table)
{
    for (int column = 0; column < table->column_count; column++) {
        assert(csv_column(table, table->columns[column]) == column);
        for (int row = 0; row < table->row_count; row++) {
            if (row > 0)
                assert(strlen(csv_cell(table, row, column)) <= table->input->length);
            if (row % 100 == 0)
                assert(*inputs_where(inputs, csv_place(table, row, column)));
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct problems problems;
    struct csv_table table;
    arena_init(&arena, target_exhausted);
    problems_init(&problems, &arena);
    struct inputs *inputs = arena_new(&arena, struct inputs);
    inputs_init(inputs, &arena, &problems);
    struct input *input =
        inputs_add(inputs, INPUT_TABLE, "fuzz.csv", "", target_text(&arena, data, size), size, -1);
    assert(input);
    if (csv_table_parse(inputs, input, &table))
        visit(inputs, &table);
    else
        assert(problems.count > 0);
    arena_clear(&arena);
    return 0;
}
