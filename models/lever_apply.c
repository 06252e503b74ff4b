#include "models/lever_apply.h"

#include "models/lever_failures.h"
#include "models/lever_plans.h"
#include "models/lever_windows.h"

#define WINDOW_MORE_S INT64_C(3600)

bool lever_apply(struct arena *arena, const struct scenario *scenario, const struct lever *lever,
                 struct scenario *changed)
{
    bool removed = lever->kind == LEVER_REMOVED;
    double left = removed ? 0 : 0.5;
    *changed = *scenario;
    switch (lever->on) {
    case LEVER_FAILURES:
        return lever_failures_fewer(arena, left, changed);
    case LEVER_WAITS:
        return lever_plans_wait(arena, left, changed);
    case LEVER_CONCURRENCY:
        return removed ? lever_plans_unlimited(arena, changed)
                       : lever_plans_more(arena, 1, changed);
    case LEVER_WINDOWS:
        return lever_windows_longer(arena, removed ? LENGTH_ALWAYS : WINDOW_MORE_S, changed);
    case LEVER_ON_COUNT:
        break;
    }
    return false;
}
