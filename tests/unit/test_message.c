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
    const struct update_run run = {.type = type, .kubernetes_version = version_make(1, 35, 2)};
    const struct message message = {.reason = reason,
                                    .code = "UpgradeFailed",
                                    .member = "web-01",
                                    .region = "westeurope",
                                    .run = &run,
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
