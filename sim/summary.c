#include "sim/summary.h"

#include "models/sort.h"
#include "models/verdict.h"
#include "sim/decision.h"
#include "sim/parallel.h"
#include "sim/together.h"

#include <math.h>
#include <string.h>

#define NORMAL_975 1.959963984540054 /* the 97.5 % quantile of the normal distribution */

/* What the parts of a summary need. */
struct summary {
    struct arena *arena;
    const struct tally_shape *shape;
    const struct tally_rows *rows;
    const struct tally *tally;
    const struct scenario *scenario;
    uint32_t trials;
    uint32_t *run_counts;   /* per track: its runs over all trials */
    int64_t *sorted, *room; /* for one value a trial, or a run of a track, each */
    struct quantile_ranks ranks[QUANTILE_COUNT]; /* of samples of one value a trial */
};

static const struct tally_row *row_of(const struct summary *summary, uint32_t trial, uint32_t run)
{
    return &summary->rows->runs[(size_t)trial * summary->scenario->run_count + run];
}

static void quantiles_of(const struct summary *summary, const int64_t *sorted, uint32_t count,
                         struct quantile *quantiles)
{
    for (uint32_t i = 0; i < QUANTILE_COUNT; i++)
        quantiles[i] = count == summary->trials
                           ? quantile_at(sorted, count, summary->ranks[i])
                           : quantile_of_sorted(sorted, count, quantile_levels[i]);
}

/* Sorts summary->sorted and takes its quantiles. */
static void quantiles_of_room(const struct summary *summary, uint32_t count,
                              struct quantile *quantiles)
{
    sort_instants(summary->sorted, count, summary->room);
    quantiles_of(summary, summary->sorted, count, quantiles);
}

static struct ending ending_from(const uint64_t hits[END_COUNT], uint64_t n)
{
    return (struct ending){.completed = proportion_of(hits[END_COMPLETED], n),
                           .failed = proportion_of(hits[END_FAILED], n),
                           .stopped = proportion_of(hits[END_STOPPED], n),
                           .unfinished = proportion_of(hits[END_UNFINISHED], n),
                           .not_started = proportion_of(hits[END_NOT_STARTED], n),
                           .skipped = proportion_of(hits[END_SKIPPED], n)};
}

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
        const struct tally_row *row = row_of(walk->summary, walk->trial, run);
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
        const struct tally_row *row = row_of(summary, trial, of->run_first + place);
        if (of->profile == NONE || !row->absent)
            return row;
    }
    return NULL;
}

static void count_runs(struct summary *summary)
{
    uint32_t most = summary->trials;
    summary->run_counts = arena_array(summary->arena, uint32_t, summary->scenario->track_count);
    for (uint32_t track = 0; track < summary->scenario->track_count; track++) {
        struct walk walk = walk_of(summary, track);
        while (walk_next(&walk) != NULL)
            summary->run_counts[track]++;
        most = most > summary->run_counts[track] ? most : summary->run_counts[track];
    }
    summary->sorted = arena_array(summary->arena, int64_t, most);
    summary->room = arena_array(summary->arena, int64_t, most);
}

static struct ending track_ending(const struct summary *summary, uint32_t track)
{
    uint64_t hits[END_COUNT] = {0};
    struct walk walk = walk_of(summary, track);
    for (const struct tally_row *row; (row = walk_next(&walk)) != NULL;)
        hits[ending_of((enum update_state)row->state)]++;
    return ending_from(hits, summary->run_counts[track]);
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
    quantiles_of(summary, summary->sorted, completed, outcome->duration_if_completed);
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
    quantiles_of(summary, summary->sorted, completed, outcome->finish_if_completed);
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

/* A mean over nothing is 0. */
static double mean_over(double sum, uint32_t count)
{
    return count == 0 ? 0 : sum / count;
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
        outcome->members_mean[state] = mean_over((double)members[state], count);
    outcome->failure_count_mean = mean_over((double)failures, count);
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
        .passed_over_mean = mean_over((double)passed_over, summary->run_counts[track]),
        .stuck_stages_mean = (double)stuck / summary->trials};
}

