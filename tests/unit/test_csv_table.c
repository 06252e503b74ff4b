#include "scenarios/csv_table.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena;
static struct problems problems;
static struct inputs inputs;

static void exhausted(void)
{
    abort();
}

static void begin(void)
{
    arena_init(&arena, exhausted);
    problems_init(&problems, &arena);
    inputs_init(&inputs, &arena, &problems);
}

static void end(void)
{
    arena_clear(&arena);
}

TestSuite(csv_table, .init = begin, .fini = end);

static bool parse(const char *text, struct csv_table *table)
{
    struct input *input = inputs_add(&inputs, INPUT_TABLE, "t.csv", "", text, strlen(text), -1);
    return csv_table_parse(&inputs, input, table);
}

Test(csv_table, reads_cells_by_row_and_column)
{
    struct csv_table table;
    cr_assert(parse("\xef\xbb\xbfname,group\r\nc1, g1 \r\n\r\n\"c,2\",\"g\"\"2\"\r\n,\n", &table));
    cr_assert_eq(table.column_count, 2);
    cr_assert_eq(table.row_count, 4);
    cr_assert_eq(csv_column(&table, "group"), 1);
    cr_assert_eq(csv_column(&table, "x"), -1);
    cr_assert_str_eq(csv_cell(&table, 1, 0), "c1");
    cr_assert_str_eq(csv_cell(&table, 1, 1), "g1");
    cr_assert_str_eq(csv_cell(&table, 2, 0), "c,2");
    cr_assert_str_eq(csv_cell(&table, 2, 1), "g\"2");
    cr_assert_str_eq(csv_cell(&table, 3, 1), "");
}

Test(csv_table, knows_the_line_and_column_name_of_a_cell)
{
    struct csv_table table;
    cr_assert(parse("name,text\na,\"two\nlines\"\n\nb,x\n", &table));
    cr_assert_str_eq(inputs_where(&inputs, csv_place(&table, 1, 1)), "t.csv:2: column text");
    cr_assert_str_eq(inputs_where(&inputs, csv_place(&table, 2, 0)), "t.csv:5: column name");
}

Test(csv_table, leaves_out_rows_with_another_number_of_fields_and_says_so)
{
    struct csv_table table;
    cr_assert(parse("a,b\n1\n1,2\n1,2,3\n", &table));
    cr_assert_eq(problems.count, 2);
    cr_assert(table.row_is_wrong[1] && !table.row_is_wrong[2] && table.row_is_wrong[3]);
    cr_assert_str_eq(csv_cell(&table, 2, 1), "2");
    cr_assert_str_eq(problems.list[0].text,
                     "t.csv:2: column a: the row has 1 fields, the header has 2; quote fields that "
                     "hold a comma [csv-field-count]");
}

Test(csv_table, refuses_what_is_no_table)
{
    static const struct {
        const char *text, *code;
    } cases[] = {
        {"", "csv-empty"},
        {"\n\n", "csv-empty"},
        {"a,b\n\"x,1\n", "csv-quote"},
        {"a,b\nx\"y,1\n", "csv-quote"},
        {"a,b\n\xe9,1\n", "csv-encoding"},
        {"a,b,a\n1,2,3\n", "csv-column-twice"},
    };
    struct csv_table table;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        problems_init(&problems, &arena);
        cr_assert_not(parse(cases[i].text, &table), "%s", cases[i].text);
        cr_assert_eq(problems.count, 1);
        cr_assert_str_eq(problems.list[0].code, cases[i].code);
    }
}
