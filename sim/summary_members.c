#include "sim/summary.h"

#include "sim/parallel.h"
#include "sim/summary_parts.h"

/* The members' quantiles, a block of columns at a time, shared by threads. */
struct member_work {
    const struct summary *summary;
    struct member_outcome *members;
    uint32_t kept;
    uint32_t **cells; /* per worker */
    struct instants_scratch **scratch;
};

static const double member_levels[MEMBER_QUANTILE_COUNT] = {0.10, 0.50, 0.90};

static void fill_member_columns(const struct member_work *work, const struct instants *instants,
                                uint32_t worker, uint32_t first, uint32_t count, bool ends)
{
    instants_read(instants, first / INSTANTS_BLOCK, work->kept, work->cells[worker]);
    for (uint32_t i = 0; i < count; i++) {
        struct member_outcome *member = &work->members[first + i];
        instants_quantiles(instants, &work->cells[worker][(size_t)i * work->kept], work->kept,
                           member_levels, MEMBER_QUANTILE_COUNT,
                           ends ? member->end_s : member->begin_s, work->scratch[worker]);
    }
}

static void fill_member_block(void *context, uint32_t worker, uint32_t first, uint32_t count)
{
    const struct member_work *work = context;
    const struct summary *summary = work->summary;
    fill_member_columns(work, &summary->rows->member_begin, worker, first, count, false);
    fill_member_columns(work, &summary->rows->member_end, worker, first, count, true);
    for (uint32_t at = first; at < first + count; at++) {
        struct member_outcome *member = &work->members[at];
        struct tally_overrun overrun = tally_slot_overrun(summary->tally, at);
        for (uint32_t state = 0; state < STATE_COUNT; state++)
            member->state[state] =
                proportion_of(tally_state_count(summary->tally, at, (enum update_state)state),
                              summary->run_counts[member->track]);
        member->overrun = proportion_of(overrun.overran, overrun.began);
    }
}

static void fill_members(const struct summary *summary, struct forecast *forecast)
{
    uint32_t jobs = summary->options->jobs;
    const struct tally_shape *shape = summary->shape;
    const struct instants *instants = &summary->rows->member_begin;
    struct member_work work = {.summary = summary};
    work.members = arena_array(summary->arena, struct member_outcome, shape->slot_count);
    work.kept = summary->trials < instants->trials ? summary->trials : instants->trials;
    struct arena own;
    arena_init(&own, summary->arena->exhausted);
    work.cells = arena_array(&own, uint32_t *, jobs);
    work.scratch = arena_array(&own, struct instants_scratch *, jobs);
    for (uint32_t i = 0; i < jobs; i++) {
        work.cells[i] = arena_array(&own, uint32_t, (size_t)INSTANTS_BLOCK * work.kept);
        work.scratch[i] = instants_scratch(&own, work.kept);
    }
    for (uint32_t at = 0; at < shape->slot_count; at++) {
        uint32_t track = shape->slot_track[at], slot = at - shape->slot_first[track];
        const struct plan *plan = summary->scenario->tracks[track].plan;
        work.members[at].track = track;
        work.members[at].member = plan->members[slot];
        work.members[at].group = plan->slot_group[slot];
    }
    struct parallel_work parallel = {.context = &work, .block = fill_member_block};
    parallel_run(&parallel, jobs, shape->slot_count, INSTANTS_BLOCK);
    arena_clear(&own);
    forecast->members = work.members;
    forecast->member_count = shape->slot_count;
    forecast->member_grid_s = instants->grid_s;
    forecast->member_trials = work.kept;
}

/* Each reason belongs to one state (R31). */
static enum update_state state_of_reason(uint16_t reason)
{
    if (reason < REASON_SKIPPED_BY_REQUEST)
        return STATE_PENDING;
    return reason < REASON_MINOR_VERSION_SKEW ? STATE_SKIPPED : STATE_FAILED;
}

static uint32_t count_reason_rows(const struct summary *summary)
{
    uint32_t rows = 0;
    for (uint32_t at = 0; at < summary->shape->slot_count; at++)
        for (uint16_t reason = 1; reason < summary->shape->reason_count; reason++)
            rows += tally_reason(summary->tally, at, reason)->times > 0;
    return rows;
}

static void fill_reasons(const struct summary *summary, struct forecast *forecast)
{
    struct reason_outcome *rows =
        arena_array(summary->arena, struct reason_outcome, count_reason_rows(summary));
    uint32_t count = 0;
    for (uint32_t at = 0; at < summary->shape->slot_count; at++) {
        for (uint16_t reason = 1; reason < summary->shape->reason_count; reason++) {
            const struct tally_reason *entry = tally_reason(summary->tally, at, reason);
            uint32_t track = forecast->members[at].track, runs = summary->run_counts[track];
            if (entry->times == 0)
                continue;
            rows[count++] =
                (struct reason_outcome){.track = track,
                                        .member = forecast->members[at].member,
                                        .state = state_of_reason(reason),
                                        .reason = reason,
                                        .p = proportion_of(entry->times, runs),
                                        .mean_s = summary_mean((double)entry->sum_s, runs)};
        }
    }
    forecast->reasons = rows;
    forecast->reason_count = count;
}

void summary_members(const struct summary *summary, struct forecast *forecast)
{
    fill_members(summary, forecast);
    fill_reasons(summary, forecast);
}
