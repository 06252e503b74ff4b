#include "scenarios/catalog.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define BUILT_IN(name, file)                                                                       \
    __asm__(".pushsection .rodata\n" #name "_begin:\n"                                             \
            ".incbin \"scenarios/catalog/" file "\"\n" #name "_end:\n"                             \
            ".byte 0\n"                                                                            \
            ".popsection\n");                                                                      \
    extern const char name##_begin[], name##_end[]

BUILT_IN(catalog_regions, "regions.csv");
BUILT_IN(catalog_rollout, "rollout.csv");
BUILT_IN(catalog_kubernetes, "kubernetes.csv");
BUILT_IN(catalog_versions, "versions.csv");
BUILT_IN(catalog_images, "images.csv");

static void parse(struct inputs *inputs, const char *name, const char *begin, const char *end,
                  struct csv_table *table)
{
    struct input *input =
        inputs_add(inputs, INPUT_TABLE, name, "", begin, (size_t)(end - begin), -1);
    bool read = input && csv_table_parse(inputs, input, table);
    assert(read);
}

void catalog_init(struct catalog *catalog, struct inputs *inputs)
{
    catalog->inputs = inputs;
    parse(inputs, "catalog/regions.csv", catalog_regions_begin, catalog_regions_end,
          &catalog->regions);
    parse(inputs, "catalog/rollout.csv", catalog_rollout_begin, catalog_rollout_end,
          &catalog->rollout);
    parse(inputs, "catalog/kubernetes.csv", catalog_kubernetes_begin, catalog_kubernetes_end,
          &catalog->kubernetes);
    parse(inputs, "catalog/versions.csv", catalog_versions_begin, catalog_versions_end,
          &catalog->versions);
    parse(inputs, "catalog/images.csv", catalog_images_begin, catalog_images_end, &catalog->images);
}

int catalog_find(const struct csv_table *table, int row, const char *column, const char *text)
{
    int at = csv_column(table, column);
    assert(at >= 0);
    for (; row < table->row_count; row++)
        if (strcmp(csv_cell(table, row, at), text) == 0)
            return row;
    return 0;
}

const char *catalog_cell(const struct csv_table *table, int row, const char *column)
{
    int at = csv_column(table, column);
    assert(at >= 0 && row >= 1 && row < table->row_count);
    return csv_cell(table, row, at);
}

uint32_t catalog_number(const struct csv_table *table, int row, const char *column)
{
    return (uint32_t)strtoul(catalog_cell(table, row, column), NULL, 10);
}

cJSON *catalog_value(const struct catalog *catalog, const struct csv_table *table, int row,
                     const char *column)
{
    const char *text = catalog_cell(table, row, column);
    cJSON *value = json_parse_quietly(catalog->inputs, text, strlen(text), -1);
    assert(value);
    return value;
}

int64_t catalog_day(const struct csv_table *table, int row, const char *column)
{
    const char *text = catalog_cell(table, row, column);
    struct date date;
    if (*text == '\0')
        return INSTANT_NEVER;
    bool read = date_parse(text, &date);
    assert(read);
    return date_to_days(date) * DAY_S;
}

int catalog_family_row(const struct catalog *catalog, const char *family)
{
    for (int row = 1; row < catalog->images.row_count; row++) {
        const char *prefix = catalog_cell(&catalog->images, row, "prefix");
        if (strncmp(family, prefix, strlen(prefix)) == 0)
            return row;
    }
    assert(false); /* the last row's prefix is empty */
    return 0;
}

const char *catalog_family_train(const struct catalog *catalog, const char *family)
{
    return catalog_cell(&catalog->images, catalog_family_row(catalog, family), "train");
}

enum source_class catalog_class(const struct csv_table *table, int row)
{
    const char *name = catalog_cell(table, row, "source_class");
    for (int class = SOURCE_MEASURED; class <= SOURCE_ASSUMED; class ++)
        if (strcmp(name, source_class_name((enum source_class) class)) == 0)
            return (enum source_class) class;
    assert(false);
    return SOURCE_ASSUMED;
}
