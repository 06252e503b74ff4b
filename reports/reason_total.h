/* reason_total: what a reason code comes to over all members of an update run or profile.
 *
 *     struct reason_totals totals = reason_totals_create(forecast, STATE_FAILED);
 *     for (uint32_t i = 0; i < totals.count; i++) ... totals.list[i] ...
 *     reason_totals_destroy(&totals);
 */
#ifndef REPORTS_REASON_TOTAL_H
#define REPORTS_REASON_TOTAL_H

#include "models/outcome.h"
#include "reports/top_rows.h"

enum { REASON_MEMBERS_NAMED = 3 };

struct reason_total {
    uint32_t track;
    uint16_t reason;
    double members_mean;  /* members that meet it at least once, per trial; of a profile per run */
    double mean_s;        /* time in the state for it, all members together, likewise */
    uint32_t members;     /* that ever meet it */
    struct top_rows most; /* those most likely to: into forecast.reasons */
};

struct reason_totals {
    struct reason_total *list; /* by track, the most members first */
    uint32_t count;
};

/* The reasons of one state. */
struct reason_totals reason_totals_create(const struct forecast *forecast, enum update_state state);
void reason_totals_destroy(struct reason_totals *totals);

/* What a code means, for people who do not know the service: "waits for its maintenance window to
 * open"; of a failure model's cause "". */
const char *reason_words(uint16_t reason);

#endif
