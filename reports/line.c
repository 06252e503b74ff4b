#include "reports/line.h"

#include <stdarg.h>
#include <stdio.h>

/* A cut inside a UTF-8 sequence goes back to its first byte. */
static size_t character_boundary(const char *text, size_t length)
{
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    return length;
}

void line_add(struct line *line, const char *format, ...)
{
    char over[LINE_SIZE + 1]; /* one byte more than fits shows where the cut falls */
    va_list arguments;
    va_start(arguments, format);
    int wanted = vsnprintf(over, sizeof over, format, arguments);
    va_end(arguments);
    size_t room = LINE_SIZE - 1 - line->length;
    size_t length = wanted < 0 ? 0 : (size_t)wanted;
    if (length > room)
        length = character_boundary(over, room);
    for (size_t i = 0; i < length; i++)
        line->text[line->length++] = over[i];
    line->text[line->length] = '\0';
}