static void fill_tracks(const struct summary *summary, struct forecast *forecast)
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
    outcome->ending = ending_from(hits, runs);
    outcome->over_limit = proportion_of(counts->over_limit, runs);
    uint32_t kept = instants_sorted(&summary->rows->segment_begin, segment, summary->trials,
                                    summary->sorted, summary->room);
    quantiles_of(summary, summary->sorted, kept, outcome->begin);
    kept = instants_sorted(&summary->rows->segment_end, segment, summary->trials, summary->sorted,
                           summary->room);
    quantiles_of(summary, summary->sorted, kept, outcome->finish);
}

static void fill_segments(const struct summary *summary, struct forecast *forecast)
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

/* The members' quantiles, a block of columns at a time, shared by threads. */
struct member_work {
    const struct summary *summary;
    struct member_outcome *members;
    uint32_t kept;
    uint32_t **cells; /* per worker */
    struct instants_scratch **scratch;
};

static const double member_levels[MEMBER_QUANTILE_COUNT] = {0.10, 0.50, 0.90};

static void fill_member_columns(const struct member_work *work, const struct instants *instants,
                                uint32_t worker, uint32_t first, uint32_t count, bool ends)
{
    instants_read(instants, first / INSTANTS_BLOCK, work->kept, work->cells[worker]);
    for (uint32_t i = 0; i < count; i++) {
        struct member_outcome *member = &work->members[first + i];
        instants_quantiles(instants, &work->cells[worker][(size_t)i * work->kept], work->kept,
                           member_levels, MEMBER_QUANTILE_COUNT,
                           ends ? member->end_s : member->begin_s, work->scratch[worker]);
    }
}

static void fill_member_block(void *context, uint32_t worker, uint32_t first, uint32_t count)
{
    const struct member_work *work = context;
    const struct summary *summary = work->summary;
    fill_member_columns(work, &summary->rows->member_begin, worker, first, count, false);
    fill_member_columns(work, &summary->rows->member_end, worker, first, count, true);
    for (uint32_t at = first; at < first + count; at++) {
        struct member_outcome *member = &work->members[at];
        struct tally_overrun overrun = tally_slot_overrun(summary->tally, at);
        for (uint32_t state = 0; state < STATE_COUNT; state++)
            member->state[state] =
                proportion_of(tally_state_count(summary->tally, at, (enum update_state)state),
                              summary->run_counts[member->track]);
        member->overrun = proportion_of(overrun.overran, overrun.began);
    }
}

static void fill_members(const struct summary *summary, uint32_t jobs, struct forecast *forecast)
{
    const struct tally_shape *shape = summary->shape;
    const struct instants *instants = &summary->rows->member_begin;
    struct member_work work = {.summary = summary};
    work.members = arena_array(summary->arena, struct member_outcome, shape->slot_count);
    work.kept = summary->trials < instants->trials ? summary->trials : instants->trials;
    struct arena own;
    arena_init(&own, summary->arena->exhausted);
    work.cells = arena_array(&own, uint32_t *, jobs);
    work.scratch = arena_array(&own, struct instants_scratch *, jobs);
    for (uint32_t i = 0; i < jobs; i++) {
        work.cells[i] = arena_array(&own, uint32_t, (size_t)INSTANTS_BLOCK * work.kept);
        work.scratch[i] = instants_scratch(&own, work.kept);
    }
    for (uint32_t at = 0; at < shape->slot_count; at++) {
        uint32_t track = shape->slot_track[at], slot = at - shape->slot_first[track];
        const struct plan *plan = summary->scenario->tracks[track].plan;
        work.members[at].track = track;
        work.members[at].member = plan->members[slot];
        work.members[at].group = plan->slot_group[slot];
    }
    struct parallel_work parallel = {.context = &work, .block = fill_member_block};
    parallel_run(&parallel, jobs, shape->slot_count, INSTANTS_BLOCK);
    arena_clear(&own);
    forecast->members = work.members;
    forecast->member_count = shape->slot_count;
    forecast->member_grid_s = instants->grid_s;
    forecast->member_trials = work.kept;
}

/* Each reason belongs to one state (R31). */
static enum update_state state_of_reason(uint16_t reason)
{
    if (reason < REASON_SKIPPED_BY_REQUEST)
        return STATE_PENDING;
    return reason < REASON_MINOR_VERSION_SKEW ? STATE_SKIPPED : STATE_FAILED;
}

static uint32_t count_reason_rows(const struct summary *summary)
{
    uint32_t rows = 0;
    for (uint32_t at = 0; at < summary->shape->slot_count; at++)
        for (uint16_t reason = 1; reason < summary->shape->reason_count; reason++)
            rows += tally_reason(summary->tally, at, reason)->times > 0;
    return rows;
}

