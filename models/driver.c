#include "models/driver.h"

const char *driver_name(enum driver driver)
{
    static const char *const names[DRIVER_COUNT] = {
        [DRIVER_UPGRADE_WORK] = "upgrade_work",
        [DRIVER_FAILED_ATTEMPTS] = "failed_attempts",
        [DRIVER_FAILURE_RESPONSE] = "failure_response",
        [DRIVER_WINDOW_CLOSED] = "window_closed",
        [DRIVER_WINDOW_MISSED] = "window_missed",
        [DRIVER_WINDOW_POLL] = "window_poll",
        [DRIVER_VERSION_NOT_IN_REGION] = "version_not_in_region",
        [DRIVER_IMAGE_NOT_IN_REGION] = "image_not_in_region",
        [DRIVER_OTHER_OPERATION] = "other_operation",
        [DRIVER_APPROVAL] = "approval",
        [DRIVER_SCHEDULED_GATE] = "scheduled_gate",
        [DRIVER_AFTER_STAGE_WAIT] = "after_stage_wait",
        [DRIVER_CONCURRENCY_LIMIT] = "concurrency_limit",
        [DRIVER_STOPPED_BY_USER] = "stopped_by_user"};
    return names[driver];
}

const char *critical_kind_name(enum critical_kind kind)
{
    static const char *const names[CRITICAL_KIND_COUNT] = {[CRITICAL_GROUP] = "group",
                                                           [CRITICAL_MEMBER] = "member",
                                                           [CRITICAL_WINDOW] = "window",
                                                           [CRITICAL_REGION] = "region",
                                                           [CRITICAL_GATE] = "gate",
                                                           [CRITICAL_GROUP_LIMIT] = "group_limit",
                                                           [CRITICAL_STAGE_LIMIT] = "stage_limit"};
    return names[kind];
}
