/* Whatever the fleet, the rules hold after every step (tests/lib/watch.h). */
#include "tests/lib/random_fleet.h"
#include "tests/lib/watch.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>

enum { FLEETS = 15000, LEAST = 100 };

static struct random_fleet fleet;
static uint32_t with_windows;

/* An assertion in the core ends the process: whose fleet was it? */
static void tell_fleet(int signal_number)
{
    fprintf(stderr, "seed %" PRIu64 ", scenario: %s\n", fleet.seed, random_fleet_save(&fleet));
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static bool play(uint64_t seed, struct coverage *coverage)
{
    random_fleet_init(&fleet, seed, (struct random_fleet_wish){0});
    struct watch *watch = watch_create(&fleet.arena, &fleet.scenario, coverage);
    struct host *host = host_create(&fleet.arena, &fleet.scenario, seed, watch_observer(watch));
    const char *breach = watch_run(watch, host, 0, fleet.operations, fleet.operation_count);
    cr_expect_null(breach, "seed %" PRIu64 ", scenario: %s\n%s", seed,
                   breach == NULL ? "" : random_fleet_save(&fleet), breach);
    with_windows += fleet.scenario.window_count > 0;
    random_fleet_clear(&fleet);
    return breach == NULL;
}

Test(random_fleets, keep_the_rules_after_every_step)
{
    struct coverage coverage = {0};
    signal(SIGABRT, tell_fleet);
    for (uint64_t seed = 1; seed <= FLEETS; seed++)
        if (!play(seed, &coverage))
            return;
    cr_expect_gt(with_windows, 48 * FLEETS / 100, "%u fleets have windows", with_windows);
    cr_expect_gt(coverage.over_limit, FLEETS / 3);
    uint32_t rare = coverage_print(&coverage, LEAST, stderr);
    cr_expect_eq(rare, 0, "%u of what can happen was met less than %d times", rare, LEAST);
}