static void fill_reasons(const struct summary *summary, struct forecast *forecast)
{
    struct reason_outcome *rows =
        arena_array(summary->arena, struct reason_outcome, count_reason_rows(summary));
    uint32_t count = 0;
    for (uint32_t at = 0; at < summary->shape->slot_count; at++) {
        for (uint16_t reason = 1; reason < summary->shape->reason_count; reason++) {
            const struct tally_reason *entry = tally_reason(summary->tally, at, reason);
            uint32_t track = forecast->members[at].track, runs = summary->run_counts[track];
            if (entry->times == 0)
                continue;
            rows[count++] =
                (struct reason_outcome){.track = track,
                                        .member = forecast->members[at].member,
                                        .state = state_of_reason(reason),
                                        .reason = reason,
                                        .p = proportion_of(entry->times, runs),
                                        .mean_s = mean_over((double)entry->sum_s, runs)};
        }
    }
    forecast->reasons = rows;
    forecast->reason_count = count;
}

static struct trial_outcome trial_outcome(const struct summary *summary, uint32_t trial,
                                          uint32_t run)
{
    const struct tally_row *row = row_of(summary, trial, run);
    uint32_t written = summary->scenario->written_run_count;
    struct trial_outcome outcome = {.trial = trial,
                                    .run = run,
                                    .state = (enum update_state)row->state,
                                    .start_s = row->start_s,
                                    .finish_s = row->finish_s,
                                    .ended_s = row->ended_s,
                                    .failures = row->failures};
    memcpy(outcome.members, row->members, sizeof outcome.members);
    if (run >= written) {
        size_t at = (size_t)trial * summary->shape->made_count + run - written;
        outcome.made = true;
        outcome.specification = summary->rows->made[at].specification;
    }
    return outcome;
}

static void fill_trials(const struct summary *summary, struct forecast *forecast)
{
    const struct scenario *scenario = summary->scenario;
    uint32_t rows = 0, count = 0;
    for (uint32_t track = 0; track < scenario->track_count; track++)
        rows += summary->run_counts[track];
    struct trial_outcome *list = arena_array(summary->arena, struct trial_outcome, rows);
    for (uint32_t trial = 0; trial < summary->trials; trial++)
        for (uint32_t run = 0; run < scenario->run_count; run++)
            if (run < scenario->written_run_count || !row_of(summary, trial, run)->absent)
                list[count++] = trial_outcome(summary, trial, run);
    forecast->trial_rows = list;
    forecast->trial_row_count = count;
}

/* The ceil(q * trials)-th smallest member count in a band. */
static uint32_t band_quantile(const struct summary *summary, const uint32_t *bins, double q)
{
    size_t rank = quantile_rank(q, summary->trials), seen = 0;
    uint32_t bin = 0;
    while (seen + bins[bin] < rank)
        seen += bins[bin++];
    return timeline_bin_low(bin);
}

static void fill_point(const struct summary *summary, uint32_t track, uint32_t point,
                       struct timeline_point *out)
{
    static const enum update_state state_of_band[BAND_COUNT] = {[BAND_NOT_STARTED] =
                                                                    STATE_NOT_STARTED,
                                                                [BAND_PENDING] = STATE_PENDING,
                                                                [BAND_RUNNING] = STATE_RUNNING,
                                                                [BAND_STOPPING] = STATE_STOPPING,
                                                                [BAND_SKIPPED] = STATE_SKIPPED,
                                                                [BAND_COMPLETED] = STATE_COMPLETED,
                                                                [BAND_FAILED] = STATE_FAILED};
    const struct timeline_count *timeline = tally_timeline(summary->tally);
    for (uint32_t band = 0; band < BAND_COUNT; band++) {
        enum update_state state = state_of_band[band];
        const uint32_t *bins =
            timeline_count_bins(timeline, track, point, (enum timeline_band)band);
        out->mean[state] =
            (double)timeline_count_sum(timeline, track, point, (enum timeline_band)band) /
            summary->trials;
        out->p10[state] = band_quantile(summary, bins, 0.10);
        out->p90[state] = band_quantile(summary, bins, 0.90);
    }
}

