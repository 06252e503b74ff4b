/* Section "Assumptions and method": what the numbers rest on, and how to get them again. */
#include "reports/answer.h"
#include "reports/figure.h"
#include "reports/html_sections.h"
#include "reports/html_table.h"
#include "reports/html_writer.h"

#include <inttypes.h>

static void assumptions(FILE *out, const struct scenario *scenario)
{
    fputs("<h3>Assumptions</h3>\n", out);
    if (scenario->assumption_count == 0) {
        fputs("<p>None: every input is given.</p>\n", out);
        return;
    }
    fputs("<table>\n<thead><tr><th scope=\"col\">What</th><th scope=\"col\">Class</th>"
          "<th scope=\"col\">Source</th></tr></thead>\n<tbody>\n",
          out);
    for (uint32_t i = 0; i < scenario->assumption_count; i++) {
        const struct assumption *assumption = &scenario->assumptions[i];
        fputs("<tr>", out);
        html_element(out, "th scope=\"row\"", assumption->what);
        html_short_cell(out, source_class_name(assumption->source_class));
        html_element(out, "td", assumption->source);
        fputs("</tr>\n", out);
    }
    fputs("</tbody>\n</table>\n", out);
}

static void warnings(FILE *out, const struct warnings *warnings)
{
    fputs("<h3>Warnings</h3>\n", out);
    if (warnings->count == 0) {
        fputs("<p>None.</p>\n", out);
        return;
    }
    fputs("<ul>\n", out);
    for (const struct warning *at = warnings->first; at != NULL; at = at->next) {
        fputs("<li>", out);
        html_text(out, at->text);
        if (at->where != NULL && at->where[0] != '\0') {
            fputs(" <code>", out);
            html_text(out, at->where);
            fputs("</code>", out);
        }
        fputs("</li>\n", out);
    }
    fputs("</ul>\n", out);
}

static void definitions(FILE *out, const struct scenario *scenario)
{
    fputs("<h3>What the numbers mean</h3>\n<ul>\n"
          "<li>A run's <em>finish</em> is the instant it becomes Completed, waits included; in a "
          "trial that ends "
          "Failed or Stopped, or is not final at the horizon, it is infinite.</li>\n"
          "<li>Quantiles and probabilities are over all trials: P80 is the instant by which 80 of "
          "100 simulated "
          "histories are Completed, those that never are included.</li>\n"
          "<li>A probability met by none of the trials is given by its upper interval end, one met "
          "by all by its "
          "lower.</li>\n",
          out);
    if (scenario->profile_count > 0)
        fputs(
            "<li>What a profile makes is counted by run: its probabilities, lengths and means are "
            "over all its runs of all trials, also those that have begun and are not final at "
            "the horizon. A run is <em>active</em> while it has begun and is not final. Runs "
            "<em>pile up</em> unless the upper end of the 95 % interval of the growth from the "
            "first third of the history to the last is below 0.5 active runs.</li>\n",
            out);
    fputs("</ul>\n", out);
}

static void method_row(FILE *out, const char *label, const char *value)
{
    fputs("<tr>", out);
    html_element(out, "th scope=\"row\"", label);
    html_element(out, "td", value);
    fputs("</tr>\n", out);
}

static void method(FILE *out, const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    char buffer[FIGURE_SIZE], from[FIGURE_SIZE];
    struct line span = {0}, members = {0};
    fputs("<h3>Method</h3>\n<table>\n<tbody>\n", out);
    method_row(out, "Trials", figure_count(forecast->trials, buffer));
    snprintf(buffer, sizeof buffer, "%" PRIu64, scenario->experiment.seed);
    method_row(out, "Seed", buffer);
    method_row(out, "fleetsim", forecast->version);
    snprintf(buffer, sizeof buffer, "%016" PRIx64, scenario->digest);
    method_row(out, "Digest of scenario.json", buffer);
    line_add(&span, "%s to %s", figure_moment(scenario->start_s, from),
             figure_moment(scenario->horizon_s, buffer));
    method_row(out, "Simulated", span.text);
    line_add(&members, "%" PRId64 " min, over %s trials", forecast->member_grid_s / MINUTE_S,
             figure_count(forecast->member_trials, buffer));
    method_row(out, "Instants of members are kept to", members.text);
    fputs("</tbody>\n</table>\n", out);
}

void html_method(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    assumptions(out, forecast->scenario);
    warnings(out, &forecast->scenario->warnings);
    definitions(out, forecast->scenario);
    method(out, forecast);
}
