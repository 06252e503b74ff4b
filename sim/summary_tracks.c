#include "sim/summary_parts.h"

#include "models/sort.h"
#include "sim/together.h"

/* Per run of the track and trial: those of a profile that were not made are left out. */
struct walk {
    const struct summary *summary;
    const struct track *track;
    uint32_t trial, place;
};

static struct walk walk_of(const struct summary *summary, uint32_t track)
{
    return (struct walk){.summary = summary, .track = &summary->scenario->tracks[track]};
}

static const struct tally_row *walk_next(struct walk *walk)
{
    while (walk->trial < walk->summary->trials) {
        uint32_t run = walk->track->run_first + walk->place;
        const struct tally_row *row = summary_row(walk->summary, walk->trial, run);
        bool last = ++walk->place == walk->track->run_count;
        walk->trial += last;
        walk->place = last ? 0 : walk->place;
        if (walk->track->profile == NONE || !row->absent)
            return row;
    }
    return NULL;
}

/* The track's last run of the trial; NULL when a profile made none. */
static const struct tally_row *last_row(const struct summary *summary, uint32_t trial,
                                        uint32_t track)
{
    const struct track *of = &summary->scenario->tracks[track];
    for (uint32_t place = of->run_count; place-- > 0;) {
        const struct tally_row *row = summary_row(summary, trial, of->run_first + place);
        if (of->profile == NONE || !row->absent)
            return row;
    }
    return NULL;
}

void summary_count_runs(const struct summary *summary)
{
    for (uint32_t track = 0; track < summary->scenario->track_count; track++) {
        struct walk walk = walk_of(summary, track);
        while (walk_next(&walk) != NULL)
            summary->run_counts[track]++;
    }
}

static struct ending track_ending(const struct summary *summary, uint32_t track)
{
    uint64_t hits[END_COUNT] = {0};
    struct walk walk = walk_of(summary, track);
    for (const struct tally_row *row; (row = walk_next(&walk)) != NULL;)
        hits[ending_of((enum update_state)row->state)]++;
    return summary_ending(hits, summary->run_counts[track]);
}

/* Sorts summary->sorted and takes its quantiles. */
static void quantiles_of_room(const struct summary *summary, uint32_t count,
                              struct quantile *quantiles)
{
    sort_instants(summary->sorted, count, summary->room);
    summary_quantiles(summary, summary->sorted, count, quantiles);
}

/* Over all runs, and over the Completed ones. */
static void fill_durations(const struct summary *summary, uint32_t track,
                           struct track_outcome *outcome)
{
    uint32_t count = 0, completed = (uint32_t)outcome->ending.completed.hits;
    struct walk walk = walk_of(summary, track);
    for (const struct tally_row *row; (row = walk_next(&walk)) != NULL;) {
        bool finite = row->finish_s < INSTANT_NEVER;
        summary->sorted[count++] = finite ? row->finish_s - row->start_s : INSTANT_NEVER;
    }
    quantiles_of_room(summary, count, outcome->duration);
    summary_quantiles(summary, summary->sorted, completed, outcome->duration_if_completed);
}

static void fill_finish(const struct summary *summary, uint32_t track,
                        struct track_outcome *outcome)
{
    uint32_t completed = 0;
    for (uint32_t trial = 0; trial < summary->trials; trial++) {
        const struct tally_row *row = last_row(summary, trial, track);
        summary->sorted[trial] = row == NULL ? INSTANT_NEVER : row->finish_s;
        completed += summary->sorted[trial] < INSTANT_NEVER;
    }
    quantiles_of_room(summary, summary->trials, outcome->finish);
    summary_quantiles(summary, summary->sorted, completed, outcome->finish_if_completed);
    int64_t p50_s = outcome->finish[Q50].value_s, p95_s = outcome->finish[Q95].value_s;
    outcome->spread_s = p95_s < INSTANT_NEVER ? p95_s - p50_s : INSTANT_NEVER;
}

static void fill_targets(const struct summary *summary, uint32_t track,
                         struct track_outcome *outcome)
{
    for (uint32_t share = 0; share < SHARE_COUNT; share++) {
        for (uint32_t trial = 0; trial < summary->trials; trial++) {
            const struct tally_row *row = last_row(summary, trial, track);
            summary->sorted[trial] = row == NULL ? INSTANT_NEVER : row->at_target_s[share];
        }
        quantiles_of_room(summary, summary->trials, outcome->at_target[share]);
    }
    for (uint32_t trial = 0; trial < summary->trials; trial++) {
        const struct tally_row *row = last_row(summary, trial, track);
        summary->sorted[trial] = row == NULL ? INSTANT_NEVER : row->last_member_s;
    }
    quantiles_of_room(summary, summary->trials, outcome->last_member);
}

