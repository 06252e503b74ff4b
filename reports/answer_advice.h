/* answer_advice: what would help most, and the latest start, as two rows of the answer's table.
 *
 * Of all levers that a planner can pull (eased, or a window opened once more) the best one for the
 * deadline that is met least; fewer failures, which nobody can order, only where nothing else
 * helps; without a deadline the one that brings P80 forward most or, where that is infinite, lets
 * most histories be Completed. Only what its interval tells apart from nothing counts. Nothing is
 * said where nothing was looked for.
 */
#ifndef REPORTS_ANSWER_ADVICE_H
#define REPORTS_ANSWER_ADVICE_H

#include "reports/answer.h"

void answer_advice_rows(const struct forecast *forecast, answer_row_function *emit, void *context);

/* The best lever; NULL: none. */
const struct lever_outcome *answer_best_lever(const struct forecast *forecast);

#endif
