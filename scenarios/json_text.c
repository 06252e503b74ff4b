#include "scenarios/json_text.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct scan {
    struct arena *arena;
    const char *text;
    size_t length, at;
    int depth;
    struct json_places *places;
    size_t room;
    struct json_fault *fault;
};

static bool scan_value(struct scan *scan);

/* Length of the UTF-8 character at `c`, 0 when it is none (RFC 3629: no surrogates, nothing
 * overlong). */
static size_t utf8_length(const unsigned char *c, size_t left)
{
    if (c[0] < 0x80)
        return 1;
    size_t length = c[0] >= 0xf0 ? 4 : c[0] >= 0xe0 ? 3 : 2;
    if (c[0] < 0xc2 || c[0] > 0xf4 || left < length)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((c[i] & 0xc0) != 0x80)
            return 0;
    bool overlong = (c[0] == 0xe0 && c[1] < 0xa0) || (c[0] == 0xf0 && c[1] < 0x90);
    bool outside = (c[0] == 0xed && c[1] >= 0xa0) || (c[0] == 0xf4 && c[1] >= 0x90);
    return overlong || outside ? 0 : length;
}

size_t json_text_valid_utf8(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        size_t step = utf8_length((const unsigned char *)text + at, length - at);
        if (step == 0)
            break;
        at += step;
    }
    return at;
}

/* What stands at the current byte, for people. */
static const char *describe(const struct scan *scan)
{
    if (scan->at >= scan->length)
        return "the end of the text";
    const unsigned char *c = (const unsigned char *)scan->text + scan->at;
    size_t length = utf8_length(c, scan->length - scan->at);
    if (length == 0 || *c < 0x20 || *c == 0x7f)
        return arena_printf(scan->arena, "the byte 0x%02X", *c);
    if (*c == ' ')
        return "a space";
    return arena_printf(scan->arena, "%.*s", (int)length, (const char *)c);
}

static bool fail(struct scan *scan, enum problem_code code, const char *found, const char *instead)
{
    *scan->fault = (struct json_fault){code, scan->at, found, instead};
    return false;
}

static bool expected(struct scan *scan, const char *instead)
{
    const char *here = scan->text + scan->at;
    if (scan->at < scan->length && (*here == '#' || (*here == '/' && strchr("/*", here[1]))))
        return fail(scan, PROBLEM_JSON_COMMENT, arena_printf(scan->arena, "%.2s", here), "");
    return fail(scan, PROBLEM_JSON_SYNTAX, describe(scan), instead);
}

static bool looking_at(const struct scan *scan, char c)
{
    return scan->at < scan->length && scan->text[scan->at] == c;
}

static void skip_space(struct scan *scan)
{
    while (looking_at(scan, ' ') || looking_at(scan, '\n') || looking_at(scan, '\r') ||
           looking_at(scan, '\t'))
        scan->at++;
}

static void note_place(struct scan *scan)
{
    if (scan->places->count == scan->room) {
        size_t room = scan->room ? 2 * scan->room : 16;
        int *larger = arena_array(scan->arena, int, room);
        if (scan->room)
            memcpy(larger, scan->places->list, scan->room * sizeof(int));
        scan->places->list = larger;
        scan->room = room;
    }
    scan->places->list[scan->places->count++] = (int)scan->at;
}

