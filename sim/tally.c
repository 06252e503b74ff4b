#include "sim/tally.h"

#include "models/target.h"
#include "sim/tally_parts.h"

#include <assert.h>
#include <math.h>
#include <string.h>

uint32_t tally_share_threshold(double share, uint32_t members)
{
    return (uint32_t)ceil(share * members - 1e-9);
}

static uint32_t next_threshold(const struct run_now *run, uint32_t members)
{
    return run->next_share < SHARE_COUNT
               ? tally_share_threshold(share_levels[run->next_share], members)
               : UINT32_MAX;
}

/* More of the run's members are at target than before. */
static void reach_shares(const struct plan *plan, struct run_now *run, int64_t now_s)
{
    while (run->reached >= run->next_threshold) {
        run->row.at_target_s[run->next_share++] = now_s;
        run->next_threshold = next_threshold(run, plan->member_count);
    }
}

/* Counts a member that is at target from now on. */
static void count_reached(struct tally *tally, uint32_t run, int64_t now_s,
                          uint32_t *deadline_reached)
{
    const struct scenario *scenario = tally->shape->scenario;
    for (uint32_t i = 0; i < scenario->deadline_count; i++) {
        const struct deadline *deadline = &scenario->deadlines[i];
        bool concerned = deadline->track == NONE || deadline->track == tally->shape->run_track[run];
        if (concerned && now_s <= deadline->at_s)
            deadline_reached[i * scenario->run_count + run]++;
    }
}

/* The windows that the run's members obey. */
static void note_windows(struct tally *tally, uint32_t run, enum upgrade_type type)
{
    const struct scenario *scenario = tally->shape->scenario;
    const struct plan *plan = &scenario->plans[run];
    enum schedule_use use = upgrade_schedule(type);
    uint32_t *windows = &tally->slot_window[tally->shape->run_slot_first[run]];
    for (uint32_t slot = 0; slot < plan->member_count; slot++)
        windows[slot] = scenario->fleet.members[plan->members[slot]].window[use];
}

/* Before the first trial: what each trial starts from. */
static void prepare_initial(struct tally *tally)
{
    const struct tally_shape *shape = tally->shape;
    const struct scenario *scenario = shape->scenario;
    for (uint32_t run = 0; run < scenario->run_count; run++) {
        struct run_now *now = &tally->runs_initial[run];
        now->slots = &tally->slots[shape->run_slot_first[run]];
        now->segments = &tally->segment_state[shape->run_stage_first[run]];
        now->changes = timeline_count_changes(tally->timeline, shape->run_track[run]);
        now->slot_first = shape->slot_first[shape->run_track[run]];
        now->segment_first = shape->stage_first[shape->run_track[run]];
        now->shown = run < scenario->written_run_count;
        now->row = (struct tally_row){.start_s = INSTANT_NEVER,
                                      .finish_s = INSTANT_NEVER,
                                      .ended_s = INSTANT_NEVER,
                                      .last_member_s = INSTANT_NEVER};
        for (uint32_t i = 0; i < SHARE_COUNT; i++)
            now->row.at_target_s[i] = INSTANT_NEVER;
        now->next_threshold = next_threshold(now, scenario->plans[run].member_count);
        note_windows(tally, run, scenario->runs[run].type);
    }
}

/* Members that are at their run's target from the start. */
static void find_reached(struct tally *tally, struct run_now *now, uint32_t run, int64_t now_s,
                         uint32_t *deadline_reached)
{
    const struct plan *plan = &tally->shape->scenario->plans[run];
    for (uint32_t slot = 0; slot < plan->member_count; slot++) {
        now->slots[slot].reached_initially =
            world_at_target(host_world(tally->host), run, plan->members[slot], now_s);
        if (!now->slots[slot].reached_initially)
            continue;
        now->reached++;
        count_reached(tally, run, now_s, deadline_reached);
    }
    reach_shares(plan, now, now_s);
}

