/* plan_words: a resolved plan in words; on the terminal and on the page. */
#ifndef REPORTS_PLAN_WORDS_H
#define REPORTS_PLAN_WORDS_H

#include "models/floor.h"
#include "models/scenario.h"
#include "reports/line.h"

/* What the run changes: "Full to 1.35.2, images Consistent". */
void plan_words_upgrade(const struct update_run *run, struct line *line);

/* "starts 2026-11-16T08:00:00Z", "is started by hand", "starts after k134 is Completed". */
void plan_words_start(const struct scenario *scenario, const struct update_run *run,
                      struct line *line);

/* "at most 3 at a time, 1 failure allowed". */
void plan_words_limits(uint32_t concurrency_max, uint32_t failures_max, struct line *line);

/* "Approval, before/0", "ScheduledStart, before/1, next Monday at 22:00 +01:00". */
void plan_words_gate(const struct plan_gate *gate, struct line *line);

/* "12 members", "1 member". */
void plan_words_count(uint32_t count, const char *noun, struct line *line);

/* "stage prod cannot end before ... because of aks-03, monthly on ...; without it ...". */
void plan_words_floor(const struct scenario *scenario, uint32_t run, uint32_t stage,
                      const struct stage_floor *floor, struct line *line);

const char *image_selection_name(enum image_selection selection);

#endif
