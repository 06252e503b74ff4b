/* operation_words: what people do at known times, in words. */
#ifndef REPORTS_OPERATION_WORDS_H
#define REPORTS_OPERATION_WORDS_H

#include "models/outcome.h"
#include "reports/line.h"

/* The run, or the profile, that it is about. */
const char *operation_run(const struct scenario *scenario, const struct operation *operation);

/* Why it is refused most often, of two reasons the first; REFUSAL_NONE: it never is. */
enum refusal operation_refusal(const struct operation_outcome *outcome);

/* "2 of 5 operations are refused in some histories. Most often: skip Member:a of k135 at ..., in
 * 12.0 % (...) of histories, because the gate is not reached yet. operations.csv lists all."; empty
 * where none is. */
void operation_refused_sentence(const struct forecast *forecast, struct line *line);

#endif
