/* Whatever the fleet and whatever people do, no history is faster than the floor of its run. Of
 * several runs a later one may overtake an earlier, which the floor leaves out: so of one. */
#include "models/floor.h"
#include "sim/recorder.h"
#include "tests/lib/random_fleet.h"

#include <criterion/criterion.h>
#include <inttypes.h>

enum { FLEETS = 1500 };

/* How many runs ended; `met`: how many exactly at their floor. */
static uint32_t check(struct random_fleet *fleet, uint32_t *met)
{
    struct run_floor *floors;
    struct history history;
    uint32_t ended = 0;
    floor_compute(&fleet->arena, &fleet->scenario, &floors);
    struct recorder *recorder = recorder_create(&fleet->arena, &fleet->scenario);
    struct host *host =
        host_create(&fleet->arena, &fleet->scenario, fleet->seed, recorder_observer(recorder));
    host_run(host, 0);
    recorder_history(recorder, host_core(host), 0, &history);
    for (size_t i = 0; i < history.count; i++) {
        const struct history_entry *entry = &history.entries[i];
        if (entry->level != LEVEL_RUN || entry->state != STATE_COMPLETED)
            continue;
        int64_t end_s = floors[entry->run].end_s;
        bool has = floors[entry->run].start_s != INSTANT_NEVER;
        cr_assert(!has || entry->at_s >= end_s, "seed %" PRIu64 ", scenario: %s: run %u ends early",
                  fleet->seed, random_fleet_save(fleet), entry->run);
        *met += has && entry->at_s == end_s;
        ended++;
    }
    return ended;
}

Test(property, no_history_is_faster_than_the_floor)
{
    uint32_t ended = 0, met = 0;
    for (uint64_t seed = 1; seed <= FLEETS; seed++) {
        struct random_fleet fleet;
        random_fleet_init(&fleet, seed, (struct random_fleet_wish){0});
        if (fleet.scenario.run_count == 1)
            ended += check(&fleet, &met);
        random_fleet_clear(&fleet);
    }
    cr_expect_gt(ended, FLEETS / 8, "%u runs ended", ended);
    cr_expect_gt(met, 0, "no run ended at its floor");
}
