/* Section "Answer": one sentence and a table. */
#include "reports/answer.h"
#include "reports/answer_advice.h"
#include "reports/html_sections.h"
#include "reports/html_writer.h"
#include "reports/operation_words.h"

enum { TRACKS_SHOWN = 20 };

static void paragraph(FILE *out, const char *element, const struct forecast *forecast,
                      void (*write)(const struct forecast *, struct line *))
{
    struct line line = {.length = 0};
    write(forecast, &line);
    if (line.length == 0)
        return;
    html_element(out, element, line.text);
    fputc('\n', out);
}

static void table_row(void *context, const struct answer_row *row)
{
    FILE *out = context;
    fputs("<tr>", out);
    html_element(out, "th scope=\"row\"", row->label.text);
    html_element(out, "td class=\"value\"", row->value.text);
    html_element(out, "td", row->note.text);
    fputs("</tr>\n", out);
}

static void table_begin(FILE *out, const char *caption)
{
    fputs("<table class=\"answer\">\n", out);
    html_element(out, "caption", caption);
    fputs("\n<thead><tr><th scope=\"col\">Question</th><th scope=\"col\">Answer</th>"
          "<th scope=\"col\">How certain</th></tr></thead>\n<tbody>\n",
          out);
}

static void table_end(FILE *out)
{
    fputs("</tbody>\n</table>\n", out);
}

static void track_tables(FILE *out, const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    for (uint32_t i = 0; i < scenario->track_count && i < TRACKS_SHOWN; i++) {
        table_begin(out, scenario->tracks[i].name);
        answer_track_rows(forecast, i, table_row, out);
        table_end(out);
    }
    if (scenario->track_count > TRACKS_SHOWN)
        fprintf(out, "<p>%u more update runs stand in runs.csv.</p>\n",
                scenario->track_count - TRACKS_SHOWN);
}

static void verdicts(FILE *out, const struct forecast *forecast)
{
    for (uint32_t i = 0; i < forecast->scenario->experiment.condition_count; i++) {
        struct line line = {.length = 0};
        answer_verdict(forecast, i, &line);
        html_element(out, forecast->verdicts[i].met ? "p class=\"met\"" : "p class=\"missed\"",
                     line.text);
        fputc('\n', out);
    }
}

static void risk_class(FILE *out, const struct forecast *forecast)
{
    static const char *const classes[] = {"low", "moderate", "high"};
    fprintf(out, "<p class=\"risk %s\">Risk: %s</p>\n", classes[forecast->risk.risk],
            risk_name(forecast->risk.risk));
}

void html_answer(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    struct line rule = {.length = 0};
    paragraph(out, "p class=\"partial\"", forecast, answer_partial);
    paragraph(out, "p class=\"lead\"", forecast, answer_ranged);
    paragraph(out, "p", forecast, answer_stopped);
    paragraph(out, "p class=\"assumed\"", forecast, answer_assumed);
    paragraph(out, "p class=\"refused\"", forecast, operation_refused_sentence);
    verdicts(out, forecast);
    risk_class(out, forecast);
    table_begin(out, answer_title(forecast->scenario));
    answer_rows(forecast, table_row, out);
    answer_advice_rows(forecast, table_row, out);
    table_end(out);
    if (answer_is_by_track(forecast->scenario))
        track_tables(out, forecast);
    html_element(out, "p class=\"note\"", answer_interval_note);
    answer_risk_rule(&forecast->scenario->experiment.risk, &rule);
    html_element(out, "p class=\"note\"", rule.text);
    fputc('\n', out);
}
