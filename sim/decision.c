#include "sim/decision.h"

#include "models/instant.h"
#include "sim/snapshot.h"

#include <stdlib.h>

#define SAFE_SHARE 0.95

static int compare_seconds(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

/* Mean and P95 of counts; sorts them. */
static struct count_outcome count_outcome(int64_t *counts, uint32_t n)
{
    int64_t sum = 0;
    if (n == 0)
        return (struct count_outcome){.mean = 0};
    for (uint32_t i = 0; i < n; i++)
        sum += counts[i];
    qsort(counts, n, sizeof *counts, compare_seconds);
    return (struct count_outcome){.mean = (double)sum / n,
                                  .p95 = (uint32_t)counts[quantile_rank(0.95, n) - 1]};
}

/* The rows of one track's runs in one trial that a failure stopped. */
static uint32_t stopped_rows(const struct scenario *scenario, const struct track *track,
                             const struct tally_rows *rows, size_t trial, int64_t *touched,
                             int64_t *overshoot)
{
    uint32_t found = 0;
    for (uint32_t run = track->run_first; run < track->run_first + track->run_count; run++) {
        const struct tally_row *row = &rows->runs[trial * scenario->run_count + run];
        if (row->overshoot == 0)
            continue;
        touched[found] = row->touched;
        overshoot[found++] = row->overshoot;
    }
    return found;
}

static struct stop_outcome stop_outcome(const struct scenario *scenario, const struct track *track,
                                        const struct tally_rows *rows, uint32_t trials,
                                        int64_t *touched, int64_t *overshoot)
{
    uint64_t stopped_trials = 0;
    uint32_t count = 0;
    for (size_t trial = 0; trial < trials; trial++) {
        uint32_t found =
            stopped_rows(scenario, track, rows, trial, &touched[count], &overshoot[count]);
        stopped_trials += found > 0;
        count += found;
    }
    return (struct stop_outcome){.stops = proportion_of(stopped_trials, trials),
                                 .touched = count_outcome(touched, count),
                                 .overshoot = count_outcome(overshoot, count)};
}

const struct stop_outcome *decision_stops(struct arena *arena, const struct scenario *scenario,
                                          const struct tally_rows *rows, uint32_t trials)
{
    struct stop_outcome *stops = arena_array(arena, struct stop_outcome, scenario->track_count);
    struct arena own;
    arena_init(&own, arena->exhausted);
    size_t room = (size_t)trials * scenario->run_count;
    int64_t *touched = arena_array(&own, int64_t, room);
    int64_t *overshoot = arena_array(&own, int64_t, room);
    for (uint32_t i = 0; i < scenario->track_count; i++)
        stops[i] = stop_outcome(scenario, &scenario->tracks[i], rows, trials, touched, overshoot);
    arena_clear(&own);
    return stops;
}

/* The last whole minute before an instant that spoils it; never later than the freeze. */
static int64_t minute_before(int64_t spoilt_s, int64_t freeze_s)
{
    int64_t last_s = (spoilt_s < freeze_s ? spoilt_s : freeze_s) - 1;
    int64_t rest = last_s % MINUTE_S;
    return last_s - (rest < 0 ? rest + MINUTE_S : rest);
}

/* With n trials, n - ceil(0.95 n) may be spoilt: the next one decides. */
static struct quantile safe_stop(const int64_t *spoilt_sorted, uint32_t n, int64_t freeze_s)
{
    struct quantile_ranks ranks = quantile_ranks(1 - SAFE_SHARE, n);
    size_t allowed = n - quantile_rank(SAFE_SHARE, n);
    size_t low = ranks.low_rank, high = ranks.high_rank <= n ? ranks.high_rank : n;
    return (struct quantile){
        .value_s = minute_before(spoilt_sorted[allowed < n ? allowed : n - 1], freeze_s),
        .low_s = low == 0 ? INT64_MIN : minute_before(spoilt_sorted[low - 1], freeze_s),
        .high_s = minute_before(spoilt_sorted[high - 1], freeze_s)};
}

static bool has_safe_stop(const struct scenario *scenario, uint32_t freeze)
{
    return scenario->written_run_count > 0 &&
           scenario->freezes[freeze].start_s > scenario->start_s &&
           scenario->freezes[freeze].start_s < scenario->horizon_s;
}

static void find_instant(const struct scenario *scenario, const struct tally_rows *rows,
                         uint32_t trials, uint32_t freeze, int64_t *spoilt_s,
                         struct safe_stop *safe)
{
    for (size_t trial = 0; trial < trials; trial++)
        spoilt_s[trial] = rows->freezes[trial * scenario->freeze_count + freeze].crossing_s;
    qsort(spoilt_s, trials, sizeof *spoilt_s, compare_seconds);
    safe->at = safe_stop(spoilt_s, trials, scenario->freezes[freeze].start_s);
    safe->exists = safe->at.value_s >= scenario->start_s;
}

static void describe_fleet(const struct snapshots *snapshots, uint32_t index, int64_t *room,
                           struct safe_stop *safe)
{
    const enum snapshot_count counts[] = {SNAPSHOT_AT_TARGET, SNAPSHOT_BEFORE,
                                          SNAPSHOT_IN_PROGRESS};
    struct count_outcome *outcomes[] = {&safe->at_target, &safe->before, &safe->in_progress};
    for (int i = 0; i < 3; i++) {
        for (uint32_t trial = 0; trial < snapshots->trials; trial++)
            room[trial] = snapshot_of(snapshots, trial, index)->count[counts[i]];
        *outcomes[i] = count_outcome(room, snapshots->trials);
    }
    safe->trials = snapshots->trials;
}

void decision_safe_stops(struct arena *arena, const struct scenario *scenario,
                         const struct tally_rows *rows, uint32_t trials, uint64_t seed,
                         uint32_t jobs, struct freeze_outcome *freezes)
{
    struct arena own;
    struct snapshots snapshots = {.trials = trials < SNAPSHOT_TRIALS ? trials : SNAPSHOT_TRIALS};
    arena_init(&own, arena->exhausted);
    int64_t *room = arena_array(&own, int64_t, trials);
    int64_t *instants_s = arena_array(&own, int64_t, scenario->freeze_count);
    for (uint32_t i = 0; i < scenario->freeze_count; i++) {
        if (has_safe_stop(scenario, i))
            find_instant(scenario, rows, trials, i, room, &freezes[i].safe);
        if (freezes[i].safe.exists)
            instants_s[snapshots.instant_count++] = freezes[i].safe.at.value_s;
    }
    snapshots.instants_s = instants_s;
    snapshots_take(&own, scenario, seed, jobs, &snapshots);
    uint32_t index = 0;
    for (uint32_t i = 0; i < scenario->freeze_count; i++)
        if (freezes[i].safe.exists)
            describe_fleet(&snapshots, index++, room, &freezes[i].safe);
    arena_clear(&own);
}
