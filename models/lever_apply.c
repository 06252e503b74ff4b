#include "models/lever_apply.h"

#include "models/lever_approvals.h"
#include "models/lever_failures.h"
#include "models/lever_plans.h"
#include "models/lever_releases.h"
#include "models/lever_windows.h"
#include "models/start_shift.h"

#define WINDOW_MORE_S INT64_C(3600)

static bool apply_limits(struct arena *arena, const struct lever *lever, struct scenario *changed)
{
    enum lever_limit limit = lever->on == LEVER_CONCURRENCY ? LIMIT_CONCURRENCY : LIMIT_FAILURES;
    struct lever_limited of = {NONE, NONE, NONE};
    if (lever->part == LEVER_STAGE)
        of = (struct lever_limited){lever->track, lever->index, NONE};
    if (lever->part == LEVER_GROUP)
        of = (struct lever_limited){lever->track, NONE, lever->index};
    return lever_plans_more(arena, limit, of, lever->kind == LEVER_REMOVED ? UINT32_MAX : 1,
                            changed);
}

static bool apply_windows(struct arena *arena, const struct lever *lever, struct scenario *changed)
{
    if (lever->part == LEVER_MEMBER)
        return lever_windows_once_more(arena, lever->index, lever->at_s, changed);
    return lever_windows_longer(arena, lever->part == LEVER_WINDOW ? lever->index : NONE,
                                lever->kind == LEVER_REMOVED ? LENGTH_ALWAYS : WINDOW_MORE_S,
                                changed);
}

static bool apply_start(struct arena *arena, const struct scenario *scenario,
                        const struct lever *lever, struct scenario *changed)
{
    bool *moves = arena_array(arena, bool, scenario->run_count);
    if (!start_shift_runs(scenario, NONE, moves))
        return false;
    start_shift(arena, scenario, moves, -lever->by_s, changed);
    return true;
}

bool lever_apply(struct arena *arena, const struct scenario *scenario, const struct lever *lever,
                 struct scenario *changed)
{
    double left = lever->kind == LEVER_REMOVED ? 0 : 0.5;
    *changed = *scenario;
    switch (lever->on) {
    case LEVER_FAILURES:
        return lever_failures_fewer(arena, left, changed);
    case LEVER_FAILURE_LIMITS:
    case LEVER_CONCURRENCY:
        return apply_limits(arena, lever, changed);
    case LEVER_APPROVALS:
        return lever_approvals_sooner(arena, lever->part == LEVER_MODEL ? lever->index : NONE, left,
                                      changed);
    case LEVER_SCHEDULED_STARTS:
        return lever_scheduled_at_once(arena, changed);
    case LEVER_WAITS:
        return lever_plans_wait(arena, left, changed);
    case LEVER_WINDOWS:
        return apply_windows(arena, lever, changed);
    case LEVER_RELEASES:
        return lever_releases_everywhere(arena, changed);
    case LEVER_START:
        return apply_start(arena, scenario, lever, changed);
    case LEVER_ON_COUNT:
        break;
    }
    return false;
}

/* "prod/prod-eu", with the run where there are several. */
static const char *of_track(struct arena *arena, const struct scenario *scenario, uint32_t track,
                            const char *part)
{
    if (scenario->track_count == 1)
        return part;
    return arena_printf(arena, "%s, %s", part, scenario->tracks[track].name);
}

static const char *start_subject(const struct scenario *scenario, const struct lever *lever,
                                 struct arena *arena)
{
    bool *moves = arena_array(arena, bool, scenario->run_count);
    if (!start_shift_runs(scenario, NONE, moves) ||
        start_shift_first(scenario, moves) - lever->by_s >= scenario->start_s)
        return "";
    return "before the scenario's start, which moves with it";
}

const char *lever_subject(struct arena *arena, const struct scenario *scenario,
                          const struct lever *lever)
{
    const struct plan *plan;
    char at[INSTANT_TEXT_SIZE];
    switch (lever->part) {
    case LEVER_ALL:
        return lever->on == LEVER_START ? start_subject(scenario, lever, arena) : "";
    case LEVER_STAGE:
        plan = scenario->tracks[lever->track].plan;
        return of_track(arena, scenario, lever->track, plan->stages[lever->index].name);
    case LEVER_GROUP:
        plan = scenario->tracks[lever->track].plan;
        return of_track(arena, scenario, lever->track,
                        arena_printf(arena, "%s/%s",
                                     plan->stages[plan->groups[lever->index].stage].name,
                                     plan->groups[lever->index].name));
    case LEVER_MODEL:
        return scenario->operators.approvals[lever->index].gate == NULL
                   ? "gates without a model of their own"
                   : scenario->operators.approvals[lever->index].gate;
    case LEVER_WINDOW:
        return scenario->windows[lever->index].name;
    case LEVER_MEMBER:
        return arena_printf(arena, "%s, %s", scenario->fleet.members[lever->index].name,
                            instant_format(lever->at_s, at));
    }
    return "";
}
