#include "reports/top_rows.h"

#include <assert.h>

void top_rows_offer(struct top_rows *top, uint32_t index, double value)
{
    uint32_t at = top->count;
    assert(top->limit > 0 && top->limit <= TOP_ROWS_MAX);
    top->offered++;
    while (at > 0 && top->value[at - 1] < value)
        at--;
    if (at == top->limit)
        return;
    top->count += top->count < top->limit;
    for (uint32_t i = top->count - 1; i > at; i--) {
        top->index[i] = top->index[i - 1];
        top->value[i] = top->value[i - 1];
    }
    top->index[at] = index;
    top->value[at] = value;
}
