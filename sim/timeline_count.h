/* timeline_count: members by state at the points of a forecast's timeline, counted over trials.
 *
 * A trial notes its changes at the first point at or after them; when it ends, the levels that
 * follow are summed and binned, and the changes cleared. Tracks (models/track.h) are counted apart.
 *
 *     changes = timeline_count_changes(count, track);
 *     at = timeline_changes_at(changes, timeline_point_after(&grid, now_s));
 *     timeline_move(at, STATE_PENDING, STATE_RUNNING);
 *     timeline_count_end(count);
 */
#ifndef SIM_TIMELINE_COUNT_H
#define SIM_TIMELINE_COUNT_H

#include "models/arena.h"
#include "models/scenario.h"
#include "models/state.h"

#include <stdint.h>

/* Members by state as a forecast prints them. */
enum timeline_band {
    BAND_NOT_STARTED,
    BAND_PENDING,
    BAND_RUNNING,
    BAND_STOPPING,
    BAND_SKIPPED,
    BAND_COMPLETED,
    BAND_FAILED,
    BAND_COUNT
};

/* The points: from_s + k * step_s, k < point_count. */
struct timeline_grid {
    int64_t from_s, step_s;
    uint32_t point_count;
};

struct timeline_count;

struct timeline_count *timeline_count_create(struct arena *arena, const struct scenario *scenario,
                                             struct timeline_grid grid);

/* The first point at or after now_s; point_count stands for all behind the last one. */
static inline uint32_t timeline_point_after(const struct timeline_grid *grid, int64_t now_s)
{
    uint32_t since_s = (uint32_t)(now_s - grid->from_s);
    uint32_t step_s = (uint32_t)grid->step_s;
    uint32_t point = (since_s + step_s - 1) / step_s;
    return point < grid->point_count ? point : grid->point_count;
}

/* It is the first point of all instants up to this one. */
static inline int64_t timeline_point_end(const struct timeline_grid *grid, uint32_t point)
{
    return point < grid->point_count ? grid->from_s + point * grid->step_s : INSTANT_NEVER;
}

/* A track's changes in this trial, point by point. */
int32_t *timeline_count_changes(const struct timeline_count *count, uint32_t track);

static inline int32_t *timeline_changes_at(int32_t *changes, uint32_t point)
{
    return &changes[(size_t)point * BAND_COUNT];
}

extern const uint8_t timeline_band_of[STATE_COUNT];

/* A member goes from one state to another. */
static inline void timeline_move(int32_t *at, uint8_t from, uint8_t to)
{
    at[timeline_band_of[from]]--;
    at[timeline_band_of[to]]++;
}

/* The trial is over. */
void timeline_count_end(struct timeline_count *count);

void timeline_count_merge(struct timeline_count *into, const struct timeline_count *from);

/* The number of members in a band at a point: its sum over trials, and the least that at least
 * q * trials of them do not exceed; exact below 256, above that to within 1 in 128. */
int64_t timeline_count_sum(const struct timeline_count *count, uint32_t track, uint32_t point,
                           enum timeline_band band);
uint32_t timeline_count_quantile(const struct timeline_count *count, uint32_t track, uint32_t point,
                                 enum timeline_band band, double q, uint32_t trials);

#endif
