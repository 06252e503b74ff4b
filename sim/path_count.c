#include "sim/path_count.h"

#include "sim/path_walk.h"

#include <assert.h>

/* Where in `hits` and `marks` the subjects of a track stand. */
struct subject_places {
    uint32_t first[CRITICAL_KIND_COUNT];
};

/* Seconds after the run's start. */
struct segment_sums {
    uint32_t times; /* runs in which it counts */
    int64_t end_s;  /* of groups; of stages the end of the last group */
    int64_t path_s; /* stages: of the path */
};

struct path_count {
    const struct scenario *scenario;
    struct path_log *log;
    struct path_rows *rows;
    struct subject_places *places; /* per track */
    uint32_t *run_track;
    uint32_t subject_count;
    uint32_t *stage_first, *group_first; /* per track, into segments */
    uint32_t segment_count;
    /* of the path that is being walked */
    const struct plan *plan;
    uint32_t trial, track, mark;
    uint32_t *row;
    uint32_t *stage_end; /* per stage of the plan: its last group's */
    /* over all histories */
    uint32_t *hits, *marks; /* per subject */
    uint32_t *completed;    /* per track */
    struct segment_sums *segments;
};

/* ---- Room. */

uint32_t path_count_subjects(const struct scenario *scenario, uint32_t track,
                             enum critical_kind kind)
{
    const struct plan *plan = scenario->tracks[track].plan;
    switch (kind) {
    case CRITICAL_GROUP:
    case CRITICAL_GROUP_LIMIT:
        return plan->group_count;
    case CRITICAL_MEMBER:
        return scenario->fleet.member_count;
    case CRITICAL_WINDOW:
        return scenario->window_count;
    case CRITICAL_REGION:
        return scenario->fleet.region_count;
    case CRITICAL_GATE:
        return plan->gate_count;
    case CRITICAL_STAGE_LIMIT:
        return plan->stage_count;
    case CRITICAL_KIND_COUNT:
        break;
    }
    return 0;
}

static void number_track(struct path_count *count, uint32_t index)
{
    const struct track *track = &count->scenario->tracks[index];
    for (uint32_t kind = 0; kind < CRITICAL_KIND_COUNT; kind++) {
        count->places[index].first[kind] = count->subject_count;
        count->subject_count +=
            path_count_subjects(count->scenario, index, (enum critical_kind)kind);
    }
    count->stage_first[index] = count->segment_count;
    count->group_first[index] = count->segment_count + track->plan->stage_count;
    count->segment_count += track->plan->stage_count + track->plan->group_count;
    for (uint32_t i = 0; i < track->run_count; i++)
        count->run_track[track->run_first + i] = index;
}

static uint32_t stages_max(const struct scenario *scenario)
{
    uint32_t most = 0;
    for (uint32_t track = 0; track < scenario->track_count; track++)
        if (scenario->tracks[track].plan->stage_count > most)
            most = scenario->tracks[track].plan->stage_count;
    return most;
}

void path_rows_init(struct path_rows *rows, struct arena *arena, const struct scenario *scenario,
                    uint32_t trials)
{
    rows->driver_s =
        arena_array(arena, uint32_t, (size_t)trials * scenario->run_count * DRIVER_COUNT);
}

static size_t row_at(const struct scenario *scenario, uint32_t trial, uint32_t run)
{
    return ((size_t)trial * scenario->run_count + run) * DRIVER_COUNT;
}

const uint32_t *path_row(const struct path_rows *rows, const struct scenario *scenario,
                         uint32_t trial, uint32_t run)
{
    return &rows->driver_s[row_at(scenario, trial, run)];
}

struct path_count *path_count_create(struct arena *arena, const struct scenario *scenario,
                                     struct path_rows *rows)
{
    struct path_count *count = arena_new(arena, struct path_count);
    count->scenario = scenario;
    count->rows = rows;
    count->log = path_log_create(arena, scenario);
    count->places = arena_array(arena, struct subject_places, scenario->track_count);
    count->run_track = arena_array(arena, uint32_t, scenario->run_count);
    count->stage_first = arena_array(arena, uint32_t, scenario->track_count);
    count->group_first = arena_array(arena, uint32_t, scenario->track_count);
    for (uint32_t track = 0; track < scenario->track_count; track++)
        number_track(count, track);
    count->stage_end = arena_array(arena, uint32_t, stages_max(scenario));
    count->hits = arena_array(arena, uint32_t, count->subject_count);
    count->marks = arena_array(arena, uint32_t, count->subject_count);
    count->completed = arena_array(arena, uint32_t, scenario->track_count);
    count->segments = arena_array(arena, struct segment_sums, count->segment_count);
    return count;
}

struct host_observer path_count_observer(struct path_count *count)
{
    return path_log_observer(count->log);
}

/* ---- A path. */

static void hit(struct path_count *count, enum critical_kind kind, uint32_t index)
{
    uint32_t at = count->places[count->track].first[kind] + index;
    count->hits[at] += count->marks[at] != count->mark;
    count->marks[at] = count->mark;
}

/* Tables show the parts of a run's plan where its track's has them. */
static uint32_t shown_stage(const struct plan *plan, uint32_t stage)
{
    return plan->shown == NULL ? stage : plan->shown->stages[stage];
}

static uint32_t shown_group(const struct plan *plan, uint32_t group)
{
    return plan->shown == NULL ? group : plan->shown->groups[group];
}

static uint32_t shown_gate(const struct plan *plan, uint32_t gate)
{
    return plan->shown == NULL ? gate : plan->shown->gates[gate];
}