static void fill_timeline(const struct summary *summary, struct forecast *forecast)
{
    const struct timeline_grid *grid = &summary->shape->grid;
    uint32_t tracks = summary->scenario->track_count;
    struct timeline_point *points =
        arena_array(summary->arena, struct timeline_point, (size_t)tracks * grid->point_count);
    for (uint32_t track = 0; track < tracks; track++)
        for (uint32_t point = 0; point < grid->point_count; point++)
            fill_point(summary, track, point, &points[(size_t)track * grid->point_count + point]);
    forecast->timeline = (struct timeline){.from_s = grid->from_s,
                                           .step_s = grid->step_s,
                                           .point_count = grid->point_count,
                                           .points = points};
}

static void fill_surge(const struct summary *summary, struct forecast *forecast)
{
    const struct surge_count *count = tally_surge(summary->tally);
    uint32_t regions = summary->scenario->fleet.region_count + 1;
    uint32_t steps = summary->shape->grid.point_count;
    forecast->surge = NULL;
    if (count == NULL)
        return;
    struct surge_point *points =
        arena_array(summary->arena, struct surge_point, (size_t)regions * steps);
    for (uint32_t region = 0; region < regions; region++)
        for (uint32_t step = 0; step < steps; step++)
            points[(size_t)region * steps + step] =
                surge_count_point(count, region, step, summary->trials);
    forecast->surge = points;
}

static void fill_deadlines(const struct summary *summary, struct forecast *forecast)
{
    const struct scenario *scenario = summary->scenario;
    struct deadline_outcome *outcomes =
        arena_array(summary->arena, struct deadline_outcome, scenario->deadline_count);
    for (uint32_t i = 0; i < scenario->deadline_count; i++) {
        uint64_t met = 0;
        for (size_t trial = 0; trial < summary->trials; trial++)
            met += summary->rows->deadlines_met[trial * scenario->deadline_count + i];
        outcomes[i].simulated = scenario->deadlines[i].at_s <= scenario->horizon_s;
        outcomes[i].met = proportion_of(met, summary->trials);
    }
    forecast->deadlines = outcomes;
    size_t cells = (size_t)summary->trials * scenario->deadline_count;
    uint8_t *rows = arena_array(summary->arena, uint8_t, cells);
    memcpy(rows, summary->rows->deadlines_met, cells);
    forecast->deadline_rows = rows;
}

static struct freeze_outcome freeze_outcome(const struct summary *summary, uint32_t index)
{
    const struct scenario *scenario = summary->scenario;
    uint64_t work = 0, begins = 0, members = 0;
    int64_t work_s = 0;
    for (size_t trial = 0; trial < summary->trials; trial++) {
        const struct tally_freeze *row =
            &summary->rows->freezes[trial * scenario->freeze_count + index];
        work += row->members > 0;
        begins += row->begins > 0;
        members += row->members;
        work_s += row->work_s;
        summary->sorted[trial] = row->members;
    }
    sort_instants(summary->sorted, summary->trials, summary->room);
    struct quantile p95 = quantile_of_sorted(summary->sorted, summary->trials, 0.95);
    return (struct freeze_outcome){
        .simulated = scenario->freezes[index].start_s < scenario->horizon_s,
        .work = proportion_of(work, summary->trials),
        .begins = proportion_of(begins, summary->trials),
        .member_hours_mean = (double)work_s / (double)HOUR_S / summary->trials,
        .members_p95 = (uint32_t)p95.value_s,
        .members_mean = (double)members / summary->trials};
}

static void fill_freezes(const struct summary *summary, const struct summary_options *options,
                         struct forecast *forecast)
{
    const struct scenario *scenario = summary->scenario;
    struct freeze_outcome *outcomes =
        arena_array(summary->arena, struct freeze_outcome, scenario->freeze_count);
    for (uint32_t i = 0; i < scenario->freeze_count; i++)
        outcomes[i] = freeze_outcome(summary, i);
    if (!options->series_only)
        decision_safe_stops(summary->arena, scenario, summary->rows, summary->trials, options->seed,
                            options->jobs, outcomes);
    forecast->freezes = outcomes;
    size_t cells = (size_t)summary->trials * scenario->freeze_count;
    uint32_t *rows = arena_array(summary->arena, uint32_t, cells);
    for (size_t i = 0; i < cells; i++)
        rows[i] = summary->rows->freezes[i].members;
    forecast->freeze_rows = rows;
}

