#include "sim/surge_count.h"

#include "models/log_bins.h"
#include "models/surge.h"
#include "sim/engine/event_queue.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { ALIGNMENT = 64 };

enum { NODES, VCPUS, KINDS };

/* A region while a trial runs. */
struct region_now {
    int64_t level[KINDS];
    int64_t most[KINDS]; /* in this step so far */
    int64_t area[KINDS]; /* units times seconds in this step so far */
    int64_t since_s;     /* until when all of this is counted */
    uint32_t step;
};

/* The surge nodes of a pool, which has them once at a time. */
struct held {
    uint32_t region;
    int64_t units[KINDS];
};

struct surge_count {
    const struct scenario *scenario;
    struct surge_steps steps;
    uint32_t region_count; /* the fleet's, and one for members without */
    uint32_t bin_count;
    struct event_queue queue; /* payload: 2 * pool, + 1 at its end */
    struct held *held;        /* per pool */
    struct region_now *now;
    /* over all trials, [region][step] */
    int64_t (*areas)[KINDS];
    int64_t (*peaks)[KINDS];
    uint32_t *bins; /* [region][step][kind][bin]; steps without surge are not counted */
};

/* As if all pools were upgraded at once: more cannot be. */
static uint32_t bins_needed(const struct fleet *fleet)
{
    int64_t nodes = 0, vcpus = 0;
    for (uint32_t i = 0; i < fleet->pool_count; i++) {
        nodes += pool_surge(&fleet->pools[i]);
        vcpus += (int64_t)pool_surge(&fleet->pools[i]) * fleet->pools[i].vcpus;
    }
    return log_bin(nodes > vcpus ? nodes : vcpus) + 1;
}

static void *aligned_in(struct arena *arena, size_t size)
{
    char *memory = arena_alloc(arena, size + ALIGNMENT);
    size_t over = (uintptr_t)memory % ALIGNMENT;
    return memory + (over == 0 ? 0 : ALIGNMENT - over);
}

static size_t cell(const struct surge_count *count, uint32_t region, uint32_t step)
{
    return (size_t)region * count->steps.step_count + step;
}

struct surge_count *surge_count_create(struct arena *arena, const struct scenario *scenario,
                                       struct surge_steps steps)
{
    const struct fleet *fleet = &scenario->fleet;
    struct surge_count *count = arena_new(arena, struct surge_count);
    count->scenario = scenario;
    count->steps = steps;
    count->region_count = fleet->region_count + 1;
    count->bin_count = bins_needed(fleet);
    count->held = arena_array(arena, struct held, fleet->pool_count);
    count->now = arena_array(arena, struct region_now, count->region_count);
    size_t cells = (size_t)count->region_count * steps.step_count;
    count->areas = arena_alloc(arena, cells * sizeof *count->areas);
    count->peaks = arena_alloc(arena, cells * sizeof *count->peaks);
    memset(count->areas, 0, cells * sizeof *count->areas);
    memset(count->peaks, 0, cells * sizeof *count->peaks);
    count->bins = arena_array(arena, uint32_t, cells * KINDS * count->bin_count);
    uint32_t capacity = 2 * fleet->pool_count + 1;
    event_queue_init(&count->queue, aligned_in(arena, event_queue_size(capacity)), capacity);
    return count;
}

void surge_count_begin(struct surge_count *count)
{
    event_queue_clear(&count->queue);
    memset(count->now, 0, count->region_count * sizeof *count->now);
    for (uint32_t i = 0; i < count->region_count; i++)
        count->now[i].since_s = count->steps.from_s;
}

/* The region's step is over. */
static void close_step(struct surge_count *count, uint32_t region)
{
    struct region_now *now = &count->now[region];
    size_t at = cell(count, region, now->step);
    for (int kind = 0; kind < KINDS && now->most[NODES] > 0; kind++) {
        count->areas[at][kind] += now->area[kind];
        if (now->most[kind] > count->peaks[at][kind])
            count->peaks[at][kind] = now->most[kind];
        count->bins[(at * KINDS + (size_t)kind) * count->bin_count + log_bin(now->most[kind])]++;
    }
    now->step++;
    memset(now->most, 0, sizeof now->most);
    memset(now->area, 0, sizeof now->area);
}

static void pass_time(struct region_now *now, int64_t until_s)
{
    for (int kind = 0; until_s > now->since_s && kind < KINDS; kind++) {
        now->area[kind] += now->level[kind] * (until_s - now->since_s);
        if (now->level[kind] > now->most[kind])
            now->most[kind] = now->level[kind];
    }
    now->since_s = until_s;
}

