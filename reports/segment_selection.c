#include "reports/segment_selection.h"

#include "reports/scratch.h"

#include <stdlib.h>

/* Latest first; the segments stand in one array, so their addresses are plan order. */
static int compare_finish(const void *left, const void *right)
{
    static const int by[] = {Q90, Q80, Q50};
    const struct segment_outcome *a = *(const struct segment_outcome *const *)left;
    const struct segment_outcome *b = *(const struct segment_outcome *const *)right;
    for (int i = 0; i < 3; i++) {
        int64_t a_s = a->finish[by[i]].value_s, b_s = b->finish[by[i]].value_s;
        if (a_s != b_s)
            return (a_s < b_s) - (a_s > b_s);
    }
    return (a > b) - (a < b);
}

static int compare_index(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

void segment_selection_init(struct segment_selection *selection,
                            const struct segment_outcome *segments, uint32_t count)
{
    const struct segment_outcome **order = scratch_array(const struct segment_outcome *, count);
    for (uint32_t i = 0; i < count; i++)
        order[i] = &segments[i];
    qsort(order, count, sizeof *order, compare_finish);
    selection->count = count < SEGMENTS_SHOWN_MAX ? count : SEGMENTS_SHOWN_MAX;
    for (uint32_t i = 0; i < selection->count; i++)
        selection->index[i] = (uint32_t)(order[i] - segments);
    qsort(selection->index, selection->count, sizeof *selection->index, compare_index);
    free(order);
}