struct tally *tally_create(struct arena *arena, const struct tally_shape *shape,
                           struct tally_rows *rows)
{
    const struct scenario *scenario = shape->scenario;
    assert(scenario->horizon_s - scenario->start_s < NEVER);
    struct tally *tally = arena_new(arena, struct tally);
    size_t slots = shape->slot_count;
    tally->shape = shape;
    tally->rows = rows;
    tally->slots = arena_array(arena, struct slot_now, shape->run_slot_count);
    tally->slot_window = arena_array(arena, uint32_t, shape->run_slot_count);
    tally->runs = arena_array(arena, struct run_now, scenario->run_count);
    tally->runs_initial = arena_array(arena, struct run_now, scenario->run_count);
    tally->segment_begin = arena_array(arena, uint32_t, shape->segment_count);
    tally->segment_end = arena_array(arena, uint32_t, shape->segment_count);
    tally->segment_state = arena_array(arena, uint8_t, shape->run_segment_count);
    tally->stuck = arena_array(arena, bool, shape->run_segment_count);
    tally->made = arena_array(arena, struct tally_made, shape->made_count);
    tally->alive = arena_array(arena, uint32_t, shape->made_count);
    tally->newest = arena_array(arena, uint32_t, scenario->track_count);
    size_t deadline_runs = (size_t)scenario->deadline_count * scenario->run_count;
    tally->deadline_reached = arena_array(arena, uint32_t, deadline_runs);
    tally->deadline_initial = arena_array(arena, uint32_t, deadline_runs);
    tally->freezes = arena_array(arena, struct tally_freeze, scenario->freeze_count);
    tally->state_counts = arena_array(arena, uint32_t, slots * STATE_COUNT);
    tally->closed = arena_array(arena, uint32_t, scenario->track_count);
    tally->reasons = arena_array(arena, struct tally_reason, slots * shape->reason_count);
    tally->segments = arena_array(arena, struct tally_segment, shape->segment_count);
    tally->timeline = timeline_count_create(arena, scenario, shape->grid);
    if (shape->surge)
        tally->surge = surge_count_create(
            arena, scenario,
            (struct surge_steps){shape->grid.from_s, shape->grid.step_s, shape->grid.point_count});
    prepare_initial(tally);
    return tally;
}

void tally_count_freezes(struct tally *tally, uint32_t member, int64_t begin_s, int64_t end_s)
{
    const struct scenario *scenario = tally->shape->scenario;
    for (uint32_t i = 0; i < scenario->freeze_count; i++) {
        const struct freeze *freeze = &scenario->freezes[i];
        int64_t from_s = begin_s > freeze->start_s ? begin_s : freeze->start_s;
        int64_t until_s = end_s < freeze->end_s ? end_s : freeze->end_s;
        if (from_s >= until_s || !freeze->in_scope[member])
            continue;
        tally->freezes[i].members++;
        tally->freezes[i].begins += begin_s >= freeze->start_s;
        tally->freezes[i].work_s += until_s - from_s;
        if (begin_s < freeze->start_s && begin_s < tally->freezes[i].crossing_s)
            tally->freezes[i].crossing_s = begin_s;
    }
}

static inline void reach(struct tally *tally, uint32_t run, uint32_t slot, int64_t now_s)
{
    const struct scenario *scenario = tally->shape->scenario;
    struct run_now *of = &tally->runs[run];
    struct slot_now *now = &of->slots[slot];
    if (now->reached)
        return;
    now->reached = true;
    if (++of->reached >= of->next_threshold)
        reach_shares(&scenario->plans[run], of, now_s);
    if (scenario->deadline_count > 0)
        count_reached(tally, run, now_s, tally->deadline_reached);
}

/* A cluster has moved up in `by`, and so perhaps reached the target of another run. */
static void reach_in(struct tally *tally, uint32_t other, uint32_t by, uint32_t member,
                     int64_t now_s)
{
    uint32_t slot = tally->shape->scenario->plans[other].slot_of[member];
    if (other != by && slot != NONE &&
        world_at_target(host_world(tally->host), other, member, now_s))
        reach(tally, other, slot, now_s);
}

/* A cluster has moved up: its own run's target is reached, and perhaps that of others that are
 * written or not final yet. */
static inline void reach_everywhere(struct tally *tally, uint32_t run, uint32_t slot, int64_t now_s)
{
    const struct scenario *scenario = tally->shape->scenario;
    reach(tally, run, slot, now_s);
    if (scenario->run_count == 1)
        return;
    uint32_t member = tally_fleet_member(tally, run, slot);
    for (uint32_t other = 0; other < scenario->written_run_count; other++)
        reach_in(tally, other, run, member, now_s);
    for (uint32_t i = 0; i < tally->alive_count; i++)
        reach_in(tally, tally->alive[i], run, member, now_s);
}

/* An instant as the tally needs it: seconds since the scenario's start, and the timeline's point;
 * and the run of which is spoken. */
struct tick {
    int64_t now_s;
    uint32_t now, point;
    uint32_t index; /* the run's, or NONE */
    struct run_now *run;
    int32_t *changes; /* of its members at this point */
};

