#include "sim/summary_parts.h"

static void fill_point(const struct summary *summary, uint32_t track, uint32_t point,
                       struct timeline_point *out)
{
    static const enum update_state state_of_band[BAND_COUNT] = {[BAND_NOT_STARTED] =
                                                                    STATE_NOT_STARTED,
                                                                [BAND_PENDING] = STATE_PENDING,
                                                                [BAND_RUNNING] = STATE_RUNNING,
                                                                [BAND_STOPPING] = STATE_STOPPING,
                                                                [BAND_SKIPPED] = STATE_SKIPPED,
                                                                [BAND_COMPLETED] = STATE_COMPLETED,
                                                                [BAND_FAILED] = STATE_FAILED};
    const struct timeline_count *timeline = tally_timeline(summary->tally);
    for (uint32_t band = 0; band < BAND_COUNT; band++) {
        enum update_state state = state_of_band[band];
        enum timeline_band of = (enum timeline_band)band;
        out->mean[state] = (double)timeline_count_sum(timeline, track, point, of) / summary->trials;
        out->p10[state] =
            timeline_count_quantile(timeline, track, point, of, 0.10, summary->trials);
        out->p90[state] =
            timeline_count_quantile(timeline, track, point, of, 0.90, summary->trials);
    }
}

static void fill_timeline(const struct summary *summary, struct forecast *forecast)
{
    const struct timeline_grid *grid = &summary->shape->grid;
    uint32_t tracks = summary->scenario->track_count;
    struct timeline_point *points =
        arena_array(summary->arena, struct timeline_point, (size_t)tracks * grid->point_count);
    for (uint32_t track = 0; track < tracks; track++)
        for (uint32_t point = 0; point < grid->point_count; point++)
            fill_point(summary, track, point, &points[(size_t)track * grid->point_count + point]);
    forecast->timeline = (struct timeline){.from_s = grid->from_s,
                                           .step_s = grid->step_s,
                                           .point_count = grid->point_count,
                                           .points = points};
}

static void fill_surge(const struct summary *summary, struct forecast *forecast)
{
    const struct surge_count *count = tally_surge(summary->tally);
    uint32_t regions = summary->scenario->fleet.region_count + 1;
    uint32_t steps = summary->shape->grid.point_count;
    forecast->surge = NULL;
    if (count == NULL)
        return;
    struct surge_point *points =
        arena_array(summary->arena, struct surge_point, (size_t)regions * steps);
    for (uint32_t region = 0; region < regions; region++)
        for (uint32_t step = 0; step < steps; step++)
            points[(size_t)region * steps + step] =
                surge_count_point(count, region, step, summary->trials);
    forecast->surge = points;
}

void summary_timeline(const struct summary *summary, struct forecast *forecast)
{
    fill_timeline(summary, forecast);
    fill_surge(summary, forecast);
}
