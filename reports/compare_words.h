/* compare_words: an alternative against its base, in words; the same on the terminal and on the
 * page. */
#ifndef REPORTS_COMPARE_WORDS_H
#define REPORTS_COMPARE_WORDS_H

#include "models/comparison.h"
#include "reports/line.h"

#include <stdbool.h>

/* "With fast.json it ends 7 d earlier at P80 ..." */
void compare_sentence(const struct comparison *comparison, struct line *line);

/* What comparisons are, for the reader: trials, seed, the shared luck, the intervals. */
void compare_method(const struct comparisons *comparisons, struct line *line);

struct compare_words {
    struct line label, base, alternative, difference, share;
};

typedef void compare_words_function(void *context, const struct compare_words *words);

/* The rows people read: ends, endings, deadlines, freezes. */
void compare_rows(const struct comparison *comparison, compare_words_function *row, void *context);

#endif