/* Counts the region up to this instant; steps without surge are passed over. */
static void advance(struct surge_count *count, uint32_t region, int64_t now_s)
{
    const struct surge_steps *steps = &count->steps;
    struct region_now *now = &count->now[region];
    while (now->step < steps->step_count) {
        int64_t end_s = steps->from_s + (int64_t)(now->step + 1) * steps->step_s;
        if (now_s < end_s) {
            pass_time(now, now_s);
            return;
        }
        pass_time(now, end_s);
        close_step(count, region);
        int64_t step = (now_s - steps->from_s) / steps->step_s;
        if (now->level[NODES] == 0 && step > now->step) {
            now->step = step < steps->step_count ? (uint32_t)step : steps->step_count;
            now->since_s = steps->from_s + (int64_t)now->step * steps->step_s;
        }
    }
}

static void change(struct surge_count *count, const struct event *event)
{
    const struct held *held = &count->held[event->payload / 2];
    bool ends = event->payload % 2;
    struct region_now *now = &count->now[held->region];
    advance(count, held->region, event->at_s);
    for (int kind = 0; kind < KINDS; kind++)
        now->level[kind] += ends ? -held->units[kind] : held->units[kind];
    assert(now->level[NODES] >= 0);
}

static void take_until(struct surge_count *count, int64_t now_s)
{
    struct event event;
    while (event_queue_next(&count->queue) <= now_s && event_queue_pop(&count->queue, &event))
        change(count, &event);
}

void surge_count_upgrade(struct surge_count *count, int64_t now_s, uint32_t member,
                         const struct upgrade *upgrade)
{
    const struct fleet *fleet = &count->scenario->fleet;
    uint32_t region = fleet->members[member].region;
    take_until(count, now_s);
    for (uint32_t i = 0; i < upgrade->stay_count; i++) {
        const struct surge_stay *stay = &upgrade->stays[i];
        if (stay->until_s <= stay->from_s)
            continue;
        count->held[stay->pool] = (struct held){
            .region = region == NONE ? fleet->region_count : region,
            .units = {stay->nodes, (int64_t)stay->nodes * fleet->pools[stay->pool].vcpus}};
        event_queue_push(&count->queue, now_s + stay->from_s, 2 * stay->pool);
        event_queue_push(&count->queue, now_s + stay->until_s, 2 * stay->pool + 1);
    }
}

void surge_count_end(struct surge_count *count)
{
    take_until(count, INT64_MAX - 1);
    int64_t end_s = count->steps.from_s + (int64_t)count->steps.step_count * count->steps.step_s;
    for (uint32_t region = 0; region < count->region_count; region++)
        advance(count, region, end_s);
}

void surge_count_merge(struct surge_count *into, const struct surge_count *from)
{
    size_t cells = (size_t)into->region_count * into->steps.step_count;
    for (size_t i = 0; i < cells; i++)
        for (int kind = 0; kind < KINDS; kind++) {
            into->areas[i][kind] += from->areas[i][kind];
            if (from->peaks[i][kind] > into->peaks[i][kind])
                into->peaks[i][kind] = from->peaks[i][kind];
        }
    for (size_t i = 0; i < cells * KINDS * into->bin_count; i++)
        into->bins[i] += from->bins[i];
}

/* The ceil(0.95 n)-th smallest; trials that no bin counts had none. */
static uint32_t p95_of(const struct surge_count *count, const uint32_t *bins, uint32_t trials)
{
    uint64_t rank = (uint64_t)ceil(0.95 * trials - 1e-9), above = 0;
    uint32_t bin = count->bin_count;
    while (bin > 1 && above <= trials - rank)
        above += bins[--bin];
    return above > trials - rank ? log_bin_low(bin) : 0;
}

struct surge_point surge_count_point(const struct surge_count *count, uint32_t region,
                                     uint32_t step, uint32_t trials)
{
    size_t at = cell(count, region, step);
    double time = (double)trials * (double)count->steps.step_s;
    const uint32_t *bins = &count->bins[at * KINDS * count->bin_count];
    return (struct surge_point){.nodes_mean = (double)count->areas[at][NODES] / time,
                                .nodes_p95 = p95_of(count, bins, trials),
                                .nodes_peak = (uint32_t)count->peaks[at][NODES],
                                .vcpus_mean = (double)count->areas[at][VCPUS] / time,
                                .vcpus_p95 = p95_of(count, bins + count->bin_count, trials),
                                .vcpus_peak = (uint32_t)count->peaks[at][VCPUS]};
}