static inline void speak_of(const struct tally *tally, struct tick *tick, uint32_t run)
{
    if (run == tick->index)
        return;
    tick->index = run;
    tick->run = &tally->runs[run];
    tick->changes = timeline_changes_at(tick->run->changes, tick->point);
}

/* An attempt has ended. One that failed at once was never in progress. */
static inline void attempt_ended(struct tally *tally, const struct tick *tick,
                                 struct slot_now *slot, const struct orchestrator_transition *t)
{
    tick->run->row.last_member_s = tick->now_s;
    slot->end = tick->now;
    if (t->to == STATE_FAILED)
        tick->run->row.failures++;
    if (t->to == STATE_COMPLETED || slot->begin < tick->now)
        tally_end_work(tally, t->run, t->index, slot, tick->now);
    if (t->to == STATE_COMPLETED)
        reach_everywhere(tally, t->run, t->index, tick->now_s);
}

/* It was not at the target of its profile's run when that was made, and is now by another run. */
static void note_passed_over(struct tally *tally, const struct slot_now *slot,
                             const struct orchestrator_transition *t)
{
    uint32_t written = tally->shape->scenario->written_run_count;
    if (t->run >= written && t->reason == REASON_ALREADY_AT_TARGET && !slot->reached_initially)
        tally->made[t->run - written].passed_over++;
}

/* It waits for an image that is not in its region by the horizon: its stage is held up until a
 * later run or a person takes it past that image (R39). */
static void note_stuck(struct tally *tally, const struct orchestrator_transition *t)
{
    const struct scenario *scenario = tally->shape->scenario;
    if (t->run < scenario->written_run_count || t->until_s <= scenario->horizon_s ||
        t->reason != REASON_NODE_IMAGE_VERSION_NOT_AVAILABLE)
        return;
    const struct plan *plan = &scenario->plans[t->run];
    bool *stuck = &tally->stuck[tally->shape->run_stage_first[t->run] +
                                plan->groups[plan->slot_group[t->index]].stage];
    tally->made[t->run - scenario->written_run_count].stuck_stages += !*stuck;
    *stuck = true;
}

/* What a change of a member says beyond its state. */
static inline void note_entry(struct tally *tally, const struct tick *tick, struct slot_now *slot,
                              const struct orchestrator_transition *t)
{
    switch ((enum update_state)t->to) {
    case STATE_PENDING:
        slot->since = tick->now;
        note_stuck(tally, t);
        return;
    case STATE_RUNNING:
        tick->run->begun += slot->begin == NEVER;
        slot->begin = tick->now;
        slot->end = NEVER;
        return;
    case STATE_COMPLETED:
    case STATE_FAILED:
        attempt_ended(tally, tick, slot, t);
        return;
    case STATE_SKIPPED:
        tick->run->row.last_member_s = tick->now_s;
        note_passed_over(tally, slot, t);
        return;
    default:
        return;
    }
}

/* It has this reason from now on, be it one that it had before. */
static inline void note_reason(const struct tally *tally, const struct run_now *run, uint32_t index,
                               uint16_t reason)
{
    struct slot_now *slot = &run->slots[index];
    if (slot->reason == reason)
        return;
    tally_count_reason(tally, run, index);
    slot->reason = reason;
    slot->waited = 0;
}

static inline void member_changed(struct tally *tally, const struct tick *tick,
                                  const struct orchestrator_transition *t)
{
    const struct run_now *run = tick->run;
    struct slot_now *slot = &run->slots[t->index];
    if (run->shown)
        timeline_move(tick->changes, t->from, t->to);
    if (t->from == STATE_PENDING)
        slot->waited += tick->now - slot->since;
    if (t->reason != REASON_NONE || t->to == STATE_PENDING)
        note_reason(tally, run, t->index, t->reason);
    slot->state = t->to;
    note_entry(tally, tick, slot, t);
}

/* Its profile's run before it, of this trial; NONE when there is none. */
static uint32_t run_before(const struct tally *tally, uint32_t run)
{
    const struct tally_shape *shape = tally->shape;
    const struct track *track = &shape->scenario->tracks[shape->run_track[run]];
    return run > track->run_first ? run - 1 : NONE;
}

static void drop_alive(struct tally *tally, uint32_t run)
{
    for (uint32_t i = 0; i < tally->alive_count; i++)
        if (tally->alive[i] == run) {
            tally->alive[i] = tally->alive[--tally->alive_count];
            return;
        }
}

