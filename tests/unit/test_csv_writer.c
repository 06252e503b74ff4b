#include "reports/csv_writer.h"

#include <criterion/criterion.h>
#include <csv.h>
#include <stdlib.h>
#include <string.h>

static char *text_cell(const char *text)
{
    char *written;
    size_t size;
    FILE *out = open_memstream(&written, &size);
    struct csv csv = {.out = out};
    csv_text(&csv, text);
    fclose(out);
    return written;
}

static void expect_cell(const char *text, const char *wanted)
{
    char *written = text_cell(text);
    cr_expect_str_eq(written, wanted);
    free(written);
}

Test(csv_writer, quotes_only_what_needs_it)
{
    expect_cell("plain", "plain");
    expect_cell("", "");
    expect_cell("a,b", "\"a,b\"");
    expect_cell("say \"x\"", "\"say \"\"x\"\"\"");
    expect_cell("two\nlines", "\"two\nlines\"");
    expect_cell(" edge", "\" edge\"");
    expect_cell("M\xC3\xBCnchen", "M\xC3\xBCnchen");
}

Test(csv_writer, a_spreadsheet_runs_no_cell)
{
    expect_cell("=cmd()", "'=cmd()");
    expect_cell("@sum", "'@sum");
    expect_cell("\tx", "\"'\tx\"");
    expect_cell("\rx", "\"'\rx\"");
    expect_cell("=a,\"b\"", "\"'=a,\"\"b\"\"\"");
    expect_cell("-2+3", "'-2+3");
    expect_cell("+x", "'+x");
    expect_cell("-", "'-");
}

Test(csv_writer, signed_numbers_stay_numbers)
{
    expect_cell("-2", "-2");
    expect_cell("+1.5e-3", "+1.5e-3");
    expect_cell("x=1", "x=1");
}

static void collect(void *cell, size_t length, void *context)
{
    snprintf(context, 64, "%.*s", (int)length, (char *)cell);
}

Test(csv_writer, libcsv_reads_back_what_was_written)
{
    static const char *const texts[] = {"a\"\",\"b", "x\n\"y\"\r\n", "\"", ",", "  "};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char *written = text_cell(texts[i]), read[64] = "";
        struct csv_parser parser;
        csv_init(&parser, CSV_STRICT);
        csv_parse(&parser, written, strlen(written), collect, NULL, read);
        csv_fini(&parser, collect, NULL, read);
        csv_free(&parser);
        cr_expect_str_eq(read, texts[i]);
        free(written);
    }
}

Test(csv_writer, infinite_and_missing_are_empty)
{
    char *written;
    size_t size;
    FILE *out = open_memstream(&written, &size);
    struct csv csv = {.out = out};
    struct quantile q = {5400, INT64_MIN, INSTANT_NEVER};
    struct proportion none = proportion_of(0, 0);
    csv_hours(&csv, q.value_s);
    csv_hours(&csv, q.low_s);
    csv_hours(&csv, q.high_s);
    csv_instant(&csv, q.value_s);
    csv_instant(&csv, q.low_s);
    csv_instant(&csv, q.high_s);
    csv_proportion(&csv, &none);
    csv_end(&csv);
    fclose(out);
    cr_assert_str_eq(written, "1.5000,,,1970-01-01T01:30:00Z,,,,,\n");
    free(written);
}
