/* skips: what people take out of a run (R29), and members that leave it (R4).
 *
 * Members that nobody has begun, and in a Failed run those that have failed, become Skipped; what
 * is in progress goes on. Parents whose turn has come follow in the roll-up, those of a run that
 * does not go on at its restart; what was never begun is Skipped at once.
 */
#ifndef SIM_ORCHESTRATOR_SKIPS_H
#define SIM_ORCHESTRATOR_SKIPS_H

#include "sim/orchestrator/core.h"

enum refusal skips_stage(struct orchestrator *core, struct core_run *run, uint32_t stage);
enum refusal skips_group(struct orchestrator *core, struct core_run *run, uint32_t group);
enum refusal skips_member(struct orchestrator *core, struct core_run *run, uint32_t slot);
enum refusal skips_wait(struct orchestrator *core, struct core_run *run, uint32_t stage);

/* Not by request: the cluster is no member of the fleet any more. */
void skips_leaver(struct orchestrator *core, struct core_run *run, uint32_t slot);

#endif