/* A run begins, or is final; a restart makes it active again. */
static void follow_activity(struct tally *tally, int64_t now_s, uint32_t run, bool active)
{
    struct run_now *now = &tally->runs[run];
    uint32_t written = tally->shape->scenario->written_run_count, before = run_before(tally, run);
    if (now->active == active)
        return;
    now->active = active;
    activity_change(&tally->activity, now_s, active ? 1 : -1);
    if (active && before != NONE && now->row.start_s == now_s)
        tally->made[run - written].overlaps = tally->runs[before].active;
    if (now->row.finish_s != INSTANT_NEVER)
        drop_alive(tally, run);
}

/* What is in progress does not begin any more, so only the first stop of a run counts. */
static void note_stop(struct run_now *run)
{
    if (run->stopped)
        return;
    run->stopped = true;
    run->row.touched = run->begun;
}

static void run_changed(struct tally *tally, int64_t now_s, const struct orchestrator_transition *t)
{
    struct tally_row *row = &tally->runs[t->run].row;
    if (row->start_s == INSTANT_NEVER)
        row->start_s = now_s;
    bool final = t->to == STATE_COMPLETED || t->to == STATE_FAILED || t->to == STATE_STOPPED;
    if (t->to == STATE_STOPPING || t->to == STATE_FAILED || t->to == STATE_STOPPED)
        note_stop(&tally->runs[t->run]);
    row->ended_s = final ? now_s : INSTANT_NEVER;
    row->finish_s = t->to == STATE_COMPLETED ? now_s : INSTANT_NEVER;
    if (tally->shape->scenario->profile_count > 0)
        follow_activity(tally, now_s, t->run, !final);
}

/* `index` counts the run's stages, then its groups. */
static void segment_changed(struct tally *tally, uint32_t now, struct run_now *run, uint32_t index,
                            uint8_t to)
{
    bool final = to == STATE_COMPLETED || to == STATE_SKIPPED;
    uint32_t segment = run->segment_first + index;
    run->segments[index] = to;
    if (!run->shown)
        return;
    if (tally->segment_begin[segment] == NEVER)
        tally->segment_begin[segment] = now;
    tally->segment_end[segment] = final ? now : NEVER;
}

static void parent_changed(struct tally *tally, const struct tick *tick,
                           const struct orchestrator_transition *t)
{
    uint32_t stages = tally->shape->scenario->plans[t->run].stage_count;
    if (t->level == ORCHESTRATOR_RUN)
        run_changed(tally, tick->now_s, t);
    else if (t->level == ORCHESTRATOR_STAGE)
        segment_changed(tally, tick->now, tick->run, t->index, t->to);
    else if (t->level == ORCHESTRATOR_GROUP)
        segment_changed(tally, tick->now, tick->run, stages + t->index, t->to);
}

/* The timeline's point at or after now_s, mostly that of the instant before. */
static uint32_t point_after(struct tally *tally, int64_t now_s)
{
    const struct timeline_grid *grid = &tally->shape->grid;
    if (now_s > tally->point_until_s) {
        tally->point = timeline_point_after(grid, now_s);
        tally->point_until_s = timeline_point_end(grid, tally->point);
    }
    return tally->point;
}

static void changed(void *context, int64_t now_s, const struct orchestrator_transition *transitions,
                    uint32_t count)
{
    struct tally *tally = context;
    if (count == 0)
        return;
    struct tick tick = {.now_s = now_s,
                        .now = (uint32_t)(now_s - tally->shape->scenario->start_s),
                        .point = point_after(tally, now_s),
                        .index = NONE};
    for (uint32_t i = 0; i < count; i++) {
        const struct orchestrator_transition *t = &transitions[i];
        speak_of(tally, &tick, t->run);
        if (t->level == ORCHESTRATOR_MEMBER)
            member_changed(tally, &tick, t);
        else
            parent_changed(tally, &tick, t);
    }
}

static void begun(void *context, int64_t now_s, const struct orchestrator_begin *begin,
                  const struct upgrade *upgrade)
{
    struct tally *tally = context;
    struct slot_now *slot = &tally->runs[begin->run].slots[begin->slot];
    int64_t window_end_s = upgrade->window_end_s - tally->shape->scenario->start_s;
    if (tally->surge != NULL)
        surge_count_upgrade(tally->surge, now_s, begin->member, upgrade);
    slot->window_end = window_end_s < NEVER ? (uint32_t)window_end_s : NEVER;
    slot->began++;
    if (begin->next != NONE)
        __builtin_prefetch(&tally->runs[begin->run].slots[begin->next], 1);
}

static void reset_slots(struct tally *tally, uint32_t run)
{
    struct slot_now *slots = &tally->slots[tally->shape->run_slot_first[run]];
    for (uint32_t slot = 0; slot < tally->shape->scenario->plans[run].member_count; slot++)
        tally_reset_slot(&slots[slot]);
}

