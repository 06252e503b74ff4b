#include "scenarios/caution.h"

#include "models/floor.h"
#include "models/version.h"

#include <math.h>

static void warn_of_names(struct reader *reader)
{
    static const char *const kinds[NAME_KIND_COUNT][3] = {
        [NAME_MEMBER] = {"member", "members", "/fleet/members"},
        [NAME_STRATEGY] = {"strategy", "strategies", "/strategies"},
        [NAME_STAGE] = {"stage", "stages", "/strategies"},
        [NAME_GROUP] = {"group", "groups", "/strategies"},
        [NAME_RUN] = {"update run", "update runs", "/updateRuns"},
    };
    for (int kind = 0; kind < NAME_KIND_COUNT; kind++) {
        const struct odd_names *odd = &reader->odd[kind];
        if (odd->count > 0)
            warnings_add(&reader->scenario->warnings, "name-pattern", kinds[kind][2],
                         "%u %s %s a name that the service would refuse (first: %.60s): it takes 1 "
                         "to 50 lower-case letters, digits and hyphens",
                         odd->count, kinds[kind][odd->count > 1], odd->count > 1 ? "have" : "has",
                         odd->first);
    }
}

/* How many members of a run share a property, and the first of them. */
struct tally {
    uint32_t count;
    const char *first;
};

static void count_in(struct tally *tally, const struct member *member)
{
    if (tally->count++ == 0)
        tally->first = member->name;
}

static int64_t minors_between(uint32_t from, uint32_t to)
{
    return version_major(from) == version_major(to)
               ? (int64_t)version_minor(to) - (int64_t)version_minor(from)
               : 0;
}

static const char *run_where(struct reader *reader, uint32_t run)
{
    return arena_printf(reader->scratch, "/updateRuns/%u", run);
}

/* Members as they stand at the start; earlier runs may change them before this one begins. */
static void warn_of_targets(struct reader *reader, uint32_t index)
{
    const struct scenario *scenario = reader->scenario;
    const struct update_run *run = &scenario->runs[index];
    const struct plan *plan = &scenario->plans[index];
    struct tally passed = {0}, far = {0}, stopped = {0};
    for (uint32_t slot = 0; slot < plan->member_count; slot++) {
        const struct member *member = &scenario->fleet.members[plan->members[slot]];
        if (member->stopped)
            count_in(&stopped, member);
        if (run->kubernetes_version == VERSION_UNSET || member->kubernetes_version == VERSION_UNSET)
            continue;
        if (member->kubernetes_version > run->kubernetes_version)
            count_in(&passed, member);
        if (!member->long_term_support &&
            minors_between(member->kubernetes_version, run->kubernetes_version) > 1)
            count_in(&far, member);
    }
    struct warnings *warnings = &reader->scenario->warnings;
    const char *where = run_where(reader, index);
    if (passed.count)
        warnings_add(warnings, "target-passed", where,
                     "%u of %u members are past the target of run %s (first: %s): they are skipped "
                     "or upgraded only in their node pools",
                     passed.count, plan->member_count, run->name, passed.first);
    if (far.count)
        warnings_add(warnings, "target-too-far", where,
                     "%u of %u members are more than one minor version behind the target of run %s "
                     "(first: %s): unless an earlier run moves them, their upgrade fails",
                     far.count, plan->member_count, run->name, far.first);
    if (stopped.count)
        warnings_add(warnings, "cluster-stopped", where,
                     "%u of %u members of run %s are stopped (first: %s): their upgrade fails at "
                     "once",
                     stopped.count, plan->member_count, run->name, stopped.first);
}

static void warn_of_starts(struct reader *reader, uint32_t index)
{
    const struct scenario *scenario = reader->scenario;
    const struct update_run *run = &scenario->runs[index];
    if (run->start == RUN_START_AT && run->start_s >= scenario->horizon_s)
        warnings_add(&reader->scenario->warnings, "run-after-horizon", run_where(reader, index),
                     "the run %s starts at %s, %u members would begin after the horizon %s: "
                     "nothing of it is simulated",
                     run->name, reader_instant_text(reader, run->start_s),
                     scenario->plans[index].member_count,
                     reader_instant_text(reader, scenario->horizon_s));
    if (run->start == RUN_START_MANUAL)
        warnings_add(&reader->scenario->warnings, "run-not-started", run_where(reader, index),
                     "the run %s waits for a start by hand, which this version has no operation "
                     "for: 0 of its %u members are upgraded",
                     run->name, scenario->plans[index].member_count);
}

