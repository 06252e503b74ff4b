#include "sim/skips.h"

#include "models/paired.h"
#include "models/sort.h"
#include "models/verdict.h"
#include "sim/skip_search.h"

#include <math.h>
#include <string.h>

enum {
    CHECKS_MAX = 4,         /* sets that are held against all trials */
    STEP_TRIALS_MIN = 1000, /* of a step before the last, if the forecast has as many */
    STEP_FORECASTS = 1      /* times the forecast's trials for all of these together */
};

/* Trial by trial: what a step is held against the one before it with. */
struct outcome_rows {
    uint32_t trials;
    int64_t *met; /* 0 or 1 */
    int64_t *finish_s;
};

/* One deadline. */
struct work {
    struct arena *arena;
    const struct scenario *scenario;
    const struct experiment_options *options;
    const struct forecast *forecast;
    uint32_t deadline;
    double required_p;
    struct skip_sample sample;
    struct skip_search search;
    struct outcome_rows base, checked; /* without skips; with the set that was checked last */
    bool interrupted;
};

static struct outcome_rows rows_of(struct arena *arena, const struct forecast *forecast,
                                   uint32_t deadline)
{
    uint32_t n = forecast->trials, deadlines = forecast->scenario->deadline_count;
    struct outcome_rows rows = {n, arena_array(arena, int64_t, n), arena_array(arena, int64_t, n)};
    for (uint32_t trial = 0; trial < n; trial++)
        rows.met[trial] = forecast->deadline_rows[(size_t)trial * deadlines + deadline];
    memcpy(rows.finish_s, forecast->finish_rows, n * sizeof *rows.finish_s);
    return rows;
}

static struct proportion met_of(const struct outcome_rows *rows, uint32_t trials)
{
    uint64_t hits = 0;
    for (uint32_t trial = 0; trial < trials; trial++)
        hits += (uint64_t)rows->met[trial];
    return proportion_of(hits, trials);
}

static struct quantile p80_of(const struct arena *arena, const struct outcome_rows *rows,
                              uint32_t trials)
{
    struct arena own;
    arena_init(&own, arena->exhausted);
    int64_t *sorted = arena_array(&own, int64_t, trials);
    memcpy(sorted, rows->finish_s, trials * sizeof *sorted);
    sort_instants(sorted, trials, arena_array(&own, int64_t, trials));
    struct quantile p80 = quantile_of_sorted(sorted, trials, quantile_levels[Q80]);
    arena_clear(&own);
    return p80;
}

/* The first `trials` with these members skipped. */
static struct outcome_rows simulate(struct work *work, const struct skip *skips,
                                    uint32_t skip_count, uint32_t trials)
{
    struct arena own;
    struct scenario changed;
    struct forecast forecast;
    struct outcome_rows rows = {0};
    struct experiment_options options = work->sample.options;
    options.trials = trials;
    arena_init(&own, work->arena->exhausted);
    skips_apply(&own, work->scenario, skips, skip_count, &changed);
    experiment_run(&own, &changed, &options, &forecast);
    work->interrupted |= forecast.interrupted;
    if (!forecast.interrupted)
        rows = rows_of(work->arena, &forecast, work->deadline);
    arena_clear(&own);
    return rows;
}

/* ---- Whether the deadline can be helped. */

/* The run, and those that it follows. */
static bool *find_concerned(struct arena *arena, const struct scenario *scenario,
                            const struct deadline *deadline)
{
    bool *concerned = arena_array(arena, bool, scenario->written_run_count);
    for (uint32_t run = 0; run < scenario->written_run_count; run++)
        concerned[run] = deadline->track == NONE;
    uint32_t at = deadline->track;
    while (at < scenario->written_run_count && !concerned[at]) {
        concerned[at] = true;
        at = scenario->runs[at].start == RUN_START_AFTER ? scenario->runs[at].after : NONE;
    }
    return concerned;
}

static enum skip_answer answer_at_once(const struct work *work)
{
    const struct scenario *scenario = work->scenario;
    const struct deadline *deadline = &scenario->deadlines[work->deadline];
    const struct deadline_outcome *outcome = &work->forecast->deadlines[work->deadline];
    uint32_t written = scenario->written_run_count;
    if (!outcome->simulated || written == 0 ||
        (deadline->track != NONE && deadline->track >= written))
        return SKIPS_UNKNOWN;
    return outcome->met.value >= work->required_p ? SKIPS_NOT_NEEDED : SKIPS_FALL_SHORT;
}

/* ---- The set. */

/* Finds a set that reaches what is required in all trials, not only in those that were looked at:
 * where it falls short in these it is asked for more. */
static enum skip_answer find_set(struct work *work)
{
    struct skip_sample *sample = &work->sample;
    uint32_t need = skip_sample_need(sample, work->required_p);
    for (int check = 0; check < CHECKS_MAX && need <= sample->chosen_count; check++) {
        skip_search_find(&work->search, need);
        if (sample->interrupted || work->search.count == 0)
            break;
        work->checked =
            simulate(work, work->search.skips, work->search.count, work->forecast->trials);
        if (work->interrupted)
            break;
        double p = met_of(&work->checked, work->checked.trials).value;
        if (p >= work->required_p)
            return SKIPS_REACH;
        if (work->search.met < need)
            break;
        need += (uint32_t)ceil((work->required_p - p) * sample->trials) + 1;
    }
    return SKIPS_FALL_SHORT;
}

