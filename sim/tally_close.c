#include "sim/tally.h"

#include "sim/tally_parts.h"

#include <string.h>

/* An upgrade or a Pending that the end of the history cuts off. */
static void cut_member(struct tally *tally, uint32_t run, uint32_t slot)
{
    const struct scenario *scenario = tally->shape->scenario;
    const struct run_now *now = &tally->runs[run];
    uint32_t horizon = (uint32_t)(scenario->horizon_s - scenario->start_s);
    if (now->slots[slot].state != STATE_PENDING) {
        tally_end_work(tally, run, slot, &now->slots[slot], horizon);
        return;
    }
    int64_t ended_s = now->row.ended_s;
    bool ended = ended_s < INSTANT_NEVER;
    uint32_t until = ended ? (uint32_t)(ended_s - scenario->start_s) : horizon;
    now->slots[slot].waited += until - now->slots[slot].since;
}

/* Members of a track that are closed together, and the last upgrade of each: their rows of
 * instants.
 */
enum { SPAN = 64 };

struct span {
    uint32_t first, count; /* members of the track */
    uint32_t begin[SPAN], end[SPAN];
};

/* The last upgrade of a track's member is the one that began last. */
static void note_upgrade(struct span *span, uint32_t at, const struct slot_now *slot)
{
    if (slot->begin == NEVER || (span->begin[at] != NEVER && span->begin[at] > slot->begin))
        return;
    span->begin[at] = slot->begin;
    span->end[at] = slot->end;
}

/* What a run's members of the span ended as; then they are as a history begins. */
static void close_members(struct tally *tally, uint32_t run, struct span *span)
{
    struct run_now *of = &tally->runs[run];
    for (uint32_t i = 0; i < span->count; i++) {
        uint32_t slot = span->first + i;
        struct slot_now *now = &of->slots[slot];
        uint8_t state = now->state == STATE_STOPPING ? STATE_RUNNING : now->state;
        of->row.members[state]++;
        if (state != STATE_COMPLETED)
            tally->state_counts[(size_t)(of->slot_first + slot) * STATE_COUNT + state]++;
        note_upgrade(span, i, now);
        if (state == STATE_RUNNING || state == STATE_PENDING)
            cut_member(tally, run, slot);
        tally_count_reason(tally, of, slot);
        tally_reset_slot(now);
    }
}

static bool is_made(const struct tally *tally, uint32_t run)
{
    uint32_t written = tally->shape->scenario->written_run_count;
    return run < written || tally->made[run - written].created_s != INSTANT_NEVER;
}

/* All members of a track in one pass. */
static void close_track(struct tally *tally, uint32_t index)
{
    const struct track *track = &tally->shape->scenario->tracks[index];
    uint32_t members = track->plan->member_count, column = tally->shape->slot_first[index];
    for (uint32_t first = 0; first < members; first += SPAN) {
        struct span span;
        span.first = first;
        span.count = members - first < SPAN ? members - first : SPAN;
        memset(span.begin, 0xff, sizeof span.begin);
        memset(span.end, 0xff, sizeof span.end);
        for (uint32_t run = track->run_first; run < track->run_first + track->run_count; run++)
            if (is_made(tally, run))
                close_members(tally, run, &span);
        instants_write(&tally->rows->member_begin, tally->trial, column + first, span.count,
                       span.begin);
        instants_write(&tally->rows->member_end, tally->trial, column + first, span.count,
                       span.end);
    }
}

/* Notes a limit that was exceeded; the run's row keeps by how much at most. */
static void close_limit(struct tally_segment *segment, struct tally_row *row, uint32_t failures,
                        uint32_t failures_max)
{
    if (failures <= failures_max)
        return;
    segment->over_limit++;
    if (failures - failures_max > row->overshoot)
        row->overshoot = failures - failures_max;
}

static void close_segments(struct tally *tally, uint32_t run)
{
    const struct plan *plan = &tally->shape->scenario->plans[run];
    const struct orchestrator *core = host_core(tally->host);
    struct run_now *now = &tally->runs[run];
    struct tally_segment *stages = &tally->segments[now->segment_first];
    struct tally_segment *groups = stages + plan->stage_count;
    for (uint32_t i = 0; i < plan->stage_count + plan->group_count; i++)
        stages[i].state[now->segments[i]]++;
    const struct plan *own = world_plan(host_world(tally->host), run);
    for (uint32_t i = 0; i < own->stage_count; i++)
        close_limit(&stages[own->shown ? own->shown->stages[i] : i], &now->row,
                    orchestrator_stage_failures(core, run, i), own->stages[i].failures_max);
    for (uint32_t i = 0; i < own->group_count; i++)
        close_limit(&groups[own->shown ? own->shown->groups[i] : i], &now->row,
                    orchestrator_group_failures(core, run, i), own->groups[i].failures_max);
}

