/* What is fitted is a document that loads, alone and on a base scenario, whatever regions and
 * members are called; and it says what was fitted. */
#include "models/normal.h"
#include "models/random.h"
#include "reports/fit_models.h"
#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RUNS = 8, REGIONS = 3, MEMBERS = 4, UPGRADES = RUNS * REGIONS * MEMBERS };

static struct arena arena;

static void init(void)
{
    arena_init(&arena, abort);
}

static void clear(void)
{
    arena_clear(&arena);
}

TestSuite(fit_models, .init = init, .fini = clear);

/* A pointer's own characters, a name that another model has, and markup. */
static const char *const regions[REGIONS] = {"a/b~c", "large", "\"<r>\""};
static const char *const codes[] = {"Drain\"Failure"};

/* Runs alternate between two types; their shocks are large, the third region is slow. */
static struct records make_records(struct upgrade_record *list)
{
    for (uint32_t i = 0; i < UPGRADES; i++) {
        uint32_t run = i / (REGIONS * MEMBERS), region = i / MEMBERS % REGIONS;
        double z = normal_quantile((i % MEMBERS + 0.5) / MEMBERS);
        double shock = normal_quantile((run + 0.5) / RUNS);
        double minutes = (run % 2 ? 15 : 40) * exp(0.4 * shock + 0.2 * z) * (region == 2 ? 2 : 1);
        list[i] =
            (struct upgrade_record){.member = i % (REGIONS * MEMBERS),
                                    .run = run,
                                    .region = region,
                                    .code = i == 5 ? 0 : NONE,
                                    .nodes = i % MEMBERS < 2 ? 3 : 30,
                                    .type = run % 2 ? UPGRADE_NODE_IMAGE_ONLY : UPGRADE_FULL,
                                    .outcome = i == 5 ? RECORD_FAILED : RECORD_COMPLETED,
                                    .begun_s = 1760000000 + 86400 * run,
                                    .ended_s = 1760000000 + 86400 * run + (int64_t)(60 * minutes)};
    }
    return (struct records){.upgrades = list,
                            .upgrade_count = UPGRADES,
                            .runs = {NULL, RUNS},
                            .regions = {regions, REGIONS},
                            .codes = {codes, 1},
                            .until_s = 1760000000 + 86400 * RUNS};
}

static char *print_models(const struct fit *fit, const struct fit_base *base)
{
    static char text[40000];
    FILE *out = fmemopen(text, sizeof text, "w");
    fit_models(out, fit, base);
    fclose(out);
    return text;
}

#define RUN(type, version)                                                                         \
    "\"updateRuns\": [{\"name\": \"r\", \"managedClusterUpdate\": {\"upgrade\": {\"type\": "       \
    "\"" type "\"" version "}}}]"
#define START "\"start\": \"2026-11-16T08:00:00Z\", "

static const struct duration_model *model_named(const struct scenario *scenario, const char *name)
{
    for (uint32_t i = 0; i < scenario->duration_count; i++)
        if (strcmp(scenario->durations[i].name, name) == 0)
            return &scenario->durations[i];
    return NULL;
}

Test(fit_models, load_pasted_and_say_what_was_fitted)
{
    static struct upgrade_record list[UPGRADES];
    struct records records = make_records(list);
    struct fit fit;
    struct loading loading;
    fit_records(&arena, &records, &fit);
    char *models = print_models(&fit, NULL);
    loading_right(&loading, arena_printf(&arena,
                                         "{" START "\"fleet\": {\"members\": [{\"name\": \"m\", "
                                         "\"durationModel\": \"a/b~c-small\"}]}, " RUN(
                                             "NodeImageOnly", "") ", %s",
                                         strchr(models, '{') + 1));
    const struct duration_model *fleet = model_named(&loading.scenario, "default");
    const struct duration_model *slow = model_named(&loading.scenario, "\"<r>\"");
    cr_assert(fleet && slow && model_named(&loading.scenario, "a/b~c-large"));
    cr_expect_null(model_named(&loading.scenario, "large-large"));
    struct distribution full = fit_minutes(&fit, UPGRADE_FULL, NONE, NODE_SIZE_COUNT);
    cr_expect_float_eq(distribution_quantile(&fleet->member[UPGRADE_FULL], 0.9),
                       distribution_quantile(&full, 0.9), 1e-3);
    cr_expect_gt(distribution_quantile(&slow->member[UPGRADE_FULL], 0.5),
                 1.3 * distribution_quantile(&fleet->member[UPGRADE_FULL], 0.5));
    cr_expect_str_eq(loading.scenario.causes[0], codes[0]);
    loading_clear(&loading);
}

/* A history of one type says nothing about another, and the loader says so. */
Test(fit_models, of_one_type_are_refused_for_another)
{
    static struct upgrade_record list[UPGRADES];
    struct records records = make_records(list);
    struct fit fit;
    struct loading loading;
    for (size_t i = 0; i < UPGRADES; i++)
        list[i].type = UPGRADE_FULL;
    fit_records(&arena, &records, &fit);
    char *models = print_models(&fit, NULL);
    loading_text(&loading,
                 arena_printf(&arena,
                              "{" START "\"fleet\": {\"members\": [{\"name\": \"m\"}]}, " RUN(
                                  "NodeImageOnly", "") ", %s",
                              strchr(models, '{') + 1));
    cr_assert_not(loading.fine);
    for (size_t i = 0; i < loading.problems.count && i < PROBLEMS_MAX; i++)
        cr_expect_str_eq(loading.problems.list[i].code, "type-missing");
    loading_clear(&loading);
}

/* A base with a model of another form, which is replaced and not merged. */
Test(fit_models, load_on_a_base_and_give_its_members_their_classes)
{
    static struct upgrade_record list[UPGRADES];
    static const struct fit_member members[] = {
        {"m/1~", 0, NODES_SMALL}, {"m2", NONE, NODE_SIZE_COUNT}, {"m3", 1, NODES_LARGE}};
    struct records records = make_records(list);
    struct fit fit;
    struct loading loading;
    fit_records(&arena, &records, &fit);
    loading_write(
        "base.json",
        "{" START "\"fleet\": {\"members\": [{\"name\": \"m/1~\"}, {\"name\": \"m2\"}, "
        "{\"name\": \"m3\"}]}, " RUN(
            "Full", ", \"kubernetesVersion\": \"1.35.2\"") ", "
                                                           "\"models\": {\"duration\": "
                                                           "{\"default\": {\"nodeMinutes\": 5}}, "
                                                           "\"failure\": \"none\"}}");
    char *text = print_models(&fit, &(struct fit_base){"base.json", members, 3});
    loading_file(&loading, loading_write("fitted.json", text), NULL);
    cr_assert(loading.fine, "%s", loading.problems.count ? loading.problems.list[0].text : "");
    const struct member *of = loading.scenario.fleet.members;
    cr_expect_str_eq(loading.scenario.durations[of[0].duration_model].name, "a/b~c-small");
    cr_expect_str_eq(loading.scenario.durations[of[1].duration_model].name, "default");
    cr_expect_str_eq(loading.scenario.durations[of[2].duration_model].name, "large");
    cr_expect(model_named(&loading.scenario, "default")->in_one_piece);
    loading_clear(&loading);
}
