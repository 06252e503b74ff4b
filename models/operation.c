#include "models/operation.h"

const char *operation_word(enum operation_kind kind)
{
    static const char *const words[OPERATION_KIND_COUNT] = {
        [OPERATION_START] = "start",
        [OPERATION_STOP] = "stop",
        [OPERATION_SKIP] = "skip",
        [OPERATION_APPROVE] = "approve",
        [OPERATION_COMPLETE_GATE] = "completeGate",
        [OPERATION_CREATE_RUN] = "createRun",
        [OPERATION_GENERATE_RUN] = "generateUpdateRun",
        [OPERATION_ENABLE_PROFILE] = "enableProfile",
        [OPERATION_DISABLE_PROFILE] = "disableProfile",
        [OPERATION_SET_PROFILE] = "setProfile",
        [OPERATION_DELETE_PROFILE] = "deleteProfile",
        [OPERATION_SET_STRATEGY] = "setStrategy",
        [OPERATION_SET_MEMBER] = "setMember",
        [OPERATION_PUBLISH] = "publish",
    };
    return words[kind];
}

const char *target_prefix(enum target_kind kind)
{
    static const char *const prefixes[] = {
        [TARGET_RUN] = "",           [TARGET_STAGE] = "Stage:",         [TARGET_GROUP] = "Group:",
        [TARGET_MEMBER] = "Member:", [TARGET_WAIT] = "AfterStageWait:", [TARGET_GATE] = "",
    };
    return prefixes[kind];
}
