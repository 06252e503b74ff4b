/* html_page: what all pages of fleetsim share: one file, no script, no network.
 *
 * The policy in the head forbids a browser to load anything at all; pictures stand in the page.
 */
#ifndef REPORTS_HTML_PAGE_H
#define REPORTS_HTML_PAGE_H

#include <stdio.h>

struct html_page {
    const char *title;       /* of the document and its heading; from the input */
    const char *about;       /* follows it in the document's title: ": alternatives", or "" */
    const char *kind;        /* the line above the heading: "Forecast of a fleet upgrade" */
    const char *description; /* below the heading; NULL or "": none; from the input */
};

/* Up to the header's end, and from the end of main on. */
void html_page_begin(FILE *out, const struct html_page *page);
void html_page_end(FILE *out);

#endif
