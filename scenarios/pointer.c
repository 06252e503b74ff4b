#include "scenarios/pointer.h"

#include "scenarios/json_document.h"

#include <stdlib.h>
#include <string.h>

static size_t escaped_length(const char *key)
{
    size_t length = 0;
    for (; *key; key++)
        length += *key == '~' || *key == '/' ? 2 : 1;
    return length;
}

static char *escape(const char *key, char *out)
{
    for (; *key; key++)
        if (*key == '~' || *key == '/') {
            *out++ = '~';
            *out++ = *key == '~' ? '0' : '1';
        } else {
            *out++ = *key;
        }
    return out;
}

const char *path_text(struct arena *arena, const struct path *path)
{
    if (!path)
        return "";
    const char *above = path_text(arena, path->up);
    if (!path->key)
        return arena_printf(arena, "%s/%zu", above, path->index);
    size_t length = strlen(above);
    char *text = arena_alloc(arena, length + 1 + escaped_length(path->key) + 1);
    memcpy(text, above, length);
    text[length] = '/';
    *escape(path->key, text + length + 1) = '\0';
    return text;
}

static char *unescape(struct arena *arena, const char *text, size_t length)
{
    char *step = arena_alloc(arena, length + 1);
    size_t out = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '~') {
            step[out++] = text[i];
        } else if (i + 1 < length && (text[i + 1] == '0' || text[i + 1] == '1')) {
            step[out++] = text[++i] == '0' ? '~' : '/';
        } else {
            return NULL;
        }
    }
    step[out] = '\0';
    return step;
}

bool pointer_parse(struct arena *arena, const char *text, size_t length, struct pointer *pointer)
{
    size_t slashes = 0;
    for (size_t i = 0; i < length; i++)
        slashes += text[i] == '/';
    *pointer = (struct pointer){arena_array(arena, char *, slashes), 0};
    size_t at = 0;
    while (at < length && text[at] == '/') {
        const char *step = text + at + 1;
        const char *end = memchr(step, '/', length - at - 1);
        size_t step_length = end ? (size_t)(end - step) : length - at - 1;
        char *plain = unescape(arena, step, step_length);
        if (!plain)
            return false;
        pointer->steps[pointer->count++] = plain;
        at += 1 + step_length;
    }
    return at == length;
}

static bool is_index(const char *step)
{
    size_t digits = strspn(step, "0123456789");
    return digits > 0 && digits <= 9 && step[digits] == '\0' && (*step != '0' || digits == 1);
}

cJSON *pointer_step(const cJSON *container, const char *step)
{
    if (!cJSON_IsArray(container))
        return json_get(container, step);
    for (cJSON *element = container->child; element; element = element->next) {
        const char *name = json_text(json_get(element, "name"));
        if (name && strcmp(name, step) == 0)
            return element;
    }
    return is_index(step) ? cJSON_GetArrayItem(container, atoi(step)) : NULL;
}
