/* html_writer: text that stays text on an HTML page, and pictures inside it.
 *
 * Whatever comes from the input goes through html_text, so nothing in it can become markup or
 * script.
 */
#ifndef REPORTS_HTML_WRITER_H
#define REPORTS_HTML_WRITER_H

#include <stdio.h>

/* Escapes markup; control characters and those that turn the direction of text (reports/name.h)
 * become U+FFFD. Fit for content and for quoted attributes. */
void html_text(FILE *out, const char *text);

/* The same, keeping the parts of an instant ("2026-12-19 23:47") and a figure with its % on one
 * line. */
void html_prose(FILE *out, const char *text);

/* <name>text</name>, the text as html_prose writes it; `name` is ours and may carry attributes ("td
 * class='n'"). */
void html_element(FILE *out, const char *name, const char *text);

struct html_picture {
    const char *folder; /* holds plots/<name>.svg */
    const char *name;   /* prefixes every id, so that several pictures fit on one page */
    const char *title;  /* the text alternative, short and long */
    const char *description;
};

/* A figure with gnuplot's picture inside it. */
void html_picture(FILE *out, const struct html_picture *picture);

#endif
