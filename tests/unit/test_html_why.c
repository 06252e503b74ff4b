/* The section of report.html on why it takes that long and what would help, from a forecast made by
 * hand. */
#include "reports/change_words.h"
#include "reports/html_sections.h"
#include "tests/lib/sample_forecast.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static char *written(const struct forecast *forecast)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    html_why(out, &(struct rendering){.forecast = forecast});
    fclose(out);
    return text;
}

static void expect_all(const char *text, const char *const parts[])
{
    for (int i = 0; parts[i] != NULL; i++)
        cr_expect_not_null(strstr(text, parts[i]), "%s\nnot in\n%s", parts[i], text);
}

/* 30 h for the first run, 10 h for the second. */
static void fill_drivers(struct driver_outcome drivers[2 * DRIVER_COUNT])
{
    for (uint32_t i = 0; i < 2 * DRIVER_COUNT; i++)
        drivers[i] = (struct driver_outcome){.track = i / DRIVER_COUNT, .driver = i % DRIVER_COUNT};
    drivers[DRIVER_WINDOW_CLOSED].mean_s = 24 * HOUR_S;
    drivers[DRIVER_WINDOW_CLOSED].near_p80_s = 48 * HOUR_S;
    drivers[DRIVER_WINDOW_CLOSED].share = 0.8;
    drivers[DRIVER_UPGRADE_WORK].mean_s = 6 * HOUR_S;
    drivers[DRIVER_UPGRADE_WORK].share = 0.2;
    drivers[DRIVER_COUNT + DRIVER_UPGRADE_WORK].mean_s = 10 * HOUR_S;
    drivers[DRIVER_COUNT + DRIVER_UPGRADE_WORK].share = 1;
}

Test(html_why, says_what_the_time_goes_into)
{
    struct forecast forecast = *sample_forecast();
    struct driver_outcome drivers[2 * DRIVER_COUNT];
    fill_drivers(drivers);
    forecast.drivers = drivers;
    char *text = written(&forecast);
    expect_all(
        text,
        (const char *const[]){
            "<p class=\"lead\">A completed run of k135 takes 30 h on average: 80.0&nbsp;% of it "
            "go into waiting for a maintenance window to open, 20.0&nbsp;% of it",
            "<caption>Completed runs of k135: 30 h on average</caption>",
            "window to open</th><td class=\"bar\" aria-hidden=\"true\"><span style=\"width: "
            "100.0%\"></span></td><td>24</td><td class=\"short\">80&nbsp;%</td><td>48</td>",
            "<span style=\"width: 25.0%\"></span></td><td>6</td><td class=\"short\">20&nbsp;%"
            "</td><td>0</td>",
            "<caption>Completed runs of @images: 10 h on average</caption>", NULL});
    free(text);
}

Test(html_why, says_what_would_help_and_gives_the_command)
{
    char *text = written(sample_forecast());
    expect_all(text, (const char *const[]){
                         "<h3>What would bring the finish forward</h3>", "Without the last one",
                         "<td>90 min</td>", "az fleet updaterun skip", "smallest set found",
                         "<h3>What chance decides</h3>", "+0.50<br><small>+0.25 to +0.75</small>",
                         "beyond the horizon on one side", NULL});
    cr_expect_null(strstr(text, "<script"));
    free(text);
}

Test(html_why, empty_cases_are_said_in_a_sentence)
{
    struct forecast forecast = *sample_forecast();
    struct driver_outcome none[2 * DRIVER_COUNT] = {{0}};
    struct scenario scenario = *forecast.scenario;
    scenario.deadline_count = 0;
    forecast.scenario = &scenario;
    forecast.drivers = none;
    forecast.stage_shares = NULL;
    forecast.barrier_count = forecast.lever_count = 0;
    forecast.sensitivity = NULL;
    char *text = written(&forecast);
    expect_all(text, (const char *const[]){"No trial is Completed, so nothing can be said of why",
                                           "<p>Nothing was counted of stages.</p>",
                                           "<p>No levers were looked for.",
                                           "<p>There is no deadline that skipping members",
                                           "<p>No input is drawn once for many upgrades", NULL});
    free(text);
}

