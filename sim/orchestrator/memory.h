/* memory: the core's memory, dealt out once, and how it looks before anything has happened.
 *
 * A run's memory holds the largest of its plans. A run that has one is laid out on it at the start
 * and never again; one that has several when it is created, if it was laid out on another.
 */
#ifndef SIM_ORCHESTRATOR_MEMORY_H
#define SIM_ORCHESTRATOR_MEMORY_H

#include "sim/orchestrator/core.h"

#include <stddef.h>

/* Bytes for all runs of the setup. */
size_t memory_size(const struct orchestrator_setup *setup);

/* Deals `memory` out; the core itself stands first in it. */
struct orchestrator *memory_init(void *memory, const struct orchestrator_setup *setup);

/* As after memory_init; only runs that were created have to be set back. */
void memory_reset(struct orchestrator *core);

/* The run, which is not created, has this of its plans from now on. */
void memory_lay_out(struct orchestrator *core, struct core_run *run, uint32_t plan);

/* The windows of a group's members have changed: they are dealt out to trees and lanes anew. */
void memory_deal_out(struct core_run *run, uint32_t group);

#endif
