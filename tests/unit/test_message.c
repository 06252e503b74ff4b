/* R31: the service's words, as recorded where they are public. */
#include "models/instant.h"
#include "models/message.h"
#include "models/state.h"
#include "models/version.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *say(uint16_t reason, enum upgrade_type type, int64_t until_s)
{
    static char text[512];
    const struct message message = {.reason = reason,
                                    .code = "UpgradeFailed",
                                    .member = "web-01",
                                    .region = "westeurope",
                                    .type = type,
                                    .kubernetes_version = version_make(1, 35, 2),
                                    .until_s = until_s};
    return message_format(&message, text, sizeof text);
}

Test(message, R31_recorded_texts)
{
    cr_assert_str_eq(say(REASON_SKIPPED_BY_REQUEST, UPGRADE_FULL, 0), "skipped by request.");
    cr_assert_str_eq(
        say(REASON_ALREADY_AT_TARGET, UPGRADE_FULL, 0),
        "skipping member \"web-01\". Skip message: Skipped control plane upgrade for cluster "
        "\"web-01\": already at or ahead of the target Kubernetes version. Skipped agent pool "
        "upgrade "
        "for cluster \"web-01\": already at or ahead of the target Kubernetes version.");
    cr_assert_str_eq(say(REASON_ALREADY_AT_TARGET, UPGRADE_NODE_IMAGE_ONLY, 0),
                     "skipping member \"web-01\". Skip message: all agent pools in managed cluster "
                     "\"web-01\" are already in the latest node image version");
}

Test(message, R31_in_their_manner)
{
    cr_assert_str_eq(say(REASON_KUBERNETES_VERSION_NOT_AVAILABLE, UPGRADE_FULL, 0),
                     "set member: web-01 to Pending due to failed validation err: target upgrade "
                     "Kubernetes version \"1.35.2\" is not available in region \"westeurope\"");
    cr_assert_str_eq(
        say(REASON_WINDOW_CLOSED, UPGRADE_FULL, 1764979200),
        "set member: web-01 to Pending: its maintenance window is closed, the next one "
        "opens at 2025-12-06T00:00:00Z");
    cr_assert_str_eq(say(REASON_FIRST_CAUSE, UPGRADE_FULL, 0),
                     "member \"web-01\" failed: UpgradeFailed: the upgrade of the cluster failed");
}

#define LINUX .pool = "pool", .family = "AKSAzureLinux-V2gen2"
#define WINDOWS .pool = "win", .family = "AKSWindows-2022-containerd"

static struct message of_pools(uint16_t reason, const struct pool_note *notes, uint32_t count)
{
    return (struct message){.reason = reason,
                            .member = "member-consoto-web-01",
                            .region = "australiaeast",
                            .type = UPGRADE_NODE_IMAGE_ONLY,
                            .note = {.pools = notes, .pool_count = count}};
}

static uint64_t image(const char *text)
{
    uint64_t version;
    cr_assert(image_version_parse(text, &version));
    return version;
}

/* The sample of a paused image run in azure-aks-docs, howto-monitor-update-runs.md. */
Test(message, R9_a_completed_member_names_the_pools_left_alone)
{
    char text[MESSAGE_SIZE];
    const struct pool_note notes[] = {{WINDOWS, .image = true, .has = image("20348.3207.250214"),
                                       .wanted = image("20348.3207.250214")},
                                      {.pool = "more", .image = true, .has = 1, .wanted = 1}};
    struct message message = of_pools(REASON_NONE, notes, 1);
    cr_assert_str_eq(message_format(&message, text, sizeof text),
                     "Skipped upgrade of following agent pool(s): current node image version "
                     "\"AKSWindows-2022-containerd-20348.3207.250214\" of agent pool \"win\" is "
                     "already at or ahead of target upgrade version "
                     "\"AKSWindows-2022-containerd-20348.3207.250214\".");
    message.note.pool_count = 2;
    cr_assert_not_null(strstr(message_format(&message, text, sizeof text),
                              "250214\", agent pool \"more\" is already in the latest node image "
                              "version."));
}

Test(message, R9_a_completed_member_names_its_control_plane_and_versions)
{
    char text[MESSAGE_SIZE];
    const struct pool_note note = {LINUX, .has = version_make(1, 35, 4),
                                   .wanted = version_make(1, 35, 2)};
    struct message message = of_pools(REASON_NONE, &note, 1);
    message.note.control_plane = true;
    cr_assert_str_eq(
        message_format(&message, text, sizeof text),
        "Skipped control plane upgrade for cluster \"member-consoto-web-01\": already "
        "at or ahead of the target Kubernetes version. Skipped upgrade of following "
        "agent pool(s): current Kubernetes version \"1.35.4\" of agent pool \"pool\" is "
        "already at or ahead of target upgrade version \"1.35.2\".");
    message.note.control_plane = false;
    message.note.pool_count = 0;
    cr_assert_str_eq(message_format(&message, text, sizeof text), "");
}

/* The same sample. */
Test(message, R31_a_pending_image_names_version_pool_and_region)
{
    char text[MESSAGE_SIZE];
    struct pool_note note = {LINUX, .image = true, .wanted = image("202502.26.0")};
    struct message message = of_pools(REASON_NODE_IMAGE_VERSION_NOT_AVAILABLE, &note, 1);
    const char *error = "target upgrade node image version \"AKSAzureLinux-V2gen2-202502.26.0\" "
                        "for agent pool pool is not available in region \"australiaeast\"";
    cr_assert_str_eq(message_error(&message, text, sizeof text), error);
    message_format(&message, text, sizeof text);
    const char *prefix =
        "set member: member-consoto-web-01 to Pending due to failed validation err: ";
    cr_assert_eq(strncmp(text, prefix, strlen(prefix)), 0);
    cr_assert_str_eq(text + strlen(prefix), error);
    note.wanted = 0;
    cr_assert_str_eq(message_error(&message, text, sizeof text),
                     "no node image version of \"AKSAzureLinux-V2gen2\" for agent pool pool is "
                     "available in region \"australiaeast\"");
}

/* Every code has its sentence, but for a member without a reason and an empty group. */
Test(message, R31_every_reason_of_a_member_says_something)
{
    for (uint16_t reason = REASON_NONE + 1; reason < REASON_FIRST_CAUSE; reason++)
        if (reason_name(reason)[0] != '\0' && reason != REASON_EMPTY_GROUP)
            cr_expect_gt(strlen(say(reason, UPGRADE_FULL, 0)), 10, "%u", reason);
    cr_expect_str_eq(say(REASON_NONE, UPGRADE_FULL, 0), "");
}

Test(message, is_cut_where_the_buffer_ends)
{
    char text[8];
    const struct message message = {.reason = REASON_SKIPPED_BY_REQUEST};
    cr_assert_str_eq(message_format(&message, text, sizeof text), "skipped");
}
