/* html_strategy: a strategy drawn as the service works through it: stages below one another, the
 * groups of a stage beside one another, gates and waits where they hold it up. */
#ifndef REPORTS_HTML_STRATEGY_H
#define REPORTS_HTML_STRATEGY_H

#include "models/plan.h"

#include <stdio.h>

/* A list; a few dozen stages, and groups in each, are drawn and the others counted. */
void html_strategy(FILE *out, const struct plan *plan);

#endif
