/* Who ends last in a stage, by hand: constant durations, so all trials are the same; and what the
 * names of those to skip become in a shell. */
#include "models/instant.h"
#include "reports/skip_command.h"
#include "sim/experiment.h"
#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#define MEMBER(name, model)                                                                        \
    "{\"name\":\"" name "\",\"group\":\"g\",\"durationModel\":\"" model "\"}"

/* Two at a time, by name: a ends after 1 hour, b after 3, c (in a's place) after 6, d (in b's)
 * after 5. */
#define FOUR                                                                                       \
    "{\"start\":\"2026-12-01T08:00:00Z\",\"horizon\":\"%s\",\"models\":{\"duration\":{"            \
    "\"one\":{\"memberMinutes\":60},\"two\":{\"memberMinutes\":120},\"three\":{"                   \
    "\"memberMinutes\":180},\"five\":{\"memberMinutes\":300}},\"failure\":\"none\"},\"fleet\":{"   \
    "\"members\":[" MEMBER("a", "one") "," MEMBER("b", "three") "," MEMBER(                        \
        "c",                                                                                       \
        "five") "," MEMBER("d",                                                                    \
                           "two") "]},\"updateRuns\":[{\"name\":\"k\",\"strategy\":{\"stages\":[{" \
                                  "\"name\":\"s\","                                                \
                                  "\"groups\":[{\"name\":\"g\",\"maxConcurrency\":\"2\"}]}]},"     \
                                  "\"managedClusterUpdate\":{\"upgrade\":{\"type\":\"Full\","      \
                                  "\"kubernetesVersion\":\"1.35.0\"}}}]}"

static struct forecast forecast_of(struct loading *loading, const char *horizon)
{
    char text[4096];
    struct forecast forecast;
    struct experiment_options options = {
        .jobs = 1, .trials = 10, .seed = 1, .version = "test", .barriers = true};
    snprintf(text, sizeof text, FOUR, horizon);
    loading_right(loading, text);
    experiment_run(&loading->arena, &loading->scenario, &options, &forecast);
    return forecast;
}

Test(barriers, say_when_a_stage_would_end_without_its_last)
{
    static const double hours[] = {1, 3, 5, 6}; /* 6 - 5, 6 - 3, 6 - 1, 6 - 0 */
    struct loading loading;
    struct forecast forecast = forecast_of(&loading, "1d");
    cr_assert_eq(forecast.barrier_count, 4);
    for (uint32_t i = 0; i < 4; i++) {
        const struct barrier *barrier = &forecast.barriers[i];
        cr_expect_eq(barrier->last, i + 1);
        cr_expect_eq(barrier->trials, 10);
        cr_expect_eq(barrier->earlier_mean_s, hours[i] * HOUR_S);
        cr_expect_eq(barrier->among_them, 1);
    }
    cr_expect_eq(forecast.barriers[0].members[0], 2);
    cr_expect_eq(forecast.barriers[2].members[1], 2);
    loading_clear(&loading);
}

/* The hour to a's end is shared by four, the two hours behind it by three, and so on. */
Test(barriers, share_the_blame_like_an_airport)
{
    static const int64_t quarters[] = {1, 1, 1, 1}, thirds[] = {0, 1, 1, 1},
                         halves[] = {0, 0, 1, 1}, alone[] = {0, 0, 1, 0};
    struct loading loading;
    struct forecast forecast = forecast_of(&loading, "1d");
    for (int i = 0; i < 4; i++) {
        int64_t one_s = quarters[i] * HOUR_S / 4 + thirds[i] * 2 * HOUR_S / 3 +
                        halves[i] * 2 * HOUR_S / 2 + alone[i] * HOUR_S;
        cr_expect_eq(forecast.blame_s[i], 10 * one_s);
    }
    loading_clear(&loading);
}

/* At the horizon of four hours c and d still run: there is no barrier, but both hold it up. */
Test(barriers, blame_those_who_are_not_done_at_the_horizon)
{
    struct loading loading;
    struct forecast forecast = forecast_of(&loading, "4h");
    cr_expect_eq(forecast.barrier_count, 0);
    cr_expect_eq(forecast.blame_s[2], forecast.blame_s[3]);
    cr_expect_eq(forecast.blame_s[2] - forecast.blame_s[1], 10 * HOUR_S / 2);
    loading_clear(&loading);
}

Test(skip_command, quotes_names_for_the_shell)
{
    static struct member members[] = {{.name = "weu-01"}, {.name = "it's $HOME"}, {.name = "-x"}};
    static const struct update_run runs[] = {{.name = "k135"}, {.name = "a b"}};
    const struct scenario scenario = {
        .fleet = {members, 3}, .runs = runs, .run_count = 2, .written_run_count = 2};
    const struct skip_step steps[] = {
        {.skip = {1, 1}}, {.skip = {0, 0}}, {.skip = {0, 2}}, {.skip = {1, 0}}};
    char *command = skip_command(&scenario, steps, 3);
    cr_expect_str_eq(command, "az fleet updaterun skip --resource-group \"$GROUP\" --fleet-name "
                              "\"$FLEET\" --name k135 --targets Member:weu-01 'Member:-x' && "
                              "az fleet updaterun skip --resource-group \"$GROUP\" --fleet-name "
                              "\"$FLEET\" --name 'a b' --targets 'Member:it'\\''s $HOME'");
    free(command);
}
