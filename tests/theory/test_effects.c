/* What upgrades share is recovered: of 200 simulated histories of 24 runs through 6 regions, the
 * 95 % intervals hold the true shocks, level and trend in 92 to 98 %. */
#include "models/fit.h"
#include "models/instant.h"
#include "models/normal.h"
#include "models/random.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HISTORIES = 200, RUNS = 24, REGIONS = 6, MEMBERS = 5, UPGRADES = RUNS * REGIONS * MEMBERS };

static struct arena arena;

static void init(void)
{
    arena_init(&arena, abort);
}

static void clear(void)
{
    arena_clear(&arena);
}

TestSuite(effects_theory, .init = init, .fini = clear);

struct truth {
    double level, own_sd, run_sd, region_sd, trend;
    double censored; /* the share of upgrades that is looked at half way */
};

static double normal_at(uint32_t history, uint32_t number)
{
    struct random_address at = {
        .entity = 5, .trial = history, .attempt = number, .purpose = PURPOSE_TEST};
    return normal_quantile(random_uniforms(3, at).u[0]);
}

static const char *const names[] = {"r0", "r1", "r2", "r3", "r4", "r5"};

static struct records simulate(const struct truth *truth, uint32_t history,
                               struct upgrade_record *list)
{
    int64_t until_s = 0;
    uint32_t n = 0;
    for (uint32_t i = 0; i < UPGRADES; i++) {
        uint32_t run = i / (REGIONS * MEMBERS), region = i / MEMBERS % REGIONS;
        int64_t begun_s = 1700000000 + (int64_t)run * 2 * WEEK_S;
        double years = ((double)run - (RUNS - 1)) * 2 * (double)WEEK_S / YEAR_S;
        double log_minutes = truth->level + truth->trend * years +
                             truth->run_sd * normal_at(history, run) +
                             truth->region_sd * normal_at(history, 1000 + run * REGIONS + region) +
                             truth->own_sd * normal_at(history, 10000 + i);
        struct random_address at = {
            .entity = 6, .trial = history, .attempt = i, .purpose = PURPOSE_TEST};
        struct uniforms look = random_uniforms(3, at);
        bool cut = look.u[0] < truth->censored;
        int64_t length_s =
            (int64_t)round(exp(log_minutes) * (double)MINUTE_S * (cut ? look.u[1] : 1));
        list[n++] = (struct upgrade_record){.run = run,
                                            .region = region,
                                            .code = NONE,
                                            .type = UPGRADE_FULL,
                                            .outcome = cut ? RECORD_UNFINISHED : RECORD_COMPLETED,
                                            .begun_s = begun_s,
                                            .ended_s = begun_s + length_s};
        until_s = begun_s > until_s ? begun_s : until_s;
    }
    return (struct records){.upgrades = list,
                            .upgrade_count = UPGRADES,
                            .runs = {NULL, RUNS},
                            .regions = {names, REGIONS},
                            .until_s = until_s};
}

struct held {
    int level, own, run, region, trend, trends;
    double run_mean, region_mean, own_mean;
};

static struct held recover(const struct truth *truth)
{
    static struct upgrade_record list[UPGRADES];
    struct held held = {0};
    for (uint32_t history = 0; history < HISTORIES; history++) {
        struct records records = simulate(truth, history, list);
        struct effects effects;
        effects_fit(&arena, &records, &effects);
        const struct type_effects *full = &effects.types[UPGRADE_FULL];
        held.level += fabs(full->level - truth->level) <= 1.96 * sqrt(full->level_variance);
        held.run += effects.run.low <= truth->run_sd && truth->run_sd <= effects.run.high;
        held.region +=
            effects.region.low <= truth->region_sd && truth->region_sd <= effects.region.high;
        held.trends += effects.has_trend;
        held.trend += fabs(effects.trend - truth->trend) <= 1.96 * sqrt(effects.trend_variance);
        held.run_mean += effects.run.sd / HISTORIES;
        held.region_mean += effects.region.sd / HISTORIES;
        held.own_mean += full->own_sd / HISTORIES;
        arena_clear(&arena);
    }
    fprintf(stderr,
            "level %d, run %d, region %d, trend %d (%d found); means: run %.4f, region %.4f, own "
            "%.4f\n",
            held.level, held.run, held.region, held.trend, held.trends, held.run_mean,
            held.region_mean, held.own_mean);
    return held;
}

static void expect_coverage(int held)
{
    cr_expect_geq(held, (int)ceil(0.92 * HISTORIES), "%d of %d", held, HISTORIES);
    cr_expect_leq(held, (int)(0.98 * HISTORIES), "%d of %d", held, HISTORIES);
}

Test(effects_theory, shocks_level_and_trend_are_recovered)
{
    struct truth truth = {
        .level = log(60), .own_sd = 0.3, .run_sd = 0.25, .region_sd = 0.2, .trend = 0.6};
    struct held held = recover(&truth);
    expect_coverage(held.level);
    expect_coverage(held.run);
    expect_coverage(held.region);
}

Test(effects_theory, the_unfinished_do_not_bend_them)
{
    struct truth truth = {
        .level = log(60), .own_sd = 0.3, .run_sd = 0.25, .region_sd = 0.2, .censored = 0.1};
    struct held held = recover(&truth);
    expect_coverage(held.level);
    expect_coverage(held.run);
    expect_coverage(held.region);
}