/* Four hexadecimal digits behind \u; -1 when they are not. */
static int hex4(const struct scan *scan, size_t at)
{
    int value = 0;
    for (size_t i = at; i < at + 4; i++) {
        char c = i < scan->length ? scan->text[i] : '\0';
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

static bool scan_unicode_escape(struct scan *scan)
{
    int unit = hex4(scan, scan->at + 2);
    if (unit < 0)
        return fail(scan, PROBLEM_JSON_SYNTAX, "\\u", "four hexadecimal digits behind \\u");
    if (unit == 0)
        return fail(scan, PROBLEM_JSON_NUL, "\\u0000", "");
    bool low = unit >= 0xdc00 && unit < 0xe000, high = unit >= 0xd800 && unit < 0xdc00;
    int second =
        high && strncmp(scan->text + scan->at + 6, "\\u", 2) == 0 ? hex4(scan, scan->at + 8) : -1;
    if (low || (high && (second < 0xdc00 || second >= 0xe000)))
        return fail(scan, PROBLEM_JSON_SYNTAX, "half of a surrogate pair",
                    "both halves, or the character itself");
    scan->at += high ? 12 : 6;
    return true;
}

static bool scan_escape(struct scan *scan)
{
    char c = scan->at + 1 < scan->length ? scan->text[scan->at + 1] : '\0';
    if (c == 'u')
        return scan_unicode_escape(scan);
    if (c == '\0' || !strchr("\"\\/bfnrt", c))
        return fail(scan, PROBLEM_JSON_SYNTAX, "a backslash",
                    "two backslashes for one, or one of \\\" \\/ \\b \\f \\n \\r \\t \\uXXXX");
    scan->at += 2;
    return true;
}

static bool scan_character(struct scan *scan)
{
    const unsigned char *c = (const unsigned char *)scan->text + scan->at;
    if (*c == '\0')
        return fail(scan, PROBLEM_JSON_NUL, "the byte 0x00", "");
    if (*c < 0x20)
        return fail(scan, PROBLEM_JSON_SYNTAX,
                    *c == '\n' || *c == '\r' ? "the end of the line inside a text" : describe(scan),
                    "an escape such as \\n or \\t, or close the text with \"");
    size_t length = utf8_length(c, scan->length - scan->at);
    if (length == 0)
        return fail(scan, PROBLEM_JSON_ENCODING, arena_printf(scan->arena, "0x%02X", *c), "");
    scan->at += length;
    return true;
}

static bool scan_string(struct scan *scan)
{
    scan->at++;
    while (!looking_at(scan, '"')) {
        if (scan->at >= scan->length)
            return expected(scan, "a closing \"");
        if (looking_at(scan, '\\') ? !scan_escape(scan) : !scan_character(scan))
            return false;
    }
    scan->at++;
    return true;
}

static size_t skip_digits(struct scan *scan)
{
    size_t begin = scan->at;
    while (scan->at < scan->length && scan->text[scan->at] >= '0' && scan->text[scan->at] <= '9')
        scan->at++;
    return scan->at - begin;
}

static bool scan_number(struct scan *scan)
{
    size_t begin = scan->at;
    if (looking_at(scan, '-'))
        scan->at++;
    bool zero = looking_at(scan, '0');
    size_t digits = skip_digits(scan);
    if (digits == 0)
        return expected(scan, "a digit");
    if (zero && digits > 1) {
        scan->at = begin;
        return fail(scan, PROBLEM_JSON_SYNTAX, "a number that begins with 0",
                    "it without leading zeros, or in quotes");
    }
    if (looking_at(scan, '.')) {
        scan->at++;
        if (skip_digits(scan) == 0)
            return expected(scan, "a digit behind the point");
    }
    if (looking_at(scan, 'e') || looking_at(scan, 'E')) {
        scan->at++;
        if (looking_at(scan, '+') || looking_at(scan, '-'))
            scan->at++;
        if (skip_digits(scan) == 0)
            return expected(scan, "a digit in the exponent");
    }
    size_t length = scan->at - begin;
    if (length <= JSON_NUMBER_MAX && fabs(strtod(scan->text + begin, NULL)) <= 1e300)
        return true;
    scan->at = begin;
    return fail(scan, PROBLEM_JSON_NUMBER,
                arena_printf(scan->arena, "%.*s%s", (int)(length < 40 ? length : 40),
                             scan->text + begin, length < 40 ? "" : "..."),
                "");
}

static bool scan_word(struct scan *scan, const char *word)
{
    size_t length = strlen(word);
    if (scan->length - scan->at < length || memcmp(scan->text + scan->at, word, length) != 0)
        return expected(scan, "true, false, null, a number, a text in \", an object or an array");
    scan->at += length;
    return true;
}

static bool scan_pair(struct scan *scan)
{
    if (!looking_at(scan, '"'))
        return expected(scan, "a key in quotes");
    if (!scan_string(scan))
        return false;
    skip_space(scan);
    if (!looking_at(scan, ':'))
        return expected(scan, "a colon behind the key");
    scan->at++;
    return scan_value(scan);
}

/* An object's pairs or an array's values, from the bracket on. */
static bool scan_container(struct scan *scan, char close, bool (*scan_item)(struct scan *))
{
    if (++scan->depth > JSON_DEPTH_MAX)
        return fail(scan, PROBLEM_JSON_DEPTH, "32", "");
    scan->at++;
    skip_space(scan);
    bool more = !looking_at(scan, close);
    while (more) {
        skip_space(scan);
        if (!scan_item(scan))
            return false;
        skip_space(scan);
        more = looking_at(scan, ',');
        if (!more && !looking_at(scan, close))
            return expected(scan, close == '}' ? "a comma or }" : "a comma or ]");
        scan->at += more;
    }
    scan->at++;
    scan->depth--;
    return true;
}

static bool scan_value(struct scan *scan)
{
    skip_space(scan);
    note_place(scan);
    char c = scan->at < scan->length ? scan->text[scan->at] : '\0';
    switch (c) {
    case '{':
        return scan_container(scan, '}', scan_pair);
    case '[':
        return scan_container(scan, ']', scan_value);
    case '"':
        return scan_string(scan);
    case 't':
        return scan_word(scan, "true");
    case 'f':
        return scan_word(scan, "false");
    case 'n':
        return scan_word(scan, "null");
    default:
        if (c == '-' || (c >= '0' && c <= '9'))
            return scan_number(scan);
        return expected(scan, "a value: true, false, null, a number, a text in quotes, { or [");
    }
}

bool json_text_scan(struct arena *arena, const char *text, size_t length,
                    struct json_places *places, struct json_fault *fault)
{
    struct scan scan = {arena, text, length, 0, 0, places, 0, fault};
    *places = (struct json_places){NULL, 0};
    if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        scan.at = 3;
    if (!scan_value(&scan))
        return false;
    skip_space(&scan);
    if (scan.at == length)
        return true;
    if (looking_at(&scan, '/') || looking_at(&scan, '#'))
        return expected(&scan, "");
    return fail(&scan, PROBLEM_JSON_TRAILING, describe(&scan), "");
}
