#include "sim/skip_sample.h"

#include <math.h>
#include <string.h>

/* A set that is worse than another one shows it after a few trials. */
enum { CHUNK_TRIALS = 64 };

static void choose_trials(struct arena *arena, const struct forecast *forecast,
                          struct skip_sample *sample)
{
    uint32_t deadlines = sample->scenario->deadline_count;
    bool all = forecast->trials <= SKIP_TRIALS_MAX ||
               sample->scenario->deadlines[sample->deadline].coverage > 0;
    sample->chosen = arena_array(arena, uint32_t, SKIP_TRIALS_MAX);
    sample->chosen_count = 0;
    for (uint32_t trial = 0; trial < forecast->trials; trial++) {
        bool met = forecast->deadline_rows[(size_t)trial * deadlines + sample->deadline];
        if (met && !all)
            continue;
        if (sample->chosen_count == SKIP_TRIALS_MAX) {
            sample->trials = trial;
            return;
        }
        sample->chosen[sample->chosen_count++] = trial;
    }
    sample->trials = forecast->trials;
}

void skip_sample_init(struct arena *arena, const struct scenario *scenario,
                      const struct experiment_options *options, const struct forecast *forecast,
                      uint32_t deadline, struct skip_sample *sample)
{
    *sample = (struct skip_sample){.scenario = scenario,
                                   .deadline = deadline,
                                   .options = {.jobs = options->jobs,
                                               .seed = options->seed,
                                               .series_only = true,
                                               .version = options->version,
                                               .interrupt = options->interrupt},
                                   .exhausted = arena->exhausted};
    choose_trials(arena, forecast, sample);
}

uint32_t skip_sample_need(const struct skip_sample *sample, double required_p)
{
    double hits = ceil(required_p * sample->trials - 1e-9);
    double others = sample->trials - sample->chosen_count;
    return hits > others ? (uint32_t)(hits - others) : 0;
}

/* False: interrupted, or the budget does not reach. */
static bool simulate(struct arena *arena, struct skip_sample *sample, const uint32_t *trials,
                     uint32_t trial_count, const struct scenario *changed, bool barriers,
                     struct forecast *forecast)
{
    struct experiment_options options = sample->options;
    if (sample->interrupted || sample->budget < trial_count) {
        sample->spent = true;
        return false;
    }
    sample->budget -= trial_count;
    options.trials = trial_count;
    options.chosen = trials;
    options.barriers = barriers;
    experiment_run(arena, changed, &options, forecast);
    sample->interrupted = forecast->interrupted;
    return !forecast->interrupted;
}

/* Returns how many are met. */
static uint32_t read_met(const struct skip_sample *sample, const struct forecast *forecast,
                         uint8_t *met)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < forecast->trials; i++) {
        uint8_t one =
            forecast
                ->deadline_rows[(size_t)i * sample->scenario->deadline_count + sample->deadline];
        count += one;
        if (met != NULL)
            met[i] = one;
    }
    return count;
}

uint32_t skip_sample_met(struct skip_sample *sample, const uint32_t *trials, uint32_t trial_count,
                         const struct skip *skips, uint32_t skip_count, uint32_t at_least,
                         uint8_t *met)
{
    struct arena own, chunk_arena;
    struct scenario changed;
    uint32_t count = 0, done = 0;
    arena_init(&own, sample->exhausted);
    skips_apply(&own, sample->scenario, skips, skip_count, &changed);
    while (done < trial_count && count + (trial_count - done) >= at_least) {
        struct forecast forecast;
        uint32_t left = trial_count - done;
        uint32_t chunk = at_least > 0 && left > CHUNK_TRIALS ? CHUNK_TRIALS : left;
        arena_init(&chunk_arena, sample->exhausted);
        bool fine =
            simulate(&chunk_arena, sample, trials + done, chunk, &changed, false, &forecast);
        if (fine)
            count += read_met(sample, &forecast, met != NULL ? met + done : NULL);
        arena_clear(&chunk_arena);
        if (!fine) {
            count = 0;
            break;
        }
        done += chunk;
    }
    arena_clear(&own);
    return count;
}

const int64_t *skip_sample_blame(struct arena *arena, struct skip_sample *sample,
                                 const uint32_t *trials, uint32_t trial_count,
                                 const struct skip *skips, uint32_t skip_count)
{
    struct scenario changed;
    struct forecast forecast;
    skips_apply(arena, sample->scenario, skips, skip_count, &changed);
    return simulate(arena, sample, trials, trial_count, &changed, true, &forecast)
               ? forecast.blame_s
               : NULL;
}