Test(change_words, a_shift_has_a_direction_and_an_interval)
{
    struct change change = {true, -7.0 * DAY_S, -8.0 * DAY_S, 0, true, false};
    struct line line = {.length = 0}, same = {.length = 0}, unknown = {.length = 0};
    change_add_shift(&change, change_of_instant, &line);
    cr_expect_str_eq(line.text, "7 d earlier (95 % interval 8 d earlier to without bound)");
    change_add_shift(&(struct change){true, 0, 0, 0, true, true}, change_of_length, &same);
    cr_expect_str_eq(same.text, "the same");
    change_add_shift(&(struct change){.known = false}, change_of_length, &unknown);
    cr_expect_str_eq(unknown.text, "unknown, beyond the horizon");
}

Test(change_words, a_signed_figure_shows_no_sign_at_zero)
{
    char buffer[FIGURE_SIZE];
    cr_expect_str_eq(change_signed(2.94, 1, buffer), "+2.9");
    cr_expect_str_eq(change_signed(-2.94, 1, buffer), "-2.9");
    cr_expect_str_eq(change_signed(-0.04, 1, buffer), "0.0");
}

/* Two windows and a gate, of which the former stand together. */
Test(html_why, says_what_stands_in_the_way_and_how_often)
{
    static const struct criticality critical[] = {
        {0, CRITICAL_MEMBER, 1, {9, 10, 0.9, 0.6, 0.98}},
        {0, CRITICAL_MEMBER, 0, {5, 10, 0.5, 0.24, 0.76}},
        {0, CRITICAL_GATE, 1, {3, 10, 0.3, 0.11, 0.6}},
    };
    struct forecast forecast = *sample_forecast();
    forecast.criticality = critical;
    forecast.criticality_count = 3;
    char *text = written(&forecast);
    expect_all(text,
               (const char *const[]){
                   "driving path of completed runs of k135",
                   "<span style=\"width: 90.0%\"></span></td><td>90.0&nbsp;%<br><small>60.0 to "
                   "98.0&nbsp;%</small></td>",
                   "<th scope=\"row\">before/0</th><td>gate</td>", NULL});
    cr_expect_null(strstr(text, "completed runs of @images: the first"), "nothing is known of it");
    free(text);
}

static struct robustness_side side(uint32_t met_first, uint32_t met_second,
                                   struct robustness_chance chances[2])
{
    chances[0] = (struct robustness_chance){.p = proportion_of(met_first, 10)};
    chances[1] = (struct robustness_chance){.p = proportion_of(met_second, 10)};
    return (struct robustness_side){
        .simulated = true, .p80 = {.value_s = INSTANT_NEVER}, .chances = chances};
}

/* Not only for the first of them. */
Test(html_why, says_what_assumptions_do_to_each_deadline)
{
    struct forecast forecast = *sample_forecast();
    struct scenario scenario = *forecast.scenario;
    struct assumption assumption = {.what = "a duration"};
    struct robustness_chance low[2], high[2];
    struct robustness_row row = {&assumption, side(9, 2, low), side(8, 1, high)};
    struct robustness robustness = {.trials = 10,
                                    .rows = &row,
                                    .count = 1,
                                    .chance_count = 2,
                                    .earliest_s = SAMPLE_START_S,
                                    .latest_s = INSTANT_NEVER};
    scenario.deadline_count = 2;
    forecast.scenario = &scenario;
    forecast.robustness = &robustness;
    char *text = written(&forecast);
    expect_all(text,
               (const char *const[]){"<th scope=\"row\">a duration</th><td>beyond the horizon</td>",
                                     "<th scope=\"row\">a duration</th><td>90.0&nbsp;%<br>",
                                     "</td><td>80.0&nbsp;%<br>",
                                     "<th scope=\"row\">a duration</th><td>20.0&nbsp;%<br>",
                                     "</td><td>10.0&nbsp;%<br>", NULL});
    free(text);
}
