/* line: a bounded piece of prose, put together on the stack.
 *
 *     struct line line = {.length = 0};
 *     line_add(&line, "%u members", count);
 *
 * What does not fit is cut at the end of a character. Names of any length go in through name_short
 * (reports/name.h), so that sentences stay sentences.
 */
#ifndef REPORTS_LINE_H
#define REPORTS_LINE_H

#include <stddef.h>

enum { LINE_SIZE = 4096 };

struct line {
    char text[LINE_SIZE];
    size_t length;
};

void line_add(struct line *line, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
