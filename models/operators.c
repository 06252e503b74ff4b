#include "models/operators.h"

#include "models/instant.h"

#include <math.h>
#include <string.h>

int64_t reaction_at(const struct reaction *reaction, int64_t since_s, double u)
{
    int64_t begins_s = working_hours_next(&reaction->hours, since_s);
    double delay_s = distribution_quantile(&reaction->delay, u);
    if (begins_s == INSTANT_NEVER)
        return INSTANT_NEVER;
    int64_t ends_s = begins_s + (delay_s > 0 ? (int64_t)llround(delay_s) : 0);
    return working_hours_next(&reaction->hours, ends_s);
}

static bool is_for(const struct approval *approval, const char *name)
{
    return name != NULL && approval->gate != NULL && strcmp(approval->gate, name) == 0;
}

const struct approval *operators_approval(const struct operators *operators, const char *name,
                                          const char *position)
{
    const struct approval *for_all = NULL;
    for (size_t i = 0; i < operators->approval_count; i++) {
        const struct approval *approval = &operators->approvals[i];
        if (is_for(approval, name) || is_for(approval, position))
            return approval;
        for_all = approval->gate == NULL ? approval : for_all;
    }
    return for_all;
}
