/* Every CSV file of a forecast: its header is the documented one, its rows are as wide, and names
 * come back. */
#include "reports/renderer.h"
#include "reports/trace.h"
#include "tests/lib/sample_forecast.h"

#include <criterion/criterion.h>
#include <csv.h>
#include <stdlib.h>
#include <string.h>

static char *render(void (*renderer)(FILE *, const struct rendering *))
{
    char *written;
    size_t size;
    FILE *out = open_memstream(&written, &size);
    renderer(out, &(struct rendering){.forecast = sample_forecast()});
    fclose(out);
    return written;
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file, "%s is missing; tests run in the project's folder", path);
    char *text = calloc(1, 1 << 20);
    cr_assert_lt(fread(text, 1, (1 << 20) - 1, file), (1 << 20) - 1);
    fclose(file);
    return text;
}

/* The header that COLUMNS.md gives under "## name": the line behind the first fence. */
static void documented_header(const char *name, char *header, size_t size)
{
    char heading[64], *documentation = read_file("reports/COLUMNS.md");
    snprintf(heading, sizeof heading, "\n## %s\n", name);
    char *at = strstr(documentation, heading);
    cr_assert_not_null(at, "%s is not documented", name);
    at = strchr(strstr(at, "\n```") + 1, '\n') + 1;
    snprintf(header, size, "%.*s", (int)strcspn(at, "\n"), at);
    free(documentation);
}

static void expect_header(const char *name, const char *table)
{
    char wanted[16384], found[16384];
    documented_header(name, wanted, sizeof wanted);
    snprintf(found, sizeof found, "%.*s", (int)strcspn(table, "\n"), table);
    cr_expect_str_eq(found, wanted, "%s: the header is not the documented one", name);
}

struct shape {
    int cells, width, rows, ragged;
    bool found[4];
};

static const char *const names[] = {"'=aks-1", SAMPLE_LINES, SAMPLE_MARKUP, ("'" SAMPLE_FORMULA)};

static void on_cell(void *cell, size_t length, void *context)
{
    struct shape *shape = context;
    shape->cells++;
    for (int i = 0; i < 4; i++)
        shape->found[i] |= length == strlen(names[i]) && memcmp(cell, names[i], length) == 0;
}

static void on_row(int end, void *context)
{
    (void)end;
    struct shape *shape = context;
    shape->width = shape->rows == 0 ? shape->cells : shape->width;
    shape->ragged += shape->cells != shape->width;
    shape->cells = 0;
    shape->rows++;
}

static struct shape parse(char *table)
{
    struct shape shape = {0};
    struct csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    size_t length = strlen(table);
    cr_expect_eq(csv_parse(&parser, table, length, on_cell, on_row, &shape), length);
    cr_expect_eq(csv_fini(&parser, on_cell, on_row, &shape), 0);
    csv_free(&parser);
    return shape;
}

static struct shape check(const char *name, char *table, int rows)
{
    expect_header(name, table);
    struct shape shape = parse(table);
    cr_expect_eq(shape.ragged, 0, "%s: rows of another width than the header", name);
    cr_expect_eq(shape.rows, rows + 1, "%s: %d rows", name, shape.rows - 1);
    free(table);
    return shape;
}

Test(report_tables, runs)
{
    check("runs.csv", render(runs_csv), 2);
}

Test(report_tables, stages)
{
    cr_expect(check("stages.csv", render(stages_csv), 3).found[2]);
}

Test(report_tables, groups)
{
    cr_expect(check("groups.csv", render(groups_csv), 3).found[3], "no formula");
}

Test(report_tables, members)
{
    struct shape shape = check("members.csv", render(members_csv), 6);
    cr_expect(shape.found[0] && shape.found[1]);
}

Test(report_tables, reasons)
{
    cr_expect(check("reasons.csv", render(reasons_csv), 2).found[1]);
}

Test(report_tables, trials)
{
    check("trials.csv", render(trials_csv), 20);
}

Test(report_tables, drivers)
{
    check("drivers.csv", render(drivers_csv), 2 * DRIVER_COUNT);
}

Test(report_tables, criticality)
{
    cr_expect(check("criticality.csv", render(criticality_csv), CRITICAL_KIND_COUNT).found[3]);
}

Test(report_tables, operations)
{
    cr_expect(check("operations.csv", render(operations_csv), 2).found[3], "no formula");
}

Test(report_tables, campaign)
{
    check("campaign.csv", render(campaign_csv), 2);
}

Test(report_tables, campaign_members)
{
    struct shape shape = check("campaign_members.csv", render(campaign_members_csv), 3);
    cr_expect(shape.found[0] && shape.found[1]);
}

Test(report_tables, surge)
{
    check("surge.csv", render(surge_csv), 2);
}

Test(report_tables, sensitivity)
{
    cr_expect(check("sensitivity.csv", render(sensitivity_csv), 3).found[3], "no formula");
}

Test(report_tables, robustness)
{
    cr_expect(check("robustness.csv", render(robustness_csv), 2 * 3).found[2], "no deadline");
}

Test(report_tables, timeline)
{
    check("timeline.csv", render(timeline_csv), 8);
}

Test(report_tables, levers)
{
    cr_expect(check("levers.csv", render(levers_csv), 6).found[3]);
}

Test(report_tables, conflicts)
{
    check("conflicts.csv", render(conflicts_csv), 3 + 1 + 1 + 1 + 2 + 2);
}

Test(report_tables, barriers)
{
    cr_expect(check("barriers.csv", render(barriers_csv), 2).found[2]);
}

Test(report_tables, skips)
{
    struct shape shape = check("skips.csv", render(skips_csv), 3 + 2);
    cr_expect(shape.found[1] && shape.found[2]);
}

Test(report_tables, trace)
{
    char *written;
    size_t size;
    FILE *out = open_memstream(&written, &size);
    trace_csv(out, sample_history());
    fclose(out);
    check("trace", written, 11);
}

Test(report_tables, a_first_row_reads_so)
{
    char *table = render(reasons_csv);
    cr_assert_str_eq(
        strchr(table, '\n') + 1,
        "k135,\"two\nlines, \"\"quoted\"\"\",Pending,WindowClosed,"
        "0.900000,0.595850,0.982124,1.5000\n"
        "'@images,"
        "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
        "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
        "nn"
        "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
        "nn"
        "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn,Failed,PodDrainFailure,0.100000,0.017876,0.404150,0."
        "0000\n");
    free(table);
}

Test(report_tables, members_top_keeps_the_latest_of_each_run)
{
    char *written;
    size_t size;
    bool shown[6] = {false, true, false, false, true, false};
    FILE *out = open_memstream(&written, &size);
    members_csv(out, &(struct rendering){.forecast = sample_forecast(), .member_shown = shown});
    fclose(out);
    cr_expect_eq(parse(written).rows, 3);
    free(written);
}
