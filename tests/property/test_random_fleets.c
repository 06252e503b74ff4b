/* Whatever the fleet, the rules hold after every step (tests/lib/watch.h). */
#include "tests/lib/random_fleet.h"
#include "tests/lib/watch.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FLEETS = 25000, LEAST = 100 };

/* The environment may ask for more: `make property FLEETS=100000`. */
static uint64_t fleets_wanted(void)
{
    const char *text = getenv("FLEETS");
    uint64_t wanted = text == NULL ? 0 : strtoull(text, NULL, 10);
    return wanted > FLEETS ? wanted : FLEETS;
}

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
    const char *breach = watch_run(watch, host, 0);
    cr_expect_null(breach, "seed %" PRIu64 ", scenario: %s\n%s", seed,
                   breach == NULL ? "" : random_fleet_save(&fleet), breach);
    with_windows += fleet.scenario.window_count > 0;
    random_fleet_clear(&fleet);
    return breach == NULL;
}

/* R5: every member stands where the selectors and names of the strategy put it, in a fleet that
 * stays what it is. */
static uint32_t check_membership(const struct plan *plan)
{
    uint32_t chosen = 0;
    for (uint32_t i = 0; i < fleet.scenario.fleet.member_count; i++) {
        uint32_t slot = plan->slot_of[i];
        uint32_t group = slot == NONE ? NONE : plan->slot_group[slot];
        cr_assert_eq(group, fleet.group_of[i], "seed %" PRIu64 ", scenario: %s: %s is in group %u",
                     fleet.seed, random_fleet_save(&fleet), fleet.scenario.fleet.members[i].name,
                     group);
        chosen += slot != NONE && (plan->groups[group].selector != NULL ||
                                   plan->stages[plan->groups[group].stage].selector != NULL);
    }
    return chosen;
}

Test(random_fleets, stand_where_selectors_put_them)
{
    uint32_t chosen = 0;
    for (uint64_t seed = 1; seed <= 1000; seed++) {
        random_fleet_init(&fleet, seed, (struct random_fleet_wish){0});
        for (uint32_t run = 0; run < fleet.scenario.run_count && fleet.scenario.epoch_count == 1;
             run++)
            if (strcmp(fleet.scenario.plans[run].stages[0].name, "default") != 0)
                chosen += check_membership(&fleet.scenario.plans[run]);
        random_fleet_clear(&fleet);
    }
    cr_expect_gt(chosen, 1000, "selectors have chosen %u members", chosen);
}

Test(random_fleets, keep_the_rules_after_every_step)
{
    struct coverage coverage = {0};
    signal(SIGABRT, tell_fleet);
    signal(SIGSEGV, tell_fleet);
    uint64_t fleets = fleets_wanted();
    for (uint64_t seed = 1; seed <= fleets; seed++)
        if (!play(seed, &coverage))
            return;
    cr_expect_gt(with_windows, 48 * fleets / 100, "%u fleets have windows", with_windows);
    cr_expect_gt(coverage.over_limit, fleets / 4);
    uint32_t rare = coverage_print(&coverage, LEAST, stderr);
    cr_expect_eq(rare, 0, "%u of what can happen was met less than %d times", rare, LEAST);
}
