#include "sim/latest_start.h"

#include "models/instant.h"
#include "models/start_shift.h"
#include "models/verdict.h"

enum {
    FIRST_TRIALS = 16, /* of a day; four times as many while it may be good enough */
    SCAN_TRIALS_MAX = 256,
    DAY_LATER_TRIALS_MAX = 1024,
    CONFIRMED_MAX = 3 /* days that all trials find not good enough; then a day has to be better */
};

#define BETTER 0.01

/* One deadline's search. */
struct search {
    const struct scenario *scenario;
    const struct forecast *forecast; /* of the plan as it is */
    struct experiment_options options;
    void (*exhausted)(void);
    uint32_t deadline, trials;
    double required;
    const bool *moves;
    int64_t first_s; /* of the moved runs, as planned */
    bool interrupted;
};

/* P(deadline) when the runs begin so many days later. What comes after the deadline is left out. */
static struct proportion simulate(struct search *search, int64_t days, uint32_t trials)
{
    struct arena own;
    struct scenario changed;
    struct forecast forecast;
    arena_init(&own, search->exhausted);
    start_shift(&own, search->scenario, search->moves, days * DAY_S, &changed);
    changed.horizon_s = search->scenario->deadlines[search->deadline].at_s;
    search->options.trials = trials;
    experiment_run(&own, &changed, &search->options, &forecast);
    struct proportion met = {0};
    if (forecast.interrupted)
        search->interrupted = true;
    else
        met = forecast.deadlines[search->deadline].met;
    arena_clear(&own);
    return met;
}

/* With more and more trials, until the day is too late for certain. */
static struct proportion scan(struct search *search, int64_t days)
{
    struct proportion met = {.high = 1};
    uint32_t trials = FIRST_TRIALS;
    while (!search->interrupted && met.n < search->trials && met.n < SCAN_TRIALS_MAX &&
           met.high >= search->required) {
        met = simulate(search, days, trials < search->trials ? trials : search->trials);
        trials *= 4;
    }
    return met;
}

static void answer(struct search *search, int64_t days, int64_t days_max, struct proportion met,
                   struct latest_start *start)
{
    start->at_s = search->first_s + days * DAY_S;
    start->answer =
        start->at_s < search->scenario->start_s ? LATEST_START_FOUND_BEFORE : LATEST_START_FOUND;
    start->met = met;
    if (days < days_max)
        start->day_later =
            simulate(search, days + 1,
                     search->trials < DAY_LATER_TRIALS_MAX ? search->trials : DAY_LATER_TRIALS_MAX);
}

/* By how much the few trials of a day are luckier than all: in the plan as it is. The same trials
 * are as lucky on other days, more or less. */
static double excess_as_planned(const struct search *search)
{
    uint32_t few = search->trials < SCAN_TRIALS_MAX ? search->trials : SCAN_TRIALS_MAX, met = 0;
    for (size_t trial = 0; trial < few; trial++)
        met += search->forecast
                   ->deadline_rows[trial * search->scenario->deadline_count + search->deadline];
    return (double)met / few - search->forecast->deadlines[search->deadline].met.value;
}

/* From the deadline back. What a few trials find good enough, all of them confirm; if they do not,
 * that day says how lucky the few are. */
static void look_back(struct search *search, struct latest_start *start)
{
    int64_t until_s = search->scenario->deadlines[search->deadline].at_s;
    int64_t days_max = (until_s - search->first_s - 1) / DAY_S;
    double excess = excess_as_planned(search), wanted = search->required;
    uint32_t confirmed = 0;
    start->answer = LATEST_START_NONE;
    for (int64_t days = days_max; days >= -LATEST_START_DAYS_BACK; days--) {
        struct proportion few = scan(search, days);
        if (search->interrupted)
            return;
        if (few.high < search->required || few.value - excess < wanted)
            continue;
        struct proportion all =
            few.n == search->trials ? few : simulate(search, days, search->trials);
        if (all.value >= search->required) {
            answer(search, days, days_max, all, start);
            return;
        }
        excess = few.value - all.value;
        wanted += ++confirmed >= CONFIRMED_MAX ? BETTER : 0;
    }
}

static void find(struct search *search, bool *moves, struct latest_start *start)
{
    const struct deadline *deadline = &search->scenario->deadlines[search->deadline];
    search->required = start->required =
        verdict_required_chance(search->scenario, search->deadline);
    search->moves = moves;
    if (deadline->at_s > search->scenario->horizon_s) {
        start->answer = LATEST_START_NOT_SIMULATED;
    } else if (!start_shift_runs(search->scenario, deadline->track, moves)) {
        start->answer = LATEST_START_NO_DATE;
    } else {
        search->first_s = start_shift_first(search->scenario, moves);
        look_back(search, start);
    }
}

bool latest_start_find(struct arena *arena, const struct scenario *scenario,
                       const struct experiment_options *options, struct forecast *forecast)
{
    struct latest_start *starts = arena_array(arena, struct latest_start, scenario->deadline_count);
    bool *moves = arena_array(arena, bool, scenario->run_count);
    struct search search = {.scenario = scenario,
                            .forecast = forecast,
                            .options = {.jobs = options->jobs,
                                        .seed = options->seed,
                                        .series_only = true,
                                        .version = options->version,
                                        .interrupt = options->interrupt},
                            .exhausted = arena->exhausted,
                            .trials = forecast->trials};
    for (uint32_t i = 0; i < scenario->deadline_count && !search.interrupted; i++) {
        search.deadline = i;
        find(&search, moves, &starts[i]);
    }
    if (search.interrupted)
        return false;
    forecast->latest_starts = starts;
    return true;
}
