#include "sim/barrier_count.h"

#include "models/instant.h"

#include <string.h>

/* A member that holds its stage until an instant. */
struct late {
    int64_t until_s;
    uint32_t slot; /* of all tracks */
};

/* The last ones of a stage in a trial, the latest first; of equals those that come first in the
 * plan. */
struct last_ones {
    struct late list[BARRIER_BLAMED_MAX];
    uint32_t count;
    bool more; /* there are others before them */
};

/* One stage over all trials. */
struct stage_count {
    uint32_t trials;
    int64_t earlier_s[BARRIER_LAST_MAX];
};

struct barrier_count {
    const struct tally_shape *shape;
    struct stage_count *stages;          /* per segment; groups are not used */
    uint32_t (*among)[BARRIER_LAST_MAX]; /* per slot: trials in which it is among the k last */
    int64_t *blame_s;                    /* per slot */
};

struct barrier_count *barrier_count_create(struct arena *arena, const struct tally_shape *shape)
{
    struct barrier_count *count = arena_new(arena, struct barrier_count);
    count->shape = shape;
    count->stages = arena_array(arena, struct stage_count, shape->segment_count);
    count->among = arena_calloc(arena, shape->slot_count, sizeof *count->among);
    count->blame_s = arena_array(arena, int64_t, shape->slot_count);
    return count;
}

static void note(struct last_ones *last, struct late late)
{
    uint32_t at = last->count;
    if (at == BARRIER_BLAMED_MAX) {
        last->more = true;
        if (last->list[at - 1].until_s >= late.until_s)
            return;
        at--;
    } else {
        last->count++;
    }
    for (; at > 0 && last->list[at - 1].until_s < late.until_s; at--)
        last->list[at] = last->list[at - 1];
    last->list[at] = late;
}

/* A stage in a trial. */
struct view {
    const struct tally_rows *rows;
    const struct tally_shape *shape;
    const struct orchestrator *core;
    const struct plan *plan; /* with which the run was created */
    uint32_t trial, run, stage;
    bool stopped; /* the run Failed, or was stopped */
    int64_t begin_s, end_s;
};

/* Until when the member holds the stage; INSTANT_NEVER: it does not. */
static int64_t holds_until(const struct view *view, uint32_t slot, uint32_t at)
{
    int64_t horizon_s = view->shape->scenario->horizon_s;
    enum update_state run = orchestrator_run_state(view->core, view->run);
    switch (orchestrator_member_state(view->core, view->run, slot)) {
    case STATE_COMPLETED:
        return instants_cell(&view->rows->member_end, view->trial, at);
    case STATE_FAILED:
        return run == STATE_FAILED ? horizon_s
                                   : instants_cell(&view->rows->member_end, view->trial, at);
    case STATE_SKIPPED:
        return INSTANT_NEVER;
    default:
        return view->stopped ? INSTANT_NEVER : horizon_s;
    }
}

static struct last_ones find_last(const struct view *view)
{
    struct last_ones last = {.count = 0};
    const struct plan_stage *stage = &view->plan->stages[view->stage];
    uint32_t first = view->shape->slot_first[view->run];
    for (uint32_t i = 0; i < stage->member_count; i++) {
        uint32_t slot = stage->member_first + i;
        uint32_t at = first + (view->plan->shown ? view->plan->shown->slots[slot] : slot);
        int64_t until_s = holds_until(view, slot, at);
        if (until_s != INSTANT_NEVER)
            note(&last, (struct late){until_s, at});
    }
    return last;
}

/* Instants of members are kept on a coarser grid than those of stages. */
static int64_t stretch(int64_t from_s, int64_t until_s)
{
    return until_s > from_s ? until_s - from_s : 0;
}

/* Without its k last ones the stage ends with the one before them. */
static void count_barriers(struct barrier_count *count, struct stage_count *stage,
                           const struct view *view, const struct last_ones *last)
{
    stage->trials++;
    for (uint32_t k = 0; k < BARRIER_LAST_MAX && k < last->count; k++) {
        int64_t before_s = k + 1 < last->count ? last->list[k + 1].until_s : view->begin_s;
        stage->earlier_s[k] += stretch(before_s, last->list[0].until_s);
        for (uint32_t others = k; others < BARRIER_LAST_MAX; others++)
            count->among[last->list[k].slot][others]++;
    }
    for (uint32_t k = last->count; k < BARRIER_LAST_MAX && last->count > 0; k++)
        stage->earlier_s[k] += stretch(view->begin_s, last->list[0].until_s);
}

/* Each stretch is shared by those who last through it. What lies before the last that are followed
 * is left out when there are others. */
static void share_blame(struct barrier_count *count, const struct view *view,
                        const struct last_ones *last)
{
    int64_t share_s = 0;
    for (uint32_t i = last->count; i-- > 0;) {
        int64_t before_s = i + 1 < last->count ? last->list[i + 1].until_s : view->begin_s;
        if (i + 1 < last->count || !last->more)
            share_s += stretch(before_s, last->list[i].until_s) / (i + 1);
        count->blame_s[last->list[i].slot] += share_s;
    }
}

