#include "reports/trace.h"
#include "tests/lib/sample_forecast.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static char *print(void (*trace)(FILE *, const struct history *), const struct history *history)
{
    char *written;
    size_t size;
    FILE *out = open_memstream(&written, &size);
    trace(out, history);
    fclose(out);
    return written;
}

Test(trace_text, one_aligned_line_an_event)
{
    struct history history = *sample_history();
    history.count = 6;
    char *text = print(trace_text, &history);
    cr_assert_str_eq(text,
                     "2026-12-01T12:00:00Z  k135  run                                 Running\n"
                     "2026-12-01T12:00:00Z  k135  canary                              Running\n"
                     "2026-12-01T12:00:00Z  k135  canary/=cmd()|' /C calc'!A0         Running\n"
                     "2026-12-01T12:00:00Z  k135  canary/=cmd()|' /C calc'!A0/=aks-1  Running    "
                     "1.34.6 -> 1.35.2\n"
                     "2026-12-01T13:00:00Z  k135  canary/=cmd()|' /C calc'!A0/=aks-1  Completed\n"
                     "2026-12-01T13:00:00Z  k135  canary wait                         Running\n");
    free(text);
}

static void expect_end(const char *text, const char *end)
{
    cr_expect_not_null(strstr(text, end), "missing: %s\nin: %s", end, text);
}

Test(trace_text, says_why)
{
    char *text = print(trace_text, sample_history());
    expect_end(text, "  Pending    WindowClosed: opens 2026-12-02T12:00:00Z\n");
    expect_end(text,
               "  Pending    KubernetesVersionNotAvailable: never arrives within the horizon\n");
    expect_end(text, "  Failed     PodDrainFailure\n");
    expect_end(text, "  Failed     PodDrainFailure: 1 member failed\n");
    expect_end(text, "  Running    image\n");
    free(text);
}

Test(trace_text, a_line_end_in_a_name_ends_no_line)
{
    char *text = print(trace_text, sample_history());
    int lines = 0;
    for (const char *at = text; *at != '\0'; at++)
        lines += *at == '\n';
    cr_expect_eq(lines, 11);
    expect_end(text, "two\\x0alines");
    free(text);
}

/* A later run finds the version an earlier one left. */
Test(trace_text, versions_move_on)
{
    static const struct history_entry entries[] = {
        {SAMPLE_START_S, 0, LEVEL_MEMBER, 0, STATE_COMPLETED, 0, 0, 0, {0}},
        {SAMPLE_START_S, 0, LEVEL_MEMBER, 0, STATE_RUNNING, 0, 0, 0, {0}},
    };
    struct history history = *sample_history();
    history.entries = entries;
    history.count = 2;
    char *text = print(trace_text, &history);
    expect_end(text, "  Running    1.35.2, node pools\n");
    free(text);
}

Test(trace_text, json_says_the_same)
{
    char *text = print(trace_json, sample_history());
    cJSON *trace = cJSON_Parse(text);
    const cJSON *events = cJSON_GetObjectItemCaseSensitive(trace, "events");
    cr_assert_eq(cJSON_GetArraySize(events), 11);
    const cJSON *pending = cJSON_GetArrayItem(events, 6);
    cr_expect_str_eq(cJSON_GetObjectItem(pending, "member")->valuestring, SAMPLE_LINES);
    cr_expect_not_null(strstr(cJSON_GetObjectItem(pending, "message")->valuestring,
                              " the next one opens at 2026-12-02T12:00:00Z"));
    cr_expect(cJSON_IsTrue(cJSON_GetObjectItem(trace, "cutAtHorizon")));
    cr_expect_eq(cJSON_GetObjectItem(trace, "trial")->valueint, 7);
    cJSON_Delete(trace);
    free(text);
}
