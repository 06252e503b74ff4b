#include "tests/bench/yardstick_scenario.h"

#include "models/random.h"

#include <assert.h>
#include <stdio.h>

enum { WEEKDAYS = 7, DAY_MINUTES = 1440, FIRST_START = 22 * 60 };

static const char *const weekdays[WEEKDAYS] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                               "Thursday", "Friday", "Saturday"};

/* Here ' stands for ", so that the JSON can be read. */
static void quote(char *text)
{
    for (; *text != '\0'; text++)
        if (*text == '\'')
            *text = '"';
}

static const char *comma(uint32_t i)
{
    return i == 0 ? "" : ",";
}

/* Each its own where there are enough, else by chance. */
static uint32_t own_window(const struct yardstick *yardstick, uint32_t member)
{
    struct random_address at = {.entity = member, .purpose = PURPOSE_TEST};
    if (yardstick->windows >= yardstick->members)
        return member;
    return (uint32_t)(random_uniforms(1, at).u[0] * yardstick->windows);
}

static void write_fleet(FILE *out, const struct yardstick *yardstick)
{
    fputs("'fleet': {'members': [", out);
    for (uint32_t i = 0; i < yardstick->members; i++)
        fprintf(out,
                "%s\n{'name': 'm%06u', 'group': 'g%05u', 'kubernetesVersion': '1.34.6', "
                "'maintenance': {'aksManagedAutoUpgradeSchedule': 'w%05u'}}",
                comma(i), i, i / yardstick->group_members, own_window(yardstick, i));
    fputs("]},\n", out);
}

static void write_windows(FILE *out, uint32_t count)
{
    fputs("'maintenanceWindows': {", out);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t start = (FIRST_START + i / WEEKDAYS) % DAY_MINUTES;
        fprintf(out,
                "%s\n'w%05u': {'schedule': {'weekly': {'intervalWeeks': 1, 'dayOfWeek': '%s'}}, "
                "'durationHours': 4, 'startTime': '%02u:%02u'}",
                comma(i), i, weekdays[i % WEEKDAYS], start / 60, start % 60);
    }
    fputs("},\n", out);
}

static void write_stage(FILE *out, uint32_t stage, uint32_t groups)
{
    fprintf(out,
            "%s\n{'name': 's%u', 'maxConcurrency': '100%%', 'maxAllowedFailures': '100%%', "
            "'groups': [",
            comma(stage), stage);
    for (uint32_t i = 0; i < groups; i++)
        fprintf(out,
                "%s\n{'name': 'g%05u', 'maxConcurrency': '1%%', 'maxAllowedFailures': '100%%'}",
                comma(i), stage * groups + i);
    fputs("]}", out);
}

static void write_strategy(FILE *out, const struct yardstick *yardstick)
{
    uint32_t groups = yardstick->members / yardstick->group_members;
    fputs("'strategies': {'staged': {'stages': [", out);
    for (uint32_t stage = 0; stage < yardstick->stages; stage++)
        write_stage(out, stage, groups / yardstick->stages);
    fputs("]}},\n", out);
}

static void write_rest(FILE *out, uint32_t stage_cap)
{
    fputs("'updateRuns': [{'name': 'run', 'strategy': 'staged', 'managedClusterUpdate': "
          "{'upgrade': {'type': 'Full', 'kubernetesVersion': '1.35.2'}}}],\n",
          out);
    fputs("'models': {'duration': {'default': {'memberMinutes': "
          "{'dist': 'lognormal', 'mu': 4.0943445622221, 'sigma': 0.5}}},\n"
          "'failure': {'default': {'causes': [{'code': 'Failed', 'probability': 0.01}]}}},\n",
          out);
    fprintf(out, "'controller': {'windowPollMinutes': 0, 'maxStageConcurrency': %u}}\n", stage_cap);
}

char *yardstick_scenario(const struct yardstick *yardstick, size_t *length)
{
    assert(yardstick->members % (yardstick->stages * yardstick->group_members) == 0);
    assert(yardstick->windows <= WEEKDAYS * DAY_MINUTES);
    char *text = NULL;
    FILE *out = open_memstream(&text, length);
    assert(out != NULL);
    fprintf(out,
            "{'name': 'yardstick of %u', 'start': '2026-11-16T08:00:00Z', 'horizon': '700d',\n",
            yardstick->members);
    write_fleet(out, yardstick);
    write_windows(out, yardstick->windows);
    write_strategy(out, yardstick);
    write_rest(out, yardstick->members);
    int failed = fclose(out);
    assert(!failed);
    quote(text);
    return text;
}
