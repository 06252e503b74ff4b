/* Whatever the fleet, levers and latest starts can be looked for, and what they say holds together.
 */
#include "models/instant.h"
#include "models/start_shift.h"
#include "sim/latest_start.h"
#include "sim/levers.h"
#include "tests/lib/random_fleet.h"

#include <criterion/criterion.h>
#include <inttypes.h>

enum { FLEETS = 60, TRIALS = 20 };

#define HOLDS(condition)                                                                           \
    cr_assert(condition, #condition ": seed %" PRIu64 ", scenario: %s", fleet->seed,               \
              random_fleet_save(fleet))

static void look(struct random_fleet *fleet, uint32_t jobs, struct forecast *forecast)
{
    struct experiment_options options = {
        .jobs = jobs, .trials = TRIALS, .seed = fleet->seed, .why = true, .version = "test"};
    experiment_run(&fleet->arena, &fleet->scenario, &options, forecast);
    HOLDS(levers_find(&fleet->arena, &fleet->scenario, &options, forecast));
    HOLDS(latest_start_find(&fleet->arena, &fleet->scenario, &options, forecast));
}

static void check_lever(const struct random_fleet *fleet, const struct forecast *forecast,
                        const struct lever_outcome *outcome)
{
    const struct lever_chance *chance = outcome->chances;
    double without = forecast->deadlines[0].met.value;
    HOLDS((outcome->not_run == NULL) == (chance != NULL));
    if (chance == NULL)
        return;
    HOLDS(outcome->trials == TRIALS && chance->with.n == TRIALS);
    HOLDS(chance->low <= chance->change && chance->change <= chance->high);
    HOLDS(chance->with.value - without - chance->change < 1e-9 &&
          chance->with.value - without - chance->change > -1e-9);
    HOLDS(!outcome->p80.known || outcome->p80.with.value_s - forecast->finish_all[Q80].value_s ==
                                     (int64_t)outcome->p80.change_s);
}

/* A plan that is good enough on its own day has a latest start that is not before it. */
static void check_start(const struct random_fleet *fleet, const struct forecast *forecast,
                        const struct latest_start *start)
{
    bool moves[64];
    HOLDS(fleet->scenario.run_count <= 64);
    bool has_date = start_shift_runs(&fleet->scenario, NONE, moves);
    HOLDS(has_date == (start->answer != LATEST_START_NO_DATE));
    if (latest_start_exists(start))
        HOLDS(start->met.n == TRIALS && start->met.value >= start->required);
    if (has_date && forecast->deadlines[0].met.value >= start->required)
        HOLDS(latest_start_exists(start) &&
              start->at_s >= start_shift_first(&fleet->scenario, moves));
}

static void check_fleet(uint64_t seed)
{
    struct random_fleet whole, *fleet = &whole;
    struct forecast forecast, other;
    struct deadline deadline = {.name = "deadline", .track = NONE};
    random_fleet_init(fleet, seed, (struct random_fleet_wish){0});
    deadline.at_s =
        fleet->scenario.start_s + (fleet->scenario.horizon_s - fleet->scenario.start_s) / 4;
    fleet->scenario.deadlines = &deadline;
    fleet->scenario.deadline_count = 1;
    look(fleet, 1, &forecast);
    for (uint32_t i = 0; i < forecast.lever_count; i++)
        check_lever(fleet, &forecast, &forecast.levers[i]);
    check_start(fleet, &forecast, forecast.latest_starts);
    look(fleet, 3, &other);
    HOLDS(forecast.latest_starts->at_s == other.latest_starts->at_s &&
          forecast.latest_starts->met.hits == other.latest_starts->met.hits &&
          forecast.lever_count == other.lever_count);
    random_fleet_clear(fleet);
}

Test(property, levers_and_latest_starts_hold_together)
{
    for (uint64_t seed = 1; seed <= FLEETS; seed++)
        check_fleet(seed);
}