static void warn_of_deadlines(struct reader *reader)
{
    const struct scenario *scenario = reader->scenario;
    for (uint32_t i = 0; i < scenario->deadline_count; i++)
        if (scenario->deadlines[i].at_s > scenario->horizon_s)
            warnings_add(&reader->scenario->warnings, "deadline-after-horizon",
                         arena_printf(reader->scratch, "/deadline/%u", i),
                         "the deadline %s is %.1f days after the horizon: it is not simulated",
                         scenario->deadlines[i].name,
                         (double)(scenario->deadlines[i].at_s - scenario->horizon_s) /
                             (double)DAY_S);
}

/* Whether the run's floor bounds its end: not where it may begin because another one has failed. */
static bool has_floor(const struct scenario *scenario, const struct run_floor *floors, uint32_t run)
{
    const struct update_run *at = &scenario->runs[run];
    for (; at->start == RUN_START_AFTER; at = &scenario->runs[at->after])
        if (at->after_state != RUN_AFTER_COMPLETED)
            return false;
    return floors[run].start_s != INSTANT_NEVER;
}

/* The run that ends last at best, of those the deadline is for; NONE when none has a floor. */
static uint32_t last_to_end(const struct scenario *scenario, const struct run_floor *floors,
                            const struct deadline *deadline)
{
    uint32_t last = NONE;
    for (uint32_t run = 0; run < scenario->run_count; run++)
        if ((deadline->run == NONE || deadline->run == run) && has_floor(scenario, floors, run) &&
            (last == NONE || floors[run].end_s > floors[last].end_s))
            last = run;
    return last;
}

/* The member for whom the run cannot be done by the deadline, as " because of NAME", or "". */
static const char *because_of(struct reader *reader, uint32_t run, const struct run_floor *floor,
                              int64_t deadline_s)
{
    const struct scenario *scenario = reader->scenario;
    for (uint32_t s = 0; s < scenario->plans[run].stage_count; s++)
        if (floor->stages[s].end_s > deadline_s)
            return floor->stages[s].member == NONE
                       ? ""
                       : arena_printf(reader->scratch, " because of %s",
                                      scenario->fleet.members[floor->stages[s].member].name);
    return "";
}

/* A plan that misses its deadline with all the luck there is (models/floor.h). */
static void warn_of_floors(struct reader *reader)
{
    const struct scenario *scenario = reader->scenario;
    struct run_floor *floors;
    floor_compute(reader->scratch, scenario, &floors);
    for (uint32_t i = 0; i < scenario->deadline_count; i++) {
        const struct deadline *deadline = &scenario->deadlines[i];
        uint32_t run = deadline->coverage > 0 ? NONE : last_to_end(scenario, floors, deadline);
        if (run == NONE || deadline->at_s > scenario->horizon_s ||
            floors[run].end_s <= deadline->at_s)
            continue;
        const char *end = floors[run].end_s == INSTANT_NEVER
                              ? "the horizon"
                              : reader_instant_text(reader, floors[run].end_s);
        warnings_add(
            &reader->scenario->warnings, "floor-after-deadline",
            arena_printf(reader->scratch, "/deadline/%u", i),
            "the update run %s cannot be Completed before %s%s: the deadline \"%s\" at %s is "
            "missed in every history",
            scenario->runs[run].name, end, because_of(reader, run, &floors[run], deadline->at_s),
            deadline->name, reader_instant_text(reader, deadline->at_s));
    }
}

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
        minutes +=
            pool_rounds(pool) * part_means[pool->windows                     ? PART_WINDOWS_NODE
                                           : type == UPGRADE_NODE_IMAGE_ONLY ? PART_IMAGE_NODE
                                                                             : PART_NODE];
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
    struct tally closed = {0}, longer = {0};
    for (uint32_t slot = 0; slot < plan->member_count; slot++) {
        const struct member *member = &scenario->fleet.members[plan->members[slot]];
        if (rooms[member->openings[use]].count == 0)
            count_in(&closed, member);
        if (member->window[use] != NONE &&
            expected_minutes(scenario, means + (size_t)member->duration_model * MEANS, member,
                             type) *
                    (double)MINUTE_S >
                (double)scenario->windows[member->window[use]].length_s)
            count_in(&longer, member);
    }
    if (closed.count)
        warnings_add(&reader->scenario->warnings, "window-never-opens", run_where(reader, index),
                     "the window of %u of %u members of run %s never opens between start and "
                     "horizon (first: %s): they stay pending",
                     closed.count, plan->member_count, scenario->runs[index].name, closed.first);
    if (longer.count)
        warnings_add(&reader->scenario->warnings, "window-too-short", run_where(reader, index),
                     "the upgrade of %u of %u members of run %s is expected to take longer than "
                     "their window lasts (first: %s): an overrun is likely",
                     longer.count, plan->member_count, scenario->runs[index].name, longer.first);
}

