#include "reports/name.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Length of the UTF-8 sequence at `at`, 0 when it is none: RFC 3629, shortest forms only, no
 * surrogates. */
static size_t sequence_length(const unsigned char *at)
{
    size_t length = at[0] < 0x80 ? 1 : at[0] < 0xC2 ? 0 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
    if (length == 0 || at[0] > 0xF4)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    bool overlong = (at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xF0 && at[1] < 0x90);
    bool beyond = (at[0] == 0xED && at[1] > 0x9F) || (at[0] == 0xF4 && at[1] > 0x8F);
    bool no_xml = at[0] == 0xEF && at[1] == 0xBF && at[2] >= 0xBE;
    return overlong || beyond || no_xml ? 0 : length;
}

size_t name_turns(const char *at)
{
    const unsigned char *byte = (const unsigned char *)at;
    bool here = byte[0] == 0xE2 && ((byte[1] == 0x80 && byte[2] >= 0xA8 && byte[2] <= 0xAE) ||
                                    (byte[1] == 0x81 && byte[2] >= 0xA6 && byte[2] <= 0xA9));
    return here ? 3 : 0;
}

/* C0, DEL and C1: what a terminal would obey. */
static bool is_control(const unsigned char *at)
{
    return at[0] < 0x20 || at[0] == 0x7F || (at[0] == 0xC2 && at[1] < 0xA0) ||
           name_turns((const char *)at) > 0;
}

/* One character of `name` into `to`; returns bytes written, *taken bytes read. */
static size_t copy_character(const unsigned char *at, char *to, size_t *taken)
{
    size_t length = sequence_length(at);
    *taken = length == 0 ? 1 : length;
    if (length == 0 || is_control(at)) {
        *to = length == 0 ? '?' : ' ';
        return 1;
    }
    memcpy(to, at, length);
    return length;
}

char *name_short(const char *name, size_t columns, char buffer[NAME_SIZE])
{
    assert(columns >= 1 && columns <= SENTENCE_COLUMNS);
    const unsigned char *at = (const unsigned char *)name;
    size_t length = 0, last = 0;
    for (size_t i = 0; *at != '\0'; i++) {
        if (i == columns) {
            strcpy(buffer + last, "\xE2\x80\xA6");
            return buffer;
        }
        size_t taken;
        last = length;
        length += copy_character(at, buffer + length, &taken);
        at += taken;
    }
    buffer[length] = '\0';
    return buffer;
}

/* Calls `plain` bytes or escapes through; `out` NULL only counts. Returns the width. */
static size_t print_or_count(FILE *out, const char *name)
{
    const unsigned char *at = (const unsigned char *)name;
    size_t width = 0;
    while (*at != '\0') {
        size_t length = sequence_length(at);
        bool escape = length == 0 || is_control(at);
        size_t taken = length == 0 ? 1 : length;
        width += escape ? 4 * taken : 1;
        for (size_t i = 0; out != NULL && i < taken; i++)
            fprintf(out, escape ? "\\x%02x" : "%c", at[i]);
        at += taken;
    }
    return width;
}

void name_print(FILE *out, const char *name)
{
    print_or_count(out, name);
}

size_t name_width(const char *name)
{
    return print_or_count(NULL, name);
}
