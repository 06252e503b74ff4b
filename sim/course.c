#include "sim/course.h"

#include "models/surge.h"
#include "models/version.h"

#include <math.h>

/* Pools that may hold a part of each quota, and the most of a member. */
struct need {
    uint32_t *pools, most;
};

static void need_for(struct need *need, const struct member *member)
{
    need->most = member->pool_count > need->most ? member->pool_count : need->most;
    if (member->quota != NONE)
        need->pools[member->quota] += member->pool_count;
}

/* A quota's members are upgraded by one run at a time each; they may change on the way. */
void course_room_init(struct arena *arena, struct course_room *room,
                      const struct scenario *scenario)
{
    struct need need = {.pools = arena_array(arena, uint32_t, scenario->quota_count)};
    for (uint32_t i = 0; i < scenario->fleet.member_count; i++)
        need_for(&need, &scenario->fleet.members[i]);
    for (uint32_t e = 1; e < scenario->epoch_count; e++) {
        const struct epoch *epoch = &scenario->epochs[e];
        for (uint32_t i = 0; i < epoch->change_count; i++)
            need_for(&need, &epoch->fleet.members[epoch->changes[i].member]);
    }
    *room = (struct course_room){
        .scenario = scenario,
        .ledgers = arena_array(arena, struct ledger, scenario->quota_count),
        .stays = arena_array(arena, struct surge_stay, scenario->surge_counts ? need.most : 0)};
    for (uint32_t i = 0; i < scenario->quota_count; i++)
        ledger_init(&room->ledgers[i], arena, scenario->quotas[i].vcpus, need.pools[i]);
}

void course_room_clear(struct course_room *room)
{
    for (uint32_t i = 0; i < room->scenario->quota_count; i++)
        ledger_clear(&room->ledgers[i]);
}

static int64_t seconds(double minutes)
{
    return minutes > 0 ? duration_seconds(minutes) : 0;
}

/* On the upgrade's own clock and on that of the world. */
static struct ledger_span at_world(const struct course *course, const struct surge_stay *stay)
{
    return (struct ledger_span){course->begin->now_s + stay->from_s,
                                course->begin->now_s + stay->until_s};
}

static int64_t vcpus(const struct course *course, const struct surge_stay *stay)
{
    return (int64_t)stay->nodes * course->all[stay->pool].vcpus;
}

/* With so many surge nodes, if they can be had. */
static bool try_pool(struct course *course, uint32_t index, uint32_t surge, double begin_minutes,
                     struct pool_time *time)
{
    const struct upgrade_work *work = course->begin->work;
    const struct pool *pool = &work->pools[index];
    *time =
        duration_of_pool(course->model, work->type, pool, surge, course->attempt, course->factor);
    double end = begin_minutes + fmin(time->minutes, time->failed_minutes);
    struct surge_stay stay = {.pool = (uint32_t)(pool - course->all),
                              .nodes = surge,
                              .from_s = seconds(begin_minutes),
                              .until_s = seconds(end)};
    if (surge == 0)
        return true;
    if (course->ledger != NULL && !ledger_take(course->ledger, course->begin->now_s,
                                               at_world(course, &stay), vcpus(course, &stay)))
        return false;
    course->stays[course->stay_count++] = stay;
    return true;
}

static bool follow(void *context, uint32_t index, double begin_minutes, struct pool_time *time)
{
    struct course *course = context;
    uint32_t surge = pool_surge(&course->begin->work->pools[index]);
    return try_pool(course, index, surge, begin_minutes, time) ||
           (course->falls_back && surge > 1 && try_pool(course, index, 1, begin_minutes, time));
}

static bool falls_back(enum surge_fallback fallback, uint32_t version)
{
    return fallback == FALLBACK_ALWAYS ||
           (fallback == FALLBACK_BY_VERSION && version >= version_make(1, 35, 0));
}

struct duration course_draw(struct course *course, const struct course_room *room,
                            const struct upgrade_begin *begin, const struct attempt *attempt,
                            double factor)
{
    const struct scenario *scenario = room->scenario;
    const struct member *member = begin->member;
    *course = (struct course){
        .model = &scenario->durations[member->duration_model],
        .begin = begin,
        .attempt = attempt,
        .factor = factor,
        .all = scenario->fleet.pools,
        .ledger = member->quota == NONE ? NULL : &room->ledgers[member->quota],
        .falls_back = falls_back(scenario->controller.surge_fallback, begin->kubernetes_version),
        .stays = room->stays};
    struct duration_follower follower = {course, follow};
    return duration_followed(course->model, begin->work, attempt, factor, &follower);
}

void course_end(struct course *course, int64_t length_s)
{
    for (uint32_t i = 0; i < course->stay_count; i++) {
        struct surge_stay *stay = &course->stays[i];
        struct surge_stay rest = *stay;
        if (stay->until_s <= length_s)
            continue;
        rest.from_s = stay->from_s > length_s ? stay->from_s : length_s;
        stay->until_s = rest.from_s;
        if (course->ledger != NULL)
            ledger_give_back(course->ledger, at_world(course, &rest), vcpus(course, &rest));
    }
}
