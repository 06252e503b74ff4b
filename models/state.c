#include "models/state.h"

#include <assert.h>

const char *state_name(enum update_state state)
{
    static const char *const names[STATE_COUNT] = {
        [STATE_NOT_STARTED] = "NotStarted", [STATE_PENDING] = "Pending",
        [STATE_RUNNING] = "Running",        [STATE_STOPPING] = "Stopping",
        [STATE_STOPPED] = "Stopped",        [STATE_SKIPPED] = "Skipped",
        [STATE_COMPLETED] = "Completed",    [STATE_FAILED] = "Failed",
    };
    assert((unsigned)state < STATE_COUNT);
    return names[state];
}

const char *reason_name(uint16_t reason)
{
    static const char *const names[REASON_FIRST_CAUSE] = {
        [REASON_NONE] = "",
        [REASON_WINDOW_CLOSED] = "WindowClosed",
        [REASON_KUBERNETES_VERSION_NOT_AVAILABLE] = "KubernetesVersionNotAvailable",
        [REASON_NODE_IMAGE_VERSION_NOT_AVAILABLE] = "NodeImageVersionNotAvailable",
        [REASON_OPERATION_IN_PROGRESS] = "OperationInProgress",
        [REASON_SKIPPED_BY_REQUEST] = "SkippedByRequest",
        [REASON_ALREADY_AT_TARGET] = "AlreadyAtTarget",
        [REASON_CONSISTENT_IMAGE_NOT_FOUND] = "ConsistentImageNotFound",
        [REASON_MINOR_VERSION_SKIP] = "MinorVersionSkip",
        [REASON_OUT_OF_SUPPORT] = "OutOfSupport",
        [REASON_WINDOWS_POOL_SKIPPED] = "WindowsPoolSkipped",
        [REASON_MEMBER_LEFT] = "MemberLeft",
        [REASON_EMPTY_GROUP] = "EmptyGroup",
        [REASON_MINOR_VERSION_SKEW] = "MinorVersionSkew",
        [REASON_CLUSTER_STOPPED] = "ClusterStopped",
        [REASON_NODE_IMAGE_EXPIRED] = "NodeImageExpired",
        [REASON_LTS_NOT_ENABLED] = "LtsNotEnabled",
        [REASON_QUOTA_EXCEEDED] = "QuotaExceeded",
        [REASON_POOL_TOO_LARGE] = "PoolTooLarge",
    };
    assert(reason < REASON_FIRST_CAUSE);
    return names[reason];
}
