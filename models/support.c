#include "models/support.h"

#include "models/instant.h"
#include "models/version.h"

#include <stddef.h>

static const struct minor_support *find(const struct support *support, uint32_t version)
{
    uint32_t minor = version_first_patch(version);
    for (uint32_t i = 0; i < support->minor_count; i++)
        if (support->minors[i].minor == minor)
            return &support->minors[i];
    return NULL;
}

int64_t support_end(const struct support *support, uint32_t version, bool long_term)
{
    const struct minor_support *minor = find(support, version);
    if (minor == NULL)
        return support->minor_count > 0 && version < support->minors[0].minor ? INT64_MIN
                                                                              : INSTANT_NEVER;
    if (long_term && minor->long_term_end_s != INSTANT_NEVER)
        return minor->long_term_end_s;
    return minor->end_s;
}

bool support_holds(const struct support *support, uint32_t version, bool long_term, int64_t now_s)
{
    return now_s < support_end(support, version, long_term);
}

bool support_is_long_term(const struct support *support, uint32_t version)
{
    const struct minor_support *minor = find(support, version);
    if (minor == NULL && support->minor_count > 0 && version > support->minors[0].minor)
        minor = &support->minors[support->minor_count - 1];
    return minor != NULL && minor->long_term_end_s != INSTANT_NEVER;
}

bool support_lets_cross(const struct support *support, uint32_t from, uint32_t to, bool long_term)
{
    if (version_major(to) == version_major(from) && version_minor(to) <= version_minor(from) + 1)
        return true;
    return long_term && support_is_long_term(support, from) && support_is_long_term(support, to);
}
