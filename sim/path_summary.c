#include "sim/path_summary.h"

#include "models/sort.h"

#include <stdlib.h>
#include <string.h>

#define NEAR_SHARE 0.05 /* of the Completed runs: those nearest to P80 */

/* The rows of trials that belong to a track. */
struct track_rows {
    uint32_t first, count;
};

struct path_summary {
    struct arena *arena;
    const struct scenario *scenario;
    const struct path_count *count;
    const struct forecast *forecast;
    const uint32_t *driver_s; /* [trial row * DRIVER_COUNT + driver] */
    uint32_t *order;          /* trial rows, track by track */
    struct track_rows *tracks;
    int64_t *sorted, *room; /* per row */
};

/* ---- Drivers. */

static const uint32_t *copy_rows(struct arena *arena, const struct path_rows *rows,
                                 const struct forecast *forecast)
{
    uint32_t *copy = arena_array(arena, uint32_t, (size_t)forecast->trial_row_count * DRIVER_COUNT);
    for (uint32_t i = 0; i < forecast->trial_row_count; i++) {
        const struct trial_outcome *trial = &forecast->trial_rows[i];
        memcpy(&copy[(size_t)i * DRIVER_COUNT],
               path_row(rows, forecast->scenario, trial->trial, trial->run),
               DRIVER_COUNT * sizeof *copy);
    }
    return copy;
}

static void order_rows(struct path_summary *summary)
{
    const struct scenario *scenario = summary->scenario;
    const struct forecast *forecast = summary->forecast;
    uint32_t *run_track = arena_array(summary->arena, uint32_t, scenario->run_count);
    summary->tracks = arena_array(summary->arena, struct track_rows, scenario->track_count);
    summary->order = arena_array(summary->arena, uint32_t, forecast->trial_row_count);
    for (uint32_t track = 0; track < scenario->track_count; track++)
        for (uint32_t i = 0; i < scenario->tracks[track].run_count; i++)
            run_track[scenario->tracks[track].run_first + i] = track;
    for (uint32_t i = 0; i < forecast->trial_row_count; i++)
        summary->tracks[run_track[forecast->trial_rows[i].run]].count++;
    for (uint32_t track = 1; track < scenario->track_count; track++)
        summary->tracks[track].first =
            summary->tracks[track - 1].first + summary->tracks[track - 1].count;
    uint32_t *next = arena_array(summary->arena, uint32_t, scenario->track_count);
    for (uint32_t i = 0; i < forecast->trial_row_count; i++) {
        uint32_t track = run_track[forecast->trial_rows[i].run];
        summary->order[summary->tracks[track].first + next[track]++] = i;
    }
}

/* What ranks a run: its finish; of those of a profile, which begin at all times, how long it
 * took. */
static int64_t rank_of(const struct path_summary *summary, uint32_t track, uint32_t row)
{
    const struct trial_outcome *trial = &summary->forecast->trial_rows[row];
    if (trial->finish_s == INSTANT_NEVER)
        return INSTANT_NEVER;
    return summary->scenario->tracks[track].profile == NONE ? trial->finish_s
                                                            : trial->finish_s - trial->start_s;
}

static void add_row(const struct path_summary *summary, uint32_t row, double sums[DRIVER_COUNT])
{
    for (uint32_t driver = 0; driver < DRIVER_COUNT; driver++)
        sums[driver] += summary->driver_s[(size_t)row * DRIVER_COUNT + driver];
}

/* Neighbours in rank: those between the two values, and some of each of them. */
struct neighbours {
    int64_t low, high;
    uint32_t at_low, at_high; /* how many with just this value */
    uint32_t count;
};

/* The 5 % of the track's Completed runs whose ranks are nearest to P80 of all its runs. */
static struct neighbours find_neighbours(const struct path_summary *summary, uint32_t track)
{
    const struct track_rows *rows = &summary->tracks[track];
    uint32_t completed = path_count_completed(summary->count, track);
    for (uint32_t i = 0; i < rows->count; i++)
        summary->sorted[i] = rank_of(summary, track, summary->order[rows->first + i]);
    sort_instants(summary->sorted, rows->count, summary->room);
    uint32_t count = (uint32_t)(NEAR_SHARE * completed + 0.5);
    count = count > 1 ? count : 1;
    uint32_t middle = (uint32_t)quantile_rank(quantile_levels[Q80], rows->count) - 1;
    uint32_t first = middle > count / 2 ? middle - count / 2 : 0;
    first = first < completed - count ? first : completed - count;
    struct neighbours near = {
        .low = summary->sorted[first], .high = summary->sorted[first + count - 1], .count = count};
    for (uint32_t i = first; i < first + count; i++) {
        near.at_low += summary->sorted[i] == near.low;
        near.at_high += summary->sorted[i] == near.high && near.high > near.low;
    }
    return near;
}

/* Of runs with equal ranks those of the first trials. */
static bool is_near(struct neighbours *near, int64_t rank)
{
    if (rank == near->low && near->at_low > 0)
        near->at_low--;
    else if (rank == near->high && near->at_high > 0)
        near->at_high--;
    else
        return rank > near->low && rank < near->high;
    return true;
}

