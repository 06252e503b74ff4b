#include "sim/series.h"

#include <string.h>

/* A set being filled. */
struct filling {
    struct arena *arena;
    const struct forecast *forecast;
    struct series *list;
    uint32_t count;
};

enum { SERIES_OF_ALL = 4, SERIES_OF_TRACK = 8 };

static int64_t *add(struct filling *filling, const char *metric, const char *subject,
                    enum metric_kind kind, bool less_is_better)
{
    int64_t *values = arena_array(filling->arena, int64_t, filling->forecast->trials);
    filling->list[filling->count++] = (struct series){.metric = metric,
                                                      .subject = subject,
                                                      .kind = kind,
                                                      .less_is_better = less_is_better,
                                                      .values = values};
    return values;
}

static void add_ending(struct filling *filling, const char *metric, enum ending_kind ending,
                       bool less_is_better)
{
    const struct forecast *forecast = filling->forecast;
    int64_t *values = add(filling, metric, "", METRIC_PROBABILITY, less_is_better);
    for (uint32_t trial = 0; trial < forecast->trials; trial++)
        values[trial] = forecast->ending_rows[trial] == ending;
}

static void add_all(struct filling *filling)
{
    const struct forecast *forecast = filling->forecast;
    memcpy(add(filling, "finish", "", METRIC_INSTANT, true), forecast->finish_rows,
           forecast->trials * sizeof *forecast->finish_rows);
    add_ending(filling, "p_completed", END_COMPLETED, false);
    add_ending(filling, "p_failed", END_FAILED, true);
    add_ending(filling, "p_unfinished_at_horizon", END_UNFINISHED, true);
}

static void add_deadline(struct filling *filling, uint32_t index)
{
    const struct forecast *forecast = filling->forecast;
    const struct scenario *scenario = forecast->scenario;
    const struct deadline *deadline = &scenario->deadlines[index];
    const char *subject = deadline->name;
    if (deadline->track != NONE)
        subject = arena_printf(filling->arena, "%s, %s", deadline->name,
                               scenario->tracks[deadline->track].name);
    int64_t *values = add(filling, "p_meets_deadline", subject, METRIC_PROBABILITY, false);
    for (size_t trial = 0; trial < forecast->trials; trial++)
        values[trial] = forecast->deadline_rows[trial * scenario->deadline_count + index];
}

static void add_freeze(struct filling *filling, uint32_t index)
{
    const struct forecast *forecast = filling->forecast;
    const struct scenario *scenario = forecast->scenario;
    const char *name = scenario->freezes[index].name;
    int64_t *work = add(filling, "p_work_in_freeze", name, METRIC_PROBABILITY, true);
    int64_t *members = add(filling, "members_with_work_in_freeze_mean", name, METRIC_COUNT, true);
    for (size_t trial = 0; trial < forecast->trials; trial++) {
        members[trial] = forecast->freeze_rows[trial * scenario->freeze_count + index];
        work[trial] = members[trial] > 0;
    }
}

/* Members by state at a run's end, its failures, its length. */
static void add_track(struct filling *filling, uint32_t track)
{
    static const struct {
        const char *metric;
        enum update_state state;
        bool less_is_better;
    } states[] = {{"members_completed_mean", STATE_COMPLETED, false},
                  {"members_skipped_mean", STATE_SKIPPED, true},
                  {"members_failed_mean", STATE_FAILED, true},
                  {"members_pending_mean", STATE_PENDING, true},
                  {"members_not_started_mean", STATE_NOT_STARTED, true}};
    enum { STATES = sizeof states / sizeof *states };
    const struct forecast *forecast = filling->forecast;
    const struct track *of = &forecast->scenario->tracks[track];
    int64_t *duration = add(filling, "duration", of->name, METRIC_LENGTH, true);
    for (uint32_t trial = 0; trial < forecast->trials; trial++)
        duration[trial] = INSTANT_NEVER; /* of trials in which the run does not exist */
    int64_t *members[STATES];
    for (int i = 0; i < STATES; i++)
        members[i] =
            add(filling, states[i].metric, of->name, METRIC_COUNT, states[i].less_is_better);
    int64_t *failures = add(filling, "failure_count_mean", of->name, METRIC_COUNT, true);
    for (uint32_t i = 0; i < forecast->trial_row_count; i++) {
        const struct trial_outcome *row = &forecast->trial_rows[i];
        if (row->run != of->run_first)
            continue;
        bool finite = row->finish_s < INSTANT_NEVER;
        duration[row->trial] = finite ? row->finish_s - row->start_s : INSTANT_NEVER;
        for (int k = 0; k < STATES; k++)
            members[k][row->trial] = row->members[states[k].state];
        failures[row->trial] = row->failures;
    }
}

void series_of_forecast(struct arena *arena, const struct forecast *forecast,
                        struct series_set *set)
{
    const struct scenario *scenario = forecast->scenario;
    struct filling filling = {.arena = arena, .forecast = forecast};
    size_t room = SERIES_OF_ALL + scenario->deadline_count + 2 * (size_t)scenario->freeze_count +
                  SERIES_OF_TRACK * (size_t)scenario->track_count;
    filling.list = arena_array(arena, struct series, room);
    add_all(&filling);
    for (uint32_t i = 0; i < scenario->deadline_count; i++)
        if (forecast->deadlines[i].simulated)
            add_deadline(&filling, i);
    for (uint32_t i = 0; i < scenario->freeze_count; i++)
        if (forecast->freezes[i].simulated)
            add_freeze(&filling, i);
    for (uint32_t i = 0; i < scenario->track_count; i++)
        if (scenario->tracks[i].profile == NONE)
            add_track(&filling, i);
    *set = (struct series_set){.scenario = scenario,
                               .trials = forecast->trials,
                               .list = filling.list,
                               .count = filling.count,
                               .ending = forecast->ending_all};
}

const struct series *series_find(const struct series_set *set, const struct series *like)
{
    for (uint32_t i = 0; i < set->count; i++)
        if (strcmp(set->list[i].metric, like->metric) == 0 &&
            strcmp(set->list[i].subject, like->subject) == 0)
            return &set->list[i];
    return NULL;
}
