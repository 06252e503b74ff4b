/* top_rows: the rows with the greatest values, where a page has room for some only.
 *
 *     struct top_rows top = {.limit = 10};
 *     for (uint32_t i = 0; i < count; i++)
 *         top_rows_offer(&top, i, value[i]);
 *     for (uint32_t i = 0; i < top.count; i++) ... top.index[i] ...
 */
#ifndef REPORTS_TOP_ROWS_H
#define REPORTS_TOP_ROWS_H

#include <stdint.h>

enum { TOP_ROWS_MAX = 30 };

struct top_rows {
    uint32_t limit; /* at most TOP_ROWS_MAX */
    uint32_t index[TOP_ROWS_MAX];
    double value[TOP_ROWS_MAX]; /* the greatest first; of equal ones the one offered first */
    uint32_t count, offered;
};

void top_rows_offer(struct top_rows *top, uint32_t index, double value);

#endif
