#include "sim/summary.h"

#include "models/sort.h"
#include "sim/decision.h"
#include "sim/summary_parts.h"

#include <string.h>

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

static void fill_freezes(const struct summary *summary, struct forecast *forecast)
{
    const struct summary_options *options = summary->options;
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

void summary_conflicts(const struct summary *summary, struct forecast *forecast)
{
    fill_deadlines(summary, forecast);
    fill_freezes(summary, forecast);
    forecast->stops =
        decision_stops(summary->arena, summary->scenario, summary->rows, summary->trials);
    fill_overruns(summary, forecast);
}
