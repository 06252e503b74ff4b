/* window_words: a maintenance window in words. */
#ifndef REPORTS_WINDOW_WORDS_H
#define REPORTS_WINDOW_WORDS_H

#include "models/window.h"
#include "reports/line.h"

/* "weekly on Saturday", "every 2 months on day 15", "monthly on the second Saturday". */
void window_words_rule(const struct window *window, struct line *line);

/* The rule with its hours: "weekly on Saturday, 22:00 +01:00 for 6 h". */
void window_words(const struct window *window, struct line *line);

#endif
