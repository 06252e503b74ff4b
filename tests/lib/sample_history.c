#include "tests/lib/sample_forecast.h"

#include "tests/lib/sample_parts.h"

const struct history *sample_history(void)
{
    static const struct history_entry entries[] = {
        {SAMPLE_START_S, 0, LEVEL_RUN, 0, STATE_RUNNING, 0, 0, 0, {0}},
        {SAMPLE_START_S, 0, LEVEL_STAGE, 0, STATE_RUNNING, 0, 0, 0, {0}},
        {SAMPLE_START_S, 0, LEVEL_GROUP, 0, STATE_RUNNING, 0, 0, 0, {0}},
        {SAMPLE_START_S, 0, LEVEL_MEMBER, 0, STATE_RUNNING, 0, 0, 0, {0}},
        {SAMPLE_START_S + HOUR_S, 0, LEVEL_MEMBER, 0, STATE_COMPLETED, 0, 0, 0, {0}},
        {SAMPLE_START_S + HOUR_S, 0, LEVEL_WAIT, 0, STATE_RUNNING, 0, 0, 0, {0}},
        {SAMPLE_START_S + 2 * HOUR_S,
         0,
         LEVEL_MEMBER,
         1,
         STATE_PENDING,
         REASON_WINDOW_CLOSED,
         0,
         SAMPLE_START_S + DAY_S,
         {0}},
        {SAMPLE_START_S + 2 * HOUR_S,
         0,
         LEVEL_MEMBER,
         1,
         STATE_PENDING,
         REASON_KUBERNETES_VERSION_NOT_AVAILABLE,
         0,
         INSTANT_NEVER,
         {0}},
        {SAMPLE_START_S + 3 * HOUR_S,
         0,
         LEVEL_MEMBER,
         1,
         STATE_FAILED,
         REASON_FIRST_CAUSE,
         0,
         0,
         {0}},
        {SAMPLE_START_S + 3 * HOUR_S, 0, LEVEL_RUN, 0, STATE_FAILED, REASON_FIRST_CAUSE, 1, 0, {0}},
        {SAMPLE_START_S + 4 * HOUR_S, 1, LEVEL_MEMBER, 0, STATE_RUNNING, 0, 0, 0, {0}},
    };
    static const struct plan *of_run[RUNS];
    static struct history history;
    static struct history_run history_runs[RUNS];
    const struct scenario *scenario = sample_scenario();
    for (uint32_t run = 0; run < RUNS; run++) {
        history_runs[run].kubernetes_version = scenario->runs[run].kubernetes_version;
        of_run[run] = &scenario->plans[run];
    }
    history = (struct history){.scenario = scenario,
                               .runs = history_runs,
                               .plans = of_run,
                               .entries = entries,
                               .count = sizeof entries / sizeof *entries,
                               .trial = 7,
                               .cut = true};
    return &history;
}
