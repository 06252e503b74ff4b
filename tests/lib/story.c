#include "tests/lib/story.h"

#include "reports/trace.h"
#include "scenarios/load.h"
#include "sim/recorder.h"
#include "tests/lib/minute_host.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void out_of_memory(void)
{
    fputs("out of memory\n", stderr);
    exit(3);
}

static const char *or_else(const char *text, const char *fallback)
{
    return text != NULL ? text : fallback;
}

/* Update runs, and profiles where there are any. */
static const char *what_happens(struct arena *arena, const struct story *story, const char *run)
{
    if (story->profiles == NULL)
        return arena_printf(arena, "'updateRuns':[%s]", or_else(story->runs, run));
    if (story->runs == NULL)
        return arena_printf(arena, "'autoUpgradeProfiles':[%s]", story->profiles);
    return arena_printf(arena, "'updateRuns':[%s],'autoUpgradeProfiles':[%s]", story->runs,
                        story->profiles);
}

static char *scenario_text(struct arena *arena, const struct story *story)
{
    const char *strategy = story->stages == NULL ? "" : "'strategy':'plan',";
    char *run = arena_printf(arena,
                             "{'name':'run',%s'managedClusterUpdate':{'upgrade':"
                             "{'type':'Full','kubernetesVersion':'1.35.0'}}}",
                             strategy);
    char *text = arena_printf(
        arena,
        "{'start':'%s','horizon':'%s','controller':{%s},"
        "'models':{'duration':{'default':{'memberMinutes':60},'short':{'memberMinutes':30},"
        "'long':{'memberMinutes':180}%s},'failure':{'default':'none','bad':{'causes':[{'code':"
        "'UpgradeFailed','probability':1,'per':'attempt','atFraction':0.5}]}},'operators':{%s}%s},"
        "'fleet':{'members':[%s],'overrides':[]},'maintenanceWindows':{%s},'strategies':{%s%s%s},"
        "%s,'operations':[%s]%s}",
        or_else(story->start, "2026-12-01T08:00:00Z"), or_else(story->horizon, "30d"),
        or_else(story->controller, "'windowPollMinutes':0,'windowPollPhaseMinutes':0"),
        or_else(story->durations, ""), or_else(story->operators, "'approval':'never'"),
        or_else(story->models, ""), story->members, or_else(story->windows, ""),
        story->stages == NULL ? "" : "'plan':{'stages':[", or_else(story->stages, ""),
        story->stages == NULL ? "" : "]}", what_happens(arena, story, run),
        or_else(story->operations, ""), or_else(story->more, ""));
    for (char *c = text; *c != '\0'; c++)
        *c = *c == '\'' ? '"' : *c;
    return text;
}

void story_load(struct arena *arena, const struct story *story, struct scenario *scenario)
{
    arena_init(arena, out_of_memory);
    char *text = scenario_text(arena, story);
    struct load_request request = {
        .path = "story.json", .text = text, .text_length = strlen(text), .files_forbidden = true};
    struct problems problems;
    if (scenario_load(arena, &request, scenario, &problems))
        return;
    problems_print(&problems, stderr);
    cr_assert_fail("the story's scenario does not load:\n%s", text);
}

static char *print(struct arena *arena, const struct history *history)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    trace_text(out, history);
    fclose(out);
    char *copy = arena_strdup(arena, text);
    free(text);
    return copy;
}

/* Runs of blanks become one blank, line ends keep their place; lines that begin with '#' or are
 * empty go. */
static char *squeeze(struct arena *arena, const char *text)
{
    char *squeezed = arena_alloc(arena, strlen(text) + 2), *to = squeezed;
    while (*text != '\0') {
        const char *end = strchrnul(text, '\n');
        char *line = to;
        for (; text < end; text++)
            if (!isspace((unsigned char)*text) || (to > line && to[-1] != ' '))
                *to++ = isspace((unsigned char)*text) ? ' ' : *text;
        while (to > line && to[-1] == ' ')
            to--;
        if (to > line && *line != '#')
            *to++ = '\n';
        else
            to = line;
        text = *end == '\0' ? end : end + 1;
    }
    *to = '\0';
    return squeezed;
}

static int64_t last_instant(const struct history *history, const struct scenario *scenario)
{
    if (history->cut)
        return scenario->horizon_s;
    return history->count == 0 ? scenario->start_s : history->entries[history->count - 1].at_s;
}

void story_check(const struct story *story)
{
    struct arena arena;
    struct scenario scenario;
    struct history event_driven, by_minute;
    story_load(&arena, story, &scenario);

    struct recorder *recorder = recorder_create(&arena, &scenario);
    struct host *host = host_create(&arena, &scenario, 1, recorder_observer(recorder));
    host_run(host, 0);
    recorder_history(recorder, host_core(host), 0, &event_driven);

    recorder = recorder_create(&arena, &scenario);
    const struct orchestrator *core =
        minute_host_run(&arena, &scenario, 1, 0, recorder_observer(recorder),
                        last_instant(&event_driven, &scenario));
    recorder_history(recorder, core, 0, &by_minute);

    char *expected = squeeze(&arena, story->expected);
    char *first = squeeze(&arena, print(&arena, &event_driven));
    char *second = squeeze(&arena, print(&arena, &by_minute));
    if (getenv("STORY_PRINT") != NULL)
        fprintf(stderr, "%s\n", print(&arena, &event_driven));
    cr_expect(strcmp(first, expected) == 0, "expected:\n%s\nthe host tells:\n%s", expected, first);
    cr_expect(strcmp(second, expected) == 0, "expected:\n%s\nthe host by the minute tells:\n%s",
              expected, second);
    arena_clear(&arena);
}
