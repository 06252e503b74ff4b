/* fates: warnings about members whose upgrade is decided before anything is drawn: past the run's
 * target, too far behind it, stopped, or with a node pool that AKS refuses. */
#ifndef SCENARIOS_FATES_H
#define SCENARIOS_FATES_H

#include "scenarios/reader.h"

/* Of the members of each run as they stand at the start, and of a run that no history completes
 * because more of them are in a group than may fail there. After the plans are made. */
void fates_warn(struct reader *reader);

#endif
