/* watch_parts: what the files of watch share (tests/lib/watch.h).
 *
 * watch.c follows what is told; watch_asked.c what was asked; watch_begin.c asks whether an upgrade
 * may begin; watch_gate.c whether a gate or a wait may go on; watch_reason.c whether a reason is
 * true; watch_step.c whether all is as it should be after a step.
 */
#ifndef TESTS_LIB_WATCH_PARTS_H
#define TESTS_LIB_WATCH_PARTS_H

#include "sim/host.h"
#include "tests/lib/coverage.h"
#include "tests/lib/mirror.h"

struct watch {
    struct arena *arena;
    const struct scenario *scenario;
    struct coverage *coverage;
    struct host *host;
    struct mirror *runs;
    /* Of this step: what the core told, how far it is read, and the operation whose transitions are
     * being read, or NULL. */
    const struct orchestrator_update *told;
    uint32_t next;
    const struct orchestrator_operation *asked;
    uint32_t *busy;          /* per fleet member: runs that upgrade it */
    uint32_t *control_plane; /* per fleet member: its version */
    int64_t now_s;
    uint32_t begins_due; /* begun in this step, and the host has not told so yet */
    char breach[256];
};

/* Keeps the first breach. */
void watch_complain(struct watch *watch, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

const char *watch_member_name(const struct watch *watch, uint32_t run, uint32_t slot);

/* The member's window for this run is open now. */
bool watch_is_open(const struct watch *watch, uint32_t run, uint32_t member);

/* What the world answers now. */
struct orchestrator_standing watch_standing(const struct watch *watch, uint32_t run,
                                            uint32_t member);
bool watch_waits_for_release(const struct watch *watch,
                             const struct orchestrator_standing *standing);

/* This step is a scheduling moment of the run (R14, R17). */
bool watch_is_moment(const struct watch *watch, uint32_t run);

/* The member is Running since this transition. */
void watch_begin(struct watch *watch, uint32_t run, uint32_t slot);

/* Reads the next transition of the step. */
void watch_read(struct watch *watch);

/* An operation: reads what follows from it at once, or complains where it is refused wrongly, or
 * obeyed wrongly (R19, R27 to R29). */
void watch_asked(struct watch *watch, const struct orchestrator_operation *operation,
                 enum refusal refusal);

/* The operation being read, if any, is one that makes this transition. */
bool watch_is_asked_for(const struct watch *watch, const struct orchestrator_transition *t);

/* A gate or a wait has entered another state (R19 to R21). */
void watch_gate(struct watch *watch, const struct orchestrator_transition *transition);
void watch_wait(struct watch *watch, const struct orchestrator_transition *transition);

/* Gates and waits after a step: none is forgotten. */
void watch_gates_step(struct watch *watch, uint32_t run);

/* R31: a reason where there must be one, and a true one. */
void watch_reason(struct watch *watch, const struct orchestrator_transition *transition);

/* All transitions of the step are known. */
void watch_step(struct watch *watch, uint32_t run);

#endif
