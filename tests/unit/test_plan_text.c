#include "reports/plan_text.h"
#include "reports/plan_words.h"
#include "tests/lib/sample_forecast.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct stage_floor safe[] = {{SAMPLE_START_S + DAY_S, 0, SAMPLE_START_S},
                                    {SAMPLE_START_S + 2 * DAY_S, NONE, INSTANT_NEVER}};
static struct stage_floor plain[1];
static const struct run_floor floors[] = {{SAMPLE_START_S, SAMPLE_START_S + 2 * DAY_S, safe},
                                          {INSTANT_NEVER, INSTANT_NEVER, plain}};

static char *print(void (*plan)(FILE *, const struct scenario *, const struct run_floor *))
{
    char *written;
    size_t size;
    FILE *out = open_memstream(&written, &size);
    plan(out, sample_forecast()->scenario, floors);
    fclose(out);
    return written;
}

static void expect_in(const char *text, const char *part)
{
    cr_expect_not_null(strstr(text, part), "missing: %s\nin: %s", part, text);
}

Test(plan_text, prints_what_was_resolved)
{
    char *text = print(plan_text);
    expect_in(
        text,
        "Sample & <co>: 3 members, 2 regions, 15 nodes; simulated from 2026-12-01T12:00:00Z to ");
    expect_in(text,
              "\nupdate run k135: Full to 1.35.2, images Latest; starts 2026-12-01T12:00:00Z\n");
    expect_in(text, "\n  stage canary: 1 member in 1 group, at most 1 at a time, no failure "
                    "allowed, then waits 24 h\n");
    expect_in(text,
              "      =aks-1: northeurope, 1.34.6, 3 nodes, -night, opens 2026-12-02T12:00:00Z\n");
    expect_in(text, ": no region, 1.34.6, 7 nodes, no window, open at the start\n");
    expect_in(text, "\nupdate run @images: NodeImageOnly, images Latest; one by one; starts after "
                    "k135 is Completed\n");
    free(text);
}

Test(plan_text, a_delay_after_another_run_is_said)
{
    const struct scenario *scenario = sample_forecast()->scenario;
    struct update_run run = scenario->runs[1];
    struct line fixed = {.length = 0}, drawn = {.length = 0};
    run.delay = (struct distribution){.kind = DISTRIBUTION_CONSTANT, .a = 2 * DAY_S};
    plan_words_start(scenario, &run, &fixed);
    cr_expect_str_eq(fixed.text, "starts 2 d after k135 is Completed");
    run.delay = (struct distribution){.kind = DISTRIBUTION_EXPONENTIAL, .a = 5 * HOUR_S};
    plan_words_start(scenario, &run, &drawn);
    cr_expect_str_eq(drawn.text,
                     "starts a delay (exponential, 5 h in the mean) after k135 is Completed");
}

Test(plan_text, windows_show_their_next_openings)
{
    char *text = print(plan_text);
    expect_in(text, "  window -night: monthly on the second Saturday, 22:00 -09:30 for 6 h; 2 "
                    "openings within the "
                    "horizon: 2026-12-13T07:30:00Z, 2027-01-10T07:30:00Z\n");
    free(text);
}

Test(plan_text, the_floor_names_who_sets_it)
{
    char *text = print(plan_text);
    expect_in(text, "  run k135 cannot end before 2026-12-03T12:00:00Z\n"
                    "    stage canary cannot end before 2026-12-02T12:00:00Z because of =aks-1, "
                    "monthly on the second "
                    "Saturday; without it 2026-12-01T12:00:00Z\n");
    expect_in(text, " has no start of its own within the horizon\n");
    expect_in(text,
              "\n1 warning\n  /strategies/safe: group <x> is empty [group-without-members]\n");
    free(text);
}

Test(plan_text, json_says_the_same)
{
    char *text = print(plan_json);
    cJSON *plan = cJSON_Parse(text);
    const cJSON *runs = cJSON_GetObjectItem(plan, "runs");
    cr_assert_eq(cJSON_GetArraySize(runs), 2);
    const cJSON *stages = cJSON_GetObjectItem(cJSON_GetArrayItem(runs, 0), "stages");
    cr_expect_str_eq(cJSON_GetObjectItem(cJSON_GetArrayItem(stages, 0), "floorSetBy")->valuestring,
                     "=aks-1");
    cr_expect_eq(cJSON_GetArraySize(cJSON_GetObjectItem(plan, "warnings")), 1);
    cJSON_Delete(plan);
    free(text);
}
