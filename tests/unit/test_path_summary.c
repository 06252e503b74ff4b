/* What counted paths come to: means, shares, and those near P80 found again the slow way. */
#include "sim/experiment.h"
#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <stdlib.h>

enum { TRIALS = 400 };

static struct forecast forecast_of(struct loading *loading, const char *path)
{
    struct experiment_options options = {
        .jobs = 2, .trials = TRIALS, .seed = 1, .why = true, .version = "test"};
    struct forecast forecast;
    loading_file(loading, path, (const char *const[]){NULL});
    cr_assert(loading->fine);
    experiment_run(&loading->arena, &loading->scenario, &options, &forecast);
    return forecast;
}

static void expect_hours_add_up(const struct forecast *forecast, uint32_t row)
{
    const struct trial_outcome *trial = &forecast->trial_rows[row];
    int64_t sum_s = 0;
    for (uint32_t driver = 0; driver < DRIVER_COUNT; driver++)
        sum_s += forecast->trial_driver_s[row * DRIVER_COUNT + driver];
    cr_expect_eq(sum_s, trial->state == STATE_COMPLETED ? trial->finish_s - trial->start_s : 0);
}

/* Of a scenario with one run: trial rows by finish, of equals the first trial first. */
static const struct trial_outcome *rows;

static int by_finish(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    if (rows[left].finish_s != rows[right].finish_s)
        return rows[left].finish_s < rows[right].finish_s ? -1 : 1;
    return left < right ? -1 : left > right;
}

static double mean_s(const struct forecast *forecast, const uint32_t *order, uint32_t first,
                     uint32_t count, uint32_t driver)
{
    double sum_s = 0;
    for (uint32_t i = first; i < first + count; i++)
        sum_s += forecast->trial_driver_s[order[i] * DRIVER_COUNT + driver];
    return sum_s / count;
}

Test(path_summary, the_enterprise_has_five_drivers_and_they_add_up)
{
    struct loading loading;
    struct forecast forecast = forecast_of(&loading, "scenarios/enterprise/scenario.json");
    uint32_t order[TRIALS], completed = (uint32_t)forecast.tracks[0].ending.completed.hits;
    rows = forecast.trial_rows;
    for (uint32_t i = 0; i < TRIALS; i++) {
        expect_hours_add_up(&forecast, i);
        order[i] = i;
    }
    qsort(order, TRIALS, sizeof *order, by_finish);
    uint32_t near = (completed + 10) / 20, first = TRIALS * 4 / 5 - 1 - near / 2, large = 0;
    double share = 0;
    cr_assert_leq(first + near, completed);
    for (uint32_t driver = 0; driver < DRIVER_COUNT; driver++) {
        const struct driver_outcome *outcome = &forecast.drivers[driver];
        cr_expect_float_eq(outcome->mean_s, mean_s(&forecast, order, 0, completed, driver), 1e-6);
        cr_expect_float_eq(outcome->near_p80_s, mean_s(&forecast, order, first, near, driver),
                           1e-6);
        large += outcome->share > 0.01;
        share += outcome->share;
    }
    cr_expect_geq(large, 5, "%u drivers have more than 1 %%", large);
    cr_expect_float_eq(share, 1, 1e-12);
    loading_clear(&loading);
}

Test(path_summary, stages_share_the_path_and_their_last_groups_end_after_the_others)
{
    struct loading loading;
    struct forecast forecast = forecast_of(&loading, "scenarios/enterprise/scenario.json");
    double share = 0;
    for (uint32_t i = 0; i < forecast.stage_count; i++) {
        const struct stage_share *stage = &forecast.stage_shares[i];
        share += stage->path_share;
        cr_expect_geq(stage->merge_bias_s, 0);
        cr_expect_geq(stage->barrier_s, stage->merge_bias_s,
                      "the latest of the mean ends is not before their mean");
    }
    cr_expect_float_eq(share, 1, 1e-12);
    loading_clear(&loading);
}

Test(path_summary, critical_things_are_ranked_and_stand_in_their_tables)
{
    struct loading loading;
    struct forecast forecast = forecast_of(&loading, "scenarios/enterprise/scenario.json");
    uint32_t kinds = 0;
    for (uint32_t i = 0; i < forecast.criticality_count; i++) {
        const struct criticality *here = &forecast.criticality[i], *before = here - 1;
        bool same_kind = i > 0 && before->kind == here->kind;
        kinds += !same_kind;
        cr_expect_gt(here->p.hits, 0);
        cr_expect(!same_kind || before->p.hits >= here->p.hits);
        cr_expect(i == 0 || before->kind <= here->kind);
        if (here->kind == CRITICAL_GROUP) {
            cr_expect_eq(forecast.group_critical[here->index].hits, here->p.hits);
        }
    }
    cr_expect_eq(kinds, CRITICAL_KIND_COUNT - 1, "no stage is ever full");
    loading_clear(&loading);
}

Test(path_summary, nothing_is_known_where_nobody_asked)
{
    struct loading loading;
    struct experiment_options options = {.jobs = 1, .trials = 10, .seed = 1, .version = "test"};
    struct forecast forecast;
    loading_file(&loading, "scenarios/01-one-by-one/scenario.json", (const char *const[]){NULL});
    experiment_run(&loading.arena, &loading.scenario, &options, &forecast);
    cr_expect_null(forecast.drivers);
    cr_expect_null(forecast.trial_driver_s);
    cr_expect_null(forecast.group_critical);
    cr_expect_eq(forecast.criticality_count, 0);
    loading_clear(&loading);
}

/* Runs that profiles make have paths of their own, several a trial. */
Test(path_summary, runs_of_profiles_add_up_too)
{
    struct loading loading;
    struct forecast forecast = forecast_of(&loading, "scenarios/15-profile/scenario.json");
    uint32_t completed = 0;
    for (uint32_t i = 0; i < forecast.trial_row_count; i++) {
        expect_hours_add_up(&forecast, i);
        completed += forecast.trial_rows[i].state == STATE_COMPLETED;
    }
    cr_expect_gt(completed, TRIALS);
    loading_clear(&loading);
}
