/* rivals: warnings about clusters that AKS upgrades by itself beside the update runs: those with an
 * upgrade channel of their own left on, and AKS Automatic. Whichever comes first does the upgrade
 * (Fleet Manager's FAQ); none of it is simulated, so the warning says how many members it is about.
 */
#ifndef SCENARIOS_RIVALS_H
#define SCENARIOS_RIVALS_H

#include "scenarios/reader.h"

/* After runs, profiles and the fleet are read. */
void rivals_warn(struct reader *reader);

#endif
