/* segment_selection: which groups or stages fit into a picture or onto a page: those that end
 * latest.
 *
 * By the P90 of the finish (never counts as latest), then P80, P50, then plan order; what is chosen
 * stays in plan order.
 */
#ifndef REPORTS_SEGMENT_SELECTION_H
#define REPORTS_SEGMENT_SELECTION_H

#include "models/outcome.h"

enum { SEGMENTS_SHOWN_MAX = 60 };

struct segment_selection {
    uint32_t index[SEGMENTS_SHOWN_MAX]; /* into the segments, ascending */
    uint32_t count;
};

void segment_selection_init(struct segment_selection *selection,
                            const struct segment_outcome *segments, uint32_t count);

#endif
