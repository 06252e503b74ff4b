#include "scenarios/defaults.h"

#include "scenarios/read_distribution.h"

#include <assert.h>
#include <string.h>

__asm__(".pushsection .rodata\n"
        "defaults_csv_begin:\n"
        ".incbin \"scenarios/catalog/defaults.csv\"\n"
        "defaults_csv_end:\n"
        ".byte 0\n"
        ".popsection\n");
extern const char defaults_csv_begin[], defaults_csv_end[];

void defaults_init(struct defaults *defaults, struct inputs *inputs, struct load_range range)
{
    size_t length = (size_t)(defaults_csv_end - defaults_csv_begin);
    struct input *input =
        inputs_add(inputs, INPUT_TABLE, "catalog/defaults.csv", "", defaults_csv_begin, length, -1);
    bool read = input && csv_table_parse(inputs, input, &defaults->table);
    assert(read);
    defaults->inputs = inputs;
    defaults->range = range;
}

static int find_row(const struct defaults *defaults, const char *key)
{
    int column = csv_column(&defaults->table, "key"), row = 1;
    while (row < defaults->table.row_count &&
           strcmp(csv_cell(&defaults->table, row, column), key) != 0)
        row++;
    assert(row < defaults->table.row_count);
    return row;
}

static const char *find_cell(const struct defaults *defaults, const char *key, const char *column)
{
    return csv_cell(&defaults->table, find_row(defaults, key),
                    csv_column(&defaults->table, column));
}

const char *defaults_text(const struct defaults *defaults, const char *key)
{
    const struct load_range *range = &defaults->range;
    bool at_end = range->end != RANGE_VALUE && (range->key == NULL || strcmp(range->key, key) == 0);
    const char *end =
        at_end ? find_cell(defaults, key, range->end == RANGE_LOW ? "low" : "high") : "";
    return *end ? end : find_cell(defaults, key, "value");
}

static cJSON *parse(const struct defaults *defaults, const char *key)
{
    const char *text = defaults_text(defaults, key);
    cJSON *value = json_parse_quietly(defaults->inputs, text, strlen(text), -1);
    assert(value);
    return value;
}

double defaults_number(const struct defaults *defaults, const char *key)
{
    cJSON *value = parse(defaults, key);
    assert(cJSON_IsNumber(value));
    double number = value->valuedouble;
    cJSON_Delete(value);
    return number;
}

struct distribution defaults_distribution(const struct defaults *defaults, const char *key)
{
    struct distribution distribution;
    cJSON *value = parse(defaults, key);
    bool read =
        distribution_read(defaults->inputs, defaults->inputs->scratch, value, NULL, &distribution);
    assert(read);
    cJSON_Delete(value);
    return distribution;
}

const char *defaults_source(const struct defaults *defaults, struct arena *arena, const char *key)
{
    return arena_strdup(arena, find_cell(defaults, key, "source"));
}

enum source_class defaults_class(const struct defaults *defaults, const char *key)
{
    const char *name = find_cell(defaults, key, "source_class");
    for (int class = SOURCE_MEASURED; class <= SOURCE_ASSUMED; class ++)
        if (strcmp(name, source_class_name((enum source_class) class)) == 0)
            return (enum source_class) class;
    assert(false);
    return SOURCE_ASSUMED;
}

const struct input_range *defaults_range(const struct defaults *defaults, struct arena *arena,
                                         const char *key)
{
    const char *low = find_cell(defaults, key, "low");
    if (!*low)
        return NULL;
    struct input_range *range = arena_new(arena, struct input_range);
    *range =
        (struct input_range){.key = arena_strdup(arena, key),
                             .value = arena_strdup(arena, find_cell(defaults, key, "value")),
                             .low = arena_strdup(arena, low),
                             .high = arena_strdup(arena, find_cell(defaults, key, "high")),
                             .rule = arena_strdup(arena, find_cell(defaults, key, "range_rule"))};
    return range;
}
