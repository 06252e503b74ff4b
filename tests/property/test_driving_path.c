/* Whatever the fleet: the driving path of every Completed run covers its time once, step by step
 * back, and each driver is met. */
#include "sim/observers.h"
#include "sim/path_walk.h"
#include "tests/lib/random_fleet.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>

enum { FLEETS = 4000, TRIALS = 2, LEAST = 20 };

static struct random_fleet fleet;
static uint64_t runs, steps_by_driver[DRIVER_COUNT];

/* An assertion in the walk ends the process: whose fleet was it? */
static void tell_fleet(int signal_number)
{
    fprintf(stderr, "seed %" PRIu64 ", scenario: %s\n", fleet.seed, random_fleet_save(&fleet));
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

/* One path as far as it has been told. */
struct told {
    const struct plan *plan;
    uint32_t until; /* the next step ends here */
    int64_t sum_s;
};

static void step(void *context, const struct path_step *step)
{
    struct told *told = context;
    cr_assert_lt(step->from, step->until);
    cr_assert_eq(step->until, told->until, "seed %" PRIu64 ", scenario: %s", fleet.seed,
                 random_fleet_save(&fleet));
    cr_assert_lt(step->stage, told->plan->stage_count);
    if (step->slot != NONE) {
        cr_assert_eq(told->plan->slot_group[step->slot], step->group);
    }
    if (step->group != NONE) {
        cr_assert_eq(told->plan->groups[step->group].stage, step->stage);
    }
    cr_assert_eq(step->limit != PATH_LIMIT_NONE, step->driver == DRIVER_CONCURRENCY_LIMIT);
    cr_assert(step->window == NONE || step->driver == DRIVER_WINDOW_CLOSED ||
              step->driver == DRIVER_WINDOW_MISSED);
    told->until = step->from;
    told->sum_s += step->until - step->from;
    steps_by_driver[step->driver]++;
}

/* When each run began, as its observer hears it. */
static int64_t *starts_s;

static void changed(void *context, int64_t now_s, const struct orchestrator_transition *transitions,
                    uint32_t count)
{
    (void)context;
    for (uint32_t i = 0; i < count; i++)
        if (transitions[i].level == ORCHESTRATOR_RUN &&
            starts_s[transitions[i].run] == INSTANT_NEVER)
            starts_s[transitions[i].run] = now_s;
}

static uint32_t finish_of(const struct path_log *log, uint32_t run)
{
    return path_log_node(log, path_log_last(log, run))->end;
}

static void completed(void *context, const struct path_log *log, uint32_t run)
{
    (void)context;
    uint32_t finish = finish_of(log, run);
    struct told told = {.plan = path_log_plan(log, run), .until = finish};
    uint32_t start = path_walk(log, run, (struct path_visitor){&told, step});
    cr_assert_eq(told.until, start);
    cr_assert_eq(told.sum_s, finish - start);
    cr_assert_eq(fleet.scenario.start_s + start,
                 starts_s[run] == INSTANT_NEVER ? fleet.scenario.start_s + finish : starts_s[run],
                 "seed %" PRIu64 ", scenario: %s", fleet.seed, random_fleet_save(&fleet));
    runs++;
}

static void play(uint64_t seed, struct path_log *log)
{
    const struct scenario *scenario = &fleet.scenario;
    struct observers observers = {0};
    observers_add(&observers, path_log_observer(log));
    observers_add(&observers, (struct host_observer){.as_shown = true, .changed = changed});
    struct host *host = host_create(&fleet.arena, scenario, seed, observers_as_one(&observers));
    for (uint32_t trial = 0; trial < TRIALS; trial++) {
        for (uint32_t run = 0; run < scenario->run_count; run++)
            starts_s[run] = INSTANT_NEVER;
        path_log_begin(log, host, (struct path_listener){.completed = completed});
        host_run(host, trial);
    }
}

Test(driving_path, covers_every_completed_run_once)
{
    signal(SIGABRT, tell_fleet);
    for (uint64_t seed = 1; seed <= FLEETS; seed++) {
        random_fleet_init(&fleet, seed, (struct random_fleet_wish){0});
        starts_s = arena_array(&fleet.arena, int64_t, fleet.scenario.run_count);
        play(seed, path_log_create(&fleet.arena, &fleet.scenario));
        random_fleet_clear(&fleet);
    }
    cr_log_info("%" PRIu64 " paths", runs);
    for (uint32_t driver = 0; driver < DRIVER_COUNT; driver++)
        cr_expect_geq(steps_by_driver[driver], LEAST, "%s was met %" PRIu64 " times",
                      driver_name((enum driver)driver), steps_by_driver[driver]);
}
