#include "sim/tally_shape.h"

static void number_tracks(struct tally_shape *shape, struct arena *arena)
{
    const struct scenario *scenario = shape->scenario;
    shape->slot_first = arena_array(arena, uint32_t, scenario->track_count);
    shape->stage_first = arena_array(arena, uint32_t, scenario->track_count);
    shape->group_first = arena_array(arena, uint32_t, scenario->track_count);
    for (uint32_t track = 0; track < scenario->track_count; track++) {
        const struct plan *plan = scenario->tracks[track].plan;
        shape->slot_first[track] = shape->slot_count;
        shape->stage_first[track] = shape->segment_count;
        shape->group_first[track] = shape->segment_count + plan->stage_count;
        shape->slot_count += plan->member_count;
        shape->segment_count += plan->stage_count + plan->group_count;
    }
    shape->slot_track = arena_array(arena, uint32_t, shape->slot_count);
    for (uint32_t track = 0; track < scenario->track_count; track++)
        for (uint32_t slot = 0; slot < scenario->tracks[track].plan->member_count; slot++)
            shape->slot_track[shape->slot_first[track] + slot] = track;
}

static void number_runs(struct tally_shape *shape, struct arena *arena)
{
    const struct scenario *scenario = shape->scenario;
    shape->run_track = arena_array(arena, uint32_t, scenario->run_count);
    shape->run_slot_first = arena_array(arena, uint32_t, scenario->run_count);
    shape->run_stage_first = arena_array(arena, uint32_t, scenario->run_count);
    shape->made_count = scenario->run_count - scenario->written_run_count;
    for (uint32_t track = 0; track < scenario->track_count; track++)
        for (uint32_t i = 0; i < scenario->tracks[track].run_count; i++)
            shape->run_track[scenario->tracks[track].run_first + i] = track;
    for (uint32_t run = 0; run < scenario->run_count; run++) {
        const struct plan *plan = &scenario->plans[run];
        shape->run_slot_first[run] = shape->run_slot_count;
        shape->run_stage_first[run] = shape->run_segment_count;
        shape->run_slot_count += plan->member_count;
        shape->run_segment_count += plan->stage_count + plan->group_count;
    }
}

void tally_shape_init(struct tally_shape *shape, struct arena *arena,
                      const struct scenario *scenario, struct timeline_grid grid)
{
    *shape = (struct tally_shape){.scenario = scenario, .grid = grid};
    number_tracks(shape, arena);
    number_runs(shape, arena);
    shape->reason_count = scenario_reason_count(scenario);
}

void tally_rows_init(struct tally_rows *rows, struct arena *arena, const struct tally_shape *shape,
                     uint32_t trials)
{
    const struct scenario *scenario = shape->scenario;
    size_t n = trials;
    rows->runs = arena_array(arena, struct tally_row, n * scenario->run_count);
    rows->made = arena_array(arena, struct tally_made, n * shape->made_count);
    rows->activities = arena_array(arena, struct activity, scenario->profile_count > 0 ? n : 0);
    rows->without_place = arena_array(arena, uint32_t, scenario->profile_count > 0 ? n : 0);
    rows->freezes = arena_array(arena, struct tally_freeze, n * scenario->freeze_count);
    rows->deadlines_met = arena_array(arena, uint8_t, n * scenario->deadline_count);
    rows->overrun = arena_array(arena, uint8_t, n);
    int64_t start_s = scenario->start_s, horizon_s = scenario->horizon_s;
    instants_init(&rows->member_begin, arena, shape->slot_count, trials, start_s, horizon_s,
                  MINUTE_S);
    instants_init(&rows->member_end, arena, shape->slot_count, trials, start_s, horizon_s,
                  MINUTE_S);
    instants_init(&rows->segment_begin, arena, shape->segment_count, trials, start_s, horizon_s, 1);
    instants_init(&rows->segment_end, arena, shape->segment_count, trials, start_s, horizon_s, 1);
}