/* A bound that is easily passed: with c at once and a mean of d, an opening of length w lets at
 * most c * ceil(w / d) members begin. Only where all members of the group share one list. */
static void warn_of_group(struct reader *reader, uint32_t index, const struct plan_group *group,
                          const struct room *rooms, const double *means)
{
    const struct scenario *scenario = reader->scenario;
    const struct plan *plan = &scenario->plans[index];
    enum upgrade_type type = scenario->runs[index].type;
    enum schedule_use use = upgrade_schedule(type);
    double minutes = 0;
    uint32_t list = NONE;
    for (uint32_t i = 0; i < group->member_count; i++) {
        const struct member *member =
            &scenario->fleet.members[plan->members[group->member_first + i]];
        if (list != NONE && list != member->openings[use])
            return;
        list = member->openings[use];
        minutes += expected_minutes(scenario, means + (size_t)member->duration_model * MEANS,
                                    member, type);
    }
    if (list == NONE || list == 0 || rooms[list].count == 0 || minutes <= 0)
        return;
    double mean_s = minutes * (double)MINUTE_S / group->member_count;
    double begun =
        ((double)rooms[list].total_s / mean_s + (double)rooms[list].count) * group->concurrency_max;
    if (begun < group->member_count)
        warnings_add(
            &reader->scenario->warnings, "stage-never-fits", run_where(reader, index),
            "group %s of stage %s has %u members, but about %.0f of them at most can begin "
            "in the %llu openings of their window before the horizon, %u at once",
            group->name, plan->stages[group->stage].name, group->member_count, floor(begun),
            (unsigned long long)rooms[list].count, group->concurrency_max);
}

/* History of one type of upgrade used for another. */
static void warn_of_models(struct reader *reader)
{
    const struct scenario *scenario = reader->scenario;
    int types = 0;
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        types += reader->runs_type[type];
    for (uint32_t i = 0; types > 1 && i < scenario->duration_count; i++)
        if (reader->duration_given[i].one_for_all)
            warnings_add(&reader->scenario->warnings, "duration-one-for-all",
                         arena_printf(reader->scratch, "/models/duration/%s/memberMinutes",
                                      scenario->durations[i].name),
                         "one duration serves the %d types of upgrade of the runs: write one for "
                         "each type",
                         types);
}

void caution_all(struct reader *reader)
{
    const struct scenario *scenario = reader->scenario;
    struct room *rooms = arena_array(reader->scratch, struct room, scenario->openings_count);
    for (uint32_t i = 0; i < scenario->openings_count; i++)
        rooms[i] = room_in(scenario, &scenario->openings[i]);
    const double *means = find_means(reader);
    warn_of_names(reader);
    warn_of_deadlines(reader);
    warn_of_floors(reader);
    warn_of_models(reader);
    for (uint32_t i = 0; i < scenario->run_count; i++) {
        const struct plan *plan = &scenario->plans[i];
        warn_of_starts(reader, i);
        warn_of_targets(reader, i);
        warn_of_windows(reader, i, rooms, means);
        for (uint32_t g = 0; g < plan->group_count; g++)
            warn_of_group(reader, i, &plan->groups[g], rooms, means);
    }
}
