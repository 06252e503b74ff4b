/* summary_parts: what the files of the summary share: what was counted, and how samples of it are
 * read.
 *
 * summary.c puts the parts in order and lists the trials; each other file fills one part:
 * summary_tracks.c update runs with their stages and groups, summary_members.c members and their
 * reasons, summary_timeline.c the fleet over time, summary_conflicts.c deadlines, freezes and
 * windows, summary_campaign.c what profiles do over the years, summary_answer.c what is decided by:
 * all runs together, the risk and the verdicts.
 */
#ifndef SIM_SUMMARY_PARTS_H
#define SIM_SUMMARY_PARTS_H

#include "models/outcome.h"
#include "sim/tally.h"

/* What the parts need. */
struct summary {
    struct arena *arena;
    const struct tally_shape *shape;
    const struct tally_rows *rows;
    const struct tally *tally;
    const struct scenario *scenario;
    const struct summary_options *options;
    uint32_t trials;
    uint32_t *run_counts;   /* per track: its runs over all trials */
    int64_t *sorted, *room; /* for one value a trial, or a run of a track, each */
    struct quantile_ranks ranks[QUANTILE_COUNT]; /* of samples of one value a trial */
};

static inline const struct tally_row *summary_row(const struct summary *summary, uint32_t trial,
                                                  uint32_t run)
{
    return &summary->rows->runs[(size_t)trial * summary->scenario->run_count + run];
}

/* A mean over nothing is 0. */
static inline double summary_mean(double sum, uint32_t count)
{
    return count == 0 ? 0 : sum / count;
}

/* Those of quantile_levels. */
void summary_quantiles(const struct summary *summary, const int64_t *sorted, uint32_t count,
                       struct quantile *quantiles);

struct ending summary_ending(const uint64_t hits[END_COUNT], uint64_t n);

/* Into summary->run_counts, which must be 0. */
void summary_count_runs(const struct summary *summary);

void summary_tracks(const struct summary *summary, struct forecast *forecast);
void summary_segments(const struct summary *summary, struct forecast *forecast);
void summary_members(const struct summary *summary, struct forecast *forecast);
void summary_timeline(const struct summary *summary, struct forecast *forecast);
void summary_conflicts(const struct summary *summary, struct forecast *forecast);
void summary_campaign(const struct summary *summary, struct forecast *forecast);

/* After the tracks and the conflicts: the risk rests on them. */
void summary_answer(const struct summary *summary, struct forecast *forecast);

#endif
