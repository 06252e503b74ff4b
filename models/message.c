#include "models/message.h"

#include "models/instant.h"
#include "models/state.h"
#include "models/version.h"

#include <stdio.h>

static const char *region_of(const struct message *message)
{
    return message->region == NULL ? "" : message->region;
}

static void window_closed(const struct message *message, char *buffer, size_t size)
{
    char at[INSTANT_TEXT_SIZE];
    if (message->until_s == INSTANT_NEVER)
        snprintf(
            buffer, size,
            "set member: %s to Pending: its maintenance window is closed, there is no next one",
            message->member);
    else
        snprintf(
            buffer, size,
            "set member: %s to Pending: its maintenance window is closed, the next one opens at "
            "%s",
            message->member, instant_format(message->until_s, at));
}

static void version_not_available(const struct message *message, char *buffer, size_t size)
{
    char version[VERSION_TEXT_SIZE];
    snprintf(buffer, size,
             "set member: %s to Pending due to failed validation err: target upgrade Kubernetes "
             "version \"%s\" is not available in region \"%s\"",
             message->member, version_format(message->run->kubernetes_version, version),
             region_of(message));
}

static void image_not_available(const struct message *message, char *buffer, size_t size)
{
    snprintf(buffer, size,
             "set member: %s to Pending due to failed validation err: target upgrade node image "
             "version is not available in region \"%s\"",
             message->member, region_of(message));
}

/* As recorded in 2024 (images) and 2025. */
static void at_target(const struct message *message, char *buffer, size_t size)
{
    const char *m = message->member;
    const char *behind = "already at or ahead of the target Kubernetes version.";
    switch (message->run->type) {
    case UPGRADE_NODE_IMAGE_ONLY:
        snprintf(buffer, size,
                 "skipping member \"%s\". Skip message: all agent pools in managed cluster \"%s\" "
                 "are already in the latest node image version",
                 m, m);
        return;
    case UPGRADE_CONTROL_PLANE_ONLY:
        snprintf(buffer, size,
                 "skipping member \"%s\". Skip message: Skipped control plane upgrade for cluster "
                 "\"%s\": %s",
                 m, m, behind);
        return;
    default:
        snprintf(buffer, size,
                 "skipping member \"%s\". Skip message: Skipped control plane upgrade for cluster "
                 "\"%s\": %s Skipped agent pool upgrade for cluster \"%s\": %s",
                 m, m, behind, m, behind);
    }
}

/* The reasons whose text needs nothing but the member's name. */
static const char *skip_text(uint16_t reason)
{
    switch (reason) {
    case REASON_CONSISTENT_IMAGE_NOT_FOUND:
        return "no consistent node image version exists for one of its agent pools";
    case REASON_MINOR_VERSION_SKIP:
        return "the target is more than one minor version ahead";
    case REASON_OUT_OF_SUPPORT:
        return "its Kubernetes version is out of support";
    case REASON_WINDOWS_POOL_SKIPPED:
        return "Windows agent pools get no security patches";
    case REASON_MEMBER_LEFT:
        return "it has left the fleet";
    default:
        return NULL;
    }
}

static const char *failure_text(uint16_t reason)
{
    switch (reason) {
    case REASON_MINOR_VERSION_SKEW:
        return "the target is more than one minor version ahead";
    case REASON_CLUSTER_STOPPED:
        return "the cluster is stopped";
    case REASON_NODE_IMAGE_EXPIRED:
        return "the node image version was published more than 90 days ago";
    case REASON_LTS_NOT_ENABLED:
        return "the cluster has no long-term support plan";
    default:
        return "the upgrade of the cluster failed";
    }
}

char *message_format(const struct message *message, char *buffer, size_t size)
{
    buffer[0] = '\0';
    switch (message->reason) {
    case REASON_NONE:
    case REASON_EMPTY_GROUP:
        break;
    case REASON_WINDOW_CLOSED:
        window_closed(message, buffer, size);
        break;
    case REASON_KUBERNETES_VERSION_NOT_AVAILABLE:
        version_not_available(message, buffer, size);
        break;
    case REASON_NODE_IMAGE_VERSION_NOT_AVAILABLE:
        image_not_available(message, buffer, size);
        break;
    case REASON_OPERATION_IN_PROGRESS:
        snprintf(buffer, size, "set member: %s to Pending: another operation is in progress",
                 message->member);
        break;
    case REASON_SKIPPED_BY_REQUEST:
        snprintf(buffer, size, "skipped by request.");
        break;
    case REASON_ALREADY_AT_TARGET:
        at_target(message, buffer, size);
        break;
    default:
        if (skip_text(message->reason) != NULL)
            snprintf(buffer, size, "skipping member \"%s\". Skip message: %s", message->member,
                     skip_text(message->reason));
        else
            snprintf(buffer, size, "member \"%s\" failed: %s: %s", message->member, message->code,
                     failure_text(message->reason));
    }
    return buffer;
}
