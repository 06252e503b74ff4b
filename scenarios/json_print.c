#include "scenarios/json_print.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_COLUMNS = 100 };

/* Grows by doubling, outside the arena; only the finished text goes there. */
struct printer {
    struct arena *arena;
    char *text;
    size_t length, room;
    bool pretty;
};

static void make_room(struct printer *printer, size_t more)
{
    if (printer->length + more <= printer->room)
        return;
    size_t room = 2 * printer->room + more;
    char *larger = realloc(printer->text, room);
    if (!larger)
        printer->arena->exhausted();
    printer->text = larger;
    printer->room = room;
}

static void put(struct printer *printer, const char *text, size_t length)
{
    make_room(printer, length);
    memcpy(printer->text + printer->length, text, length);
    printer->length += length;
}

static void put_indent(struct printer *printer, int depth)
{
    make_room(printer, 2 * (size_t)depth + 1);
    printer->text[printer->length++] = '\n';
    memset(printer->text + printer->length, ' ', 2 * (size_t)depth);
    printer->length += 2 * (size_t)depth;
}

static void put_escape(struct printer *printer, unsigned char c)
{
    static const char letters[] = "\bb\ff\nn\rr\tt\"\"\\\\";
    for (const char *pair = letters; *pair; pair += 2)
        if (*pair == (char)c) {
            put(printer, (char[]){'\\', pair[1]}, 2);
            return;
        }
    char text[8];
    int length = snprintf(text, sizeof text, "\\u%04x", c);
    put(printer, text, (size_t)length);
}

static void put_string(struct printer *printer, const char *text)
{
    put(printer, "\"", 1);
    while (*text) {
        size_t plain = 0;
        while ((unsigned char)text[plain] >= 0x20 && text[plain] != '"' && text[plain] != '\\')
            plain++;
        put(printer, text, plain);
        text += plain;
        if (*text)
            put_escape(printer, (unsigned char)*text++);
    }
    put(printer, "\"", 1);
}

char *json_number_format(double number, char buffer[JSON_NUMBER_TEXT_SIZE])
{
    if (number == 0) {
        strcpy(buffer, "0"); /* minus zero would read back as another text */
    } else if (fabs(number) < 1e15 && number == floor(number)) {
        snprintf(buffer, JSON_NUMBER_TEXT_SIZE, "%.0f", number);
    } else {
        snprintf(buffer, JSON_NUMBER_TEXT_SIZE, "%.15g", number);
        if (strtod(buffer, NULL) != number)
            snprintf(buffer, JSON_NUMBER_TEXT_SIZE, "%.17g", number);
    }
    return buffer;
}

static void put_single(struct printer *printer, const cJSON *value)
{
    char number[JSON_NUMBER_TEXT_SIZE];
    if (cJSON_IsString(value)) {
        put_string(printer, value->valuestring);
        return;
    }
    const char *text = cJSON_IsNumber(value)  ? json_number_format(value->valuedouble, number)
                       : cJSON_IsTrue(value)  ? "true"
                       : cJSON_IsFalse(value) ? "false"
                                              : "null";
    put(printer, text, strlen(text));
}

static bool is_container(const cJSON *value)
{
    return cJSON_IsArray(value) || cJSON_IsObject(value);
}

static bool holds_containers(const cJSON *value)
{
    for (const cJSON *child = value->child; child; child = child->next)
        if (is_container(child))
            return true;
    return false;
}

static void put_value(struct printer *printer, const cJSON *value, int depth);

static void put_key(struct printer *printer, const cJSON *value, bool in_object)
{
    if (!in_object)
        return;
    put_string(printer, value->string);
    put(printer, ": ", printer->pretty ? 2 : 1);
}

static void put_items(struct printer *printer, const cJSON *value, int depth, bool one_line)
{
    bool object = cJSON_IsObject(value);
    put(printer, object ? "{" : "[", 1);
    for (const cJSON *child = value->child; child; child = child->next) {
        if (!one_line)
            put_indent(printer, depth + 1);
        put_key(printer, child, object);
        put_value(printer, child, depth + 1);
        if (child->next)
            put(printer, ", ", printer->pretty && one_line ? 2 : 1);
    }
    if (!one_line && value->child)
        put_indent(printer, depth);
    put(printer, object ? "}" : "]", 1);
}

/* Printed on one line first; taken back when that is too long. */
static void put_value(struct printer *printer, const cJSON *value, int depth)
{
    if (!is_container(value)) {
        put_single(printer, value);
        return;
    }
    if (!printer->pretty) {
        put_items(printer, value, depth, true);
        return;
    }
    size_t begin = printer->length, line = begin;
    if (!holds_containers(value)) {
        put_items(printer, value, depth, true);
        while (line > 0 && printer->text[line - 1] != '\n')
            line--;
        if (printer->length - line < LINE_COLUMNS)
            return;
        printer->length = begin;
    }
    put_items(printer, value, depth, false);
}

static char *print(struct arena *arena, const cJSON *value, bool pretty, size_t *length)
{
    struct printer printer = {.arena = arena, .pretty = pretty};
    put_value(&printer, value, 0);
    if (pretty)
        put(&printer, "\n", 1);
    char *text = arena_alloc(arena, printer.length + 1);
    memcpy(text, printer.text, printer.length);
    free(printer.text);
    *length = printer.length;
    return text;
}

char *json_print(struct arena *arena, const cJSON *value, size_t *length)
{
    return print(arena, value, true, length);
}

char *json_print_short(struct arena *arena, const cJSON *value)
{
    size_t length;
    return print(arena, value, false, &length);
}
