/* small_shapes: every shape that a small update run can have, one after the other.
 *
 * All ways to put up to 3 members into up to 2 groups of up to 2 stages, groups without members
 * included, each with: limits of concurrency, no or one failure allowed, an after-stage wait or
 * none, a member with a window or none, and gates: none, an Approval or a ScheduledStart before or
 * after a stage or a group, or several. A shape that says the same as another is left out.
 *
 *     struct small_shapes shapes = {0};
 *     struct small_shape shape;
 *     while (small_shapes_next(&shapes, &shape)) ...
 */
#ifndef TESTS_LIB_SMALL_SHAPES_H
#define TESTS_LIB_SMALL_SHAPES_H

#include "models/plan.h"

#include <stdbool.h>
#include <stdint.h>

enum { SMALL_MEMBERS = 3, SMALL_GROUPS = 4, SMALL_STAGES = 2, SMALL_GATES = 3 };

/* An instant is a second; a wait lasts this long, and a window is open for as long as it is closed,
 * closed first. */
enum { SMALL_WAIT_S = 100 };

struct small_shape {
    uint32_t stage_count, group_count, member_count;
    uint32_t stage_of[SMALL_GROUPS], members[SMALL_GROUPS]; /* per group */
    uint32_t group_limit, stage_limit, failures_max;
    int64_t wait_s;
    bool windowed; /* the first member has a window */
    struct plan_gate gates[SMALL_GATES];
    uint32_t gate_count;
};

struct small_shapes {
    uint32_t next;
};

/* False: there are no more. */
bool small_shapes_next(struct small_shapes *shapes, struct small_shape *shape);

/* How many things besides its members it has: wait, window, each gate. */
uint32_t small_shape_features(const struct small_shape *shape);

#endif
