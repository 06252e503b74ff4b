#include "models/update_run.h"

#include <assert.h>

const char *upgrade_type_name(enum upgrade_type type)
{
    static const char *const names[UPGRADE_TYPE_COUNT] = {
        [UPGRADE_FULL] = "Full",
        [UPGRADE_CONTROL_PLANE_ONLY] = "ControlPlaneOnly",
        [UPGRADE_NODE_IMAGE_ONLY] = "NodeImageOnly",
    };
    assert((unsigned)type < UPGRADE_TYPE_COUNT);
    return names[type];
}

enum schedule_use upgrade_schedule(enum upgrade_type type)
{
    return type == UPGRADE_NODE_IMAGE_ONLY ? SCHEDULE_NODE_OS : SCHEDULE_KUBERNETES;
}
