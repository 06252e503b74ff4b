#include "scenarios/reader.h"

#include <stdlib.h>
#include <string.h>

enum { SERVICE_NAME_MAX = 50 };

bool reader_problem(struct reader *reader, const cJSON *value, const struct path *path,
                    enum problem_code code, const char *first, const char *second)
{
    inputs_problem(reader->inputs, value ? json_place(value) : -1, path_text(reader->scratch, path),
                   code, first, second);
    return false;
}

const char *reader_quoted(struct reader *reader, const char *text)
{
    return problem_quoted(reader->scratch, text);
}

const char *reader_text(struct reader *reader, const cJSON *value)
{
    const char *text = json_text(value);
    return text ? arena_strdup(reader->arena, text) : NULL;
}

uint32_t reader_intern(struct reader *reader, struct names *names, const char *name)
{
    uint32_t number = names_find(names, name);
    return number != NONE ? number : names_add(names, arena_strdup(reader->arena, name));
}

uint32_t reader_refer(struct reader *reader, const struct names *names, const cJSON *value,
                      const struct path *path, enum problem_code code)
{
    const char *name = json_text(value);
    uint32_t number = name ? names_find(names, name) : NONE;
    if (name && number == NONE && !names->incomplete)
        reader_problem(reader, value, path, code, reader_quoted(reader, name),
                       inputs_hint(reader->inputs, names, name));
    return number;
}

bool reader_is_void(const cJSON *object, const char *key, const char *below)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, key);
    return value && (cJSON_IsInvalid(value) || (below && reader_is_void(value, below, NULL)));
}

static bool is_service_name(const char *name)
{
    static const char inner[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    size_t length = strlen(name);
    return length >= 1 && length <= SERVICE_NAME_MAX && strspn(name, inner) == length &&
           name[0] != '-' && name[length - 1] != '-';
}

void reader_note_name(struct reader *reader, enum name_kind kind, const char *name)
{
    if (is_service_name(name))
        return;
    if (reader->odd[kind].count++ == 0)
        reader->odd[kind].first = name;
}

int64_t reader_instant(const cJSON *value, int64_t fallback)
{
    int64_t at_s;
    const char *text = json_text(value);
    return text && instant_parse(text, &at_s) ? at_s : fallback;
}

const char *reader_instant_text(struct reader *reader, int64_t at_s)
{
    return instant_format(at_s, arena_alloc(reader->scratch, INSTANT_TEXT_SIZE));
}

struct amount reader_amount(const cJSON *value, struct amount fallback)
{
    const char *text = json_text(value);
    if (text && *text)
        return (struct amount){(uint32_t)strtoul(text, NULL, 10), strchr(text, '%') != NULL};
    return cJSON_IsNumber(value) ? (struct amount){(uint32_t)value->valuedouble, false} : fallback;
}
