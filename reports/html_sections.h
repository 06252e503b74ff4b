/* html_sections: the parts of report.html, in the order in which they stand. */
#ifndef REPORTS_HTML_SECTIONS_H
#define REPORTS_HTML_SECTIONS_H

#include "reports/renderer.h"

#include <stdio.h>

void html_answer(FILE *out, const struct rendering *rendering);
void html_scope(FILE *out, const struct rendering *rendering);
void html_finish(FILE *out, const struct rendering *rendering);
void html_timeline(FILE *out, const struct rendering *rendering);
void html_why(FILE *out, const struct rendering *rendering);
void html_risks(FILE *out, const struct rendering *rendering);
void html_decisions(FILE *out, const struct rendering *rendering);
void html_method(FILE *out, const struct rendering *rendering);

#endif
