/* member_selection: which members `--members top:N` leaves in the large tables.
 *
 * In each run the N members that end latest: by the P90 of their end (never counts as latest), then
 * P50, then P10, then plan order. Members that most trials skip come after all others: they have
 * nothing to end. The tables keep plan order.
 */
#ifndef REPORTS_MEMBER_SELECTION_H
#define REPORTS_MEMBER_SELECTION_H

#include "models/outcome.h"
#include "reports/renderer.h"

#include <stdbool.h>

/* One flag per forecast.members, to be given to free(). */
bool *member_selection(const struct forecast *forecast, uint32_t top);

/* Whether the tables show this member in this run. */
bool member_selection_has(const struct rendering *rendering, uint32_t track, uint32_t member);

#endif
