/* segment_name: a stage or group as tables call it: "prod / prod-eu", with its update run or
 * profile in front where there are several. */
#ifndef REPORTS_SEGMENT_NAME_H
#define REPORTS_SEGMENT_NAME_H

#include "models/outcome.h"
#include "reports/line.h"

void segment_name_stage(const struct scenario *scenario, const struct segment_outcome *stage,
                        struct line *line);
void segment_name_group(const struct scenario *scenario, const struct segment_outcome *group,
                        struct line *line);

#endif