static void order_set(struct work *work)
{
    struct skip_sample *sample = &work->sample;
    sample->budget = (uint64_t)work->search.count * sample->chosen_count;
    skip_search_order(&work->search);
}

/* ---- Its steps. */

static void fill_step(const struct work *work, const struct outcome_rows *before,
                      const struct outcome_rows *after, struct skip_step *step)
{
    uint32_t both = before->trials < after->trials ? before->trials : after->trials;
    int64_t before_s = p80_of(work->arena, before, both).value_s;
    int64_t after_s = p80_of(work->arena, after, both).value_s;
    const struct member *member = &work->scenario->fleet.members[step->skip.member];
    bool finite = before_s < INSTANT_NEVER && after_s < INSTANT_NEVER;
    step->trials = after->trials;
    step->met = met_of(after, after->trials);
    step->gain = paired_mean(before->met, after->met, both);
    step->p80 = p80_of(work->arena, after, after->trials);
    step->p80_gain_s = finite ? before_s - after_s : INSTANT_NEVER;
    step->kubernetes_version = member->kubernetes_version;
    step->supported_until_s = support_end(&work->scenario->support, member->kubernetes_version,
                                          member->long_term_support);
}

static uint32_t step_trials(const struct work *work)
{
    uint32_t trials = work->forecast->trials;
    uint64_t each = (uint64_t)STEP_FORECASTS * trials / work->search.count;
    each = each > STEP_TRIALS_MIN ? each : STEP_TRIALS_MIN;
    return each < trials ? (uint32_t)each : trials;
}

static void fill_steps(struct work *work, struct skip_set *set)
{
    uint32_t count = work->search.count;
    struct skip_step *steps = arena_array(work->arena, struct skip_step, count);
    struct outcome_rows before = work->base;
    for (uint32_t i = 0; i < count && !work->interrupted; i++) {
        struct outcome_rows after =
            i + 1 < count ? simulate(work, work->search.skips, i + 1, step_trials(work))
                          : work->checked;
        steps[i].skip = work->search.skips[i];
        if (!work->interrupted)
            fill_step(work, &before, &after, &steps[i]);
        before = after;
    }
    set->steps = steps;
    set->step_count = count;
}

/* A set that does no better than nothing in all trials is none. */
static bool is_of_use(const struct work *work)
{
    return work->search.count > 0 && !work->interrupted && !work->sample.interrupted &&
           met_of(&work->checked, work->checked.trials).hits >
               met_of(&work->base, work->base.trials).hits;
}

/* Takes what it simulates from *budget, of which it may use `share`. */
static void look_for_set(struct work *work, uint64_t share, uint64_t *budget, struct skip_set *set)
{
    const struct deadline *deadline = &work->scenario->deadlines[work->deadline];
    skip_sample_init(work->arena, work->scenario, work->options, work->forecast, work->deadline,
                     &work->sample);
    work->sample.budget = share;
    work->search.sample = &work->sample;
    work->search.concerned = find_concerned(work->arena, work->scenario, deadline);
    work->base = rows_of(work->arena, work->forecast, work->deadline);
    set->answer = find_set(work);
    set->searched = !work->sample.spent;
    *budget -= share - work->sample.budget;
    if (is_of_use(work)) {
        order_set(work);
        fill_steps(work, set);
    }
    work->interrupted |= work->sample.interrupted;
}

static uint64_t search_budget(const struct scenario *scenario, uint32_t trials)
{
    uint64_t slots = 1;
    for (uint32_t run = 0; run < scenario->written_run_count; run++)
        slots += scenario->tracks[run].plan->member_count;
    uint64_t forecasts = (uint64_t)SKIP_SEARCH_FORECASTS * trials;
    uint64_t upgrades = SKIP_SEARCH_UPGRADES / slots;
    return forecasts > upgrades ? forecasts : upgrades;
}

bool skips_find(struct arena *arena, const struct scenario *scenario,
                const struct experiment_options *options, struct forecast *forecast)
{
    struct skip_set *sets = arena_array(arena, struct skip_set, scenario->deadline_count);
    uint64_t budget = search_budget(scenario, forecast->trials);
    for (uint32_t i = 0; i < scenario->deadline_count; i++) {
        struct work work = {.arena = arena,
                            .scenario = scenario,
                            .options = options,
                            .forecast = forecast,
                            .deadline = i,
                            .required_p = verdict_required_chance(scenario, i)};
        sets[i] = (struct skip_set){.deadline = i,
                                    .required_p = work.required_p,
                                    .answer = answer_at_once(&work),
                                    .searched = true,
                                    .met = forecast->deadlines[i].met,
                                    .p80 = forecast->finish_all[Q80]};
        if (sets[i].answer == SKIPS_FALL_SHORT)
            look_for_set(&work, budget / (scenario->deadline_count - i), &budget, &sets[i]);
        if (work.interrupted)
            return false;
    }
    forecast->skips = sets;
    return true;
}
