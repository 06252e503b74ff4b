#include "scenarios/read_variation.h"

#include "models/condition.h"
#include "models/instant.h"
#include "scenarios/csv_table.h"
#include "scenarios/json_print.h"
#include "scenarios/problem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The values of one pointer. */
struct values {
    struct arena *arena;
    const char **list;
    uint32_t count;
};

static bool add_value(struct values *values, const char *value)
{
    if (values->count == VARIATION_COMBINATIONS_MAX)
        return false;
    values->list[values->count++] = value;
    return true;
}

/* "1d12h", "45m", "0s": as duration_parse reads it. */
static const char *length_text(struct arena *arena, int64_t length_s)
{
    static const struct {
        int64_t unit_s;
        char letter;
    } units[] = {{DAY_S, 'd'}, {HOUR_S, 'h'}, {MINUTE_S, 'm'}, {1, 's'}};
    const char *text = length_s == 0 ? "0s" : "";
    for (int i = 0; i < 4; i++) {
        if (length_s >= units[i].unit_s)
            text = arena_printf(arena, "%s%lld%c", text, (long long)(length_s / units[i].unit_s),
                                units[i].letter);
        length_s %= units[i].unit_s;
    }
    return text;
}

static double bound_of(const struct condition_limit *limit)
{
    return limit->unit == LIMIT_NUMBER ? limit->number : (double)limit->value_s;
}

static const char *bound_text(struct arena *arena, double bound, enum limit_unit unit)
{
    char number[JSON_NUMBER_TEXT_SIZE], instant[INSTANT_TEXT_SIZE];
    if (unit == LIMIT_LENGTH)
        return length_text(arena, (int64_t)bound);
    return arena_strdup(arena, unit == LIMIT_NUMBER ? json_number_format(bound, number)
                                                    : instant_format((int64_t)bound, instant));
}

/* 0.1 + 2 * 0.1 is a little more than 0.3: twelve digits are enough. */
static double rounded(double number)
{
    char digits[40];
    snprintf(digits, sizeof digits, "%.12g", number);
    return strtod(digits, NULL);
}

/* Numbers by numbers, durations and instants by durations. */
static bool units_fit(enum limit_unit from, enum limit_unit to, enum limit_unit step)
{
    return from == to && step == (from == LIMIT_NUMBER ? LIMIT_NUMBER : LIMIT_LENGTH);
}

/* "from..to/step". Instants hold no "..", and no "/". */
static bool add_range(struct values *values, const char *text, const char *dots)
{
    struct condition_limit from, to, step;
    const char *slash = strrchr(dots, '/');
    if (slash == NULL)
        return false;
    const char *first = arena_printf(values->arena, "%.*s", (int)(dots - text), text);
    const char *last = arena_printf(values->arena, "%.*s", (int)(slash - dots - 2), dots + 2);
    if (!condition_limit_parse(first, &from) || !condition_limit_parse(last, &to) ||
        !condition_limit_parse(slash + 1, &step) || !units_fit(from.unit, to.unit, step.unit))
        return false;
    double begin = bound_of(&from), width = bound_of(&step);
    double steps = width > 0 ? floor((bound_of(&to) - begin) / width + 1e-9) : -1;
    if (!(steps >= 0 && steps < VARIATION_COMBINATIONS_MAX))
        return false;
    for (uint32_t i = 0; i <= (uint32_t)steps; i++)
        if (!add_value(values, bound_text(values->arena, rounded(begin + i * width), from.unit)))
            return false;
    return true;
}

/* The length up to a comma that stands in no quotes and no brackets. */
static size_t value_length(const char *text)
{
    int depth = 0;
    bool quoted = false;
    size_t i = 0;
    for (; text[i] != '\0' && (quoted || depth > 0 || text[i] != ','); i++) {
        if (text[i] == '"' && (i == 0 || text[i - 1] != '\\'))
            quoted = !quoted;
        if (quoted)
            continue;
        depth += text[i] == '[' || text[i] == '{';
        depth -= (text[i] == ']' || text[i] == '}') && depth > 0;
    }
    return i;
}

static bool add_list(struct values *values, const char *text)
{
    for (;;) {
        size_t length = value_length(text);
        if (length == 0 ||
            !add_value(values, arena_printf(values->arena, "%.*s", (int)length, text)))
            return false;
        if (text[length] == '\0')
            return true;
        text += length + 1;
    }
}