/* A run that was to follow another one's end does not exist once that one has ended the other way;
 * one that its profile did not make neither. */
static bool is_absent(const struct tally *tally, uint32_t run)
{
    const struct update_run *update_run = &tally->shape->scenario->runs[run];
    if (update_run->start == RUN_START_PROFILE)
        return !is_made(tally, run);
    if (update_run->start != RUN_START_AFTER ||
        world_start_at(host_world(tally->host), run) != INSTANT_NEVER)
        return false;
    return tally->runs[update_run->after].row.ended_s != INSTANT_NEVER ||
           is_absent(tally, update_run->after);
}

/* Every run's row; a last member only counts when none is left. */
static void close_runs(struct tally *tally)
{
    const struct scenario *scenario = tally->shape->scenario;
    for (uint32_t run = 0; run < scenario->run_count; run++) {
        struct tally_row *row = &tally->runs[run].row;
        uint32_t done = row->members[STATE_COMPLETED] + row->members[STATE_SKIPPED] +
                        row->members[STATE_FAILED];
        if (done < scenario->plans[run].member_count)
            row->last_member_s = INSTANT_NEVER;
        row->reached = tally->runs[run].reached;
        row->absent = is_absent(tally, run);
        row->state = orchestrator_run_state(host_core(tally->host), run);
        tally->rows->runs[(size_t)tally->trial * scenario->run_count + run] = *row;
    }
}

/* The run is Completed in time, or enough of its members are at target. */
static bool run_meets(const struct tally *tally, uint32_t run, uint32_t index)
{
    const struct scenario *scenario = tally->shape->scenario;
    const struct deadline *deadline = &scenario->deadlines[index];
    if (deadline->coverage == 0)
        return tally->runs[run].row.finish_s <= deadline->at_s;
    return tally->deadline_reached[index * scenario->run_count + run] >=
           tally_share_threshold(deadline->coverage, scenario->plans[run].member_count);
}

/* Whether the deadline is for the run: those that a profile makes later do not concern it. */
static bool is_concerned(const struct tally *tally, uint32_t run, const struct deadline *deadline)
{
    uint32_t written = tally->shape->scenario->written_run_count;
    if (deadline->track != NONE && deadline->track != tally->shape->run_track[run])
        return false;
    if (run >= written)
        return tally->made[run - written].created_s <= deadline->at_s;
    return deadline->track != NONE || !tally->runs[run].row.absent;
}

/* Of all runs together the latest counts: each that exists has to meet it, and one at least. */
static bool deadline_is_met(const struct tally *tally, uint32_t index)
{
    const struct scenario *scenario = tally->shape->scenario;
    uint32_t concerned = 0;
    for (uint32_t run = 0; run < scenario->run_count; run++) {
        if (!is_concerned(tally, run, &scenario->deadlines[index]))
            continue;
        concerned++;
        if (!run_meets(tally, run, index))
            return false;
    }
    return concerned > 0;
}

static void close_trial_rows(struct tally *tally)
{
    const struct scenario *scenario = tally->shape->scenario;
    size_t trial = tally->trial;
    for (uint32_t i = 0; i < scenario->freeze_count; i++)
        tally->rows->freezes[trial * scenario->freeze_count + i] = tally->freezes[i];
    for (uint32_t i = 0; i < scenario->deadline_count; i++)
        tally->rows->deadlines_met[trial * scenario->deadline_count + i] =
            deadline_is_met(tally, i);
    tally->rows->overrun[trial] = tally->overrun;
}

static void close_made(struct tally *tally)
{
    const struct scenario *scenario = tally->shape->scenario;
    size_t trial = tally->trial, count = tally->shape->made_count;
    if (scenario->profile_count == 0)
        return;
    activity_close(&tally->activity, scenario->horizon_s);
    tally->rows->activities[trial] = tally->activity;
    tally->rows->without_place[trial] = world_without_place(host_world(tally->host));
    memcpy(&tally->rows->made[trial * count], tally->made, count * sizeof *tally->made);
}

void tally_end(struct tally *tally)
{
    const struct tally_shape *shape = tally->shape;
    if (tally->surge != NULL)
        surge_count_end(tally->surge);
    for (uint32_t track = 0; track < shape->scenario->track_count; track++)
        close_track(tally, track);
    for (uint32_t run = 0; run < shape->scenario->run_count; run++) {
        if (!is_made(tally, run))
            continue;
        tally->closed[shape->run_track[run]]++;
        close_segments(tally, run);
    }
    uint32_t segments = shape->segment_count;
    instants_write(&tally->rows->segment_begin, tally->trial, 0, segments, tally->segment_begin);
    instants_write(&tally->rows->segment_end, tally->trial, 0, segments, tally->segment_end);
    close_runs(tally);
    close_made(tally);
    close_trial_rows(tally);
    timeline_count_end(tally->timeline);
}
