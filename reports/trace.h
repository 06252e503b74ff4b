/* trace: one simulated history, one line an event.
 *
 * Text has the columns instant, run, path, state and, where there is one, what is behind it; they
 * are aligned and two spaces apart. The path is "run", stage, stage/group, stage/group/member, or
 * "<stage> wait". CSV and JSON say the same for machines. The order is the history's. Source:
 * `fleetsim trace`.
 *
 *     2026-12-01T08:00:00Z  k135  canary/canary/neu1  Running  1.34.6 -> 1.35.2
 *     2026-12-01T08:00:00Z  k135  canary/canary/weu1  Pending  WindowClosed: opens
 * 2026-12-05T21:00:00Z
 */
#ifndef REPORTS_TRACE_H
#define REPORTS_TRACE_H

#include "models/history.h"

#include <stdio.h>

void trace_text(FILE *out, const struct history *history);
void trace_csv(FILE *out, const struct history *history);
void trace_json(FILE *out, const struct history *history);

#endif