static const char *read_range(struct arena *arena, const char *text, const char **pointer,
                              struct values *values)
{
    const char *sign = strchr(text, '=');
    *values = (struct values){.arena = arena,
                              .list = arena_array(arena, const char *, VARIATION_COMBINATIONS_MAX)};
    if (text[0] != '/' || sign == NULL)
        return arena_printf(arena, "found %s, write POINTER=v1,v2,... or POINTER=from..to/step",
                            problem_quoted(arena, text));
    *pointer = arena_printf(arena, "%.*s", (int)(sign - text), text);
    const char *dots = strstr(sign + 1, "..");
    bool right = dots != NULL ? add_range(values, sign + 1, dots) : add_list(values, sign + 1);
    if (right)
        return NULL;
    return arena_printf(arena,
                        "found %s, write values apart by commas, or a range such as 2..10/2, "
                        "1h..4h/30m or 2026-11-16T08:00:00Z..2026-12-14T08:00:00Z/7d, up to %d",
                        problem_quoted(arena, sign + 1), VARIATION_COMBINATIONS_MAX);
}

/* Every value of the first pointer with every value of the second ... */
static void cross(struct arena *arena, const struct values *values, struct variation *variation)
{
    uint32_t pointers = variation->pointer_count, repeat = variation->count;
    variation->values = arena_array(arena, const char *, (size_t)variation->count *pointers);
    for (uint32_t pointer = 0; pointer < pointers; pointer++) {
        repeat /= values[pointer].count;
        for (uint32_t i = 0; i < variation->count; i++)
            variation->values[(size_t)i * pointers + pointer] =
                values[pointer].list[i / repeat % values[pointer].count];
    }
}

const char *variation_of_ranges(struct arena *arena, const char *const *texts, uint32_t count,
                                struct variation *variation)
{
    struct values values[VARIATION_POINTERS_MAX];
    uint64_t combinations = 1;
    *variation = (struct variation){.pointer_count = count};
    if (count > VARIATION_POINTERS_MAX)
        return arena_printf(arena, "%u values are varied, at most %d can be; use --grid", count,
                            VARIATION_POINTERS_MAX);
    for (uint32_t i = 0; i < count; i++) {
        const char *wrong = read_range(arena, texts[i], &variation->pointers[i], &values[i]);
        if (wrong != NULL)
            return wrong;
        combinations *= values[i].count;
        if (combinations > VARIATION_COMBINATIONS_MAX)
            return arena_printf(arena, "more than %d combinations; take some values out",
                                VARIATION_COMBINATIONS_MAX);
    }
    variation->count = (uint32_t)combinations;
    cross(arena, values, variation);
    return NULL;
}

static const char *grid_of_table(struct arena *arena, const struct csv_table *table,
                                 struct variation *variation)
{
    int rows = table->row_count - 1, columns = table->column_count;
    if (rows < 1 || rows > VARIATION_COMBINATIONS_MAX || columns > VARIATION_POINTERS_MAX)
        return arena_printf(arena,
                            "found %d rows of %d columns; write a header of pointers and 1 to %d "
                            "rows of values, at most %d columns",
                            rows, columns, VARIATION_COMBINATIONS_MAX, VARIATION_POINTERS_MAX);
    *variation = (struct variation){.pointer_count = (uint32_t)columns, .count = (uint32_t)rows};
    variation->values = arena_array(arena, const char *, (size_t)rows *(size_t)columns);
    for (int column = 0; column < columns; column++) {
        variation->pointers[column] = arena_strdup(arena, table->columns[column]);
        if (variation->pointers[column][0] != '/')
            return arena_printf(arena, "found the column %s, write a pointer that begins with /",
                                problem_quoted(arena, variation->pointers[column]));
        for (int row = 1; row <= rows; row++)
            variation->values[(size_t)(row - 1) * (size_t)columns + (size_t)column] =
                arena_strdup(arena, csv_cell(table, row, column));
    }
    return NULL;
}

/* A problem with a file as a whole begins with the program's name, which the caller writes. */
static const char *without_program(const char *text)
{
    static const char program[] = "fleetsim: ";
    size_t length = sizeof program - 1;
    return strncmp(text, program, length) == 0 ? text + length : text;
}

const char *variation_of_grid(struct arena *arena, const char *path, struct variation *variation)
{
    struct arena scratch;
    struct problems problems;
    struct csv_table table;
    const char *wrong = NULL;
    arena_init(&scratch, arena->exhausted);
    struct inputs *inputs = arena_new(&scratch, struct inputs);
    problems_init(&problems, arena);
    inputs_init(inputs, &scratch, &problems);
    if (csv_table_read(inputs, path, -1, &table))
        wrong = grid_of_table(arena, &table, variation);
    if (problems.count > 0)
        wrong = without_program(problems.list[0].text);
    arena_clear(&scratch);
    return wrong;
}
