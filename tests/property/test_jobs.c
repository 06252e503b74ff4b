/* A forecast is the same, bit for bit, for any number of threads. */
#include "sim/experiment.h"
#include "tests/lib/random_fleet.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <string.h>

enum { FLEETS = 60, TRIALS = 60, JOBS = 8 };

static struct forecast forecast_of(struct random_fleet *fleet, uint32_t jobs)
{
    struct forecast forecast = {0};
    struct experiment_options options = {
        .jobs = jobs, .trials = TRIALS, .seed = fleet->seed, .why = true, .version = "test"};
    experiment_run(&fleet->arena, &fleet->scenario, &options, &forecast);
    return forecast;
}

#define SAME(array, count)                                                                         \
    cr_assert(memcmp(a->array, b->array, (count) * sizeof *a->array) == 0,                         \
              #array " differ: seed %" PRIu64 ", scenario: %s", fleet->seed,                       \
              random_fleet_save(fleet))
#define SAME_VALUE(field)                                                                          \
    cr_assert(memcmp(&a->field, &b->field, sizeof a->field) == 0,                                  \
              #field " differs: seed %" PRIu64 ", scenario: %s", fleet->seed,                      \
              random_fleet_save(fleet))

static void compare(const struct random_fleet *fleet, const struct forecast *a,
                    const struct forecast *b)
{
    const struct scenario *scenario = &fleet->scenario;
    SAME_VALUE(trials);
    SAME_VALUE(stage_count);
    SAME_VALUE(group_count);
    SAME_VALUE(member_count);
    SAME_VALUE(reason_count);
    SAME_VALUE(trial_row_count);
    SAME_VALUE(timeline.point_count);
    SAME(tracks, scenario->track_count);
    SAME(stages, a->stage_count);
    SAME(groups, a->group_count);
    SAME(members, a->member_count);
    SAME(reasons, a->reason_count);
    SAME(trial_rows, a->trial_row_count);
    SAME(timeline.points, a->timeline.point_count * scenario->track_count);
    SAME(freezes, scenario->freeze_count);
    SAME(drivers, scenario->track_count * DRIVER_COUNT);
    SAME_VALUE(criticality_count);
    SAME(criticality, a->criticality_count);
    SAME(stage_shares, a->stage_count);
    SAME(group_critical, a->group_count);
    SAME(member_critical, a->member_count);
    SAME(trial_driver_s, a->trial_row_count * DRIVER_COUNT);
    SAME_VALUE(overrun);
    SAME(window_overruns, scenario->window_count);
    SAME(finish_sorted, a->trials);
    SAME_VALUE(finish_all);
    SAME_VALUE(ending_all);
}

Test(jobs, one_thread_or_eight_make_the_same_forecast)
{
    for (uint64_t seed = 1; seed <= FLEETS; seed++) {
        struct random_fleet fleet;
        random_fleet_init(&fleet, seed, (struct random_fleet_wish){0});
        struct forecast alone = forecast_of(&fleet, 1), together = forecast_of(&fleet, JOBS);
        compare(&fleet, &alone, &together);
        random_fleet_clear(&fleet);
    }
}
