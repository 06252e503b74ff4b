/* summary.md: the answer in about forty lines, to paste into a change ticket.
 *
 * Names are text: what Markdown or HTML would take for markup is escaped. */
#include "reports/answer.h"
#include "reports/answer_advice.h"
#include "reports/figure.h"
#include "reports/name.h"
#include "reports/operation_words.h"
#include "reports/renderer.h"

#include <inttypes.h>
#include <string.h>

enum { TRACKS_SHOWN = 6, ASSUMPTIONS_SHOWN = 6, WARNINGS_SHOWN = 4 };

static void markdown_text(FILE *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '<')
            fputs("&lt;", out);
        else if (*at == '&')
            fputs("&amp;", out);
        else if (strchr("\\`*_[]|#~", *at) != NULL)
            fprintf(out, "\\%c", *at);
        else
            fputc(*at, out);
    }
}

static void paragraph(FILE *out, const struct forecast *forecast,
                      void (*write)(const struct forecast *, struct line *))
{
    struct line line = {.length = 0};
    write(forecast, &line);
    if (line.length == 0)
        return;
    markdown_text(out, line.text);
    fputs("\n\n", out);
}

static void table_row(void *context, const struct answer_row *row)
{
    FILE *out = context;
    fputs("| ", out);
    markdown_text(out, row->label.text);
    fputs(" | ", out);
    markdown_text(out, row->value.text);
    fputs(" | ", out);
    markdown_text(out, row->note.text);
    fputs(" |\n", out);
}

static void table_head(FILE *out, const char *title)
{
    fputs("| ", out);
    markdown_text(out, title);
    fputs(" | | |\n|---|---|---|\n", out);
}

/* The rows about one run or profile, where it is the only one. */
static void only_track(FILE *out, const struct forecast *forecast)
{
    char name[NAME_SIZE];
    fputc('\n', out);
    table_head(out, name_short(forecast->scenario->tracks[0].name, NAME_COLUMNS, name));
    answer_track_rows(forecast, 0, table_row, out);
}

static void track_row(FILE *out, const struct track *track, const struct track_outcome *outcome)
{
    struct answer_row row = {0};
    char buffer[FIGURE_SIZE], name[NAME_SIZE];
    line_add(&row.label, "%s", name_short(track->name, NAME_COLUMNS, name));
    if (track->profile == NONE)
        line_add(&row.value, "ends by %s in four of five",
                 figure_moment(outcome->finish[Q80].value_s, buffer));
    else
        line_add(&row.value, "%s runs a history",
                 figure_mean(outcome->runs_per_trial_mean, buffer));
    if (outcome->ending.completed.n > 0)
        line_add(&row.note, "Completed: %s", figure_chance(&outcome->ending.completed, buffer));
    table_row(out, &row);
}

/* A row for each, so that the whole stays short. */
static void track_rows(FILE *out, const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    fputc('\n', out);
    table_head(out, "each");
    for (uint32_t i = 0; i < scenario->track_count && i < TRACKS_SHOWN; i++)
        track_row(out, &scenario->tracks[i], &forecast->tracks[i]);
    if (scenario->track_count > TRACKS_SHOWN)
        fprintf(out, "\nAnd %u more runs: runs.csv.\n", scenario->track_count - TRACKS_SHOWN);
}

/* Those that decide come first where there are more than fit. */
static void assumption_items(FILE *out, const struct scenario *scenario)
{
    char text[NAME_SIZE];
    uint32_t shown = 0;
    for (int decides = 1; decides >= 0; decides--)
        for (uint32_t i = 0; i < scenario->assumption_count && shown < ASSUMPTIONS_SHOWN; i++) {
            const struct assumption *assumption = &scenario->assumptions[i];
            if (assumption->decides != (decides == 1))
                continue;
            shown++;
            fprintf(out, "- %s: ", source_class_name(assumption->source_class));
            markdown_text(out, name_short(assumption->what, SENTENCE_COLUMNS, text));
            fputc('\n', out);
        }
    if (scenario->assumption_count > shown)
        fprintf(out, "- and %u more: report.html, summary.json\n",
                scenario->assumption_count - shown);
}

static void warning_items(FILE *out, const struct warnings *warnings)
{
    uint32_t shown = 0;
    for (const struct warning *at = warnings->first; at != NULL && shown < WARNINGS_SHOWN;
         at = at->next) {
        shown++;
        fputs("- warning: ", out);
        markdown_text(out, at->text);
        fputc('\n', out);
    }
    if (warnings->count > shown)
        fprintf(out, "- and %zu more warnings: report.html\n", warnings->count - shown);
}

static void verdicts(FILE *out, const struct forecast *forecast)
{
    for (uint32_t i = 0; i < forecast->scenario->experiment.condition_count; i++) {
        struct line line = {.length = 0};
        answer_verdict(forecast, i, &line);
        markdown_text(out, line.text);
        fputs("\n\n", out);
    }
}

void summary_md(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    const struct scenario *scenario = forecast->scenario;
    char name[NAME_SIZE], trials[FIGURE_SIZE];
    struct line rule = {.length = 0};
    fputs("# ", out);
    markdown_text(out, name_short(scenario->name, NAME_COLUMNS, name));
    fputs("\n\n", out);
    paragraph(out, forecast, answer_partial);
    paragraph(out, forecast, answer_ranged);
    paragraph(out, forecast, answer_stopped);
    paragraph(out, forecast, answer_assumed);
    paragraph(out, forecast, operation_refused_sentence);
    verdicts(out, forecast);
    table_head(out, answer_is_by_track(scenario) ? "all runs together" : "");
    answer_rows(forecast, table_row, out);
    answer_advice_rows(forecast, table_row, out);
    if (scenario->track_count > 1)
        track_rows(out, forecast);
    else if (answer_is_by_track(scenario))
        only_track(out, forecast);
    answer_risk_rule(&scenario->experiment.risk, &rule);
    fprintf(out, "\n%s Risk: %s\n\n", answer_interval_note, rule.text);
    assumption_items(out, scenario);
    warning_items(out, &scenario->warnings);
    fprintf(out, "\n%s trials, seed %" PRIu64 ", fleetsim %s, scenario digest %016" PRIx64 ".\n",
            figure_count(forecast->trials, trials), scenario->experiment.seed, forecast->version,
            scenario->digest);
}
