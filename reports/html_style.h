/* html_style: a page as a document on paper, readable in light and dark and without colour. */
#ifndef REPORTS_HTML_STYLE_H
#define REPORTS_HTML_STYLE_H

#include <stdio.h>

/* The text of a style element. */
void html_style(FILE *out);

#endif
