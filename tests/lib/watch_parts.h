/* watch_parts: what the files of watch share (tests/lib/watch.h).
 *
 * watch.c follows what is told; watch_begin.c asks whether an upgrade may begin; watch_reason.c
 * whether a reason is true; watch_step.c whether all is as it should be after a step.
 */
#ifndef TESTS_LIB_WATCH_PARTS_H
#define TESTS_LIB_WATCH_PARTS_H

#include "sim/host.h"
#include "tests/lib/coverage.h"
#include "tests/lib/mirror.h"

struct watch {
    const struct scenario *scenario;
    struct coverage *coverage;
    struct host *host;
    const struct host_operation *operations;
    uint32_t operation_count, operation_next;
    struct mirror *runs;
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

/* R31: a reason where there must be one, and a true one. */
void watch_reason(struct watch *watch, const struct orchestrator_transition *transition);

/* All transitions of the step are known. */
void watch_step(struct watch *watch, uint32_t run);

#endif