static void fill_overruns(const struct summary *summary, struct forecast *forecast)
{
    const struct scenario *scenario = summary->scenario;
    struct window_overrun_outcome *windows =
        arena_array(summary->arena, struct window_overrun_outcome, scenario->window_count);
    struct tally_overrun *overruns =
        arena_array(summary->arena, struct tally_overrun, scenario->window_count);
    uint64_t trials = 0, began = 0, overran = 0;
    uint32_t members = 0;
    tally_window_overruns(summary->tally, overruns);
    for (uint32_t trial = 0; trial < summary->trials; trial++)
        trials += summary->rows->overrun[trial];
    for (uint32_t i = 0; i < scenario->window_count; i++) {
        windows[i].upgrades = proportion_of(overruns[i].overran, overruns[i].began);
        began += overruns[i].began;
        overran += overruns[i].overran;
    }
    for (uint32_t at = 0; at < summary->shape->slot_count; at++)
        members += tally_slot_overrun(summary->tally, at).overran > 0;
    forecast->window_overruns = windows;
    forecast->overrun = (struct overrun_outcome){.trials = proportion_of(trials, summary->trials),
                                                 .upgrades = proportion_of(overran, began),
                                                 .members = members};
}

static void fill_together(const struct summary *summary, struct forecast *forecast)
{
    int64_t *finish = arena_array(summary->arena, int64_t, summary->trials);
    int64_t *finish_rows = arena_array(summary->arena, int64_t, summary->trials);
    uint8_t *ending_rows = arena_array(summary->arena, uint8_t, summary->trials);
    uint64_t hits[END_COUNT] = {0};
    for (uint32_t trial = 0; trial < summary->trials; trial++) {
        const struct tally_row *rows = row_of(summary, trial, 0);
        enum ending_kind ending = together_ending(rows, summary->scenario);
        finish[trial] = finish_rows[trial] = together_finish(rows, summary->scenario);
        ending_rows[trial] = (uint8_t)ending;
        hits[ending]++;
    }
    sort_instants(finish, summary->trials, summary->room);
    quantiles_of(summary, finish, summary->trials, forecast->finish_all);
    forecast->finish_sorted = finish;
    forecast->finish_rows = finish_rows;
    forecast->ending_rows = ending_rows;
    forecast->ending_all = ending_from(hits, summary->trials);
}

static void worst(struct risk_rating *rating, double figure, const char *decided_by)
{
    if (figure <= rating->figure)
        return;
    rating->figure = figure;
    rating->decided_by = decided_by;
}

static double not_at_target_share(const struct summary *summary)
{
    uint64_t reached = 0, members = 0;
    for (uint32_t trial = 0; trial < summary->trials; trial++)
        for (uint32_t run = 0; run < summary->scenario->run_count; run++) {
            const struct tally_row *row = row_of(summary, trial, run);
            bool made = run >= summary->scenario->written_run_count;
            if (row->absent || (made && row->ended_s == INSTANT_NEVER))
                continue; /* what a profile has only just begun is no sign of anything */
            reached += row->reached;
            members += summary->scenario->plans[run].member_count;
        }
    return members == 0 ? 0 : 1 - (double)reached / (double)members;
}

/* The rule of reports/README.md: the largest upper interval end decides, many members left behind
 * raise it. */
static void fill_risk(const struct summary *summary, struct forecast *forecast)
{
    const struct scenario *scenario = summary->scenario;
    struct risk_rating *rating = &forecast->risk;
    *rating = (struct risk_rating){.figure = -1};
    if (scenario->written_run_count > 0)
        worst(rating, forecast->ending_all.failed.high, "P(Failed)");
    for (uint32_t i = scenario->written_run_count; i < scenario->track_count; i++)
        worst(rating, forecast->tracks[i].ending.failed.high,
              arena_printf(summary->arena, "P(Failed), runs of %s", scenario->tracks[i].name));
    for (uint32_t i = 0; i < scenario->deadline_count; i++)
        if (forecast->deadlines[i].simulated)
            worst(rating, 1 - forecast->deadlines[i].met.low,
                  arena_printf(summary->arena, "P(deadline missed): %s",
                               scenario->deadlines[i].name));
    for (uint32_t i = 0; i < scenario->freeze_count; i++)
        if (forecast->freezes[i].simulated)
            worst(
                rating, forecast->freezes[i].work.high,
                arena_printf(summary->arena, "P(work in a freeze): %s", scenario->freezes[i].name));
    const struct risk_thresholds *limits = &scenario->experiment.risk;
    rating->risk = rating->figure <= limits->low_max        ? RISK_LOW
                   : rating->figure <= limits->moderate_max ? RISK_MODERATE
                                                            : RISK_HIGH;
    rating->not_at_target_share = not_at_target_share(summary);
    rating->raised =
        rating->not_at_target_share > limits->not_at_target_max && rating->risk != RISK_HIGH;
    if (rating->raised)
        rating->risk = (enum risk)(rating->risk + 1);
}

