#include "reports/renderer.h"
#include "tests/lib/sample_forecast.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static char *written;
static cJSON *summary;

static void setup(void)
{
    size_t size;
    FILE *out = open_memstream(&written, &size);
    summary_json(out, &(struct rendering){.forecast = sample_forecast()});
    fclose(out);
    summary = cJSON_Parse(written);
    cr_assert_not_null(summary);
}

static void teardown(void)
{
    cJSON_Delete(summary);
    free(written);
}

TestSuite(summary_json, .init = setup, .fini = teardown);

static const cJSON *item(const cJSON *from, const char *key)
{
    const cJSON *found = cJSON_GetObjectItemCaseSensitive(from, key);
    cr_assert_not_null(found, "%s", key);
    return found;
}

/* output_folder.c replaces only a folder whose summary begins so. */
Test(summary_json, begins_with_the_mark_of_ours)
{
    cr_expect_eq(strncmp(written, "{\n  \"fleetsim\": \"1.2.3\",\n", 25), 0);
}

Test(summary_json, says_how_to_get_it_again)
{
    cr_expect_str_eq(item(summary, "digest")->valuestring, "0000000000000abc");
    cr_expect_not_null(strstr(written, "\"seed\": 18446744073709551615,"));
    cr_expect_eq(item(summary, "trials")->valueint, 10);
}

Test(summary_json, holds_every_part)
{
    static const struct {
        const char *key;
        int count;
    } lists[] = {{"runs", 2},    {"stages", 3},      {"groups", 3},   {"deadlines", 3},
                 {"freezes", 1}, {"assumptions", 2}, {"warnings", 1}, {"levers", 2}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        cr_expect_eq(cJSON_GetArraySize(item(summary, lists[i].key)), lists[i].count, "%s",
                     lists[i].key);
    cr_expect_str_eq(item(item(summary, "risk"), "rating")->valuestring, "High");
}

Test(summary_json, infinite_is_null)
{
    const cJSON *run = cJSON_GetArrayItem(item(summary, "runs"), 0);
    cr_expect(cJSON_IsNull(item(item(item(run, "finish"), "p80"), "value")));
    cr_expect_str_eq(item(item(item(run, "finish"), "p50"), "value")->valuestring,
                     "2026-12-04T13:00:00Z");
    cr_expect(cJSON_IsNull(item(item(item(run, "finish"), "p10"), "low")));
}

Test(summary_json, beyond_the_horizon_is_not_simulated)
{
    const cJSON *deadline = cJSON_GetArrayItem(item(summary, "deadlines"), 2);
    cr_expect(cJSON_IsFalse(item(deadline, "simulated")));
    cr_expect_null(cJSON_GetObjectItemCaseSensitive(deadline, "pMet"));
}

Test(summary_json, names_come_back_unchanged)
{
    cr_expect_str_eq(item(cJSON_GetArrayItem(item(summary, "groups"), 0), "group")->valuestring,
                     SAMPLE_FORMULA);
    cr_expect_str_eq(item(cJSON_GetArrayItem(item(summary, "stages"), 1), "stage")->valuestring,
                     SAMPLE_MARKUP);
}

Test(summary_json, says_what_would_help)
{
    const cJSON *lever = cJSON_GetArrayItem(item(summary, "levers"), 0);
    const cJSON *change = item(item(lever, "finishP50"), "changeHours");
    cr_expect_eq(item(change, "value")->valuedouble, -2);
    cr_expect(cJSON_IsNull(item(change, "high")));
    cr_expect_eq(
        item(item(cJSON_GetArrayItem(item(lever, "deadlines"), 0), "change"), "value")->valuedouble,
        0.1);
    lever = cJSON_GetArrayItem(item(summary, "levers"), 1);
    cr_expect_str_eq(item(lever, "notSimulatedBecause")->valuestring,
                     "removed altogether it gains nothing");
    const cJSON *deadlines = item(summary, "deadlines");
    const cJSON *latest = item(cJSON_GetArrayItem(deadlines, 0), "latestStart");
    cr_expect_eq(item(item(latest, "pMetADayLater"), "value")->valuedouble, 0.8);
    latest = item(cJSON_GetArrayItem(deadlines, 1), "latestStart");
    cr_expect(cJSON_IsNull(item(latest, "at")));
    cr_expect_eq(item(latest, "pRequired")->valuedouble, 0.95);
}

Test(summary_json, says_whom_to_skip_for_a_deadline)
{
    const cJSON *deadline = cJSON_GetArrayItem(item(summary, "deadlines"), 0);
    const cJSON *skips = item(deadline, "skips"), *steps = item(skips, "steps");
    cr_expect_str_eq(item(skips, "answer")->valuestring, "reached");
    cr_assert_eq(cJSON_GetArraySize(steps), 2);
    cr_expect_str_eq(item(cJSON_GetArrayItem(steps, 0), "member")->valuestring, SAMPLE_LINES);
    cr_expect_str_eq(item(cJSON_GetArrayItem(steps, 1), "supportedUntil")->valuestring,
                     "2027-03-01T12:00:00Z");
    cr_expect_not_null(strstr(item(skips, "command")->valuestring, " --name '@images' "));
    cr_expect_eq(cJSON_GetArraySize(item(summary, "barriers")), 2);
}
