#include "scenarios/squeeze.h"

#include "models/surge.h"
#include "scenarios/caution.h"

#include <math.h>

/* Expected minutes of one member's whole upgrade of this type. */
static double expected_minutes(const struct scenario *scenario, const double *part_means,
                               const struct member *member, enum upgrade_type type)
{
    const struct duration_model *model = &scenario->durations[member->duration_model];
    if (model->in_one_piece)
        return part_means[DURATION_PART_COUNT + type];
    double minutes = part_means[PART_OVERHEAD];
    if (type != UPGRADE_NODE_IMAGE_ONLY)
        minutes += part_means[PART_CONTROL_PLANE];
    for (uint32_t i = 0; type != UPGRADE_CONTROL_PLANE_ONLY && i < member->pool_count; i++) {
        const struct pool *pool = &scenario->fleet.pools[member->pool_first + i];
        double node = part_means[pool->windows                     ? PART_WINDOWS_NODE
                                 : type == UPGRADE_NODE_IMAGE_ONLY ? PART_IMAGE_NODE
                                                                   : PART_NODE];
        minutes += pool_rounds(pool) * (node + pool->soak_minutes);
    }
    return minutes;
}

enum { MEANS = DURATION_PART_COUNT + UPGRADE_TYPE_COUNT };

/* Means of all distributions of all models: a mean can be costly, members are many. */
static double *find_means(struct reader *reader)
{
    const struct scenario *scenario = reader->scenario;
    double *means = arena_array(reader->scratch, double, (size_t)scenario->duration_count *MEANS);
    for (uint32_t i = 0; i < scenario->duration_count; i++) {
        const struct duration_model *model = &scenario->durations[i];
        double *own = means + (size_t)i * MEANS;
        own[PART_CONTROL_PLANE] = distribution_mean(&model->control_plane);
        own[PART_NODE] = distribution_mean(&model->node);
        own[PART_IMAGE_NODE] = distribution_mean(&model->node_image_node);
        own[PART_WINDOWS_NODE] = distribution_mean(&model->windows_node);
        own[PART_OVERHEAD] = distribution_mean(&model->overhead);
        for (int type = 0; model->in_one_piece && type < UPGRADE_TYPE_COUNT; type++)
            own[DURATION_PART_COUNT + type] = distribution_mean(&model->member[type]);
    }
    return means;
}

/* How long all openings of a list are together, from the run's start on, and how many there are. */
struct room {
    int64_t total_s;
    uint64_t count;
};

static struct room room_in(const struct scenario *scenario, const struct openings *openings)
{
    struct room room = {0, 0};
    for (size_t i = 0; i < openings->count; i++) {
        int64_t from_s = openings->list[i].from_s, until_s = openings->list[i].until_s;
        from_s = from_s > scenario->start_s ? from_s : scenario->start_s;
        until_s = until_s < scenario->horizon_s ? until_s : scenario->horizon_s;
        if (until_s > from_s) {
            room.total_s += until_s - from_s;
            room.count++;
        }
    }
    return room;
}

/* Members that never find their window open, and those whose upgrade takes longer than a window
 * lasts. */
static void warn_of_windows(struct reader *reader, uint32_t index, const struct room *rooms,
                            const double *means)
{
    const struct scenario *scenario = reader->scenario;
    const struct plan *plan = &scenario->plans[index];
    enum upgrade_type type = scenario->runs[index].type;
    enum schedule_use use = upgrade_schedule(type);
    struct concerned closed = {0}, longer = {0};
    for (uint32_t slot = 0; slot < plan->member_count; slot++) {
        const struct member *member = &scenario->fleet.members[plan->members[slot]];
        if (rooms[member->openings[use]].count == 0)
            caution_count(&closed, member);
        if (member->window[use] != NONE &&
            expected_minutes(scenario, means + (size_t)member->duration_model * MEANS, member,
                             type) *
                    (double)MINUTE_S >
                (double)scenario->windows[member->window[use]].length_s)
            caution_count(&longer, member);
    }
    if (closed.count)
        warnings_add(&reader->scenario->warnings, "window-never-opens",
                     caution_where(reader, index),
                     "the window of %u of %u members of run %s never opens between start and "
                     "horizon (first: %s): they stay pending",
                     closed.count, plan->member_count, scenario->runs[index].name, closed.first);
    if (longer.count)
        warnings_add(&reader->scenario->warnings, "window-too-short", caution_where(reader, index),
                     "the upgrade of %u of %u members of run %s is expected to take longer than "
                     "their window lasts (first: %s): an overrun is likely",
                     longer.count, plan->member_count, scenario->runs[index].name, longer.first);
}

/* Members of one stage or group that obey the same list of openings. */
struct crowd {
    uint32_t count, at_once;
    double minutes; /* expected, of all their upgrades */
};

/* A crowd that is too large for its openings. */
struct squeeze {
    uint32_t list, group; /* NONE: it takes the whole stage */
    struct crowd crowd;
    double begin_max;
};

/* What all checks of one run need. */
struct stage_check {
    struct reader *reader;
    const struct plan *plan;
    const struct update_run *run;
    const struct room *rooms;
    const double *means;
    struct crowd *of_stage, *of_group; /* per list of openings */
};

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* With c at once and a mean of d, an opening of length w lets at most c * ceil(w / d) members
 * begin. Keeps the crowd that lacks the most. */