static void fill_track(const struct path_summary *summary, uint32_t track,
                       struct driver_outcome *outcomes)
{
    const struct track_rows *rows = &summary->tracks[track];
    uint32_t completed = path_count_completed(summary->count, track);
    double sums[DRIVER_COUNT] = {0}, near_sums[DRIVER_COUNT] = {0}, total_s = 0;
    struct neighbours near = {.count = 1};
    if (completed > 0)
        near = find_neighbours(summary, track);
    uint32_t count = near.count;
    for (uint32_t i = 0; i < rows->count && completed > 0; i++) {
        uint32_t row = summary->order[rows->first + i];
        add_row(summary, row, sums);
        if (is_near(&near, rank_of(summary, track, row)))
            add_row(summary, row, near_sums);
    }
    for (uint32_t driver = 0; driver < DRIVER_COUNT; driver++)
        total_s += sums[driver];
    for (uint32_t driver = 0; driver < DRIVER_COUNT; driver++)
        outcomes[driver] =
            (struct driver_outcome){.track = track,
                                    .driver = (enum driver)driver,
                                    .mean_s = completed > 0 ? sums[driver] / completed : 0,
                                    .share = total_s > 0 ? sums[driver] / total_s : 0,
                                    .near_p80_s = near_sums[driver] / count};
}

static void fill_drivers(struct path_summary *summary, struct forecast *forecast)
{
    const struct scenario *scenario = summary->scenario;
    struct driver_outcome *outcomes = arena_array(summary->arena, struct driver_outcome,
                                                  (size_t)scenario->track_count * DRIVER_COUNT);
    summary->sorted = arena_array(summary->arena, int64_t, forecast->trial_row_count);
    summary->room = arena_array(summary->arena, int64_t, forecast->trial_row_count);
    order_rows(summary);
    for (uint32_t track = 0; track < scenario->track_count; track++)
        fill_track(summary, track, &outcomes[(size_t)track * DRIVER_COUNT]);
    forecast->drivers = outcomes;
}

/* ---- Criticality. */

static struct proportion critical(const struct path_summary *summary, uint32_t track,
                                  enum critical_kind kind, uint32_t index)
{
    return proportion_of(path_count_hits(summary->count, track, kind, index),
                         path_count_completed(summary->count, track));
}

/* Most often first; of equals the first. */
static int compare_criticality(const void *a, const void *b)
{
    const struct criticality *left = a, *right = b;
    if (left->p.hits != right->p.hits)
        return left->p.hits > right->p.hits ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
}

/* Those of the kind that are ever on the path; returns how many. */
static uint32_t rank_kind(const struct path_summary *summary, uint32_t track,
                          enum critical_kind kind, struct criticality *list)
{
    uint32_t subjects = path_count_subjects(summary->scenario, track, kind), count = 0;
    for (uint32_t i = 0; i < subjects; i++)
        if (path_count_hits(summary->count, track, kind, i) > 0)
            list[count++] = (struct criticality){
                .track = track, .kind = kind, .index = i, .p = critical(summary, track, kind, i)};
    qsort(list, count, sizeof *list, compare_criticality);
    return count;
}

static uint32_t count_critical(const struct path_summary *summary)
{
    uint32_t count = 0;
    for (uint32_t track = 0; track < summary->scenario->track_count; track++)
        for (uint32_t kind = 0; kind < CRITICAL_KIND_COUNT; kind++) {
            uint32_t subjects =
                path_count_subjects(summary->scenario, track, (enum critical_kind)kind);
            for (uint32_t i = 0; i < subjects; i++)
                count += path_count_hits(summary->count, track, (enum critical_kind)kind, i) > 0;
        }
    return count;
}

static void fill_criticality(const struct path_summary *summary, struct forecast *forecast)
{
    uint32_t count = 0;
    struct criticality *list =
        arena_array(summary->arena, struct criticality, count_critical(summary));
    for (uint32_t track = 0; track < summary->scenario->track_count; track++)
        for (uint32_t kind = 0; kind < CRITICAL_KIND_COUNT; kind++)
            count += rank_kind(summary, track, (enum critical_kind)kind, &list[count]);
    forecast->criticality = list;
    forecast->criticality_count = count;
}

/* ---- What stands in rows of other tables. */

static void fill_columns(const struct path_summary *summary, struct forecast *forecast)
{
    struct stage_share *stages =
        arena_array(summary->arena, struct stage_share, forecast->stage_count);
    struct proportion *groups =
        arena_array(summary->arena, struct proportion, forecast->group_count);
    struct proportion *members =
        arena_array(summary->arena, struct proportion, forecast->member_count);
    for (uint32_t i = 0; i < forecast->stage_count; i++)
        stages[i] =
            path_count_stage(summary->count, forecast->stages[i].track, forecast->stages[i].index);
    for (uint32_t i = 0; i < forecast->group_count; i++)
        groups[i] =
            critical(summary, forecast->groups[i].track, CRITICAL_GROUP, forecast->groups[i].index);
    for (uint32_t i = 0; i < forecast->member_count; i++)
        members[i] = critical(summary, forecast->members[i].track, CRITICAL_MEMBER,
                              forecast->members[i].member);
    forecast->stage_shares = stages;
    forecast->group_critical = groups;
    forecast->member_critical = members;
}

void path_summary_fill(struct arena *arena, const struct path_rows *rows,
                       const struct path_count *count, struct forecast *forecast)
{
    struct path_summary summary = {.arena = arena,
                                   .scenario = forecast->scenario,
                                   .count = count,
                                   .forecast = forecast,
                                   .driver_s = copy_rows(arena, rows, forecast)};
    forecast->trial_driver_s = summary.driver_s;
    fill_drivers(&summary, forecast);
    fill_criticality(&summary, forecast);
    fill_columns(&summary, forecast);
}
