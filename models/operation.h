/* operation: what people do at known times, as written in the scenario's `operations`.
 *
 * What changes the fleet, a strategy or the releases is the same in every history and is worked
 * into epochs (models/epoch.h) and releases when the scenario is loaded. What is asked of a run or
 * of a profile is carried out in each history, where it may be refused: such an operation stands
 * here once for each of its targets, in the order in which operations take effect.
 */
#ifndef MODELS_OPERATION_H
#define MODELS_OPERATION_H

#include "models/fleet.h"
#include "models/profile.h"

#include <stdbool.h>
#include <stdint.h>

enum operation_kind {
    OPERATION_START,
    OPERATION_STOP,
    OPERATION_SKIP,
    OPERATION_APPROVE,
    OPERATION_COMPLETE_GATE,
    OPERATION_CREATE_RUN,
    OPERATION_GENERATE_RUN,
    OPERATION_ENABLE_PROFILE,
    OPERATION_DISABLE_PROFILE,
    OPERATION_SET_PROFILE,
    OPERATION_DELETE_PROFILE,
    OPERATION_SET_STRATEGY,
    OPERATION_SET_MEMBER,
    OPERATION_PUBLISH,
    OPERATION_KIND_COUNT
};

/* What an operation points to in its run. */
enum target_kind {
    TARGET_RUN, /* the run itself */
    TARGET_STAGE,
    TARGET_GROUP,
    TARGET_MEMBER,
    TARGET_WAIT, /* the after-stage wait */
    TARGET_GATE
};

struct operation {
    int64_t at_s;
    enum operation_kind kind;
    uint32_t number;  /* index in the scenario's `operations` */
    uint32_t run;     /* NONE: a profile's latest run, or no run at all */
    uint32_t profile; /* NONE: none */
    enum target_kind target_kind;
    const char *target;    /* "Stage:canary", a gate as written; "" where it has none */
    const uint32_t *index; /* per plan of the run (models/epoch.h, struct run_plans): the stage,
                              group, slot or gate there, NONE where that plan lacks it; NULL for
                              TARGET_RUN and without a run */
    const struct profile_change *change; /* OPERATION_SET_PROFILE; else NULL */
};

/* "start", "generateUpdateRun", ...: the words of the scenario format. */
const char *operation_word(enum operation_kind kind);

/* "Stage:", "Group:", "Member:", "AfterStageWait:": what a target of `skip` begins with; "" for the
 * others. */
const char *target_prefix(enum target_kind kind);

#endif
