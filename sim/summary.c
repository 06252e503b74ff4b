#include "sim/summary.h"

#include "sim/summary_parts.h"

#include <string.h>

void summary_quantiles(const struct summary *summary, const int64_t *sorted, uint32_t count,
                       struct quantile *quantiles)
{
    for (uint32_t i = 0; i < QUANTILE_COUNT; i++)
        quantiles[i] = count == summary->trials
                           ? quantile_at(sorted, count, summary->ranks[i])
                           : quantile_of_sorted(sorted, count, quantile_levels[i]);
}

struct ending summary_ending(const uint64_t hits[END_COUNT], uint64_t n)
{
    return (struct ending){.completed = proportion_of(hits[END_COMPLETED], n),
                           .failed = proportion_of(hits[END_FAILED], n),
                           .stopped = proportion_of(hits[END_STOPPED], n),
                           .unfinished = proportion_of(hits[END_UNFINISHED], n),
                           .not_started = proportion_of(hits[END_NOT_STARTED], n),
                           .skipped = proportion_of(hits[END_SKIPPED], n)};
}

static struct trial_outcome trial_outcome(const struct summary *summary, uint32_t trial,
                                          uint32_t run)
{
    const struct tally_row *row = summary_row(summary, trial, run);
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
            if (run < scenario->written_run_count || !summary_row(summary, trial, run)->absent)
                list[count++] = trial_outcome(summary, trial, run);
    forecast->trial_rows = list;
    forecast->trial_row_count = count;
}

/* The longest sample is that of a track's runs, or of one value a trial. */
static void make_room(struct summary *summary)
{
    uint32_t most = summary->trials, tracks = summary->scenario->track_count;
    summary->run_counts = arena_array(summary->arena, uint32_t, tracks);
    summary_count_runs(summary);
    for (uint32_t track = 0; track < tracks; track++)
        most = most > summary->run_counts[track] ? most : summary->run_counts[track];
    summary->sorted = arena_array(summary->arena, int64_t, most);
    summary->room = arena_array(summary->arena, int64_t, most);
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
                              .options = options,
                              .trials = forecast->trials};
    make_room(&summary);
    for (uint32_t i = 0; i < QUANTILE_COUNT; i++)
        summary.ranks[i] = quantile_ranks(quantile_levels[i], summary.trials);
    summary_tracks(&summary, forecast);
    if (!options->series_only) {
        summary_segments(&summary, forecast);
        summary_members(&summary, forecast);
        summary_timeline(&summary, forecast);
    }
    fill_trials(&summary, forecast);
    summary_conflicts(&summary, forecast);
    summary_campaign(&summary, forecast);
    summary_answer(&summary, forecast);
}