static void count_stage(struct barrier_count *count, struct view *view)
{
    uint32_t shown = view->plan->shown ? view->plan->shown->stages[view->stage] : view->stage;
    uint32_t segment = view->shape->stage_first[view->run] + shown;
    view->begin_s = instants_cell(&view->rows->segment_begin, view->trial, segment);
    view->end_s = instants_cell(&view->rows->segment_end, view->trial, segment);
    if (view->begin_s == INSTANT_NEVER)
        return;
    struct last_ones last = find_last(view);
    if (view->end_s != INSTANT_NEVER && !view->stopped)
        count_barriers(count, &count->stages[segment], view, &last);
    share_blame(count, view, &last);
}

void barrier_count_trial(struct barrier_count *count, const struct tally_rows *rows, uint32_t trial,
                         struct host *host)
{
    const struct tally_shape *shape = count->shape;
    if (trial >= rows->member_end.trials || trial >= rows->segment_end.trials)
        return;
    for (uint32_t run = 0; run < shape->scenario->written_run_count; run++) {
        struct view view = {rows, shape, host_core(host), .trial = trial, .run = run};
        if (!world_run_exists(host_world(host), run))
            continue;
        enum update_state state = orchestrator_run_state(view.core, run);
        view.plan = world_plan(host_world(host), run);
        view.stopped = state == STATE_FAILED || state == STATE_STOPPED;
        for (view.stage = 0; view.stage < view.plan->stage_count; view.stage++)
            count_stage(count, &view);
    }
}

void barrier_count_merge(struct barrier_count *into, const struct barrier_count *from)
{
    const struct tally_shape *shape = into->shape;
    for (uint32_t i = 0; i < shape->segment_count; i++) {
        into->stages[i].trials += from->stages[i].trials;
        for (uint32_t k = 0; k < BARRIER_LAST_MAX; k++)
            into->stages[i].earlier_s[k] += from->stages[i].earlier_s[k];
    }
    for (uint32_t slot = 0; slot < shape->slot_count; slot++) {
        into->blame_s[slot] += from->blame_s[slot];
        for (uint32_t k = 0; k < BARRIER_LAST_MAX; k++)
            into->among[slot][k] += from->among[slot][k];
    }
}

/* The k slots from `first` on that are most often among the k last. */
static uint64_t choose_members(const struct barrier_count *count, const struct plan *plan,
                               const struct plan_stage *stage, uint32_t first, uint32_t k,
                               uint32_t *members)
{
    struct last_ones most = {.count = 0};
    uint64_t times = 0;
    for (uint32_t i = 0; i < stage->member_count; i++) {
        uint32_t slot = stage->member_first + i;
        note(&most, (struct late){count->among[first + slot][k - 1], slot});
    }
    for (uint32_t i = 0; i < k; i++) {
        members[i] = plan->members[most.list[i].slot];
        times += (uint64_t)most.list[i].until_s;
    }
    return times;
}

static uint32_t fill_stage(struct arena *arena, const struct barrier_count *count, uint32_t track,
                           uint32_t index, struct barrier *barriers)
{
    const struct tally_shape *shape = count->shape;
    const struct plan *plan = shape->scenario->tracks[track].plan;
    const struct plan_stage *stage = &plan->stages[index];
    const struct stage_count *counted = &count->stages[shape->stage_first[track] + index];
    uint32_t k = 1;
    for (; counted->trials > 0 && k <= BARRIER_LAST_MAX && k <= stage->member_count; k++) {
        uint32_t *members = arena_array(arena, uint32_t, k);
        uint64_t times = choose_members(count, plan, stage, shape->slot_first[track], k, members);
        barriers[k - 1] =
            (struct barrier){.track = track,
                             .stage = index,
                             .last = k,
                             .trials = counted->trials,
                             .earlier_mean_s = (double)counted->earlier_s[k - 1] / counted->trials,
                             .members = members,
                             .among_them = (double)times / ((double)counted->trials * k)};
    }
    return k - 1;
}

void barrier_count_fill(struct arena *arena, const struct barrier_count *count,
                        struct forecast *forecast)
{
    const struct tally_shape *shape = count->shape;
    struct barrier *barriers =
        arena_array(arena, struct barrier, (size_t)shape->segment_count * BARRIER_LAST_MAX);
    int64_t *blame_s = arena_array(arena, int64_t, shape->slot_count);
    uint32_t filled = 0;
    for (uint32_t track = 0; track < shape->scenario->written_run_count; track++)
        for (uint32_t i = 0; i < shape->scenario->tracks[track].plan->stage_count; i++)
            filled += fill_stage(arena, count, track, i, &barriers[filled]);
    memcpy(blame_s, count->blame_s, shape->slot_count * sizeof *blame_s);
    forecast->barriers = barriers;
    forecast->barrier_count = filled;
    forecast->blame_s = blame_s;
}