static void fill_means(const struct summary *summary, uint32_t track, struct track_outcome *outcome)
{
    uint64_t members[STATE_COUNT] = {0}, failures = 0, exist = 0;
    uint32_t count = summary->run_counts[track];
    struct walk walk = walk_of(summary, track);
    for (const struct tally_row *row; (row = walk_next(&walk)) != NULL;) {
        for (uint32_t state = 0; state < STATE_COUNT; state++)
            members[state] += row->members[state];
        failures += row->failures;
        exist += !row->absent;
    }
    for (uint32_t state = 0; state < STATE_COUNT; state++)
        outcome->members_mean[state] = summary_mean((double)members[state], count);
    outcome->failure_count_mean = summary_mean((double)failures, count);
    outcome->runs_per_trial_mean = (double)exist / summary->trials;
}

static void fill_made(const struct summary *summary, uint32_t track, struct track_outcome *outcome)
{
    const struct track *of = &summary->scenario->tracks[track];
    uint64_t overlaps = 0, followers = 0, passed_over = 0, stuck = 0;
    for (size_t trial = 0; trial < summary->trials; trial++)
        for (uint32_t place = 0; place < of->run_count; place++) {
            const struct tally_made *made =
                &summary->rows->made[trial * summary->shape->made_count + of->run_first + place -
                                     summary->scenario->written_run_count];
            if (made->created_s == INSTANT_NEVER)
                break;
            followers += place > 0;
            overlaps += made->overlaps;
            passed_over += made->passed_over;
            stuck += made->stuck_stages;
        }
    outcome->made = (struct made_outcome){
        .overlaps = proportion_of(overlaps, followers),
        .passed_over_mean = summary_mean((double)passed_over, summary->run_counts[track]),
        .stuck_stages_mean = (double)stuck / summary->trials};
}

void summary_tracks(const struct summary *summary, struct forecast *forecast)
{
    struct track_outcome *tracks =
        arena_array(summary->arena, struct track_outcome, summary->scenario->track_count);
    for (uint32_t track = 0; track < summary->scenario->track_count; track++) {
        tracks[track].ending = track_ending(summary, track);
        fill_durations(summary, track, &tracks[track]);
        fill_finish(summary, track, &tracks[track]);
        fill_targets(summary, track, &tracks[track]);
        fill_means(summary, track, &tracks[track]);
        if (summary->scenario->tracks[track].profile != NONE)
            fill_made(summary, track, &tracks[track]);
    }
    forecast->tracks = tracks;
}

static void fill_segment(const struct summary *summary, uint32_t segment,
                         struct segment_outcome *outcome)
{
    uint32_t runs = summary->run_counts[outcome->track];
    const struct tally_segment *counts = tally_segment(summary->tally, segment);
    uint64_t hits[END_COUNT] = {0};
    for (uint32_t state = 0; state < STATE_COUNT; state++)
        hits[ending_of((enum update_state)state)] += counts->state[state];
    outcome->ending = summary_ending(hits, runs);
    outcome->over_limit = proportion_of(counts->over_limit, runs);
    uint32_t kept = instants_sorted(&summary->rows->segment_begin, segment, summary->trials,
                                    summary->sorted, summary->room);
    summary_quantiles(summary, summary->sorted, kept, outcome->begin);
    kept = instants_sorted(&summary->rows->segment_end, segment, summary->trials, summary->sorted,
                           summary->room);
    summary_quantiles(summary, summary->sorted, kept, outcome->finish);
}

void summary_segments(const struct summary *summary, struct forecast *forecast)
{
    const struct scenario *scenario = summary->scenario;
    struct segment_outcome *all =
        arena_array(summary->arena, struct segment_outcome, 2 * summary->shape->segment_count);
    struct segment_outcome *groups = all + summary->shape->segment_count;
    uint32_t stage_count = 0, group_count = 0;
    for (uint32_t track = 0; track < scenario->track_count; track++) {
        for (uint32_t i = 0; i < scenario->tracks[track].plan->stage_count; i++) {
            struct segment_outcome *outcome = &all[stage_count++];
            *outcome = (struct segment_outcome){.track = track, .index = i};
            fill_segment(summary, summary->shape->stage_first[track] + i, outcome);
        }
        for (uint32_t i = 0; i < scenario->tracks[track].plan->group_count; i++) {
            struct segment_outcome *outcome = &groups[group_count++];
            *outcome = (struct segment_outcome){.track = track, .index = i};
            fill_segment(summary, summary->shape->group_first[track] + i, outcome);
        }
    }
    forecast->stages = all;
    forecast->groups = groups;
    forecast->stage_count = stage_count;
    forecast->group_count = group_count;
}
