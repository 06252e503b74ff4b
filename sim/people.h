/* people: when the operators of the model act in one history (models/operators.h).
 *
 * They approve gates, start failed runs again and skip members that are stuck. Everything they take
 * is drawn by address, once for each gate, restart and member. What comes of it is the agenda's
 * (sim/agenda.h).
 */
#ifndef SIM_PEOPLE_H
#define SIM_PEOPLE_H

#include "models/scenario.h"

#include <stdint.h>

struct people;

struct people *people_create(struct arena *arena, const struct scenario *scenario, uint64_t seed);
void people_reset(struct people *people, uint32_t trial);

/* Whose luck the delay of this gate's approval is (models/random.h); needs a little of `scratch`.
 */
uint64_t people_gate_entity(struct arena *scratch, const struct scenario *scenario, uint32_t run,
                            uint32_t plan, uint32_t gate);

/* The gate of this plan of the run became Pending: when it is approved; INSTANT_NEVER: not by the
 * model. */
int64_t people_approve_at(const struct people *people, uint32_t run, uint32_t plan, uint32_t gate,
                          int64_t now_s);

/* The run became Failed: when somebody does something about it; INSTANT_NEVER: nobody. */
int64_t people_respond_at(const struct people *people, uint32_t run, int64_t now_s);

/* What they do then: only start it again (true; counts the restart), or first skip what failed. */
bool people_retry(struct people *people, uint32_t run);

/* A member of the run has been Pending since since_s: when it is skipped if it still is. */
int64_t people_skip_at(const struct people *people, uint32_t run, uint32_t member, int64_t since_s);

#endif
