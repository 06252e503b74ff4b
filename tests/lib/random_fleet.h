/* random_fleet: a scenario made up from a seed, for tests that must hold whatever the fleet.
 *
 * It is written as scenario text and loaded as any other, so that a fleet that breaks a rule can be
 * left as a file and looked at with the program. Of 1 to 200 members, half of the fleets with
 * windows, several runs on some, releases that arrive late, failures, waits, limits, half of the
 * strategies with gates, a third with selectors, members that join, leave and change, people who
 * start, stop, skip and approve.
 *
 *     struct random_fleet fleet;
 *     random_fleet_init(&fleet, seed, (struct random_fleet_wish){0});
 *     ... host_create(&fleet.arena, &fleet.scenario, ...);
 *     on failure: random_fleet_save(&fleet) says where the file is
 *     random_fleet_clear(&fleet);
 *
 * Each part of the fleet has dice of its own, by name. So a wish changes only what it names.
 */
#ifndef TESTS_LIB_RANDOM_FLEET_H
#define TESTS_LIB_RANDOM_FLEET_H

#include "models/scenario.h"

#include <stdbool.h>
#include <stdint.h>

enum { RANDOM_FLEET_MEMBERS_MAX = 200 };

struct random_fleet_wish {
    bool whole_minutes;  /* everything happens on whole minutes, within 12 days */
    bool plain;          /* one run, no releases, no gates, and nobody changes anything */
    bool newcomer;       /* one more member, the first by name */
    bool other_strategy; /* a strategy, a controller and windows of another fleet */
};

struct random_fleet {
    struct arena arena; /* everything lives in it */
    uint64_t seed;
    char *text; /* the scenario */
    struct scenario scenario;
    uint32_t group_of[RANDOM_FLEET_MEMBERS_MAX]; /* per member m000, m001, ...: where the strategy
                                                    "plan" is to put it as the history begins:
                                                    group, or NONE */
};

/* Makes and loads it. A text that does not load fails the test. */
void random_fleet_init(struct random_fleet *fleet, uint64_t seed, struct random_fleet_wish wish);

void random_fleet_clear(struct random_fleet *fleet);

/* Writes the text to random-fleet-SEED.json in the build folder (environment variable BUILD) or in
 * /tmp. Returns the path, static. */
const char *random_fleet_save(const struct random_fleet *fleet);

#endif
