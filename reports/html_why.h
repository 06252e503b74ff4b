/* html_why: the parts of the section "Why it takes that long, and what would help", each with a
 * heading of its own. */
#ifndef REPORTS_HTML_WHY_H
#define REPORTS_HTML_WHY_H

#include "reports/line.h"
#include "reports/renderer.h"

#include <stdio.h>

/* What the time of Completed runs goes into, and the sentence on the greatest of it. */
void html_why_drivers(FILE *out, const struct forecast *forecast);
void html_why_sentence(const struct forecast *forecast, struct line *line);

/* What stands in the way how often; and each stage's part in it, with those who end last. */
void html_why_critical(FILE *out, const struct forecast *forecast);
void html_why_stages(FILE *out, const struct forecast *forecast);

/* What would help: levers, and members to skip. */
void html_help_levers(FILE *out, const struct forecast *forecast);
void html_help_skips(FILE *out, const struct forecast *forecast);

/* Which inputs the date hangs on: those that chance draws, and those that are assumed. */
void html_why_inputs(FILE *out, const struct rendering *rendering);
void html_why_robustness(FILE *out, const struct forecast *forecast);

#endif
