#include "tests/lib/sample_forecast.h"

#include "models/version.h"
#include "tests/lib/sample_parts.h"

static struct latest_start latest_starts[3];
static struct lever_chance lever_chances[3];
static struct lever_outcome lever_outcomes[2];
static struct skip_step skip_steps[2];
static struct skip_set skip_sets[3];
static const struct sensitivity_row sensitive[] = {
    {.kind = SENSITIVITY_SHARED_FACTOR,
     .input = SAMPLE_FORMULA,
     .correlation = {0.5, 0.25, 0.75},
     .lowest_trials = 1,
     .highest_trials = 1,
     .lowest_p80 = {SAMPLE_START_S + 3 * DAY_S, INT64_MIN, INSTANT_NEVER},
     .highest_p80 = {SAMPLE_START_S + 5 * DAY_S, SAMPLE_START_S + 4 * DAY_S, INSTANT_NEVER},
     .swing = {true, 2 * DAY_S, INT64_MIN, INSTANT_NEVER}},
    {.kind = SENSITIVITY_RISK,
     .input = SAMPLE_MARKUP,
     .yes_no = true,
     .correlation = {-0.375, -0.5, -0.25},
     .lowest_trials = 8,
     .highest_trials = 2,
     .lowest_p80 = {SAMPLE_START_S + 5 * DAY_S, INT64_MIN, INSTANT_NEVER},
     .highest_p80 = {INSTANT_NEVER, INT64_MIN, INSTANT_NEVER}},
    {.kind = SENSITIVITY_DURATION,
     .input = SAMPLE_GNUPLOT,
     .correlation = {0.125, -0.125, 0.375},
     .lowest_trials = 1,
     .highest_trials = 1,
     .lowest_p80 = {SAMPLE_START_S + 5 * DAY_S, SAMPLE_START_S, SAMPLE_START_S + 6 * DAY_S},
     .highest_p80 = {SAMPLE_START_S + 4 * DAY_S, SAMPLE_START_S, SAMPLE_START_S + 6 * DAY_S},
     .swing = {true, -DAY_S, -4 * DAY_S, 4 * DAY_S}},
};
static const struct sensitivity sensitivity = {sensitive, 3, TRIALS};
static struct robustness_chance chances[3];
static struct robustness_row robustness_rows[2];
static const struct robustness_span spans[3] = {{0, 1}, {0.25, 0.5}, {1, 0}};
static struct robustness robustness;

/* A lever that was simulated, and one that was not. */
static void fill_levers(void)
{
    const struct quantile with = {SAMPLE_START_S + HOUR_S, SAMPLE_START_S, INSTANT_NEVER};
    const struct lever_finish finish = {with, true, -7200, true, false, -9000, 0};
    for (int i = 0; i < 2; i++)
        lever_chances[i] = (struct lever_chance){proportion_of(8, TRIALS), 0.1, -0.1, 0.3};
    lever_outcomes[0] = (struct lever_outcome){.lever = {LEVER_REMOVED, LEVER_FAILURES},
                                               .subject = SAMPLE_FORMULA,
                                               .trials = TRIALS,
                                               .p50 = finish,
                                               .p80 = {.with = with},
                                               .chances = lever_chances,
                                               .gains = true};
    lever_outcomes[1] = (struct lever_outcome){.lever = {LEVER_EASED, LEVER_WINDOWS},
                                               .subject = "",
                                               .not_run = "removed altogether it gains nothing"};
    for (int i = 0; i < 2; i++)
        lever_outcomes[i].words = lever_words(&lever_outcomes[i].lever);
}

static void fill_latest_starts(void)
{
    latest_starts[0] = (struct latest_start){LATEST_START_FOUND, 0.9, SAMPLE_START_S + DAY_S,
                                             proportion_of(9, TRIALS), proportion_of(8, TRIALS)};
    latest_starts[1] = (struct latest_start){.answer = LATEST_START_NONE, .required = 0.95};
    latest_starts[2] = (struct latest_start){.answer = LATEST_START_NOT_SIMULATED, .required = 0.9};
}

static struct skip_set some_skips(const struct forecast *forecast, uint32_t deadline,
                                  enum skip_answer answer)
{
    return (struct skip_set){
        .deadline = deadline,
        .required_p = 0.9,
        .answer = answer,
        .searched = true,
        .met = forecast->deadlines[deadline].met,
        .p80 = {INSTANT_NEVER, INSTANT_NEVER, INSTANT_NEVER},
    };
}

/* The first deadline is reached without the last two members, of one run each. */
static void fill_skips(const struct forecast *forecast)
{
    for (uint32_t i = 0; i < 3; i++)
        skip_sets[i] = some_skips(forecast, i,
                                  i == 0   ? SKIPS_REACH
                                  : i == 1 ? SKIPS_FALL_SHORT
                                           : SKIPS_UNKNOWN);
    for (uint32_t i = 0; i < 2; i++)
        skip_steps[i] =
            (struct skip_step){.skip = {i, i + 1},
                               .trials = TRIALS,
                               .met = proportion_of(8 + i, TRIALS),
                               .gain = {0.1, -0.1, 0.3},
                               .p80 = {SAMPLE_START_S + (5 - i) * DAY_S, INT64_MIN, INSTANT_NEVER},
                               .p80_gain_s = i == 0 ? INSTANT_NEVER : DAY_S,
                               .kubernetes_version = version_make(1, 34, 6),
                               .supported_until_s = SAMPLE_START_S + 90 * DAY_S};
    skip_sets[0].steps = skip_steps;
    skip_sets[0].step_count = 2;
}

static struct robustness_side some_side(int64_t p80_s, int64_t change_s)
{
    return (struct robustness_side){.simulated = true,
                                    .p80 = {p80_s, INT64_MIN, INSTANT_NEVER},
                                    .change_known = p80_s < INSTANT_NEVER,
                                    .change_s = change_s,
                                    .low_s = change_s - HOUR_S,
                                    .high_s = INSTANT_NEVER,
                                    .chances = chances,
                                    .risk = RISK_MODERATE};
}

static void fill_robustness(const struct scenario *scenario)
{
    for (int i = 0; i < 2; i++)
        chances[i] = (struct robustness_chance){proportion_of(5, TRIALS), {-0.25, -0.5, 0}};
    robustness_rows[0] = (struct robustness_row){&scenario->assumptions[0],
                                                 some_side(SAMPLE_START_S + 2 * DAY_S, -DAY_S),
                                                 {.simulated = false}};
    robustness_rows[1] = (struct robustness_row){
        NULL, some_side(SAMPLE_START_S + 2 * DAY_S, -DAY_S), some_side(INSTANT_NEVER, 0)};
    robustness = (struct robustness){.trials = TRIALS,
                                     .rows = robustness_rows,
                                     .count = 2,
                                     .base = some_side(SAMPLE_START_S + 3 * DAY_S, 0),
                                     .earliest_s = SAMPLE_START_S + 2 * DAY_S,
                                     .latest_s = INSTANT_NEVER,
                                     .chance_count = 3,
                                     .chances = spans,
                                     .moves_rating = true};
}

void sample_advice(struct forecast *forecast)
{
    fill_levers();
    fill_latest_starts();
    fill_skips(forecast);
    fill_robustness(forecast->scenario);
    forecast->levers = lever_outcomes;
    forecast->lever_count = 2;
    forecast->latest_starts = latest_starts;
    forecast->skips = skip_sets;
    forecast->sensitivity = &sensitivity;
    forecast->robustness = &robustness;
}
