/* The sections of report.html on what may go wrong and on backing out, from a forecast made by
 * hand. */
#include "reports/html_sections.h"
#include "reports/reason_total.h"
#include "reports/top_rows.h"
#include "tests/lib/sample_forecast.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* What a section writes, to be given to free(). */
static char *written(void (*section)(FILE *, const struct rendering *),
                     const struct forecast *forecast)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    section(out, &(struct rendering){.forecast = forecast});
    fclose(out);
    return text;
}

static void expect_all(const char *text, const char *const parts[])
{
    for (int i = 0; parts[i] != NULL; i++)
        cr_expect_not_null(strstr(text, parts[i]), "%s\nnot in\n%s", parts[i], text);
}

static void expect_none(const char *text, const char *const parts[])
{
    for (int i = 0; parts[i] != NULL; i++)
        cr_expect_null(strstr(text, parts[i]), "%s\nin\n%s", parts[i], text);
}

Test(html_risks, says_what_fails_how_often_and_where)
{
    char *text = written(html_risks, sample_forecast());
    expect_all(
        text,
        (const char *const[]){
            "<p class=\"lead\">One of the runs ends Failed in 30.0&nbsp;% (10.8 to 60.3&nbsp;%"
            ") of trials; of 6 members 1 are expected to end failed,",
            "<th scope=\"row\">@images: PodDrainFailure</th><td>0.1</td>",
            "<td>30.0&nbsp;%<br><small>10.8 to 60.3&nbsp;%</small></td>"
            "<td>4.5<br><small>P95 9</small></td>"
            "<td>1.3<br><small>P95 2</small></td><td>0.5</td>",
            "WindowClosed: waits for its maintenance window to open</th><td>0.9</td>"
            "<td>1.7</td>",
            "<th scope=\"row\">-night</th>",
            "<td>10.0&nbsp;%<br><small>2.8 to 30.1&nbsp;%</small></td>",
            "<td>2 nodes, 16 vCPUs</td><td>3 nodes, 24 vCPUs</td><td>none given</td>", NULL});
    expect_none(text, (const char *const[]){"<script", "<b>", "northeurope", NULL});
    free(text);
}

/* A forecast in which nothing of what the section is about happens. */
Test(html_risks, empty_cases_are_said_in_a_sentence)
{
    struct forecast forecast = *sample_forecast();
    forecast.reason_count = 0;
    forecast.surge = NULL;
    forecast.overrun = (struct overrun_outcome){.upgrades = proportion_of(0, 0)};
    ((struct window_overrun_outcome *)forecast.window_overruns)->upgrades = proportion_of(0, 0);
    char *text = written(html_risks, &forecast);
    expect_all(text, (const char *const[]){
                         "<p>No upgrade fails in any trial.</p>",
                         "<p>No member waits for anything but its turn, and none is skipped.</p>",
                         "<p>Every member ends Completed, or is at its target already, in every "
                         "trial.</p>",
                         "<p>No upgrade begins inside a maintenance window, so none outlasts "
                         "one.</p>",
                         "<p>No surge nodes were counted:", NULL});
    free(text);
}

Test(html_risks, members_left_behind_come_with_what_they_met)
{
    struct forecast forecast = *sample_forecast();
    struct member_outcome members[6];
    memcpy(members, forecast.members, sizeof members);
    members[1].state[STATE_COMPLETED] = proportion_of(6, 10);
    members[1].state[STATE_PENDING] = proportion_of(4, 10);
    members[4].state[STATE_COMPLETED] = proportion_of(9, 10);
    members[4].state[STATE_NOT_STARTED] = proportion_of(1, 10);
    forecast.members = members;
    char *text = written(html_risks, &forecast);
    expect_all(text, (const char *const[]){": 2 of 2 members that are not Completed",
                                           "WindowClosed in 90.0&nbsp;%, 1.5 h on average</td>",
                                           "<td>the run had ended before its turn</td>", NULL});
    cr_expect(strstr(text, "WindowClosed in 90.0&nbsp;%") <
                  strstr(text, "the run had ended before"),
              "the most likely first");
    free(text);
}

