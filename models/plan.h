/* plan: a strategy resolved on a fleet: which members stand in which group, and what each limit
 * comes to.
 *
 * Resolved once when the run is created (R4); nothing in it changes afterwards, so all trials share
 * it. Rules: R1 to R4, R6 and R7 of sim/orchestrator/RULES.md. What R6 and R7 accept with a warning
 * is warned about here.
 *
 * Stages, groups and members are numbered in plan order: stage 0 first, in it its groups in order,
 * in a group its members by name. A run's members are plan.members[0 .. member_count); "slot" is an
 * index into that array.
 */
#ifndef MODELS_PLAN_H
#define MODELS_PLAN_H

#include "models/arena.h"
#include "models/fleet.h"
#include "models/strategy.h"
#include "models/warning.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    STAGE_CONCURRENCY_DEFAULT = 50,
    STAGE_GROUPS_SUPPORTED = 50,
    FLEET_MEMBERS_SUPPORTED = 1000
};

enum gate_timing { GATE_BEFORE, GATE_AFTER };

/* "before", "after". */
const char *gate_timing_name(enum gate_timing timing);

struct plan_gate {
    const char *display_name; /* NULL: none */
    enum gate_type type;
    uint32_t stage;
    uint32_t group; /* index into plan.groups; NONE: the stage's own */
    enum gate_timing timing;
    uint32_t position; /* in its list, from 0 */
    struct gate_schedule schedule;
};

/* A part of plan.gates. */
struct plan_gates {
    uint32_t first, count;
};

struct plan_group {
    const char *name;
    uint32_t stage;                      /* index into plan.stages */
    uint32_t member_first, member_count; /* its slots */
    uint32_t concurrency_max;            /* resolved and capped, at least 1 */
    uint32_t failures_max;               /* resolved */
    struct plan_gates before, after;
    const struct selector *selector; /* what chose its members, NULL: its name, or its stage's */
    bool implicit;                   /* not written: its stage has a selector and no groups (R5) */
};

struct plan_stage {
    const char *name;
    uint32_t group_first, group_count;
    uint32_t member_first, member_count;
    uint32_t concurrency_max;
    uint32_t failures_max;
    int64_t wait_s;                  /* afterStageWaitInSeconds */
    const struct selector *selector; /* NULL: none */
    struct plan_gates before, after;
};

/* Where the parts of a plan stand in the plan that tables show (models/plan_union.h). */
struct plan_shown {
    const uint32_t *stages, *groups, *slots, *gates; /* per stage, ... of the plan */
};

struct plan {
    const struct plan_stage *stages;
    uint32_t stage_count;
    const struct plan_group *groups;
    uint32_t group_count;
    const uint32_t *members;    /* per slot: index into fleet.members */
    const uint32_t *slot_group; /* per slot: index into groups */
    uint32_t member_count;
    const uint32_t *slot_of; /* per fleet member: its slot, or NONE */
    const struct plan_gate
        *gates; /* of stage 0 first: its before gates, its groups', its after gates */
    uint32_t gate_count;
    const struct plan_shown *shown; /* NULL: this is the plan that tables show */
};

struct plan_limits {
    uint32_t stage_concurrency_cap; /* controller.maxStageConcurrency */
};

/* Resolves `strategy` (NULL: one stage and one group named "default", one by one) on the fleet.
 * Everything lives in `arena`. Warnings are added to `warnings`, their place being `where` (a JSON
 * pointer). */
void plan_resolve(struct arena *arena, const struct fleet *fleet, const struct strategy *strategy,
                  struct plan_limits limits, const char *where, struct warnings *warnings,
                  struct plan *plan);

/* The gates that a reference means: "Stage:prod/before/0", "Group:prod-eu/after/1" (positions from
 * 0), or a displayName. Returns how many, *first being the first: a display name may stand at
 * several. */
uint32_t plan_find_gates(const struct plan *plan, const char *reference, uint32_t *first);

/* "Stage:prod/before/0": the gate's position, in `arena`. */
const char *plan_gate_position(struct arena *arena, const struct plan *plan, uint32_t gate);

/* maxConcurrency: a percentage of `of` rounded down, at least 1 (R6). */
uint32_t limit_concurrency(struct limit limit, uint32_t of, uint32_t fallback);

/* maxAllowedFailures: a percentage of `of` rounded up (R7). */
uint32_t limit_failures(struct limit limit, uint32_t of, uint32_t fallback);

#endif
