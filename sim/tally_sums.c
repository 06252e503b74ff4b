#include "sim/tally.h"

#include "sim/tally_parts.h"

#include <string.h>

static void merge_counts(uint32_t *into, const uint32_t *from, size_t count)
{
    for (size_t i = 0; i < count; i++)
        into[i] += from[i];
}

/* Most have never occurred: what was never written stays so, and needs no memory. */
static void merge_reason(struct tally_reason *into, const struct tally_reason *from)
{
    if (from->times == 0)
        return;
    into->times += from->times;
    into->sum_s += from->sum_s;
}

void tally_merge(struct tally *into, const struct tally *from)
{
    const struct tally_shape *shape = into->shape;
    size_t slots = shape->slot_count;
    merge_counts(into->state_counts, from->state_counts, slots * STATE_COUNT);
    merge_counts(into->closed, from->closed, shape->scenario->track_count);
    for (size_t i = 0; i < shape->run_slot_count; i++) {
        into->slots[i].began += from->slots[i].began;
        into->slots[i].overran += from->slots[i].overran;
    }
    timeline_count_merge(into->timeline, from->timeline);
    if (into->surge != NULL)
        surge_count_merge(into->surge, from->surge);
    for (size_t i = 0; i < slots * shape->reason_count; i++)
        merge_reason(&into->reasons[i], &from->reasons[i]);
    for (uint32_t i = 0; i < shape->segment_count; i++) {
        merge_counts(into->segments[i].state, from->segments[i].state, STATE_COUNT);
        into->segments[i].over_limit += from->segments[i].over_limit;
    }
}

uint32_t tally_state_count(const struct tally *tally, uint32_t slot, enum update_state state)
{
    const uint32_t *counts = &tally->state_counts[(size_t)slot * STATE_COUNT];
    if (state != STATE_COMPLETED)
        return counts[state];
    uint32_t completed = tally->closed[tally->shape->slot_track[slot]];
    for (int other = 0; other < STATE_COUNT; other++)
        completed -= counts[other];
    return completed;
}

const struct tally_reason *tally_reason(const struct tally *tally, uint32_t slot, uint16_t reason)
{
    return tally_reason_entry(tally, slot, reason);
}

struct tally_overrun tally_slot_overrun(const struct tally *tally, uint32_t slot)
{
    const struct tally_shape *shape = tally->shape;
    uint32_t of = shape->slot_track[slot], own = slot - shape->slot_first[of];
    const struct track *track = &shape->scenario->tracks[of];
    struct tally_overrun sum = {0};
    for (uint32_t run = track->run_first; run < track->run_first + track->run_count; run++) {
        const struct slot_now *now = &tally->slots[shape->run_slot_first[run] + own];
        sum.began += now->began;
        sum.overran += now->overran;
    }
    return sum;
}

void tally_window_overruns(const struct tally *tally, struct tally_overrun *overruns)
{
    memset(overruns, 0, tally->shape->scenario->window_count * sizeof *overruns);
    for (uint32_t i = 0; i < tally->shape->run_slot_count; i++) {
        uint32_t window = tally->slot_window[i];
        if (window == NONE)
            continue;
        overruns[window].began += tally->slots[i].began;
        overruns[window].overran += tally->slots[i].overran;
    }
}

const struct tally_segment *tally_segment(const struct tally *tally, uint32_t segment)
{
    return &tally->segments[segment];
}

const struct timeline_count *tally_timeline(const struct tally *tally)
{
    return tally->timeline;
}

const struct surge_count *tally_surge(const struct tally *tally)
{
    return tally->surge;
}
