/* Fits whose answers are known: measured upgrades, hand-worked posteriors, shrinkage, what a family
 * is told apart by. */
#include "models/fit.h"
#include "models/instant.h"
#include "models/normal.h"
#include "models/random.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena;

static void init(void)
{
    arena_init(&arena, abort);
}

static void clear(void)
{
    arena_clear(&arena);
}

TestSuite(fit, .init = init, .fini = clear);

/* Seconds of 46 full upgrades of AKS clusters of one to two nodes, 2021 to 2023: the times between
 * the first and the last answer about the operation in the recordings of the tests of Azure's
 * command line (Azure/azure-cli-extensions, src/aks-preview/azext_aks_preview/tests/latest/
 * recordings: test_aks_snapshot, test_aks_snapshot_upgrade, test_aks_upgrade_nodepool,
 * test_aks_nodepool_snapshot), sorted. */
static const double measured_s[] = {
    554.9, 571.5, 573.5, 576.9, 583.8, 595.4,  600.6,  625.7,  644.4,  655.4, 689.1, 693.9,
    734.0, 744.7, 748.8, 751.5, 756.7, 763.5,  774.2,  790.1,  794.5,  796.8, 798.5, 807.4,
    808.0, 810.9, 814.2, 819.4, 821.9, 826.0,  827.8,  845.7,  852.8,  867.4, 887.4, 889.1,
    906.9, 916.7, 925.8, 973.8, 991.8, 1003.6, 1027.7, 1115.0, 1382.2, 1582.1};
enum { MEASURED = sizeof measured_s / sizeof *measured_s };

static struct upgrade_record upgrade(enum record_outcome outcome, double minutes)
{
    return (struct upgrade_record){.run = NONE,
                                   .region = NONE,
                                   .code = outcome == RECORD_FAILED ? 0 : NONE,
                                   .type = UPGRADE_FULL,
                                   .outcome = outcome,
                                   .begun_s = 1000000000,
                                   .ended_s = 1000000000 + (int64_t)round(minutes * 60)};
}

static const char *const codes[] = {"PodDrainFailure", "QuotaExceeded"};

static struct records records_of(const struct upgrade_record *list, size_t count)
{
    return (struct records){.upgrades = list, .upgrade_count = count, .until_s = 1000000000};
}

static double sample_quantile(double q)
{
    return measured_s[(size_t)ceil(q * MEASURED) - 1] / 60;
}

Test(fit, measured_upgrades_within_a_twentieth_at_p10_p50_and_p90)
{
    struct upgrade_record list[MEASURED];
    struct fit fit;
    for (size_t i = 0; i < MEASURED; i++)
        list[i] = upgrade(RECORD_COMPLETED, measured_s[i] / 60);
    struct records records = records_of(list, MEASURED);
    fit_records(&arena, &records, &fit);
    struct distribution fitted = fit_minutes(&fit, UPGRADE_FULL, NONE, NODE_SIZE_COUNT);
    static const double levels[] = {0.1, 0.5, 0.9};
    for (int i = 0; i < 3; i++) {
        double seen = sample_quantile(levels[i]), said = distribution_quantile(&fitted, levels[i]);
        cr_expect_lt(fabs(said / seen - 1), 0.05, "P%g: fitted %g, seen %g", 100 * levels[i], said,
                     seen);
    }
}

