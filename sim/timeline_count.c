#include "sim/timeline_count.h"

#include "models/statistics.h"

#include <string.h>

enum { BIN_EXACT = 256, BIN_OCTAVE = 128 };

struct timeline_count {
    const struct scenario *scenario;
    struct timeline_grid grid;
    uint32_t bin_count;
    int32_t *changes; /* [track][point][band], of this trial; a spare point behind the last */
    uint32_t *bins;   /* [track][point][band][bin]; mostly a band is empty, so those trials are not
                         counted but left over */
    int64_t *band_sums; /* [track][point][band] */
};

const uint8_t timeline_band_of[STATE_COUNT] = {
    [STATE_NOT_STARTED] = BAND_NOT_STARTED, [STATE_PENDING] = BAND_PENDING,
    [STATE_RUNNING] = BAND_RUNNING,         [STATE_STOPPING] = BAND_STOPPING,
    [STATE_STOPPED] = BAND_NOT_STARTED,     [STATE_SKIPPED] = BAND_SKIPPED,
    [STATE_COMPLETED] = BAND_COMPLETED,     [STATE_FAILED] = BAND_FAILED};

static uint32_t bin_of(uint32_t members)
{
    if (members < BIN_EXACT)
        return members;
    uint32_t octave = 31 - (uint32_t)__builtin_clz(members) - 8; /* 0 for 256 .. 511 */
    return BIN_EXACT + octave * BIN_OCTAVE + ((members >> (octave + 1)) - BIN_OCTAVE);
}

/* The least number in a bin. */
static uint32_t bin_low(uint32_t bin)
{
    if (bin < BIN_EXACT)
        return bin;
    uint32_t octave = (bin - BIN_EXACT) / BIN_OCTAVE;
    return ((bin - BIN_EXACT) % BIN_OCTAVE + BIN_OCTAVE) << (octave + 1);
}

static size_t cell_of(const struct timeline_count *count, uint32_t track, uint32_t point)
{
    return ((size_t)track * (count->grid.point_count + 1) + point) * BAND_COUNT;
}

static size_t cell_count(const struct timeline_count *count)
{
    return cell_of(count, count->scenario->track_count, 0);
}

struct timeline_count *timeline_count_create(struct arena *arena, const struct scenario *scenario,
                                             struct timeline_grid grid)
{
    struct timeline_count *count = arena_new(arena, struct timeline_count);
    *count = (struct timeline_count){
        .scenario = scenario, .grid = grid, .bin_count = bin_of(scenario->fleet.member_count) + 1};
    count->changes = arena_array(arena, int32_t, cell_count(count));
    count->bins = arena_array(arena, uint32_t, cell_count(count) * count->bin_count);
    count->band_sums = arena_array(arena, int64_t, cell_count(count));
    return count;
}

int32_t *timeline_count_changes(const struct timeline_count *count, uint32_t track)
{
    return &count->changes[cell_of(count, track, 0)];
}

static void end_track(struct timeline_count *count, uint32_t track)
{
    int32_t level[BAND_COUNT] = {[BAND_NOT_STARTED] =
                                     (int32_t)count->scenario->tracks[track].plan->member_count};
    size_t cell = cell_of(count, track, 0);
    for (uint32_t point = 0; point < count->grid.point_count; point++, cell += BAND_COUNT)
        for (uint32_t band = 0; band < BAND_COUNT; band++) {
            level[band] += count->changes[cell + band];
            count->band_sums[cell + band] += level[band];
            if (level[band] != 0)
                count->bins[(cell + band) * count->bin_count + bin_of((uint32_t)level[band])]++;
        }
}

void timeline_count_end(struct timeline_count *count)
{
    for (uint32_t track = 0; track < count->scenario->track_count; track++)
        end_track(count, track);
    memset(count->changes, 0, cell_count(count) * sizeof *count->changes);
}

void timeline_count_merge(struct timeline_count *into, const struct timeline_count *from)
{
    size_t cells = cell_count(into);
    for (size_t i = 0; i < cells * into->bin_count; i++)
        into->bins[i] += from->bins[i];
    for (size_t i = 0; i < cells; i++)
        into->band_sums[i] += from->band_sums[i];
}

int64_t timeline_count_sum(const struct timeline_count *count, uint32_t track, uint32_t point,
                           enum timeline_band band)
{
    return count->band_sums[cell_of(count, track, point) + band];
}

uint32_t timeline_count_quantile(const struct timeline_count *count, uint32_t track, uint32_t point,
                                 enum timeline_band band, double q, uint32_t trials)
{
    const uint32_t *bins = &count->bins[(cell_of(count, track, point) + band) * count->bin_count];
    size_t above = trials - quantile_rank(q, trials); /* trials that may have more */
    for (uint32_t bin = count->bin_count - 1; bin > 0; bin--) {
        if (bins[bin] > above)
            return bin_low(bin);
        above -= bins[bin];
    }
    return 0;
}
