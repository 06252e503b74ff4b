#include "sim/lever_list.h"

#include "models/instant.h"
#include "models/lever_apply.h"

#include <assert.h>

enum {
    PARTS_MAX = 5,  /* limits, windows and members one by one */
    MODELS_MAX = 5, /* approval models one by one */
    LEVERS_MAX = 64
};

/* A list being made. */
struct making {
    struct arena *arena;
    const struct forecast *forecast;
    struct lever *list;
    uint32_t count;
};

static void add(struct making *making, struct lever lever)
{
    struct arena own;
    struct scenario changed;
    arena_init(&own, making->arena->exhausted);
    if (lever_apply(&own, making->forecast->scenario, &lever, &changed))
        making->list[making->count++] = lever;
    arena_clear(&own);
}

static void add_whole(struct making *making, enum lever_on on, bool eased)
{
    add(making, (struct lever){.kind = LEVER_REMOVED, .on = on});
    if (eased)
        add(making, (struct lever){.kind = LEVER_EASED, .on = on});
}

static void add_models(struct making *making)
{
    size_t count = making->forecast->scenario->operators.approval_count;
    for (uint32_t i = 0; count > 1 && i < count && i < MODELS_MAX; i++) {
        struct lever lever = {LEVER_REMOVED, LEVER_APPROVALS, .part = LEVER_MODEL, .index = i};
        add(making, lever);
        lever.kind = LEVER_EASED;
        add(making, lever);
    }
}

/* Keeps the PARTS_MAX most critical, of equals the last: what is late in a plan is not made up for
 * by a window that comes after it. */
static void keep_most(const struct criticality *critical, const struct criticality **most,
                      uint32_t *count)
{
    if (*count == PARTS_MAX && critical->p.value < most[PARTS_MAX - 1]->p.value)
        return;
    uint32_t at = *count < PARTS_MAX ? (*count)++ : PARTS_MAX - 1;
    for (; at > 0 && most[at - 1]->p.value <= critical->p.value; at--)
        most[at] = most[at - 1];
    most[at] = critical;
}

static void add_critical(struct making *making, enum critical_kind kind,
                         void (*add_part)(struct making *making, const struct criticality *part))
{
    const struct criticality *most[PARTS_MAX];
    uint32_t count = 0;
    for (uint32_t i = 0; i < making->forecast->criticality_count; i++) {
        const struct criticality *critical = &making->forecast->criticality[i];
        if (critical->kind == kind && critical->p.hits > 0)
            keep_most(critical, most, &count);
    }
    for (uint32_t i = 0; i < count; i++)
        add_part(making, most[i]);
}

static void add_limit(struct making *making, const struct criticality *part)
{
    add(making,
        (struct lever){LEVER_EASED, LEVER_CONCURRENCY,
                       .part = part->kind == CRITICAL_STAGE_LIMIT ? LEVER_STAGE : LEVER_GROUP,
                       .track = part->track, .index = part->index});
}

static void add_window(struct making *making, const struct criticality *part)
{
    add(making, (struct lever){LEVER_EASED, LEVER_WINDOWS, LEVER_WINDOW, .index = part->index});
}

static const struct member_outcome *outcome_of(const struct forecast *forecast, uint32_t track,
                                               uint32_t member)
{
    for (uint32_t i = 0; i < forecast->member_count; i++)
        if (forecast->members[i].track == track && forecast->members[i].member == member)
            return &forecast->members[i];
    return NULL;
}

/* The last deadline that is simulated; INSTANT_NEVER: there is none. */
static int64_t last_deadline(const struct scenario *scenario)
{
    int64_t last_s = INT64_MIN;
    for (uint32_t i = 0; i < scenario->deadline_count; i++)
        if (scenario->deadlines[i].at_s <= scenario->horizon_s &&
            scenario->deadlines[i].at_s > last_s)
            last_s = scenario->deadlines[i].at_s;
    return last_s == INT64_MIN ? INSTANT_NEVER : last_s;
}

/* Halfway through the closed time before the opening in which it usually begins or before the
 * deadline, whichever is earlier, at the window's hour; INSTANT_NEVER: it is not closed for as long
 * as two days, or never opens. */
static int64_t extra_opening(const struct scenario *scenario, const struct openings *openings,
                             int64_t begins_s)
{
    size_t cursor = 0;
    struct opening usual = openings_next(openings, begins_s, &cursor);
    if (usual.from_s == INSTANT_NEVER || usual.from_s <= scenario->start_s)
        return INSTANT_NEVER;
    int64_t deadline_s = last_deadline(scenario), closed_s = scenario->start_s;
    int64_t end_s = usual.from_s < deadline_s ? usual.from_s : deadline_s;
    for (size_t i = 0; i < openings->count && openings->list[i].from_s < end_s; i++)
        closed_s = openings->list[i].until_s > closed_s ? openings->list[i].until_s : closed_s;
    if (end_s - closed_s < 2 * DAY_S)
        return INSTANT_NEVER;
    int64_t back_s = usual.from_s - (closed_s + (end_s - closed_s) / 2);
    return usual.from_s - (back_s + DAY_S - 1) / DAY_S * DAY_S;
}

static void add_member(struct making *making, const struct criticality *part)
{
    const struct scenario *scenario = making->forecast->scenario;
    const struct member_outcome *outcome = outcome_of(making->forecast, part->track, part->index);
    enum schedule_use use = upgrade_schedule(scenario->tracks[part->track].type);
    if (outcome == NULL || outcome->begin_s[M50] == INSTANT_NEVER)
        return;
    int64_t at_s = extra_opening(scenario, scenario_openings(scenario, part->index, use),
                                 outcome->begin_s[M50]);
    if (at_s != INSTANT_NEVER)
        add(making, (struct lever){LEVER_MOVED, LEVER_WINDOWS, LEVER_MEMBER, .index = part->index,
                                   .at_s = at_s});
}

static void add_starts(struct making *making)
{
    static const int weeks[] = {1, 2, 4, 8};
    for (size_t i = 0; i < sizeof weeks / sizeof *weeks; i++)
        add(making,
            (struct lever){.kind = LEVER_MOVED, .on = LEVER_START, .by_s = weeks[i] * WEEK_S});
}

uint32_t lever_list(struct arena *arena, const struct forecast *forecast,
                    const struct lever **levers)
{
    struct making making = {
        .arena = arena, .forecast = forecast, .list = arena_array(arena, struct lever, LEVERS_MAX)};
    add_whole(&making, LEVER_FAILURES, true);
    add_whole(&making, LEVER_FAILURE_LIMITS, true);
    add_whole(&making, LEVER_APPROVALS, true);
    add_models(&making);
    add_whole(&making, LEVER_SCHEDULED_STARTS, false);
    add_whole(&making, LEVER_WAITS, true);
    add_whole(&making, LEVER_CONCURRENCY, true);
    add_critical(&making, CRITICAL_STAGE_LIMIT, add_limit);
    add_critical(&making, CRITICAL_GROUP_LIMIT, add_limit);
    add_whole(&making, LEVER_RELEASES, false);
    add_whole(&making, LEVER_WINDOWS, true);
    add_critical(&making, CRITICAL_WINDOW, add_window);
    add_critical(&making, CRITICAL_MEMBER, add_member);
    add_starts(&making);
    assert(making.count <= LEVERS_MAX);
    *levers = making.list;
    return making.count;
}