/* Of 10 attempts that ended, 2 failed by the first cause and none by the second; one still runs. */
Test(fit, failures_are_beta_posteriors)
{
    struct upgrade_record list[11];
    struct fit fit;
    for (int i = 0; i < 8; i++)
        list[i] = upgrade(RECORD_COMPLETED, 20 + i);
    list[8] = list[9] = upgrade(RECORD_FAILED, 10);
    list[10] = upgrade(RECORD_UNFINISHED, 5);
    struct records records = records_of(list, 11);
    records.codes = (struct name_list){codes, 2};
    fit_records(&arena, &records, &fit);
    cr_assert_eq(fit.cause_count, 2);
    cr_expect_float_eq(fit.causes[0].types[UPGRADE_FULL].a, 2.25, 1e-12);
    cr_expect_float_eq(fit.causes[0].types[UPGRADE_FULL].b, 8.5, 1e-12);
    cr_expect_float_eq(fit.causes[1].types[UPGRADE_FULL].a, 0.25, 1e-12);
    cr_expect_float_eq(fit.causes[1].types[UPGRADE_FULL].b, 10.5, 1e-12);
    cr_expect_eq(fit.causes[0].types[UPGRADE_NODE_IMAGE_ONLY].ended, 0);
    cr_expect_gt(fit.causes[0].at_fraction, 0.35);
    cr_expect_lt(fit.causes[0].at_fraction, 0.45);
    cr_expect_eq(fit.causes[1].at_fraction, 1);
}

Test(fit, a_history_without_failures_leaves_room_for_one)
{
    struct upgrade_record list[2] = {upgrade(RECORD_COMPLETED, 20), upgrade(RECORD_COMPLETED, 25)};
    struct records records = records_of(list, 2);
    struct fit fit;
    fit_records(&arena, &records, &fit);
    cr_assert_eq(fit.cause_count, 1);
    cr_expect_str_eq(fit.causes[0].code, "UpgradeFailed");
    cr_expect_float_eq(fit.causes[0].types[UPGRADE_FULL].a, 0.5, 1e-12);
    cr_expect_float_eq(fit.causes[0].types[UPGRADE_FULL].b, 2.5, 1e-12);
}

Test(fit, unfinished_upgrades_make_the_fitted_ones_longer)
{
    struct upgrade_record list[60];
    struct fit dropped, censored;
    for (int i = 0; i < 40; i++)
        list[i] = upgrade(RECORD_COMPLETED, 20 + i % 10);
    for (int i = 40; i < 60; i++)
        list[i] = upgrade(RECORD_UNFINISHED, 30);
    struct records records = records_of(list, 40);
    fit_records(&arena, &records, &dropped);
    records.upgrade_count = 60;
    fit_records(&arena, &records, &censored);
    cr_expect_gt(censored.durations[UPGRADE_FULL].own.location,
                 dropped.durations[UPGRADE_FULL].own.location + 0.1);
}

static const char *const regions[] = {"a", "b", "c", "d", "few"};

/* Four regions of 50 upgrades and a fifth with two, all of factor 1.5 or 1 / 1.5: the one with few
 * stays nearer to the fleet, with a wider interval. */
Test(fit, a_class_with_few_upgrades_stays_near_the_fleet)
{
    static struct upgrade_record list[202];
    static const double factors[] = {1.5, 1 / 1.5, 1.5, 1 / 1.5, 1.5};
    struct fit fit;
    for (uint32_t i = 0; i < 202; i++) {
        uint32_t region = i < 200 ? i / 50 : 4;
        double z = normal_quantile((i % 50 + 0.5) / 50);
        list[i] = upgrade(RECORD_COMPLETED, 60 * factors[region] * exp(0.3 * (i < 200 ? z : 0)));
        list[i].region = region;
    }
    struct records records = records_of(list, 202);
    records.regions = (struct name_list){regions, 5};
    fit_records(&arena, &records, &fit);
    const struct class_effect *of = fit.effects.types[UPGRADE_FULL].regions;
    cr_expect_eq(of[4].count, 2);
    cr_expect_float_eq(of[0].log_factor - of[1].log_factor, 2 * log(1.5), 0.02);
    cr_expect_lt(of[4].log_factor, of[0].log_factor - 0.03);
    cr_expect_gt(of[4].log_factor, 0.5 * of[0].log_factor);
    cr_expect_gt(of[4].variance, 5 * of[0].variance);
}