static void hit_member(struct path_count *count, uint32_t slot)
{
    uint32_t member = count->plan->members[slot];
    uint32_t region = count->scenario->fleet.members[member].region;
    hit(count, CRITICAL_MEMBER, member);
    if (region != NONE)
        hit(count, CRITICAL_REGION, region);
}

static void visit(void *context, const struct path_step *step)
{
    struct path_count *count = context;
    uint32_t stage = shown_stage(count->plan, step->stage), length = step->until - step->from;
    count->row[step->driver] += length;
    count->segments[count->stage_first[count->track] + stage].path_s += length;
    if (step->group != NONE)
        hit(count, CRITICAL_GROUP, shown_group(count->plan, step->group));
    if (step->slot != NONE)
        hit_member(count, step->slot);
    if (step->window != NONE)
        hit(count, CRITICAL_WINDOW, step->window);
    if (step->gate != NONE)
        hit(count, CRITICAL_GATE, shown_gate(count->plan, step->gate));
    if (step->limit == PATH_LIMIT_GROUP)
        hit(count, CRITICAL_GROUP_LIMIT, shown_group(count->plan, step->group));
    if (step->limit == PATH_LIMIT_STAGE)
        hit(count, CRITICAL_STAGE_LIMIT, stage);
}

/* ---- Ends of groups. */

/* Groups without members, and stages that were skipped, wait for nobody. */
static void count_group_end(struct path_count *count, uint32_t run, uint32_t group, uint32_t start)
{
    struct path_group_end end = path_log_group_end(count->log, run, group);
    if (end.skipped_stage || count->plan->groups[group].member_count == 0)
        return;
    uint32_t at = count->group_first[count->track] + shown_group(count->plan, group);
    count->segments[at].times++;
    count->segments[at].end_s += end.end - start;
    if (end.end > count->stage_end[end.stage])
        count->stage_end[end.stage] = end.end;
}

static void count_ends(struct path_count *count, uint32_t run, uint32_t start)
{
    for (uint32_t i = 0; i < count->plan->stage_count; i++)
        count->stage_end[i] = 0;
    for (uint32_t i = 0; i < count->plan->group_count; i++)
        count_group_end(count, run, i, start);
    for (uint32_t i = 0; i < count->plan->stage_count; i++) {
        if (count->stage_end[i] == 0)
            continue;
        uint32_t at = count->stage_first[count->track] + shown_stage(count->plan, i);
        count->segments[at].times++;
        count->segments[at].end_s += count->stage_end[i] - start;
    }
}

static void completed(void *context, const struct path_log *log, uint32_t run)
{
    struct path_count *count = context;
    count->plan = path_log_plan(log, run);
    count->track = count->run_track[run];
    count->mark++;
    count->row = &count->rows->driver_s[row_at(count->scenario, count->trial, run)];
    count->completed[count->track]++;
    uint32_t start = path_walk(log, run, (struct path_visitor){count, visit});
    count_ends(count, run, start);
}

void path_count_begin(struct path_count *count, struct host *host, uint32_t trial)
{
    count->trial = trial;
    path_log_begin(count->log, host, (struct path_listener){count, completed});
}

/* ---- Over all histories. */

void path_count_merge(struct path_count *into, const struct path_count *from)
{
    for (uint32_t i = 0; i < into->subject_count; i++)
        into->hits[i] += from->hits[i];
    for (uint32_t i = 0; i < into->scenario->track_count; i++)
        into->completed[i] += from->completed[i];
    for (uint32_t i = 0; i < into->segment_count; i++) {
        into->segments[i].times += from->segments[i].times;
        into->segments[i].end_s += from->segments[i].end_s;
        into->segments[i].path_s += from->segments[i].path_s;
    }
}

uint32_t path_count_completed(const struct path_count *count, uint32_t track)
{
    return count->completed[track];
}

uint32_t path_count_hits(const struct path_count *count, uint32_t track, enum critical_kind kind,
                         uint32_t index)
{
    return count->hits[count->places[track].first[kind] + index];
}

static double mean_end_s(const struct segment_sums *sums)
{
    return sums->times == 0 ? 0 : (double)sums->end_s / sums->times;
}

/* All of the track's time on the path. */
static int64_t path_length_s(const struct path_count *count, uint32_t track)
{
    int64_t sum_s = 0;
    for (uint32_t i = 0; i < count->scenario->tracks[track].plan->stage_count; i++)
        sum_s += count->segments[count->stage_first[track] + i].path_s;
    return sum_s;
}

struct stage_share path_count_stage(const struct path_count *count, uint32_t track, uint32_t stage)
{
    const struct plan_stage *plan = &count->scenario->tracks[track].plan->stages[stage];
    const struct segment_sums *own = &count->segments[count->stage_first[track] + stage];
    const struct segment_sums *groups =
        &count->segments[count->group_first[track] + plan->group_first];
    int64_t length_s = path_length_s(count, track);
    struct stage_share share = {.path_share =
                                    length_s == 0 ? 0 : (double)own->path_s / (double)length_s};
    double sum_s = 0, latest_s = 0;
    uint64_t times = 0;
    for (uint32_t i = 0; i < plan->group_count; i++) {
        sum_s += (double)groups[i].end_s;
        times += groups[i].times;
        latest_s = mean_end_s(&groups[i]) > latest_s ? mean_end_s(&groups[i]) : latest_s;
    }
    if (times > 0) {
        share.barrier_s = mean_end_s(own) - sum_s / (double)times;
        share.merge_bias_s = mean_end_s(own) - latest_s;
    }
    return share;
}