/* Skipped for being at the target is not left behind. */
Test(html_risks, members_at_their_target_are_not_left_behind)
{
    struct forecast forecast = *sample_forecast();
    struct member_outcome members[6];
    struct reason_outcome reason = {
        0, 1, STATE_SKIPPED, REASON_ALREADY_AT_TARGET, proportion_of(4, 10), 0};
    memcpy(members, forecast.members, sizeof members);
    members[1].state[STATE_COMPLETED] = proportion_of(6, 10);
    members[1].state[STATE_SKIPPED] = proportion_of(4, 10);
    forecast.members = members;
    forecast.reasons = &reason;
    forecast.reason_count = 1;
    char *text = written(html_risks, &forecast);
    cr_expect_not_null(strstr(text, "<p>Every member ends Completed, or is at its target"));
    free(text);
}

Test(html_decisions, says_until_when_the_work_can_be_stopped_and_the_fleet_then)
{
    char *text = written(html_decisions, sample_forecast());
    expect_all(text,
               (const char *const[]){
                   "The work can be stopped until <span class=\"at\">", "(<span",
                   "<td>1.5<br><small>P95 2</small></td><td>1<br><small>P95 2</small></td>"
                   "<td>0.5<br><small>P95 1</small></td>",
                   "a wait of 24 h; &lt;/td&gt;", ": Approval, after/0</td>", "<td>1 of 3</td>",
                   "beyond the horizon", "<h3>What stopping does</h3>", NULL});
    free(text);
}

Test(html_decisions, without_freezes_there_is_no_last_instant)
{
    struct forecast forecast = *sample_forecast();
    struct scenario scenario = *forecast.scenario;
    scenario.freeze_count = 0;
    forecast.scenario = &scenario;
    char *text = written(html_decisions, &forecast);
    expect_all(text, (const char *const[]){"A run can be stopped at any time",
                                           "The scenario has no freeze", NULL});
    free(text);
}

Test(reason_total, adds_up_members_and_names_the_most_likely)
{
    static const uint64_t hits[] = {3, 9, 1, 9, 5};
    struct reason_outcome reasons[5];
    struct forecast forecast = *sample_forecast();
    for (uint32_t i = 0; i < 5; i++)
        reasons[i] = (struct reason_outcome){
            0, i, STATE_PENDING, REASON_WINDOW_CLOSED, proportion_of(hits[i], 10), 3600};
    forecast.reasons = reasons;
    forecast.reason_count = 5;
    struct reason_totals totals = reason_totals_create(&forecast, STATE_PENDING);
    cr_assert_eq(totals.count, 1);
    cr_expect_float_eq(totals.list[0].members_mean, 2.7, 1e-12);
    cr_expect_float_eq(totals.list[0].mean_s, 5 * 3600, 1e-9);
    cr_expect_eq(totals.list[0].members, 5);
    cr_expect_eq(totals.list[0].most.index[0], 1, "of equal ones the earlier");
    cr_expect_eq(totals.list[0].most.index[1], 3);
    cr_expect_eq(totals.list[0].most.index[2], 4);
    reason_totals_destroy(&totals);
    totals = reason_totals_create(&forecast, STATE_FAILED);
    cr_expect_eq(totals.count, 0);
    reason_totals_destroy(&totals);
}

Test(reason_total, every_code_of_the_service_has_words)
{
    for (uint16_t reason = REASON_NONE + 1; reason < REASON_FIRST_CAUSE; reason++)
        cr_expect_str_neq(reason_words(reason), "", "%s", reason_name(reason));
}

Test(top_rows, keeps_the_greatest_in_order_and_counts_all)
{
    struct top_rows top = {.limit = 3};
    static const double values[] = {2, 5, 1, 5, 4, 0};
    for (uint32_t i = 0; i < 6; i++)
        top_rows_offer(&top, i, values[i]);
    cr_expect_eq(top.offered, 6);
    cr_assert_eq(top.count, 3);
    cr_expect(top.index[0] == 1 && top.index[1] == 3 && top.index[2] == 4);
}
