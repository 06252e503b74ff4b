#include "models/scope.h"

#include <assert.h>

const char *scope_name(enum scope scope)
{
    static const char *const names[SCOPE_COUNT] = {[SCOPE_RUN] = "run",
                                                   [SCOPE_VERSION] = "version",
                                                   [SCOPE_REGION] = "region",
                                                   [SCOPE_GROUP] = "group"};
    assert((unsigned)scope < SCOPE_COUNT);
    return names[scope];
}
