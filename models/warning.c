#include "models/warning.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

void warnings_init(struct warnings *warnings, struct arena *arena)
{
    *warnings = (struct warnings){.arena = arena};
}

static const char *format_text(struct arena *arena, const char *format, va_list values)
{
    va_list again;
    va_copy(again, values);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    assert(length >= 0);
    char *text = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, values);
    return text;
}

void warnings_add(struct warnings *warnings, const char *code, const char *where,
                  const char *format, ...)
{
    struct arena *arena = warnings->arena;
    struct warning *warning = arena_new(arena, struct warning);
    va_list values;
    va_start(values, format);
    warning->text = format_text(arena, format, values);
    va_end(values);
    warning->code = arena_strdup(arena, code);
    warning->where = arena_strdup(arena, where);
    if (warnings->last)
        warnings->last->next = warning;
    else
        warnings->first = warning;
    warnings->last = warning;
    warnings->count++;
}
