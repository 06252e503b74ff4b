/* compare_html: compare.html, one page without script or network, like report.html. */
#ifndef REPORTS_COMPARE_HTML_H
#define REPORTS_COMPARE_HTML_H

#include "models/comparison.h"

#include <stdio.h>

/* `folder` holds plots/compare.svg; `no_pictures` says why it does not, else NULL. */
void compare_html(FILE *out, const struct comparisons *comparisons, const char *folder,
                  const char *no_pictures);

#endif
