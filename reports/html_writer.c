#include "reports/html_writer.h"

#include "reports/name.h"
#include "reports/scratch.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

static const char *escape(unsigned char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return byte < 0x20 && byte != '\n' && byte != '\t' ? REPLACEMENT : NULL;
    }
}

/* A byte, or a character that must not be there; returns how many bytes were read. */
static size_t put(FILE *out, const char *at)
{
    size_t turns = name_turns(at);
    const char *escaped = turns > 0 ? REPLACEMENT : escape((unsigned char)*at);
    if (escaped != NULL)
        fputs(escaped, out);
    else
        fputc(*at, out);
    return turns > 0 ? turns : 1;
}

void html_text(FILE *out, const char *text)
{
    for (const char *at = text; *at != '\0';)
        at += put(out, at);
}

/* The length of an instant for people at the begin of `text`, its "UTC" included, or 0. */
static size_t instant_length(const char *text)
{
    static const char shape[] = "0000-00-00 00:00";
    for (size_t i = 0; shape[i] != '\0'; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == '0' ? !digit : text[i] != shape[i])
            return 0;
    }
    size_t length = strlen(shape);
    return strncmp(text + length, " UTC", 4) == 0 ? length + 4 : length;
}

static bool is_before_percent(const char *text, const char *at)
{
    return at > text && at[0] == ' ' && at[1] == '%' && at[-1] >= '0' && at[-1] <= '9';
}

void html_prose(FILE *out, const char *text)
{
    for (const char *at = text; *at != '\0';) {
        size_t length = instant_length(at);
        if (is_before_percent(text, at)) {
            fputs("&nbsp;", out);
            at++;
        } else if (length == 0) {
            at += put(out, at);
        } else {
            fprintf(out, "<span class=\"at\">%.*s</span>", (int)length, at);
            at += length;
        }
    }
}

void html_element(FILE *out, const char *name, const char *text)
{
    fprintf(out, "<%s>", name);
    html_prose(out, text);
    fprintf(out, "</%.*s>", (int)strcspn(name, " "), name);
}

/* The file's text, or NULL. */
static char *read_picture(const struct html_picture *picture)
{
    char path[PATH_MAX + 64];
    snprintf(path, sizeof path, "%s/plots/%s.svg", picture->folder, picture->name);
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return NULL;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = scratch_array(char, size < 0 ? 1 : (size_t)size + 1);
    text[fread(text, 1, size < 0 ? 0 : (size_t)size, file)] = '\0';
    fclose(file);
    return text;
}

/* Where an id or a reference to one is named inside a tag: the length up to its first character,
 * else 0. */
static size_t id_prefix(const char *at)
{
    static const char *const prefixes[] = {" id=\"", " id='", "href='#", "href=\"#", "url(#"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (strncmp(at, prefixes[i], strlen(prefixes[i])) == 0)
            return strlen(prefixes[i]);
    return 0;
}

/* Past </title> or </desc> when `at` begins such an element: gnuplot's own say nothing. */
static const char *skip_gnuplots_titles(const char *at)
{
    static const char *const elements[][2] = {{"<title>", "</title>"}, {"<desc>", "</desc>"}};
    for (int i = 0; i < 2; i++)
        if (strncmp(at, elements[i][0], strlen(elements[i][0])) == 0) {
            const char *end = strstr(at, elements[i][1]);
            return end == NULL ? at : end + strlen(elements[i][1]);
        }
    return at;
}

/* Copies the inside of the svg element; ids get the picture's name in front. */
static void copy_body(FILE *out, const char *text, const char *name)
{
    bool in_tag = false;
    for (const char *at = text; *at != '\0';) {
        const char *behind = skip_gnuplots_titles(at);
        if (behind != at) {
            at = behind;
            continue;
        }
        in_tag = *at == '<' || (in_tag && *at != '>');
        size_t prefix = in_tag ? id_prefix(at) : 0;
        if (prefix > 0)
            fprintf(out, "%.*s%s-", (int)prefix, at, name);
        else
            fputc(*at, out);
        at += prefix > 0 ? prefix : 1;
    }
}

static void copy_svg(FILE *out, const char *text, const struct html_picture *picture)
{
    const char *svg = strstr(text, "<svg");
    const char *body = svg == NULL ? NULL : strchr(svg, '>');
    if (body == NULL)
        return;
    fprintf(out, "<svg role=\"img\" aria-labelledby=\"%s-title %s-description\"", picture->name,
            picture->name);
    fprintf(out, "%.*s>\n<title id=\"%s-title\">", (int)(body - svg) - 4, svg + 4, picture->name);
    html_text(out, picture->title);
    fprintf(out, "</title>\n<desc id=\"%s-description\">", picture->name);
    html_text(out, picture->description);
    fputs("</desc>", out);
    copy_body(out, body + 1, picture->name);
}

void html_picture(FILE *out, const struct html_picture *picture)
{
    char *text = read_picture(picture);
    if (text == NULL)
        return;
    fputs("<figure class=\"picture\">\n", out);
    copy_svg(out, text, picture);
    fputs("<figcaption>", out);
    html_text(out, picture->description);
    fputs("</figcaption>\n</figure>\n", out);
    free(text);
}