/* The track shows another run from now on: its members are NotStarted again. */
static void show_run(struct tally *tally, uint32_t run, int64_t now_s)
{
    const struct tally_shape *shape = tally->shape;
    const struct plan *plan = &shape->scenario->plans[run];
    struct run_now *now = &tally->runs[run], *before;
    uint32_t *newest = &tally->newest[shape->run_track[run]];
    int32_t *changes = timeline_changes_at(now->changes, point_after(tally, now_s));
    if (*newest != NONE) {
        before = &tally->runs[*newest];
        before->shown = false;
        for (uint32_t slot = 0; slot < plan->member_count; slot++)
            timeline_move(changes, before->slots[slot].state, STATE_NOT_STARTED);
    }
    *newest = run;
    now->shown = true;
    for (uint32_t i = 0; i < plan->stage_count + plan->group_count; i++)
        tally->segment_begin[now->segment_first + i] = tally->segment_end[now->segment_first + i] =
            NEVER;
}

/* A profile has made a run. */
static void created(void *context, int64_t now_s, uint32_t run, const struct run_creation *creation)
{
    struct tally *tally = context;
    const struct scenario *scenario = tally->shape->scenario;
    const struct plan *plan = &scenario->plans[run];
    struct run_now *now = &tally->runs[run];
    if (creation->specification == NULL)
        return;
    tally->made[run - scenario->written_run_count] =
        (struct tally_made){.specification = *creation->specification, .created_s = now_s};
    if (scenario->tracks[tally->shape->run_track[run]].changes_type)
        note_windows(tally, run, creation->run->type);
    now->mark = ++tally->marks;
    memset(now->segments, STATE_NOT_STARTED, plan->stage_count + plan->group_count);
    memset(&tally->stuck[tally->shape->run_stage_first[run]], 0, plan->stage_count);
    find_reached(tally, now, run, now_s, tally->deadline_reached);
    reset_slots(tally, run);
    tally->alive[tally->alive_count++] = run;
    show_run(tally, run, now_s);
}

struct host_observer tally_observer(struct tally *tally)
{
    return (struct host_observer){
        .context = tally, .as_shown = true, .created = created, .changed = changed, .begun = begun};
}

/* What a history begins with, found once: the world is the same at the start of each. */
static void meet_host(struct tally *tally, struct host *host, uint32_t trial)
{
    const struct scenario *scenario = tally->shape->scenario;
    if (tally->host != NULL)
        return;
    tally->host = host;
    world_reset(host_world(host), trial);
    for (uint32_t run = 0; run < scenario->written_run_count; run++) {
        find_reached(tally, &tally->runs_initial[run], run, scenario->start_s,
                     tally->deadline_initial);
        reset_slots(tally, run);
    }
}

static void begin_made(struct tally *tally)
{
    const struct scenario *scenario = tally->shape->scenario;
    tally->alive_count = 0;
    activity_init(&tally->activity, scenario->start_s, scenario->horizon_s);
    for (uint32_t i = 0; i < tally->shape->made_count; i++)
        tally->made[i].created_s = INSTANT_NEVER;
    for (uint32_t track = scenario->written_run_count; track < scenario->track_count; track++)
        tally->newest[track] = NONE;
}

void tally_begin(struct tally *tally, uint32_t trial, struct host *host)
{
    const struct tally_shape *shape = tally->shape;
    const struct scenario *scenario = shape->scenario;
    meet_host(tally, host, trial);
    tally->trial = trial;
    tally->overrun = false;
    tally->point_until_s = INT64_MIN;
    if (tally->surge != NULL)
        surge_count_begin(tally->surge);
    memcpy(tally->runs, tally->runs_initial, scenario->run_count * sizeof *tally->runs);
    for (uint32_t run = 0; run < scenario->written_run_count; run++)
        tally->runs[run].mark = trial + 1;
    memcpy(tally->deadline_reached, tally->deadline_initial,
           (size_t)scenario->deadline_count * scenario->run_count *
               sizeof *tally->deadline_reached);
    for (uint32_t i = 0; i < scenario->freeze_count; i++)
        tally->freezes[i] = (struct tally_freeze){.crossing_s = INSTANT_NEVER};
    memset(tally->segment_state, STATE_NOT_STARTED, shape->run_segment_count);
    for (uint32_t i = 0; i < shape->segment_count; i++)
        tally->segment_begin[i] = tally->segment_end[i] = NEVER;
    begin_made(tally);
}