/* Exact quantiles of a family are best fitted by that family, and refused as another. */
static void expect_family(enum distribution_kind kind, double location, double shape,
                          enum distribution_kind wrong)
{
    enum { COUNT = 400 };
    static struct lifetime lengths[COUNT];
    struct lifetime_fit truth = {.kind = kind, .location = location, .shape = shape};
    struct distribution drawn = lifetime_distribution(&truth, 1);
    for (int i = 0; i < COUNT; i++)
        lengths[i] = (struct lifetime){distribution_quantile(&drawn, (i + 0.5) / COUNT), 1, false};
    struct lifetime_fit best = lifetime_fit_best(&arena, lengths, COUNT);
    cr_expect_eq(best.kind, kind, "%s", distribution_name(best.kind));
    cr_expect_float_eq(best.location, location, 0.01);
    cr_expect_float_eq(best.shape, shape, 0.05);
    cr_expect_gt(goodness_of(&arena, kind, lengths, COUNT).p, 0.5);
    cr_expect_lt(goodness_of(&arena, wrong, lengths, COUNT).p, 0.05);
}

Test(fit, families_are_told_apart)
{
    expect_family(DISTRIBUTION_LOGNORMAL, log(60), log(0.8), DISTRIBUTION_WEIBULL);
    expect_family(DISTRIBUTION_GAMMA, log(60), log(0.7), DISTRIBUTION_LOGNORMAL);
    expect_family(DISTRIBUTION_WEIBULL, log(60), log(4), DISTRIBUTION_LOGNORMAL);
}

Test(fit, lengths_that_are_all_the_same_have_hardly_a_spread)
{
    struct lifetime lengths[3] = {{20, 1, false}, {20, 1, false}, {20, 1, false}};
    struct lifetime_fit fit = lifetime_fit_best(&arena, lengths, 3);
    struct distribution fitted = lifetime_distribution(&fit, 1);
    cr_expect_float_eq(distribution_quantile(&fitted, 0.5), 20, 0.01);
    cr_expect_float_eq(distribution_quantile(&fitted, 0.99), 20, 1);
}

/* A tail that is nothing but P(T > length). */
Test(fit, censored_lengths_contribute_their_survival)
{
    struct lifetime cut = {90, 1, true};
    struct distribution gamma = {.kind = DISTRIBUTION_GAMMA, .a = 3, .b = 20};
    struct distribution weibull = {.kind = DISTRIBUTION_WEIBULL, .a = 2, .b = 80};
    struct distribution lognormal = {.kind = DISTRIBUTION_LOGNORMAL, .a = log(60), .b = 0.5};
    cr_expect_float_eq(lifetime_log_density(DISTRIBUTION_GAMMA, log(60), log(3), &cut),
                       log(1 - distribution_cdf(&gamma, 90)), 1e-9);
    cr_expect_float_eq(lifetime_log_density(DISTRIBUTION_WEIBULL, log(80), log(2), &cut),
                       log(1 - distribution_cdf(&weibull, 90)), 1e-9);
    cr_expect_float_eq(lifetime_log_density(DISTRIBUTION_LOGNORMAL, log(60), log(0.5), &cut),
                       log(1 - distribution_cdf(&lognormal, 90)), 1e-9);
}

Test(fit, approvals_wait_as_long_as_they_did)
{
    struct upgrade_record one = upgrade(RECORD_COMPLETED, 20);
    struct approval_record approvals[20];
    struct records records = records_of(&one, 1);
    struct fit fit;
    for (int i = 0; i < 20; i++)
        approvals[i] = (struct approval_record){
            i < 18, 0, (int64_t)(3600 * exp(log(4) + 0.6 * normal_quantile((i % 18 + 0.5) / 18)))};
    records.approvals = approvals;
    records.approval_count = 20;
    fit_records(&arena, &records, &fit);
    cr_expect_eq(fit.approval.approved, 18);
    cr_expect_eq(fit.approval.waiting, 2);
    struct distribution delay = lifetime_distribution(&fit.approval.delay, 1);
    cr_expect_float_eq(distribution_quantile(&delay, 0.5), 4, 0.3);
}