static void keep_worst(const struct stage_check *check, uint32_t list, uint32_t group,
                       struct crowd crowd, struct squeeze *worst)
{
    const struct room *room = &check->rooms[list];
    if (list == 0 || crowd.count == 0 || room->count == 0 || crowd.minutes <= 0)
        return;
    double mean_s = crowd.minutes * (double)MINUTE_S / crowd.count;
    double begin_max = ((double)room->total_s / mean_s + (double)room->count) * crowd.at_once;
    if (begin_max < crowd.count && crowd.count - begin_max > worst->crowd.count - worst->begin_max)
        *worst = (struct squeeze){list, group, crowd, begin_max};
}

/* A member that may have nothing to do needs no opening. */
static bool may_be_done(const struct update_run *run, const struct member *member)
{
    return run->type != UPGRADE_NODE_IMAGE_ONLY &&
           member->kubernetes_version >= run->kubernetes_version;
}

static void count_group(const struct stage_check *check, const struct plan_group *group)
{
    const struct scenario *scenario = check->reader->scenario;
    enum schedule_use use = upgrade_schedule(check->run->type);
    for (uint32_t i = 0; i < group->member_count; i++) {
        const struct member *member =
            &scenario->fleet.members[check->plan->members[group->member_first + i]];
        struct crowd *crowd = &check->of_group[member->openings[use]];
        if (may_be_done(check->run, member))
            continue;
        crowd->count++;
        crowd->at_once = smaller(crowd->count, group->concurrency_max);
        crowd->minutes +=
            expected_minutes(scenario, check->means + (size_t)member->duration_model * MEANS,
                             member, check->run->type);
    }
}

/* Adds the group's crowds to the stage's and empties them for the next one. */
static void pass_on(const struct stage_check *check, uint32_t group, struct squeeze *worst)
{
    const struct plan_group *of = &check->plan->groups[group];
    enum schedule_use use = upgrade_schedule(check->run->type);
    for (uint32_t i = 0; i < of->member_count; i++) {
        uint32_t member = check->plan->members[of->member_first + i];
        uint32_t list = check->reader->scenario->fleet.members[member].openings[use];
        struct crowd crowd = check->of_group[list];
        keep_worst(check, list, group, crowd, worst);
        check->of_stage[list].count += crowd.count;
        check->of_stage[list].at_once += crowd.at_once;
        check->of_stage[list].minutes += crowd.minutes;
        check->of_group[list] = (struct crowd){0};
    }
}

static struct squeeze find_squeeze(const struct stage_check *check, const struct plan_stage *stage)
{
    uint32_t lists = check->reader->scenario->openings_count;
    struct squeeze worst = {.list = NONE, .group = NONE};
    for (uint32_t i = 0; i < stage->group_count; i++) {
        uint32_t group = stage->group_first + i;
        count_group(check, &check->plan->groups[group]);
        pass_on(check, group, &worst);
    }
    for (uint32_t list = 0; list < lists; list++) {
        struct crowd crowd = check->of_stage[list];
        crowd.at_once = smaller(crowd.at_once, stage->concurrency_max);
        keep_worst(check, list, NONE, crowd, &worst);
        check->of_stage[list] = (struct crowd){0};
    }
    return worst;
}

static void warn_of_stage(const struct stage_check *check, const char *where,
                          const struct plan_stage *stage)
{
    struct squeeze worst = find_squeeze(check, stage);
    if (worst.list == NONE)
        return;
    unsigned long long openings = check->rooms[worst.list].count;
    const char *group = worst.group == NONE ? ""
                                            : arena_printf(check->reader->scratch, "group %s of ",
                                                           check->plan->groups[worst.group].name);
    warnings_add(&check->reader->scenario->warnings, "stage-never-fits", where,
                 "%u members of %sstage %s share %llu opening%s before the horizon, in which about "
                 "%.0f of them at most can begin, %u at once",
                 worst.crowd.count, group, stage->name, openings, openings == 1 ? "" : "s",
                 floor(worst.begin_max), worst.crowd.at_once);
}

static void warn_of_stages(struct reader *reader, uint32_t index, const struct room *rooms,
                           const double *means)
{
    const struct scenario *scenario = reader->scenario;
    struct stage_check check = {
        .reader = reader,
        .plan = &scenario->plans[index],
        .run = &scenario->runs[index],
        .rooms = rooms,
        .means = means,
        .of_stage = arena_array(reader->scratch, struct crowd, scenario->openings_count),
        .of_group = arena_array(reader->scratch, struct crowd, scenario->openings_count)};
    for (uint32_t s = 0; s < check.plan->stage_count; s++)
        warn_of_stage(&check, caution_where(reader, index), &check.plan->stages[s]);
}

void squeeze_warn(struct reader *reader)
{
    const struct scenario *scenario = reader->scenario;
    struct room *rooms = arena_array(reader->scratch, struct room, scenario->openings_count);
    for (uint32_t i = 0; i < scenario->openings_count; i++)
        rooms[i] = room_in(scenario, &scenario->openings[i]);
    const double *means = find_means(reader);
    for (uint32_t i = 0; i < scenario->run_count; i++) {
        warn_of_windows(reader, i, rooms, means);
        warn_of_stages(reader, i, rooms, means);
    }
}
