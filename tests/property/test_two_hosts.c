/* R45: the host only obeys. One that looks at its watch once a simulated minute sees the history
 * that the event-driven one sees, where all times are whole minutes. */
#include "sim/recorder.h"
#include "tests/lib/minute_host.h"
#include "tests/lib/random_fleet.h"

#include <criterion/criterion.h>
#include <inttypes.h>

enum { FLEETS = 1000 };

static void by_events(struct random_fleet *fleet, struct history *history)
{
    struct recorder *recorder = recorder_create(&fleet->arena, &fleet->scenario);
    struct host *host =
        host_create(&fleet->arena, &fleet->scenario, fleet->seed, recorder_observer(recorder));
    host_run(host, 0);
    recorder_history(recorder, host_core(host), 0, history);
}

static void by_minutes(struct random_fleet *fleet, struct history *history)
{
    struct recorder *recorder = recorder_create(&fleet->arena, &fleet->scenario);
    const struct orchestrator *core =
        minute_host_run(&fleet->arena, &fleet->scenario, fleet->seed, 0,
                        recorder_observer(recorder), fleet->scenario.horizon_s);
    recorder_history(recorder, core, 0, history);
}

static bool same_entry(const struct history_entry *a, const struct history_entry *b)
{
    return a->at_s == b->at_s && a->run == b->run && a->level == b->level && a->index == b->index &&
           a->state == b->state && a->reason == b->reason && a->failures == b->failures &&
           a->until_s == b->until_s;
}

/* The first entry in which they differ. */
static size_t first_difference(const struct history *a, const struct history *b)
{
    size_t i = 0;
    while (i < a->count && i < b->count && same_entry(&a->entries[i], &b->entries[i]))
        i++;
    return i;
}

static int64_t instant_of(const struct history *history, size_t entry)
{
    return entry < history->count ? history->entries[entry].at_s : INSTANT_NEVER;
}

Test(two_hosts, tell_the_same_history_of_random_fleets)
{
    size_t entries = 0;
    for (uint64_t seed = 1; seed <= FLEETS; seed++) {
        struct random_fleet fleet;
        struct history events, minutes;
        char at[2][INSTANT_TEXT_SIZE];
        random_fleet_init(&fleet, seed, (struct random_fleet_wish){.whole_minutes = true});
        by_events(&fleet, &events);
        by_minutes(&fleet, &minutes);
        size_t i = first_difference(&events, &minutes);
        cr_assert(i == events.count && i == minutes.count,
                  "seed %" PRIu64 ", scenario: %s\nthe hosts differ from entry %zu on: %s and %s",
                  seed, random_fleet_save(&fleet), i, instant_format(instant_of(&events, i), at[0]),
                  instant_format(instant_of(&minutes, i), at[1]));
        entries += events.count;
        random_fleet_clear(&fleet);
    }
    cr_assert_gt(entries, 30 * FLEETS, "only %zu entries were compared", entries);
}
