#include "models/message.h"

#include "models/instant.h"
#include "models/state.h"
#include "models/version.h"

#include <stdio.h>
#include <string.h>

static const char *region_of(const struct message *message)
{
    return message->region == NULL ? "" : message->region;
}

static void window_closed(const struct message *message, char *buffer, size_t size)
{
    char at[INSTANT_TEXT_SIZE];
    if (message->until_s == 0)
        snprintf(buffer, size, "its maintenance window is closed");
    else if (message->until_s == INSTANT_NEVER)
        snprintf(buffer, size, "its maintenance window is closed, there is no next one");
    else
        snprintf(buffer, size, "its maintenance window is closed, the next one opens at %s",
                 instant_format(message->until_s, at));
}

static void version_not_available(const struct message *message, char *buffer, size_t size)
{
    char version[VERSION_TEXT_SIZE];
    snprintf(buffer, size,
             "target upgrade Kubernetes version \"%s\" is not available in region \"%s\"",
             version_format(message->kubernetes_version, version), region_of(message));
}

/* The service names the first pool. Without a version: the family has none in the region yet. */
static void image_not_available(const struct message *message, char *buffer, size_t size)
{
    char version[VERSION_TEXT_SIZE];
    const struct pool_note *note = message->note.pools;
    if (message->note.pool_count == 0) {
        snprintf(buffer, size,
                 "target upgrade node image version is not available in region \"%s\"",
                 region_of(message));
        return;
    }
    if (note->wanted == 0)
        snprintf(buffer, size,
                 "no node image version of \"%s\" for agent pool %s is available in region \"%s\"",
                 note->family, note->pool, region_of(message));
    else
        snprintf(buffer, size,
                 "target upgrade node image version \"%s-%s\" for agent pool %s is not available "
                 "in region \"%s\"",
                 note->family, image_version_format(note->wanted, version), note->pool,
                 region_of(message));
}

/* As recorded in 2024 (images) and 2025. */
static void at_target(const struct message *message, char *buffer, size_t size)
{
    const char *m = message->member;
    const char *behind = "already at or ahead of the target Kubernetes version.";
    switch (message->type) {
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

char *message_error(const struct message *message, char *buffer, size_t size)
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
        snprintf(buffer, size, "another operation is in progress");
        break;
    default:
        snprintf(buffer, size, "%s",
                 skip_text(message->reason) != NULL ? skip_text(message->reason)
                                                    : failure_text(message->reason));
    }
    return buffer;
}

/* Adds a sentence to a text that may have been cut already. */
static void add(char *buffer, size_t size, const char *text)
{
    size_t length = strlen(buffer);
    snprintf(buffer + length, size - length, "%s", text);
}

/* One pool that an upgrade has left alone, as recorded for images; for versions in its manner. */
static void add_left_alone(const struct pool_note *note, char *buffer, size_t size)
{
    char has[VERSION_TEXT_SIZE], wanted[VERSION_TEXT_SIZE], text[1024];
    if (!note->image)
        snprintf(text, sizeof text,
                 "current Kubernetes version \"%s\" of agent pool \"%s\" is already at or ahead of "
                 "target upgrade version \"%s\"",
                 version_format((uint32_t)note->has, has), note->pool,
                 version_format((uint32_t)note->wanted, wanted));
    else if (note->family == NULL)
        snprintf(text, sizeof text, "agent pool \"%s\" is already in the latest node image version",
                 note->pool);
    else {
        snprintf(text, sizeof text,
                 "current node image version \"%s-%s\" of agent pool \"%s\" is already at or ahead "
                 "of target upgrade version \"%s-%s\"",
                 note->family, image_version_format(note->has, has), note->pool, note->family,
                 image_version_format(note->wanted, wanted));
    }
    add(buffer, size, text);
}

/* A member partly at target: what its upgrade has not touched (R9). */
static void left_alone(const struct message *message, char *buffer, size_t size)
{
    if (message->note.control_plane)
        snprintf(buffer, size,
                 "Skipped control plane upgrade for cluster \"%s\": already at or ahead of the "
                 "target Kubernetes version.%s",
                 message->member, message->note.pool_count > 0 ? " " : "");
    for (uint32_t i = 0; i < message->note.pool_count; i++) {
        add(buffer, size, i == 0 ? "Skipped upgrade of following agent pool(s): " : ", ");
        add_left_alone(&message->note.pools[i], buffer, size);
    }
    if (message->note.pool_count > 0)
        add(buffer, size, ".");
}

/* What the service has done with the member, up to the error. */
static void add_prefix(const struct message *message, char *buffer, size_t size)
{
    switch (message->reason) {
    case REASON_KUBERNETES_VERSION_NOT_AVAILABLE:
    case REASON_NODE_IMAGE_VERSION_NOT_AVAILABLE:
        snprintf(buffer, size,
                 "set member: %s to Pending due to failed validation err: ", message->member);
        return;
    case REASON_WINDOW_CLOSED:
    case REASON_OPERATION_IN_PROGRESS:
        snprintf(buffer, size, "set member: %s to Pending: ", message->member);
        return;
    default:
        if (skip_text(message->reason) != NULL)
            snprintf(buffer, size, "skipping member \"%s\". Skip message: ", message->member);
        else
            snprintf(buffer, size, "member \"%s\" failed: %s: ", message->member, message->code);
    }
}

char *message_format(const struct message *message, char *buffer, size_t size)
{
    buffer[0] = '\0';
    switch (message->reason) {
    case REASON_NONE:
        left_alone(message, buffer, size);
        break;
    case REASON_EMPTY_GROUP:
        break;
    case REASON_SKIPPED_BY_REQUEST:
        snprintf(buffer, size, "skipped by request.");
        break;
    case REASON_ALREADY_AT_TARGET:
        at_target(message, buffer, size);
        break;
    default:
        add_prefix(message, buffer, size);
        size_t length = strlen(buffer);
        message_error(message, buffer + length, size - length);
    }
    return buffer;
}