static void fill_verdicts(const struct summary *summary, struct forecast *forecast)
{
    const struct experiment *experiment = &summary->scenario->experiment;
    struct verdict *verdicts =
        arena_array(summary->arena, struct verdict, experiment->condition_count);
    for (uint32_t i = 0; i < experiment->condition_count; i++)
        verdicts[i] = verdict_of(&experiment->conditions[i], forecast);
    forecast->verdicts = verdicts;
}

/* Active runs on average over a third. */
static double active_mean(const struct activity *activity, int third)
{
    return activity->third_s == 0 ? 0 : (double)activity->run_s[third] / (double)activity->third_s;
}

static double other_operation_s(const struct summary *summary)
{
    double sum_s = 0;
    for (uint32_t at = 0; at < summary->shape->slot_count; at++)
        sum_s += (double)tally_reason(summary->tally, at, REASON_OPERATION_IN_PROGRESS)->sum_s;
    return sum_s;
}

/* The mean growth over the histories and the upper end of its interval, by the normal
 * approximation. */
static void fill_growth(const struct summary *summary, struct campaign_outcome *outcome)
{
    double n = summary->trials, sum = 0, squares = 0;
    for (uint32_t trial = 0; trial < summary->trials; trial++) {
        const struct activity *activity = &summary->rows->activities[trial];
        double first = active_mean(activity, 0), last = active_mean(activity, ACTIVITY_THIRDS - 1);
        outcome->active_first_mean += first / n;
        outcome->active_last_mean += last / n;
        sum += last - first;
        squares += (last - first) * (last - first);
    }
    double variance = n > 1 ? (squares - sum * sum / n) / (n - 1) : 0;
    outcome->growth_high = sum / n + NORMAL_975 * sqrt(variance > 0 ? variance / n : 0);
    outcome->sustainable = outcome->growth_high < CAMPAIGN_GROWTH_MAX;
}

static void fill_campaign(const struct summary *summary, struct forecast *forecast)
{
    const struct scenario *scenario = summary->scenario;
    struct campaign_outcome *outcome = &forecast->campaign;
    *outcome = (struct campaign_outcome){.sustainable = true};
    if (scenario->profile_count == 0)
        return;
    double length_s = (double)(scenario->horizon_s - scenario->start_s), n = summary->trials;
    for (uint32_t trial = 0; trial < summary->trials; trial++) {
        outcome->overlap_share_mean +=
            (double)summary->rows->activities[trial].overlap_s / length_s / n;
        outcome->without_place_mean += summary->rows->without_place[trial] / n;
    }
    outcome->other_operation_h_mean = other_operation_s(summary) / (double)HOUR_S / n;
    fill_growth(summary, outcome);
}

void summary_fill(struct arena *arena, const struct tally_shape *shape,
                  const struct tally_rows *rows, const struct tally *tally,
                  const struct summary_options *options, struct forecast *forecast)
{
    struct summary summary = {.arena = arena,
                              .shape = shape,
                              .rows = rows,
                              .tally = tally,
                              .scenario = shape->scenario,
                              .trials = forecast->trials};
    count_runs(&summary);
    for (uint32_t i = 0; i < QUANTILE_COUNT; i++)
        summary.ranks[i] = quantile_ranks(quantile_levels[i], summary.trials);
    fill_tracks(&summary, forecast);
    if (!options->series_only) {
        fill_segments(&summary, forecast);
        fill_members(&summary, options->jobs, forecast);
        fill_reasons(&summary, forecast);
        fill_timeline(&summary, forecast);
        fill_surge(&summary, forecast);
    }
    fill_trials(&summary, forecast);
    fill_deadlines(&summary, forecast);
    fill_freezes(&summary, options, forecast);
    forecast->stops = decision_stops(arena, summary.scenario, rows, summary.trials);
    fill_overruns(&summary, forecast);
    fill_together(&summary, forecast);
    fill_campaign(&summary, forecast);
    fill_risk(&summary, forecast);
    fill_verdicts(&summary, forecast);
}
