/* What people read: terminal, summary.md, report.html. */
#include "reports/renderer.h"
#include "reports/report.h"
#include "tests/lib/sample_forecast.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static char *render(void (*renderer)(FILE *, const struct rendering *),
                    const struct forecast *forecast)
{
    char *written;
    size_t size;
    FILE *out = open_memstream(&written, &size);
    renderer(out,
             &(struct rendering){.forecast = forecast, .no_pictures = "gnuplot is not installed"});
    fclose(out);
    return written;
}

static char *terminal(const struct forecast *forecast)
{
    char *written;
    size_t size;
    FILE *out = open_memstream(&written, &size);
    report_text(out, forecast);
    fclose(out);
    return written;
}

static void expect_in(const char *text, const char *part)
{
    cr_expect_not_null(strstr(text, part), "missing: %s\nin: %s", part, text);
}

Test(report_text, answers_in_one_sentence)
{
    char *text = terminal(sample_forecast());
    expect_in(text,
              "Of 10 simulated histories, the 2 update runs end by 2026-12-04 13:00 UTC in half "
              "(95 % interval 2026-12-04 12:00 to 2026-12-04 14:00 UTC), and do not complete "
              "within the horizon in 30.0 % (10.8 to 60.3 %); the chance to meet the deadline "
              "\"before \"Christmas\"\" "
              "(2026-12-21 12:00 UTC): 70.0 % (39.7 to 89.2 %), ");
    expect_in(text, "\nAssumed, not given: failures: 3 % an attempt.\n");
    free(text);
}

Test(report_text, shows_both_clocks)
{
    char *text = terminal(sample_forecast());
    expect_in(text, "2026-12-04 13:00 UTC (2026-12-04 14:00 Berlin)");
    free(text);
}

Test(report_text, tells_what_was_not_simulated_or_never_happened)
{
    char *text = terminal(sample_forecast());
    expect_in(text,
              "\"next year\", 2028-01-05 12:00 UTC\n                                not simulated");
    expect_in(text, "not within the horizon: 30.0 % (10.8 to 60.3 %) of trials do not complete");
    expect_in(text, "> 72.2 % (10 of 10 trials; members with work in it: mean 1.5, P95 2)");
    free(text);
}

Test(report_text, a_run_that_never_completes_has_an_answer)
{
    char *text = terminal(sample_forecast_never());
    expect_in(text, "Of 10 simulated histories, the 2 update runs do not complete within the "
                    "horizon in > 72.2 %");
    free(text);
}

Test(report_text, an_interrupted_forecast_says_so_first)
{
    struct forecast forecast = *sample_forecast();
    forecast.interrupted = true;
    char *text = terminal(&forecast);
    expect_in(text, "Sample & <co>\nPartial: interrupted after 10 of 10 trials.\n");
    free(text);
    forecast.interrupted = false;
    forecast.advice_cut = true;
    text = terminal(&forecast);
    expect_in(text,
              "Sample & <co>\nPartial: interrupted after all 10 trials, before what would help "
              "was found.\n");
    free(text);
}

Test(report_text, names_cannot_command_a_terminal)
{
    char *text = terminal(sample_forecast());
    for (const char *at = text; *at != '\0'; at++)
        cr_assert(*at == '\n' || (unsigned char)*at >= 0x20);
    free(text);
}

static int lines(const char *text)
{
    int count = 0;
    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

Test(report_text, markdown_fits_a_ticket_and_holds_no_markup)
{
    char *text = render(summary_md, sample_forecast());
    cr_expect_leq(lines(text), 40, "%d lines for two runs", lines(text));
    expect_in(text, "| Latest start for ");
    cr_expect_null(strstr(text, "<script>"));
    cr_expect_null(strstr(text, "<b>"));
    expect_in(text,
              "seed 18446744073709551615, fleetsim 1.2.3, scenario digest 0000000000000abc.\n");
    free(text);
}

Test(report_text, the_page_has_its_sections_in_order)
{
    static const char *const headings[] = {
        "<h2>1. Answer</h2>",
        "<h2>2. Scope</h2>",
        "<h2>3. When it ends</h2>",
        "<h2>4. Timeline</h2>",
        "<h2>5. Why it takes that long, and what would help</h2>",
        "<h2>6. What may go wrong</h2>",
        "<h2>7. Backout and decision points</h2>",
        "<h2>8. Assumptions and method</h2>"};
    char *text = render(report_html, sample_forecast());
    const char *at = text;
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
        at = strstr(at, headings[i]);
        cr_assert_not_null(at, "%s", headings[i]);
    }
    free(text);
}

Test(report_text, the_page_needs_no_script_and_no_network)
{
    char *text = render(report_html, sample_forecast());
    cr_expect_null(strstr(text, "<script"));
    cr_expect_null(strstr(text, "http:"));
    cr_expect_null(strstr(text, "https:"));
    cr_expect_null(strstr(text, "src="));
    cr_expect_null(strstr(text, "@import"));
    expect_in(text, "&lt;/td&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
    expect_in(text, "There are no pictures: gnuplot is not installed.");
    free(text);
}

/* Elements that must be closed are: no name can open or close one. */
Test(report_text, the_page_is_balanced)
{
    static const char *const elements[] = {"table", "tr", "td",      "th", "ul",
                                           "ol",    "li", "section", "p",  "h3"};
    char *text = render(report_html, sample_forecast());
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        char open[2][16], close[16];
        snprintf(open[0], sizeof open[0], "<%s>", elements[i]);
        snprintf(open[1], sizeof open[1], "<%s ", elements[i]);
        snprintf(close, sizeof close, "</%s>", elements[i]);
        int depth = 0;
        for (const char *at = text; *at != '\0'; at++) {
            depth += strncmp(at, open[0], strlen(open[0])) == 0 ||
                     strncmp(at, open[1], strlen(open[1])) == 0;
            depth -= strncmp(at, close, strlen(close)) == 0;
        }
        cr_expect_eq(depth, 0, "%s", elements[i]);
    }
    free(text);
}

Test(report_text, the_same_forecast_gives_the_same_bytes)
{
    char *once = render(report_html, sample_forecast()),
         *again = render(report_html, sample_forecast());
    cr_expect_str_eq(once, again);
    free(once);
    free(again);
}
