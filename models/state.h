/* state: the words of an update run, as Azure Kubernetes Fleet Manager uses them.
 *
 * States are those of the Fleet API's UpdateState (2026-06-02-preview). Reasons are the codes of
 * R31: every Pending, Skipped and Failed carries one.
 */
#ifndef MODELS_STATE_H
#define MODELS_STATE_H

#include <stdint.h>

enum update_state {
    STATE_NOT_STARTED,
    STATE_PENDING,
    STATE_RUNNING,
    STATE_STOPPING,
    STATE_STOPPED,
    STATE_SKIPPED,
    STATE_COMPLETED,
    STATE_FAILED,
    STATE_COUNT
};

/* "NotStarted", "Pending", ... */
const char *state_name(enum update_state state);

/* Codes from REASON_FIRST_CAUSE on are causes of the failure model:
 * reason - REASON_FIRST_CAUSE indexes scenario.causes. */
enum reason {
    REASON_NONE,
    /* Pending */
    REASON_WINDOW_CLOSED,
    REASON_KUBERNETES_VERSION_NOT_AVAILABLE,
    REASON_NODE_IMAGE_VERSION_NOT_AVAILABLE,
    REASON_OPERATION_IN_PROGRESS,
    /* Skipped */
    REASON_SKIPPED_BY_REQUEST,
    REASON_ALREADY_AT_TARGET,
    REASON_CONSISTENT_IMAGE_NOT_FOUND,
    REASON_MINOR_VERSION_SKIP,
    REASON_OUT_OF_SUPPORT,
    REASON_WINDOWS_POOL_SKIPPED,
    REASON_MEMBER_LEFT,
    REASON_EMPTY_GROUP,
    /* Failed */
    REASON_MINOR_VERSION_SKEW,
    REASON_CLUSTER_STOPPED,
    REASON_NODE_IMAGE_EXPIRED,
    REASON_LTS_NOT_ENABLED,
    REASON_QUOTA_EXCEEDED,
    REASON_POOL_TOO_LARGE,
    REASON_FIRST_CAUSE
};

/* "WindowClosed", ...; for codes below REASON_FIRST_CAUSE. "" for REASON_NONE. */
const char *reason_name(uint16_t reason);

#endif
